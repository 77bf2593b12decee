"""What a file and the memory say of a bead since the file was exported, put together.

Each exported unit tells what it was then (`base`): its status, and digests of its note and its
texts.  Of each of the three the file's word is taken where only the file has changed it, the
memory's where only the memory has, and where both have and differ, that is a conflict.  A file
without it is taken by its word only where the memory has none of its own: nothing that
somebody decided is ever taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from align.formats.carried import comparable
from align.formats.unit import Base, Unit
from align.model import Bead, Status

T = TypeVar("T")


class Choice(StrEnum):
    """Whose word is taken where the memory and a file have both changed a bead."""

    OURS = "ours"  # the memory's
    THEIRS = "theirs"  # the file's
    LIST = "list"  # the memory's, and it is said


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both have changed: `what` is status, note or texts."""

    document: str
    text: str
    what: str
    memory: str
    file: str


@dataclass(frozen=True, slots=True)
class _Field(Generic[T]):
    """One thing that is said of a bead, by the memory and by the file."""

    what: str
    memory: T
    file: T
    memory_changed: bool
    file_changed: bool

    def merged(self, choice: Choice, tell: Callable[[str, T, T], None]) -> T:
        if not self.file_changed or self.memory == self.file:
            return self.memory
        if not self.memory_changed:
            return self.file
        if choice is Choice.LIST:
            tell(self.what, self.memory, self.file)
        return self.file if choice is Choice.THEIRS else self.memory


def merged(
    bead: Bead,
    known: Unit,
    unit: Unit,
    choice: Choice,
    conflicts: list[Conflict],
) -> Bead:
    """Return the bead with what a unit that came back changes in it.

    Args:
        bead: as the memory has it.
        known: the same as a unit.
        unit: as the file has it.
        choice: whose word is taken where both have changed it.
        conflicts: what is listed of those goes here.

    """

    def tell(what: str, memory: Any, file: Any) -> None:
        shown = (" | ".join(x) if isinstance(x, tuple) else str(x) for x in (memory, file))
        conflicts.append(Conflict(known.document, known.original[:60], what, *shown))

    texts = _texts(bead, known, unit).merged(choice, tell)
    status = _status(bead, unit).merged(choice, tell)
    note = _note(bead, unit).merged(choice, tell)
    if texts == _both(known):
        return replace(bead, status=status, note=note)
    if status in (Status.AUTO, Status.ACCEPTED):
        status = Status.EDITED
    edited = unit.original, unit.translation
    return replace(bead, status=status, note=note, edited=edited)


def _status(bead: Bead, unit: Unit) -> _Field[Status]:
    base = unit.base
    decided = bead.status is not Status.AUTO
    if base is None:
        return _Field(
            "status", bead.status, unit.status, decided, unit.status is not Status.AUTO
        )
    back = unit.status is Status.AUTO and decided  # a decision is never lowered
    return _Field(
        "status",
        bead.status,
        unit.status,
        bead.status != base.status,
        unit.status != base.status and not back,
    )


def _note(bead: Bead, unit: Unit) -> _Field[str]:
    memory, file = bead.note, unit.note
    if comparable(memory) == comparable(file):
        file = memory
    if unit.base is None:
        return _Field("note", memory, file, bool(memory), bool(file))
    was = unit.base.note
    return _Field("note", memory, file, Base.digest(memory) != was, Base.digest(file) != was)


def _texts(bead: Bead, known: Unit, unit: Unit) -> _Field[tuple[str, str]]:
    memory, file = _both(known), _both(unit)
    if unit.base is None:
        edited = bead.edited is not None
        return _Field("texts", memory, file, edited, file_changed=True)
    was = unit.base.texts
    changed = [Base.digest(*texts) != was for texts in (memory, file)]
    return _Field("texts", memory, file, *changed)


def _both(unit: Unit) -> tuple[str, str]:
    return comparable(unit.original), comparable(unit.translation)


def is_damaged(text: str, known: str) -> bool:
    """Return whether a text is a known one in which an encoding put `?` for what it lacks.

    Every encoding has what ASCII has, so a full stop that became `?` is a person's.
    """
    if len(text) != len(known):
        return False
    other = [(a, b) for a, b in zip(text, known, strict=True) if a != b]
    return bool(other) and all(a == "?" and not b.isascii() and b != "？" for a, b in other)
