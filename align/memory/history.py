"""Review decisions in the memory: each saved at once, with who and when, to be undone.

A change replaces a bitext's beads, and its segments where one was split, in one
transaction, and notes both states.  So undoing works after a restart, and two reviewers
of one bitext find out about each other: a change names the version that it was made
on, and is refused if that is not the latest.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from align.errors import ConflictError, FormatError
from align.memory import records
from align.memory.database import now
from align.memory.store import Memory
from align.model import Bead, Bitext, Document, Status

_DONE, _UNDONE, _ABANDONED = "done", "undone", "abandoned"
_SEGMENT = ("text", "kind", "label", "outline", "line", "page", "anchor", "language")


class ReviewedMemory(Memory):
    """A memory in which beads are reviewed."""

    def reviewed(self, original: str, translation: str) -> tuple[Bitext, int]:
        """Return a bitext and its version, which goes up with each change.

        Raises:
            FormatError: the memory has no such bitext.

        """
        bitext = self.bitext_of(original, translation)
        if bitext is None:
            raise FormatError(f"has no bitext of {original} and {translation}", where=self.path)
        return bitext, self._version((original, translation))

    def change(self, before: Bitext, after: Bitext, version: int, who: str, action: str) -> int:
        """Keep a change and return the new version.

        Raises:
            ConflictError: the bitext was changed since `version`, or a segment is to be
                split of a document that another bitext has too.
            StorageError: the memory cannot be written; nothing is changed.

        """
        names = before.original.id, before.translation.id
        with self.transaction():
            self._require(names, version)
            self._db.execute(
                "UPDATE history SET state = ? "
                "WHERE original = ? AND translation = ? AND state = ?",
                (_ABANDONED, *names, _UNDONE),
            )
            self._insert(
                "history",
                {
                    "original": names[0],
                    "translation": names[1],
                    "at": now(),
                    "who": who,
                    "action": action,
                    "before": json.dumps(_difference(before, after), ensure_ascii=False),
                    "after": json.dumps(_difference(after, before), ensure_ascii=False),
                },
            )
            self._put_state(before, after)
            return self._raised(names)

    def step(self, original: str, translation: str, version: int, *, back: bool) -> str:
        """Undo the last change of a bitext, or do the last undone one again; return its name.

        Empty where there is nothing to undo.

        Raises:
            ConflictError: the bitext was changed since `version`.

        """
        names = original, translation
        state, order = (_DONE, "DESC") if back else (_UNDONE, "ASC")
        with self.transaction():
            self._require(names, version)
            row = self._one(
                "SELECT * FROM history WHERE original = ? AND translation = ? AND state = ? "
                f"ORDER BY id {order} LIMIT 1",
                (*names, state),
            )
            if row is None:
                return ""
            bitext = self.reviewed(*names)[0]
            other = _restored(bitext, json.loads(row["before" if back else "after"]))
            self._put_state(bitext, other)
            self._db.execute(
                "UPDATE history SET state = ? WHERE id = ?",
                (_UNDONE if back else _DONE, row["id"]),
            )
            self._raised(names)
            return str(row["action"])

    def overview(self, doubtful: float) -> list[dict[str, Any]]:
        """Return each current bitext with how much of it is decided, and how much is doubtful.

        Args:
            doubtful: confidence below which an undecided bead is.

        """
        query = (
            "SELECT o.name AS original, t.name AS translation, o.title AS title, "
            "count(*) AS beads, sum(e.status != 'auto') AS decided, "
            "sum(e.status = 'auto' AND e.confidence < ?) AS doubtful, "
            "min(CASE WHEN e.status = 'auto' THEN e.confidence ELSE 1 END) AS lowest "
            "FROM bitext b JOIN document o ON o.id = b.original "
            "JOIN document t ON t.id = b.translation JOIN bead e ON e.bitext = b.id "
            "WHERE NOT b.superseded GROUP BY b.id "
            "ORDER BY doubtful DESC, lowest, o.name, t.name"
        )
        return [dict(row) for row in self._all(query, (doubtful,))]

    def decisions(self) -> int:
        """Return how many changes stand."""
        row = self._one("SELECT count(*) AS n FROM history WHERE state = 'done'", ())
        return int(row["n"]) if row else 0

    def _require(self, names: tuple[str, str], version: int) -> None:
        if self._version(names) != version:
            raise ConflictError(
                "was changed in another window", remedy="Look at it as it is now, then decide"
            )

    def _put_state(self, before: Bitext, after: Bitext) -> None:
        """Write what differs between two states of a bitext: segments, and beads."""
        for old, document in (
            (before.original, after.original),
            (before.translation, after.translation),
        ):
            if old.segments != document.segments:
                self._put_segments(document)
        found = self._one(
            "SELECT b.id FROM bitext b JOIN document o ON o.id = b.original "
            "JOIN document t ON t.id = b.translation "
            "WHERE NOT superseded AND o.name = ? AND t.name = ?",
            (after.original.id, after.translation.id),
        )
        assert found is not None
        head, tail = _alike(before.beads, after.beads)
        last = len(before.beads) - tail
        self._db.execute(
            "DELETE FROM bead WHERE bitext = ? AND position >= ? AND position < ?",
            (found["id"], head, last),
        )
        shift = len(after.beads) - len(before.beads)
        if shift:  # by way of negative places, since two beads never share one
            moved = "UPDATE bead SET position = -(position + ?) - 1 WHERE bitext = ? "
            self._db.execute(f"{moved} AND position >= ?", (shift, found["id"], last))
            self._db.execute(f"{moved} AND position < 0", (0, found["id"]))
        self._put_beads(found["id"], after, after.beads[head : len(after.beads) - tail], head)

    def _put_segments(self, document: Document) -> None:
        number = self._document_number(document)
        query = "SELECT count(*) AS n FROM bitext WHERE original = ? OR translation = ?"
        row = self._one(query, (number, number))
        if row is not None and row["n"] > 1:  # its beads would count other segments
            raise ConflictError(
                f"cannot split a paragraph of {document.id}, which another bitext has too",
                remedy="Give the parts other words instead",
            )
        self._db.execute("DELETE FROM segment WHERE document = ?", (number,))
        self._db.executemany(
            f"INSERT INTO segment VALUES ({number}, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            records.segment_rows(document),
        )


def _alike(first: Sequence[Bead], second: Sequence[Bead]) -> tuple[int, int]:
    """How many beads two states share at their head, and at their tail."""
    least = min(len(first), len(second))
    head = 0
    while head < least and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < least - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    return head, tail


def _difference(state: Bitext, other: Bitext) -> dict[str, Any]:
    """What a state of a bitext has and another has not; enough to come back to it."""
    head, tail = _alike(state.beads, other.beads)

    def segments(mine: Document, theirs: Document) -> list[list[object]] | None:
        if mine.segments == theirs.segments:
            return None
        return [list(row[1:]) for row in records.segment_rows(mine)]

    return {
        "head": head,
        "tail": tail,
        "original": segments(state.original, other.original),
        "translation": segments(state.translation, other.translation),
        "beads": [
            [
                *(b.original, b.translation, b.confidence, b.status.value, b.crossing),
                *(dict(b.signals), b.note, b.edited),
            ]
            for b in state.beads[head : len(state.beads) - tail]
        ],
    }


def _restored(bitext: Bitext, plain: dict[str, Any]) -> Bitext:
    """The state that a difference leads to from the one that followed it."""

    def document(old: Document, segments: Sequence[Sequence[Any]] | None) -> Document:
        if segments is None:
            return old
        made = (
            records.segment(dict(zip(_SEGMENT, values, strict=True))) for values in segments
        )
        return replace(old, segments=tuple(made))

    beads = tuple(
        Bead(
            tuple(original),
            tuple(translation),
            confidence,
            Status(status),
            crossing,
            MappingProxyType(signals),
            note,
            tuple(edited) if edited else None,
        )
        for original, translation, confidence, status, crossing, signals, note, edited in plain[
            "beads"
        ]
    )
    head, tail = plain["head"], len(bitext.beads) - plain["tail"]
    return Bitext(
        document(bitext.original, plain["original"]),
        document(bitext.translation, plain["translation"]),
        (*bitext.beads[:head], *beads, *bitext.beads[tail:]),
        bitext.level,
    )
