"""Bitexts in the memory: written whole, one in place of another, decisions kept.

A bitext in which a person decided anything is never replaced: where its texts changed it is
kept and marked as superseded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from align.errors import FormatError
from align.memory import records
from align.memory.database import SAVE
from align.memory.documents import Documents
from align.model import Bead, Bitext, Level, Status

NAMED = (
    "FROM bitext b JOIN document o ON o.id = b.original "
    "JOIN document t ON t.id = b.translation "
    "WHERE NOT superseded AND o.name = ? AND t.name = ?"
)
"""The current bitext of two documents, by their names."""


class Origin(StrEnum):
    """Where a bitext comes from."""

    ALIGNED = "aligned"  # a run made it of two files, and takes it away when they part
    IMPORTED = "imported"  # it came with its beads; no run takes it away


@dataclass(frozen=True, slots=True)
class Stored:
    """A bitext with what the memory knows of it.

    Attributes:
        bitext: documents and beads.
        aligner: signature of what aligned it, or of what brought it.
        origin: where it comes from.
        superseded: whether another stands in its place now.

    """

    bitext: Bitext
    aligner: str
    origin: Origin = Origin.ALIGNED
    superseded: bool = False


class Bitexts(Documents):
    """A memory's bitexts, current and superseded, and the index of their texts."""

    def bitext_of(self, original: str, translation: str) -> Bitext | None:
        """Return the current bitext of two documents by their names, None if there is none."""
        row = self._one(f"SELECT b.* {NAMED}", (original, translation))
        return None if row is None else self._bitext(row)

    def names(self) -> list[tuple[str, str]]:
        """Return the names of the documents of all current bitexts."""
        query = (
            "SELECT o.name, t.name FROM bitext b JOIN document o ON o.id = b.original "
            "JOIN document t ON t.id = b.translation WHERE NOT superseded"
        )
        return [(row[0], row[1]) for row in self._all(query, ())]

    def put_bitext(
        self,
        bitext: Bitext,
        aligner: str,
        run: int | None = None,
        origin: Origin = Origin.ALIGNED,
    ) -> None:
        """Keep a bitext, in place of what the same files had before.

        Args:
            bitext: documents and beads.
            aligner: signature of what aligned it, or of what brought it.
            run: number of the run that made it.
            origin: where it comes from.

        Raises:
            ConflictError: a paragraph is split in it of a document that another bitext has
                too; nothing is changed.

        """
        with self.transaction():
            self._retire(bitext.names)
            numbers = [self._put_as_it_is(d) for d in (bitext.original, bitext.translation)]
            number = self._insert(
                "bitext",
                {
                    "original": numbers[0],
                    "translation": numbers[1],
                    "aligner": aligner,
                    "level": bitext.level.value,
                    "run": run,
                    "origin": origin.value,
                    "version": self._generation(),
                },
            )
            self._put_beads(number, bitext)

    def set_aside(self, original: str, translation: str) -> None:
        """Retire the current bitext of two documents; one with decisions stays as history."""
        with self.transaction():
            self._retire((original, translation))

    def bitexts(self) -> Iterator[Bitext]:
        """Yield the current bitexts by date, then by name."""
        query = (
            "SELECT b.id FROM bitext b JOIN document d ON d.id = b.original "
            "WHERE NOT superseded ORDER BY d.date IS NULL, d.date, d.name"
        )
        for number in [row[0] for row in self.stream(query)]:
            yield self.bitext_at(number)

    def count(self) -> tuple[int, int]:
        """Return how many current bitexts there are, and how many beads they have."""
        query = (
            "SELECT count(DISTINCT b.id) AS bitexts, count(e.id) AS beads FROM bitext b "
            "LEFT JOIN bead e ON e.bitext = b.id WHERE NOT superseded"
        )
        row = self._one(query)
        return (int(row["bitexts"]), int(row["beads"])) if row else (0, 0)

    def bitext_numbers(self) -> list[tuple[int, bool]]:
        """Return the numbers of all bitexts and whether each was replaced, oldest first."""
        query = "SELECT id, superseded FROM bitext ORDER BY superseded DESC, id"
        return [(row["id"], bool(row["superseded"])) for row in self._all(query)]

    def bitext_at(self, number: int) -> Bitext:
        """Return a bitext by its number.

        Raises:
            FormatError: it is not there, or cannot be read.

        """
        return self.stored_at(number).bitext

    def stored_at(self, number: int) -> Stored:
        """Return a bitext by its number, with what is known of it; see `bitext_at`."""
        row = self._one("SELECT * FROM bitext WHERE id = ?", (number,))
        if row is None:
            raise FormatError(f"lacks bitext {number}", where=self.path)
        # A damaged memory of an earlier version is read as it is.
        origin = row["origin"] if "origin" in row.keys() else Origin.IMPORTED  # noqa: SIM118
        superseded = bool(row["superseded"])
        return Stored(self._bitext(row), row["aligner"], Origin(origin), superseded)

    def repeated_originals(self) -> Iterator[list[tuple[str, str, str, str]]]:
        """Yield groups of pairs whose originals differ in blanks, case and signs at most.

        Each pair as its document's name, date, original and translation, the earliest first.
        """
        alike = (
            "SELECT key FROM unit WHERE original != '' AND translation != '' "
            "GROUP BY key HAVING count(*) > 1"
        )
        query = (
            "SELECT u.key, o.name, coalesce(o.date, t.date, ''), u.original, u.translation "
            f"FROM ({alike}) a CROSS JOIN unit u ON u.key = a.key "
            "CROSS JOIN bead e ON e.id = u.bead CROSS JOIN bitext b ON b.id = e.bitext "
            "CROSS JOIN document o ON o.id = b.original "
            "CROSS JOIN document t ON t.id = b.translation "
            "WHERE u.original != '' AND u.translation != '' "
            "ORDER BY u.key, o.date IS NULL, o.date, o.name, e.position"
        )
        for _, rows in groupby(self.stream(query), key=lambda row: row[0]):
            yield [
                (row[1], row[2], row[3].replace("\n", " "), row[4].replace("\n", " "))
                for row in rows
            ]

    def _retire(self, names: tuple[str, str], but: int | None = None) -> None:
        """Make room for a bitext: what its names had before goes, or steps back if decided."""
        for row in self._all(f"SELECT b.id {NAMED}", names):
            if row["id"] != but:
                self._step_back(row["id"])

    def _step_back(self, bitext: int) -> None:
        """Take a bitext out of the way: no window goes on with it, and no undo leads to it."""
        self._db.execute("UPDATE history SET state = 'abandoned' WHERE bitext = ?", (bitext,))
        row = self._one("SELECT version FROM bitext WHERE id = ?", (bitext,))
        self._leave_version(row["version"] if row else 0)
        if self._decided(bitext):
            self._db.execute("UPDATE bitext SET superseded = 1 WHERE id = ?", (bitext,))
            self._db.execute(
                "DELETE FROM unit WHERE bead IN (SELECT id FROM bead WHERE bitext = ?)",
                (bitext,),
            )
        else:
            self._db.execute("DELETE FROM bitext WHERE id = ?", (bitext,))

    def _generation(self) -> int:
        """Where a new bitext's version begins: no window has seen one of its names with it."""
        row = self._one("SELECT version FROM generation")
        return int(row["version"]) if row else 0

    def _leave_version(self, version: int) -> None:
        """Let no other bitext come with a version that a window has seen under its names."""
        self._db.execute("UPDATE generation SET version = max(version, ?)", (version + 1,))

    def _decided(self, bitext: int) -> bool:
        query = (
            "SELECT 1 FROM bead WHERE bitext = ? "
            "AND (status != ? OR note != '' OR original_text IS NOT NULL) LIMIT 1"
        )
        return self._one(query, (bitext, Status.AUTO.value)) is not None

    def _bitext(self, row: sqlite3.Row) -> Bitext:
        try:
            return Bitext(
                self._document_by_number(row["original"]),
                self._document_by_number(row["translation"]),
                self._beads(row["id"]),
                Level(row["level"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise FormatError(
                f"is damaged in bitext {row['id']}: {error}", where=self.path, remedy=SAVE
            ) from error

    def _beads(self, bitext: int) -> tuple[Bead, ...]:
        read = f"SELECT {records.BEAD_READ} FROM bead WHERE bitext = ? ORDER BY position"
        rows = self._all(read, (bitext,))
        query = (
            "SELECT s.* FROM signal s JOIN bead b ON b.id = s.bead WHERE b.bitext = ? "
            "ORDER BY s.bead, s.name"
        )
        return records.beads(rows, self._all(query, (bitext,)))

    def _put_beads(
        self, number: int, bitext: Bitext, beads: Sequence[Bead] | None = None, first: int = 0
    ) -> None:
        """Write beads of a bitext, all by default, from a position on; index their texts."""
        beads = bitext.beads if beads is None else beads
        last = self._one("SELECT max(id) AS id FROM bead")
        numbered = list(enumerate(beads, (last["id"] or 0) + 1 if last else 1))
        names, marks = (
            ", ".join(records.BEAD_COLUMNS),
            ", ".join("?" * len(records.BEAD_COLUMNS)),
        )
        self._db.executemany(
            f"INSERT INTO bead ({names}) VALUES ({marks})",
            (
                records.bead_row(bead, id_, number, position)
                for position, (id_, bead) in enumerate(numbered, first)
            ),
        )
        self._db.executemany(
            "INSERT INTO signal VALUES (?, ?, ?)",
            ((id_, name, value) for id_, b in numbered for name, value in b.signals.items()),
        )
        self._put_units((records.unit_row(bitext, bead, id_) for id_, bead in numbered))

    def _put_units(self, units: Iterable[tuple[object, ...]]) -> None:
        self._db.executemany("INSERT INTO unit VALUES (?, ?, ?, ?)", units)
