"""Which files a run is to read: those of folders, and those named themselves."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError
from align.readers.files import known_suffixes


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and the name under which its document goes."""

    path: Path
    id: str


@dataclass(frozen=True, slots=True)
class Collection:
    """What was found under some paths.

    Attributes:
        sources: files to read, by name.
        passed_over: how many files no reader reads, by the ending of their names.
        missing: what could not be looked at.

    """

    sources: tuple[Source, ...]
    passed_over: dict[str, int]
    missing: tuple[InputError, ...]


def collect(paths: Sequence[Path], leave_out: Iterable[Path] = ()) -> Collection:
    """Return the files under `paths`, each once, folders searched through.

    Names are relative to the folder that a file was found under; with several
    folders they begin with the folder's own name.  Hidden files, and whatever
    lies under `leave_out`, are not looked at.
    """
    excluded = {path.resolve() for path in leave_out}
    readable = set(known_suffixes())
    sources: dict[Path, Source] = {}
    passed_over: Counter[str] = Counter()
    missing: list[InputError] = []
    several = len(paths) > 1
    for root in paths:
        if not root.exists():
            missing.append(InputError("is not there", where=root, remedy="Check the path"))
        for path in _files(root, excluded):
            if path.suffix.lower() in readable or root.is_file():
                sources.setdefault(path.resolve(), Source(path, _name(path, root, several)))
            else:
                passed_over[path.suffix.lower() or "(none)"] += 1
    ordered = tuple(sorted(sources.values(), key=lambda source: source.id))
    return Collection(ordered, dict(sorted(passed_over.items())), tuple(missing))


def _files(root: Path, excluded: set[Path]) -> list[Path]:
    if root.is_file():
        return [root]
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(root).parts)
        and not excluded & {path.resolve(), *path.resolve().parents}
    )


def _name(path: Path, root: Path, several: bool) -> str:
    if root.is_file():
        name = path.as_posix() if several else path.name
    else:
        relative = path.relative_to(root).as_posix()
        name = f"{root.resolve().name}/{relative}" if several else relative
    return unicodedata.normalize("NFC", name)
