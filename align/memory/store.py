"""Reading and writing the memory.

Every change is a transaction, so that a run cut short leaves whole bitexts
and nothing else.  A bitext in which a person decided anything is never
replaced: where its texts changed it is kept and marked as superseded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, repeat
from typing import Any

from align.errors import ConflictError, FormatError
from align.execution.progress import Progress, Silent
from align.memory import records, schema
from align.memory.database import SAVE, Database, now
from align.model import Bead, Bitext, Document, Level, Status
from align.model.document import JOINT
from align.system.version import __version__

_SEARCHABLE = 6  # version of the schema from which on texts are indexed
_NAMED_FIELDS = 7  # and from which on the history names the fields of what it holds
_SEGMENT = ("text", "kind", "label", "outline", "line", "page", "anchor", "language")
_BEAD = (
    *("original", "translation", "confidence", "status", "crossing"),
    *("signals", "note", "edited"),
)
NAMED = (
    "FROM bitext b JOIN document o ON o.id = b.original "
    "JOIN document t ON t.id = b.translation "
    "WHERE NOT superseded AND o.name = ? AND t.name = ?"
)
"""The current bitext of two documents, by their names."""

Files = tuple[tuple[str, str], tuple[str, str]]
"""What tells the files of a bitext from all others: of each its name and digest."""


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
        known = self._document_number(document)
        if known is not None:
            return known
        with self.transaction():
            columns = records.document_columns(document)
            number = self._insert("document", {**columns, "reader": __version__})
            self._put_segment_rows(document, number)
        return number

    # -- bitexts --------------------------------------------------------------------

    def find_bitext(
        self, original: Document, translation: Document, aligner: str
    ) -> Bitext | None:
        """Return the beads of two documents, if an aligner of this signature made them.

        Beads that a person decided on or that were imported are returned whatever aligned
        them, and files that only have new names keep their beads, under these names from
        now on; see `follow_names`.
        """
        row = self._settled(original, translation, aligner)
        if row is None:
            return None
        self.follow_names(original, translation)
        return self.bitext_at(row["id"])

    def holds(
        self,
        original: Document,
        translation: Document,
        aligner: str,
        others: Collection[Files] = (),
    ) -> bool:
        """Whether `find_bitext` finds the beads of two documents; see `follow_names`."""
        return self._settled(original, translation, aligner, others) is not None

    def follow_names(
        self, original: Document, translation: Document, others: Collection[Files] = ()
    ) -> None:
        """Let the bitext of two files go by the names that the files have now.

        Paragraphs that a person split stay split: what was done to the documents under
        their old names is done to them under the new ones.

        Args:
            original: a document as it was read.
            translation: the other.
            others: files that belong together under the names that they have; their
                bitexts stay theirs, so that a copy of them gets one of its own.

        """
        row = self._current(original, translation, others)
        if row is None:
            return
        now_numbers = [self.put_document(document) for document in (original, translation)]
        before = [row["original"], row["translation"]]
        if now_numbers == before:
            return
        with self.transaction():
            for number, old in zip(now_numbers, before, strict=True):
                if number != old and not self._is_used(number):
                    self._copy_segments(old, number)
            named = f"SELECT 1 + max(b.version) AS version {NAMED}"
            there = self._one(named, (original.id, translation.id))
            least = max(self._generation(), (there and there["version"]) or 0)
            self._db.execute(
                "UPDATE bitext SET original = ?, translation = ?, version = max(version, ?) "
                "WHERE id = ?",
                (*now_numbers, least, row["id"]),
            )
            self._leave_version(row["version"])

    def follow_files(self, pairs: Sequence[tuple[Document, Document]]) -> None:
        """Let the bitexts of all pairs of files go by the names that the files have now.

        Where a file has the name of one that is gone, the bitext of the one that is gone
        makes room; see `follow_names`.
        """
        files = {files_of(*pair) for pair in pairs}
        with self.transaction():  # two bitexts may have the same names on the way
            for pair in pairs:
                self.follow_names(*pair, files)
            for pair in pairs:
                own = self._current(*pair, files)
                if own is not None:
                    self._retire((pair[0].id, pair[1].id), but=own["id"])

    def bitext_of(self, original: str, translation: str) -> Bitext | None:
        """Return the current bitext of two documents by their names, None if there is none."""
        row = self._one(f"SELECT b.* {NAMED}", (original, translation))
        return None if row is None else self._bitext(row)

    def replaced_bitext(self, original: Document, translation: Document) -> Bitext | None:
        """Return the latest bitext with decisions that was replaced and shares a file.

        That is what a pair was before one of its files changed, whatever the other was
        called; None where there is none.
        """
        query = (
            "SELECT b.id FROM bitext b JOIN document o ON o.id = b.original "
            "JOIN document t ON t.id = b.translation WHERE superseded "
            "AND (o.digest = ? OR t.digest = ?) ORDER BY b.id DESC LIMIT 1"
        )
        row = self._one(query, (original.metadata.digest, translation.metadata.digest))
        return None if row is None else self.bitext_at(row["id"])

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
            "WHERE NOT superseded AND origin = ?"
        )
        paired = {name for pair in pairs for name in pair}

        def read(name: str) -> bool:  # a joined document is read where all its parts are
            return name in names or all(part in names for part in name.split(JOINT))

        with self.transaction():
            for row in self._all(query, (Origin.ALIGNED.value,)):
                pair = row["original"], row["translation"]
                both = all(map(read, pair))
                if pair not in pairs and (both or not paired.isdisjoint(pair)):
                    self._step_back(row["id"])

    def bitexts(self) -> Iterator[Bitext]:
        """Yield the current bitexts by date, then by name."""
        query = (
            "SELECT b.id FROM bitext b JOIN document d ON d.id = b.original "
            "WHERE NOT superseded ORDER BY d.date IS NULL, d.date, d.name"
        )
        for number in [row[0] for row in self.stream(query)]:
            yield self.bitext_at(number)

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

    def count_bitexts(self) -> int:
        """Return how many current bitexts there are."""
        row = self._one("SELECT count(*) AS n FROM bitext WHERE NOT superseded")
        return int(row["n"]) if row else 0

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

    def was_taken(self, name: str, digest: str) -> bool:
        """Whether a file of bitexts was taken in as it is now."""
        query = "SELECT 1 FROM taken WHERE name = ? AND digest = ?"
        return self._one(query, (name, digest)) is not None

    def note_taken(self, name: str, digest: str) -> None:
        """Note that a file of bitexts was taken in."""
        with self.transaction():
            self._db.execute("INSERT OR IGNORE INTO taken VALUES (?, ?)", (name, digest))

    def derived(self, kind: str, key: str, maker: str = "") -> object | None:
        """Return a kept result of some computation, None if it is not there."""
        query = "SELECT value FROM derived WHERE kind = ? AND maker = ? AND key = ?"
        row = self._one(query, (kind, maker, key))
        return json.loads(row["value"]) if row else None

    def keep_derived(self, kind: str, key: str, value: object, maker: str = "") -> None:
        """Keep a result that can be written as JSON, so that it need not be computed again.

        In a file that this user may only read nothing is kept.

        Args:
            kind: what was computed.
            key: of what.
            value: what came out.
            maker: signature of everything else that decides the value.

        """
        if not self.writable:
            return
        with self.transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?)",
                (kind, maker, key, json.dumps(value, ensure_ascii=False)),
            )

    def prune_derived(self, kind: str, maker: str, keys: Iterable[str]) -> int:
        """Drop the results of a kind that are not of `keys` by `maker`; return how many."""
        if not self.writable:
            return 0
        self.make_scratch("wanted", "key TEXT")
        for key in keys:
            self.note_scratch("wanted", (key,))
        unwanted = (
            "FROM derived WHERE kind = ? "
            "AND (maker != ? OR key NOT IN (SELECT key FROM temp.wanted))"
        )
        row = self._one(f"SELECT count(*) AS n {unwanted}", (kind, maker))
        count = int(row["n"]) if row else 0
        if count:
            with self.transaction():
                self._db.execute(f"DELETE {unwanted}", (kind, maker))
        return count

    # -- inside ---------------------------------------------------------------------

    def _settled(
        self,
        original: Document,
        translation: Document,
        aligner: str,
        others: Collection[Files] = (),
    ) -> sqlite3.Row | None:
        """The bitext of two documents, whatever they are called, if it need not be made."""
        row = self._current(original, translation, others)
        if row is None:
            return None
        stays = row["origin"] == Origin.IMPORTED or self._decided(row["id"])
        return row if stays or row["aligner"] == aligner else None

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

    def _current(
        self, original: Document, translation: Document, others: Collection[Files] = ()
    ) -> sqlite3.Row | None:
        """The bitext of two files by what is in them, whatever they are called."""
        query = (
            "SELECT b.*, o.name AS original_name, t.name AS translation_name "
            "FROM bitext b JOIN document o ON o.id = b.original "
            "JOIN document t ON t.id = b.translation WHERE NOT superseded "
            "AND o.digest = ? AND t.digest = ? AND o.reader = ? AND t.reader = ? "
            "ORDER BY (o.name = ? AND t.name = ?) DESC, b.id"
        )
        digests = original.metadata.digest, translation.metadata.digest
        own = original.id, translation.id
        for row in self._all(query, (*digests, __version__, __version__, *own)):
            names = row["original_name"], row["translation_name"]
            if names == own:
                return row
            theirs = tuple(zip(names, digests, strict=True)) in others
            if not theirs and self._fits(row, original, translation):
                return row
        return None

    def _fits(self, row: sqlite3.Row, original: Document, translation: Document) -> bool:
        """Whether a bitext's beads can go to its files under other names.

        Not where a person split a paragraph, and another bitext has the file as it was.
        """
        for document, old in (
            (original, row["original"]),
            (translation, row["translation"]),
        ):
            number = self._document_number(document)
            if number is None or number == old or not self._is_used(number):
                continue
            kept, own = map(self._document_by_number, (number, old))
            if [s.text for s in kept.segments] != [s.text for s in own.segments]:
                return False
        return True

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
        query = (
            f"SELECT {records.SEGMENT_READ} FROM segment WHERE document = ? ORDER BY position"
        )
        return records.document(row, self._all(query, (row["id"],)))

    def _beads(self, bitext: int) -> tuple[Bead, ...]:
        read = f"SELECT {records.BEAD_READ} FROM bead WHERE bitext = ? ORDER BY position"
        rows = self._all(read, (bitext,))
        query = (
            "SELECT s.* FROM signal s JOIN bead b ON b.id = s.bead WHERE b.bitext = ? "
            "ORDER BY s.bead, s.name"
        )
        return records.beads(rows, self._all(query, (bitext,)))

    def _is_used(self, document: int) -> bool:
        query = "SELECT 1 FROM bitext WHERE original = ? OR translation = ? LIMIT 1"
        return self._one(query, (document, document)) is not None

    def _put_as_it_is(self, document: Document) -> int:
        """The number of a document that has the segments of this one, split where it is."""
        number = self.put_document(document)
        kept = self._document_by_number(number).segments
        if [segment.text for segment in kept] != [s.text for s in document.segments]:
            self._replace_segments(document, number)
        return number

    def _replace_segments(self, document: Document, number: int, users: int = 0) -> None:
        """Give a document other segments, if no more bitexts have it than are to have them."""
        query = "SELECT count(*) AS n FROM bitext WHERE original = ? OR translation = ?"
        row = self._one(query, (number, number))
        if row is not None and row["n"] > users:  # its beads would count other segments
            raise ConflictError(
                f"cannot split a paragraph of {document.id}, which another bitext has too",
                remedy="Give the parts other words instead",
            )
        self._db.execute("DELETE FROM segment WHERE document = ?", (number,))
        self._put_segment_rows(document, number)

    def _copy_segments(self, source: int, target: int) -> None:
        self._db.execute("DELETE FROM segment WHERE document = ?", (target,))
        columns = ", ".join(records.SEGMENT_COLUMNS[1:])
        self._db.execute(
            f"INSERT INTO segment (document, {columns}) "
            f"SELECT ?, {columns} FROM segment WHERE document = ?",
            (target, source),
        )

    def _put_segment_rows(self, document: Document, number: int) -> None:
        columns = records.SEGMENT_COLUMNS
        self._db.executemany(
            f"INSERT INTO segment ({', '.join(columns)}) VALUES ({_marks(columns)})",
            records.segment_rows(document, number),
        )

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

    def _migrated(self, version: int) -> None:
        if version < _SEARCHABLE:
            self._fill_units(Silent())
        if version < _NAMED_FIELDS:
            self._name_fields()

    def _name_fields(self) -> None:
        """Rewrite the history, which held segments and beads as lists, in the codec's form."""
        for row in self._all("SELECT id, before, after FROM history"):
            named = [
                json.dumps(_named(json.loads(row[side])), ensure_ascii=False)
                for side in ("before", "after")
            ]
            query = "UPDATE history SET before = ?, after = ? WHERE id = ?"
            self._db.execute(query, (*named, row["id"]))

    def _fill_units(self, progress: Progress) -> None:
        rows = self._all("SELECT * FROM bitext WHERE NOT superseded ORDER BY id")
        for row in progress.track(rows, "Indexing", len(rows)):
            bitext = self._bitext(row)
            query = "SELECT id FROM bead WHERE bitext = ? ORDER BY position"
            numbers = (bead["id"] for bead in self._all(query, (row["id"],)))
            self._put_units(map(records.unit_row, repeat(bitext), bitext.beads, numbers))


def files_of(original: Document, translation: Document) -> Files:
    """Return what tells the files of two documents from all others."""
    return (
        (original.id, original.metadata.digest),
        (translation.id, translation.metadata.digest),
    )


def _marks(columns: Sequence[str]) -> str:
    return ", ".join("?" * len(columns))


def _named(state: dict[str, Any]) -> dict[str, Any]:
    """A state of the history whose segments and beads were lists, with the fields named."""
    for side in ("original", "translation"):
        if state[side] is not None:
            state[side] = [dict(zip(_SEGMENT, row, strict=True)) for row in state[side]]
    return state | {"beads": [dict(zip(_BEAD, row, strict=True)) for row in state["beads"]]}
