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
from typing import Any

from align.errors import ConflictError
from align.memory.bitexts import NAMED
from align.memory.database import now
from align.memory.store import Memory
from align.model import Bead, Bitext, Document, Segment, Side
from align.model.codec import codec_of

_DONE, _UNDONE, _ABANDONED = "done", "undone", "abandoned"


class ReviewedMemory(Memory):
    """A memory in which beads are reviewed."""

    def reviewed(self, original: str, translation: str) -> tuple[Bitext, int]:
        """Return a bitext and its version, which goes up with each change.

        Raises:
            ConflictError: the memory has no such bitext, or no longer.

        """
        number, version = self._at(original, translation)
        return self.bitext_at(number), version

    def change(self, before: Bitext, after: Bitext, version: int, who: str, action: str) -> int:
        """Keep a change and return the new version.

        Raises:
            ConflictError: the bitext was changed since `version`, or a segment is to be
                split of a document that another bitext has too.
            StorageError: the memory cannot be written; nothing is changed.

        """
        with self.transaction():
            number = self.require(*before.names, version)
            self._db.execute(
                "UPDATE history SET state = ? WHERE bitext = ? AND state = ?",
                (_ABANDONED, number, _UNDONE),
            )
            self._insert(
                "history",
                {
                    "bitext": number,
                    "original": before.original.id,
                    "translation": before.translation.id,
                    "at": now(),
                    "who": who,
                    "action": action,
                    "before": json.dumps(_difference(before, after), ensure_ascii=False),
                    "after": json.dumps(_difference(after, before), ensure_ascii=False),
                },
            )
            self._put_state(number, before, after)
            return self._raised(number)

    def step(self, original: str, translation: str, version: int, *, back: bool) -> str:
        """Undo the last change of a bitext, or do the last undone one again; return its name.

        Empty where there is nothing to undo.

        Raises:
            ConflictError: the bitext was changed since `version`.

        """
        state, order = (_DONE, "DESC") if back else (_UNDONE, "ASC")
        with self.transaction():
            number = self.require(original, translation, version)
            row = self._one(
                "SELECT * FROM history WHERE bitext = ? AND state = ? "
                f"ORDER BY id {order} LIMIT 1",
                (number, state),
            )
            if row is None:
                return ""
            bitext = self.bitext_at(number)
            other = _restored(bitext, json.loads(row["before" if back else "after"]))
            self._put_state(number, bitext, other)
            self._db.execute(
                "UPDATE history SET state = ? WHERE id = ?",
                (_UNDONE if back else _DONE, row["id"]),
            )
            self._raised(number)
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

    def _at(self, original: str, translation: str) -> tuple[int, int]:
        """The number of a current bitext, and its version."""
        row = self._one(f"SELECT b.id, b.version {NAMED}", (original, translation))
        if row is None:
            raise ConflictError(
                f"{original} and {translation} are no longer a bitext of the memory",
                remedy="A run paired or named the files otherwise; see the list of documents",
            )
        return row["id"], row["version"]

    def require(self, original: str, translation: str, version: int) -> int:
        """Return the number of a bitext that nobody has changed since a version.

        Raises:
            ConflictError: somebody has, or it is there no longer.

        """
        number, latest = self._at(original, translation)
        if latest != version:
            raise ConflictError(
                "was changed in another window", remedy="Look at it as it is now, then decide"
            )
        return number

    def _raised(self, number: int) -> int:
        self._db.execute("UPDATE bitext SET version = version + 1 WHERE id = ?", (number,))
        row = self._one("SELECT version FROM bitext WHERE id = ?", (number,))
        assert row is not None
        return int(row["version"])

    def _put_state(self, number: int, before: Bitext, after: Bitext) -> None:
        """Write what differs between two states of a bitext: segments, and beads."""
        for side in Side:
            document = after.document(side)
            if before.document(side).segments != document.segments:
                stored = self._document_number(document)
                assert stored is not None
                self._replace_segments(document, stored, users=1)
        head, tail = _alike(before.beads, after.beads)
        last = len(before.beads) - tail
        self._db.execute(
            "DELETE FROM bead WHERE bitext = ? AND position >= ? AND position < ?",
            (number, head, last),
        )
        shift = len(after.beads) - len(before.beads)
        if shift:  # by way of negative places, since two beads never share one
            moved = "UPDATE bead SET position = -(position + ?) - 1 WHERE bitext = ? "
            self._db.execute(f"{moved} AND position >= ?", (shift, number, last))
            self._db.execute(f"{moved} AND position < 0", (0, number))
        self._put_beads(number, after, after.beads[head : len(after.beads) - tail], head)


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
    changed = state.beads[head : len(state.beads) - tail]
    return {
        "head": head,
        "tail": tail,
        **{side.value: _segments(state.document(side), other.document(side)) for side in Side},
        "beads": [codec_of(Bead).encode(bead) for bead in changed],
    }


def _segments(mine: Document, other: Document) -> list[dict[str, Any]] | None:
    """The segments of a document as plain values, None where both have the same."""
    if mine.segments == other.segments:
        return None
    return [codec_of(Segment).encode(segment) for segment in mine.segments]


def _restored(bitext: Bitext, plain: dict[str, Any]) -> Bitext:
    """The state that a difference leads to from the one that followed it."""

    def document(side: Side) -> Document:
        old, segments = bitext.document(side), plain[side.value]
        if segments is None:
            return old
        return replace(old, segments=tuple(map(codec_of(Segment).decode, segments)))

    head, tail = plain["head"], len(bitext.beads) - plain["tail"]
    beads = map(codec_of(Bead).decode, plain["beads"])
    return Bitext(
        document(Side.ORIGINAL),
        document(Side.TRANSLATION),
        (*bitext.beads[:head], *beads, *bitext.beads[tail:]),
        bitext.level,
    )
