"""Documents in the memory: the files that were read, segment by segment."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from align.errors import ConflictError, FormatError
from align.memory import records
from align.memory.results import Results
from align.model import Document
from align.system.version import __version__


class Documents(Results):
    """A memory's documents, each by its name, its digest and the version that read it."""

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
            f"INSERT INTO segment ({', '.join(columns)}) VALUES ({marks(columns)})",
            records.segment_rows(document, number),
        )


def marks(columns: Sequence[str]) -> str:
    """Return as many placeholders as there are columns."""
    return ", ".join("?" * len(columns))
