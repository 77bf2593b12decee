"""Looking after a memory: what it holds, whether it is whole, and two made into one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align.errors import AlignError, StorageError
from align.execution.progress import Progress, Silent
from align.memory.bitexts import Stored
from align.memory.store import Memory
from align.model import Bitext, Status

_SHOWN = 20


@dataclass(slots=True)
class Merged:
    """What came of merging one memory into another.

    Attributes:
        new: bitexts that the other had alone.
        taken: bitexts of both in which only the other holds decisions.
        kept: bitexts of both that stay as they were.
        conflicts: bitexts in which both hold decisions, and differ; ours stay.

    """

    new: int = 0
    taken: int = 0
    kept: int = 0
    conflicts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Salvage:
    """What of a memory can be read.

    Attributes:
        bitexts: current ones.
        decided: beads in them that a person decided on.
        history: replaced bitexts that hold decisions.
        lost: what cannot be read, one line each.

    """

    bitexts: int = 0
    decided: int = 0
    history: int = 0
    lost: list[str] = field(default_factory=list)


def info(path: Path) -> dict[str, Any]:
    """Return what a memory holds, as plain values.

    Raises:
        FormatError: the file is no memory, or damaged.

    """
    with Memory(path, create=False) as memory:
        counts = {name: next(memory.stream(query))[0] for name, query in _COUNTS.items()}
        by_status = "SELECT status, count(*) FROM bead e JOIN bitext b ON b.id = e.bitext "
        by_status += "WHERE NOT b.superseded GROUP BY status"
        statuses = {row[0]: row[1] for row in memory.stream(by_status)}
        last = next(memory.stream(_LAST_RUN), None)
    return {
        "file": str(path),
        "bytes": path.stat().st_size,
        **counts,
        **{status.value: statuses.get(status.value, 0) for status in Status},
        "last run": "" if last is None else f"{last[0]}{'' if last[1] else ', not finished'}",
    }


def verify(path: Path, progress: Progress | None = None) -> list[str]:
    """Return what is wrong with a memory, one line each; nothing if it is whole.

    The file's pages and references are checked, every bitext is read, and the index of
    the search is held against the beads.

    Raises:
        FormatError: the file is no memory, or cannot be opened at all.

    """
    with Memory(path, create=False, salvaging=True) as memory:
        wrong = memory.damage()
        for stored in _readable(memory, salvage := Salvage(), progress):
            wrong += _oddities(stored.bitext)
        wrong += salvage.lost
        if not wrong:
            beads, units = (next(memory.stream(_COUNTS[n]))[0] for n in ("beads", "searched"))
            if beads != units:
                wrong.append(
                    f"the index of the search has {units} of {beads} beads; "
                    "make it anew with align memory reindex"
                )
    return wrong


def salvageable(path: Path, progress: Progress | None = None) -> Salvage:
    """Return what of a memory can be read, damaged or not.

    Raises:
        FormatError: the file is no memory, or cannot be opened at all.

    """
    salvage = Salvage()
    with Memory(path, create=False, salvaging=True) as memory:
        for _ in _readable(memory, salvage, progress):
            pass
    return salvage


def rescue(path: Path, new: Path, progress: Progress | None = None) -> Salvage:
    """Write what of a damaged memory can be read into a new one.

    Raises:
        FormatError: the file is no memory, or cannot be opened at all.
        StorageError: the new file is there already, or cannot be written.

    """
    if new.exists():
        raise StorageError("is there already", where=new, remedy="Choose another name")
    salvage = Salvage()
    with (
        Memory(path, create=False, salvaging=True) as memory,
        Memory(new) as saved,
        saved.transaction(),
    ):
        for stored in _readable(memory, salvage, progress, history=True):
            saved.put_bitext(stored.bitext, stored.aligner, origin=stored.origin)
            if stored.superseded:
                saved.set_aside(*stored.bitext.names)
    return salvage


def reindex(path: Path, progress: Progress | None = None) -> None:
    """Make the index of the search anew.

    Raises:
        FormatError: the file is no memory, or damaged.
        StorageError: it cannot be written; it stands as it was.

    """
    with Memory(path, create=False) as memory:
        memory.reindex(progress)


def vacuum(path: Path) -> tuple[int, int]:
    """Give back the room of what was deleted; return the bytes before and after.

    Raises:
        StorageError: the file cannot be written; it stands as it was.

    """
    before = path.stat().st_size if path.exists() else 0
    with Memory(path, create=False) as memory:
        memory.shrink()
    return before, path.stat().st_size


def merge(into: Path, other: Path, progress: Progress | None = None) -> Merged:
    """Take the bitexts of another memory into one; nobody's decision is lost or overwritten.

    Of a bitext that both have, ours stays unless only the other holds decisions.

    Raises:
        FormatError: a file is no memory.
        StorageError: the memory cannot be written; it stands as it was.

    """
    merged = Merged()
    with (
        Memory(into, create=False) as memory,
        Memory(other, create=False) as theirs,
        memory.transaction(),
    ):
        current = [number for number, superseded in theirs.bitext_numbers() if not superseded]
        for number in (progress or Silent()).track(current, "Merging", len(current)):
            _take(memory, theirs.stored_at(number), merged)
    return merged


_CURRENT = "FROM bead e JOIN bitext b ON b.id = e.bitext WHERE NOT b.superseded"
_COUNTS = {
    "documents": "SELECT count(*) FROM document",
    "bitexts": "SELECT count(*) FROM bitext WHERE NOT superseded",
    "history": "SELECT count(*) FROM bitext WHERE superseded",
    "beads": f"SELECT count(*) {_CURRENT}",
    "pairs": f"SELECT count(*) {_CURRENT} AND e.original != '[]' AND e.translation != '[]'",
    "searched": "SELECT count(*) FROM unit",
    "decisions": "SELECT count(*) FROM history WHERE state = 'done'",
}
_LAST_RUN = "SELECT started, finished FROM run ORDER BY id DESC LIMIT 1"


def _readable(
    memory: Memory, salvage: Salvage, progress: Progress | None, *, history: bool = False
) -> Iterator[Stored]:
    """Yield the bitexts that can be read, replaced ones before those in their place."""
    try:
        numbers = memory.bitext_numbers()
    except (AlignError, sqlite3.DatabaseError) as error:
        salvage.lost.append(f"the list of bitexts cannot be read: {error}")
        return
    tracked = (progress or Silent()).track(numbers, "Bitexts", len(numbers))
    for number, superseded in tracked:
        try:
            stored = memory.stored_at(number)
        except (ValueError, AlignError, sqlite3.DatabaseError) as error:
            salvage.lost.append(f"bitext {number} cannot be read: {error}")
            continue
        if superseded:
            salvage.history += 1
        else:
            salvage.bitexts += 1
            salvage.decided += sum(bead.decided for bead in stored.bitext.beads)
        if history or not superseded:
            yield stored


def _take(memory: Memory, stored: Stored, merged: Merged) -> None:
    bitext = stored.bitext
    known = memory.bitext_of(*bitext.names)
    if known is None:
        merged.new += 1
    elif known == bitext or not _decided(bitext):
        merged.kept += 1
        return
    elif _decided(known):
        merged.kept += 1
        if len(merged.conflicts) < _SHOWN:
            merged.conflicts.append(bitext.original.id)
        return
    else:
        merged.taken += 1
    memory.put_bitext(bitext, stored.aligner, origin=stored.origin)


def _decided(bitext: Bitext) -> bool:
    return any(bead.decided for bead in bitext.beads)


def _oddities(bitext: Bitext) -> list[str]:
    """What no alignment has: beads without a segment, confidences that are no probabilities."""
    name = bitext.original.id
    wrong = []
    for position, bead in enumerate(bitext.beads):
        if not bead.original and not bead.translation:
            wrong.append(f"{name}: bead {position} is empty")
        if not 0.0 <= bead.confidence <= 1.0:
            wrong.append(f"{name}: bead {position} has confidence {bead.confidence}")
    return wrong
