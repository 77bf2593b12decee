"""Reading and writing the memory.

Every change is a transaction, so that a run cut short leaves whole bitexts
and nothing else.  A bitext in which a person decided anything is never
replaced: where its texts changed it is kept and marked as superseded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat

from align.errors import FormatError
from align.execution.progress import Progress, Silent
from align.memory import records, schema
from align.memory.database import Database, now
from align.model import Bead, Bitext, Document, Level, Status
from align.system.version import __version__

_VERSION = "review version"
_SEARCHABLE = 6  # version of the schema from which on texts are indexed


class Memory(Database):
    """One memory file; use it in a `with` block, and see `Database` for its errors."""

    # -- documents ------------------------------------------------------------------

    def find_document(self, name: str, digest: str) -> Document | None:
        """Return a document as this version read it before, None if it did not."""
        row = self._one(
            "SELECT * FROM document WHERE name = ? AND digest = ? AND reader = ?",
            (name, digest, __version__),
        )
        return self._document(row) if row else None

    def put_document(self, document: Document) -> int:
        """Keep a document and return its number; one that is there already stays."""
        found = self._document_number(document)
        if found is not None:
            return found
        with self.transaction():
            columns = records.document_columns(document)
            number = self._insert("document", {**columns, "reader": __version__})
            self._db.executemany(
                f"INSERT INTO segment VALUES ({number}, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                records.segment_rows(document),
            )
        return number

    # -- bitexts --------------------------------------------------------------------

    def find_bitext(
        self, original: Document, translation: Document, aligner: str
    ) -> Bitext | None:
        """Return the beads of two documents, if an aligner of this signature made them.

        Beads that a person decided on are returned whatever aligned them, and
        files that only have new names keep their beads.
        """
        row = self._settled(original, translation, aligner)
        if row is None:
            return None
        return Bitext(original, translation, self._beads(row["id"]), Level(row["level"]))

    def holds(self, original: Document, translation: Document, aligner: str) -> bool:
        """Whether `find_bitext` finds the beads of two documents."""
        return self._settled(original, translation, aligner) is not None

    def bitext_of(self, original: str, translation: str) -> Bitext | None:
        """Return the current bitext of two documents by their names, None if there is none."""
        query = (
            "SELECT b.* FROM bitext b JOIN document o ON o.id = b.original "
            "JOIN document t ON t.id = b.translation "
            "WHERE NOT superseded AND o.name = ? AND t.name = ?"
        )
        row = self._one(query, (original, translation))
        if row is None:
            return None
        return self._bitext(row)

    def put_bitext(self, bitext: Bitext, aligner: str, run: int | None = None) -> None:
        """Keep a bitext, in place of what the same files had before."""
        with self.transaction():
            numbers = [self.put_document(d) for d in (bitext.original, bitext.translation)]
            self._retire(bitext)
            self._end_review((bitext.original.id, bitext.translation.id))
            number = self._insert(
                "bitext",
                {
                    "original": numbers[0],
                    "translation": numbers[1],
                    "aligner": aligner,
                    "level": bitext.level.value,
                    "run": run,
                },
            )
            self._put_beads(number, bitext)

    def keep_pairs(self, names: Collection[str], pairs: Collection[tuple[str, str]]) -> None:
        """Retire the bitexts of documents that a run pairs otherwise now.

        Args:
            names: the documents of the run.
            pairs: which of them belong together, as the names of both sides.

        A bitext stays that was imported, or whose other document was not read this time; one
        with a person's decisions is kept as history.

        """
        query = (
            "SELECT b.id, o.name AS original, t.name AS translation FROM bitext b "
            "JOIN document o ON o.id = b.original JOIN document t ON t.id = b.translation "
            "WHERE NOT superseded AND aligner NOT LIKE 'import:%'"
        )
        paired = {name for pair in pairs for name in pair}
        with self.transaction():
            for row in self._all(query, ()):
                pair = row["original"], row["translation"]
                both = pair[0] in names and pair[1] in names
                if pair not in pairs and (both or not paired.isdisjoint(pair)):
                    self._step_back(row["id"])

    def bitexts(self) -> Iterator[Bitext]:
        """Yield the current bitexts by date, then by name."""
        query = (
            "SELECT b.* FROM bitext b JOIN document d ON d.id = b.original "
            "WHERE NOT superseded ORDER BY d.date IS NULL, d.date, d.name"
        )
        for row in self._all(query):
            yield self._bitext(row)

    def bitext_numbers(self) -> list[tuple[int, bool]]:
        """Return the numbers of all bitexts and whether each was replaced, oldest first."""
        query = "SELECT id, superseded FROM bitext ORDER BY superseded DESC, id"
        return [(row["id"], bool(row["superseded"])) for row in self._all(query)]

    def bitext_at(self, number: int) -> Bitext:
        """Return a bitext by its number.

        Raises:
            FormatError: it is not there, or cannot be read.

        """
        row = self._one("SELECT * FROM bitext WHERE id = ?", (number,))
        if row is None:
            raise FormatError(f"lacks bitext {number}", where=self.path)
        return self._bitext(row)

    # -- runs and derived results ----------------------------------------------------

    def begin_run(self, settings: Mapping[str, object]) -> int:
        """Note that a run begins and return its number."""
        return self._insert(
            "run",
            {
                "started": now(),
                "version": __version__,
                "settings": json.dumps(settings, ensure_ascii=False),
            },
        )

    def end_run(self, run: int) -> None:
        """Note that a run is complete."""
        with self.transaction():
            self._db.execute("UPDATE run SET finished = ? WHERE id = ?", (now(), run))

    def derived(self, kind: str, key: str) -> object | None:
        """Return a kept result of some computation, None if it is not there."""
        row = self._one("SELECT value FROM derived WHERE kind = ? AND key = ?", (kind, key))
        return json.loads(row["value"]) if row else None

    def keep_derived(self, kind: str, key: str, value: object) -> None:
        """Keep a result that can be written as JSON, so that it need not be computed again."""
        with self.transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO derived VALUES (?, ?, ?)",
                (kind, key, json.dumps(value, ensure_ascii=False)),
            )

    # -- inside ---------------------------------------------------------------------

    def _settled(
        self, original: Document, translation: Document, aligner: str
    ) -> sqlite3.Row | None:
        """The bitext of two documents, under their present names, if it need not be made."""
        row = self._current(original, translation)
        if row is None or (row["aligner"] != aligner and not self._decided(row["id"])):
            return None
        numbers = [self._document_number(document) for document in (original, translation)]
        if numbers != [row["original"], row["translation"]]:
            with self.transaction():
                self._db.execute(
                    "UPDATE bitext SET original = ?, translation = ? WHERE id = ?",
                    (*numbers, row["id"]),
                )
        return row

    def _retire(self, bitext: Bitext) -> None:
        """Make room for a bitext: what its files had before goes, or steps back if decided."""
        query = (
            "SELECT b.id FROM bitext b JOIN document o ON o.id = b.original "
            "JOIN document t ON t.id = b.translation "
            "WHERE NOT superseded AND o.name = ? AND t.name = ?"
        )
        for row in self._all(query, (bitext.original.id, bitext.translation.id)):
            self._step_back(row["id"])

    def _step_back(self, bitext: int) -> None:
        if self._decided(bitext):
            self._db.execute("UPDATE bitext SET superseded = 1 WHERE id = ?", (bitext,))
            self._db.execute(
                "DELETE FROM unit WHERE bead IN (SELECT id FROM bead WHERE bitext = ?)",
                (bitext,),
            )
        else:
            self._db.execute("DELETE FROM bitext WHERE id = ?", (bitext,))

    def _decided(self, bitext: int) -> bool:
        query = (
            "SELECT 1 FROM bead WHERE bitext = ? "
            "AND (status != ? OR note != '' OR original_text IS NOT NULL) LIMIT 1"
        )
        return self._one(query, (bitext, Status.AUTO.value)) is not None

    def _current(self, original: Document, translation: Document) -> sqlite3.Row | None:
        """The bitext of two files by what is in them, whatever they are called."""
        query = (
            "SELECT b.* FROM bitext b JOIN document o ON o.id = b.original "
            "JOIN document t ON t.id = b.translation WHERE NOT superseded "
            "AND o.digest = ? AND t.digest = ? AND o.reader = ? AND t.reader = ? "
            "ORDER BY (o.name = ? AND t.name = ?) DESC LIMIT 1"
        )
        digests = original.metadata.digest, translation.metadata.digest
        versions = __version__, __version__
        return self._one(query, (*digests, *versions, original.id, translation.id))

    def _bitext(self, row: sqlite3.Row) -> Bitext:
        return Bitext(
            self._document_by_number(row["original"]),
            self._document_by_number(row["translation"]),
            self._beads(row["id"]),
            Level(row["level"]),
        )

    def _document_number(self, document: Document) -> int | None:
        row = self._one(
            "SELECT id FROM document WHERE name = ? AND digest = ? AND reader = ?",
            (document.id, document.metadata.digest, __version__),
        )
        return int(row["id"]) if row else None

    def _document_by_number(self, number: int) -> Document:
        row = self._one("SELECT * FROM document WHERE id = ?", (number,))
        if row is None:
            raise FormatError(f"lacks document {number}", where=self.path)
        return self._document(row)

    def _document(self, row: sqlite3.Row) -> Document:
        query = "SELECT * FROM segment WHERE document = ? ORDER BY position"
        return records.document(row, self._all(query, (row["id"],)))

    def _beads(self, bitext: int) -> tuple[Bead, ...]:
        found = self._all("SELECT * FROM bead WHERE bitext = ? ORDER BY position", (bitext,))
        query = (
            "SELECT s.* FROM signal s JOIN bead b ON b.id = s.bead WHERE b.bitext = ? "
            "ORDER BY s.bead, s.name"
        )
        return records.beads(found, self._all(query, (bitext,)))

    def _end_review(self, names: tuple[str, str]) -> None:
        """No window goes on with beads that are replaced whole, and no undo leads to them."""
        self._raised(names)
        self._db.execute(
            "UPDATE history SET state = 'abandoned' WHERE original = ? AND translation = ?",
            names,
        )

    def _version(self, names: tuple[str, str]) -> int:
        """How often the beads of a bitext were changed after it came into the memory."""
        return int(str(self.derived(_VERSION, "|".join(names)) or 0))

    def _raised(self, names: tuple[str, str]) -> int:
        version = self._version(names) + 1
        self.keep_derived(_VERSION, "|".join(names), version)
        return version

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

    def reindex(self, progress: Progress | None = None) -> None:
        """Make the index of the search anew from the beads."""
        with self.transaction():
            self._db.execute("DROP TRIGGER unit_goes")
            for index in schema.INDEXES:
                self._db.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
            self._db.execute("DELETE FROM unit")
            self._db.execute(schema.UNIT_GOES)
            self._fill_units(progress or Silent())

    def _migrated(self, found: int) -> None:
        if found < _SEARCHABLE:
            self._fill_units(Silent())

    def _fill_units(self, progress: Progress) -> None:
        found = self._all("SELECT * FROM bitext WHERE NOT superseded ORDER BY id")
        for row in progress.track(found, "Indexing", len(found)):
            bitext = self._bitext(row)
            query = "SELECT id FROM bead WHERE bitext = ? ORDER BY position"
            numbers = (bead["id"] for bead in self._all(query, (row["id"],)))
            self._put_units(map(records.unit_row, repeat(bitext), bitext.beads, numbers))
