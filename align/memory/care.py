"""Looking after a memory: what it holds, whether it is whole, and two made into one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align.errors import FormatError
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


def info(path: Path) -> dict[str, Any]:
    """Return what a memory holds, as plain values.

    Raises:
        FormatError: the file is no memory.

    """
    with Memory(path, create=False) as memory:
        statuses: Counter[str] = Counter()
        bitexts = beads = pairs = 0
        for bitext in memory.bitexts():
            bitexts += 1
            beads += len(bitext.beads)
            pairs += sum(bead.is_pair for bead in bitext.beads)
            statuses.update(bead.status.value for bead in bitext.beads)
    return {
        "file": str(path),
        "bytes": path.stat().st_size,
        "bitexts": bitexts,
        "beads": beads,
        "pairs": pairs,
        **{status.value: statuses[status.value] for status in Status},
    }


def verify(path: Path) -> list[str]:
    """Return what is wrong with a memory, one line each; nothing if it is whole.

    The file's pages and references are checked, and every bitext is read.

    Raises:
        FormatError: the file is no memory.

    """
    wrong: list[str] = []
    with Memory(path, create=False) as memory:
        wrong += memory.damage()
        read = 0
        try:
            for bitext in memory.bitexts():
                read += 1
                wrong += _oddities(bitext)
        except (ValueError, FormatError, sqlite3.DatabaseError) as error:
            wrong.append(f"after {read} bitexts that can be read: {error}")
    return wrong


def vacuum(path: Path) -> tuple[int, int]:
    """Give back the room of what was deleted; return the bytes before and after.

    Raises:
        StorageError: the file cannot be written; it stands as it was.

    """
    before = path.stat().st_size if path.exists() else 0
    with Memory(path, create=False) as memory:
        memory.shrink()
    return before, path.stat().st_size


def merge(into: Path, other: Path) -> Merged:
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
        for bitext in theirs.bitexts():
            _take(memory, bitext, other, merged)
    return merged


def _take(memory: Memory, bitext: Bitext, other: Path, merged: Merged) -> None:
    known = memory.bitext_of(bitext.original.id, bitext.translation.id)
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
    memory.put_bitext(bitext, f"merge:{other.name}")


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
