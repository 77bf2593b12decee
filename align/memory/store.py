"""The memory as a whole: whose bitext is whose when files are renamed, copied or paired anew.

Every change is a transaction, so that a run cut short leaves whole bitexts
and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from itertools import repeat
from typing import Any

from align.execution.progress import Progress, Silent
from align.memory import records, schema
from align.memory.bitexts import NAMED, Bitexts, Origin
from align.model import Bitext, Document
from align.model.document import JOINT
from align.system.version import __version__

_SEARCHABLE = 6  # version of the schema from which on texts are indexed
_NAMED_FIELDS = 7  # and from which on the history names the fields of what it holds
_SEGMENT = ("text", "kind", "label", "outline", "line", "page", "anchor", "language")
_BEAD = (
    *("original", "translation", "confidence", "status", "crossing"),
    *("signals", "note", "edited"),
)

Files = tuple[tuple[str, str], tuple[str, str]]
"""What tells the files of a bitext from all others: of each its name and digest."""


class Memory(Bitexts):
    """One memory file; use it in a `with` block, and see `Database` for its errors."""

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


def _named(state: dict[str, Any]) -> dict[str, Any]:
    """A state of the history whose segments and beads were lists, with the fields named."""
    for side in ("original", "translation"):
        if state[side] is not None:
            state[side] = [dict(zip(_SEGMENT, row, strict=True)) for row in state[side]]
    return state | {"beads": [dict(zip(_BEAD, row, strict=True)) for row in state["beads"]]}
