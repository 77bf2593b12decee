"""Termbases: tables of one row a term, the rows of a concept sharing its name, or TBX.

Columns: `concept`, `language` (ko or en), `term`, `status` (preferred,
admitted or deprecated) and, optional, `note`.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from align.atomic import write_text
from align.errors import AlignError, FormatError
from align.formats.tbx import Style, read_tbx, write_tbx
from align.formats.xlsx import read_sheet, write_sheet
from align.model import Concept, Language, Term, Termbase, TermStatus
from align.readers.encoding import decode

_COLUMNS = ("concept", "language", "term", "status", "note")
_NEEDED = _COLUMNS[:3]
_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_Row = tuple[int, Sequence[str]]
_REMEDY = "The first row names the columns concept, language, term, status, note"


def read_termbase(path: Path) -> Termbase:
    """Return the termbase in a file: .tbx, .xlsx, .tsv, and anything else as CSV.

    Raises:
        FormatError: the file cannot be read, or a row is not as it should be.

    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", where=path) from error
    digest = hashlib.sha256(data).hexdigest()
    if path.suffix.lower() == ".tbx":
        return Termbase(read_tbx(path), digest)
    table = read_sheet(path) if path.suffix.lower() == ".xlsx" else _table(data, path)
    return Termbase(_group(_rows(table, path)), digest)


def write_termbase(termbase: Termbase, path: Path, style: Style = Style.DCA) -> None:
    """Write a termbase as .tbx, .xlsx, .tsv or .csv.

    Raises:
        FormatError: the ending is another.
        StorageError: the file cannot be written.

    """
    suffix = path.suffix.lower()
    rows = [
        [concept.id, term.language.value, term.text, term.status.value, term.note]
        for concept in termbase.concepts
        for term in concept.terms
    ]
    if suffix == ".tbx":
        write_tbx(termbase, path, style)
    elif suffix == ".xlsx":
        write_sheet([list(_COLUMNS), *rows], path)
    elif suffix in _DELIMITERS:
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=_DELIMITERS[suffix], lineterminator="\n")
        writer.writerows([_COLUMNS, *rows])
        write_text(path, buffer.getvalue(), "utf-8-sig" if suffix == ".csv" else "utf-8")
    else:
        raise FormatError(
            "has an ending that no termbase has",
            where=path,
            remedy="Known: .csv .tbx .tsv .xlsx",
        )


def _table(data: bytes, path: Path) -> Iterator[_Row]:
    try:
        text, _ = decode(data)
    except AlignError as error:
        raise FormatError(error.what, where=path, remedy=error.remedy) from error
    delimiter = _DELIMITERS.get(path.suffix.lower(), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return ((reader.line_num, row) for row in reader)


def _rows(table: Iterator[_Row], path: Path) -> Iterator[tuple[str, Term]]:
    _, names = next(table, (1, []))
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise FormatError(f"has no column {', '.join(missing)}", where=path, remedy=_REMEDY)
    for number, cells in table:
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
        concept, text = row.get("concept", ""), row.get("term", "")
        if not concept and not text:
            continue
        where = f"{path}:{number}"
        if not concept or not text:
            raise FormatError("lacks a concept or a term", where=where, remedy=_REMEDY)
        try:
            language = Language(row.get("language", "").lower()[:2])
            status = TermStatus((row.get("status") or "preferred").lower())
        except ValueError as error:
            raise FormatError(
                str(error),
                where=where,
                remedy="Languages are ko and en; statuses preferred, admitted and deprecated",
            ) from error
        yield concept, Term(text, language, status, row.get("note", ""))


def _group(rows: Iterable[tuple[str, Term]]) -> tuple[Concept, ...]:
    terms: dict[str, list[Term]] = {}
    for concept, term in rows:
        terms.setdefault(concept, []).append(term)
    return tuple(Concept(name, tuple(group)) for name, group in terms.items())
