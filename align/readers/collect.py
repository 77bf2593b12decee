"""Which files a run is to read: those of folders, and those named themselves."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError
from align.readers.parts.archive import is_of_computers, is_page_folder
from align.readers.read import known_suffixes


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and the name under which its document goes."""

    path: Path
    id: str


@dataclass(frozen=True, slots=True)
class Collection:
    """What was found under some paths.

    Attributes:
        sources: documents to read, by name.
        bitexts: files that hold bitexts already, by name.
        passed_over: how many files no reader reads, by the ending of their names.
        missing: what could not be looked at.

    """

    sources: tuple[Source, ...]
    bitexts: tuple[Source, ...]
    passed_over: dict[str, int]
    missing: tuple[InputError, ...]


def collect(
    paths: Sequence[Path],
    leave_out: Iterable[Path] = (),
    bitexts: Iterable[str] = (),
    named_bitexts: Iterable[str] = (),
) -> Collection:
    """Return the files under `paths`, each once, folders searched through.

    Names are relative to the folder that a file was found under; with several
    folders they begin with the folder's own name.  Hidden files and those that programs leave
    behind (`~$…`, `Thumbs.db`), the folders of pictures that belong to saved pages, and
    whatever lies under `leave_out` are not looked at.

    Args:
        paths: folders and files.
        leave_out: files and folders that are no input.
        bitexts: endings of files that hold bitexts, wherever they lie.
        named_bitexts: endings of files that do where they are named themselves; in a
            folder such a table may be anything.

    """
    excluded = {path.resolve() for path in leave_out}
    readable, held, named = set(known_suffixes()), set(bitexts), set(named_bitexts)
    sources: dict[Path, Source] = {}
    others: dict[Path, Source] = {}
    passed_over: Counter[str] = Counter()
    missing: list[InputError] = []
    several = len(paths) > 1
    for root in paths:
        if not root.exists():
            missing.append(InputError("is not there", where=root, remedy="Check the path"))
        for path in _files(root, excluded):
            suffix, source = path.suffix.lower(), Source(path, _name(path, root, several))
            if suffix in held or (root.is_file() and suffix in named - readable):
                others.setdefault(path.resolve(), source)
            elif suffix in readable or root.is_file():
                sources.setdefault(path.resolve(), source)
            else:
                passed_over[suffix or "(none)"] += 1
    return Collection(
        _ordered(sources), _ordered(others), dict(sorted(passed_over.items())), tuple(missing)
    )


def _ordered(sources: dict[Path, Source]) -> tuple[Source, ...]:
    return tuple(sorted(sources.values(), key=lambda source: source.id))


def _files(root: Path, excluded: set[Path]) -> list[Path]:
    if root.is_file():
        return [root]
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file()
        and not any(_passed_over(part) for part in path.relative_to(root).parts)
        and not excluded & {path.resolve(), *path.resolve().parents}
    )


def _passed_over(part: str) -> bool:
    return is_of_computers(part) or is_page_folder(part)


def _name(path: Path, root: Path, several: bool) -> str:
    if root.is_file():
        name = path.as_posix() if several else path.name
    else:
        relative = path.relative_to(root).as_posix()
        name = f"{root.resolve().name}/{relative}" if several else relative
    return unicodedata.normalize("NFC", name)
