"""Tables of terms as rows of cells: text in any encoding with any delimiter, and workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from align.errors import AlignError, FormatError
from align.formats.xlsx import read_sheets
from align.readers.parts.encoding import decode
from align.terms.headers import Holds
from align.terms.layouts import Layout, Row, lacking, layout_of
from align.terms.reading import Reading

_DELIMITERS = (",", ";", "\t", "|")
_TABBED = frozenset((".tsv", ".tab", ".txt", ".utf8"))
_BOOKS = frozenset((".xlsx", ".xlsm"))
_HEAD = 200  # rows that a layout is told by
_RESULTS = {"surface", "found", "rendering"}
LAYOUTS = (
    "Name the columns concept, language, term, status, note in the first row, "
    "or two columns ko, en"
)


def read_table(data: bytes, reading: Reading) -> tuple[Layout, list[Row]]:
    """Return the rows of a table with terms below its headers, and how they list them.

    Args:
        data: the bytes of the file.
        reading: of the file; a workbook by its name gives its first sheet with terms,
            and what other sheets have terms is noted.

    Raises:
        FormatError: it cannot be read, or nothing tells where its terms stand.

    """
    path = reading.path
    is_book = path.suffix.lower() in _BOOKS
    tables = tables_in(data, path)
    found = [
        _Table(name, layout, rows)
        for name, rows in tables
        if (layout := layout_of(rows[:_HEAD])) is not None
    ]
    if not found:
        raise FormatError(_unknown([rows for _, rows in tables]), where=path, remedy=LAYOUTS)
    # Of equals the first; a cover page may hold a title in both languages, but no headers.
    best = max(found, key=lambda one: (one.has_headers, 0 if is_book else one.layout.pairs))
    others = [one.name for one in found if one is not best and one.has_headers]
    if is_book and others:
        reading.note(0, f"sheet {best.name} is read; others with terms: {', '.join(others)}")
    _refuse_results(best.layout, path)
    _require_concepts(best.layout, path)
    return best.layout, best.rows[best.layout.start :]


def tables_in(data: bytes, path: Path) -> list[tuple[str, list[Row]]]:
    """Return the sheets of a workbook with their names, or a text as each delimiter parts it.

    Args:
        data: the bytes of the file.
        path: the file; its ending tells a workbook.

    Raises:
        FormatError: it is no workbook, or not text.

    """
    return _sheets(path) if path.suffix.lower() in _BOOKS else _readings(data, path)


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet, or a text as one delimiter parts it."""

    name: str
    layout: Layout
    rows: list[Row]

    @property
    def has_headers(self) -> bool:
        return bool(self.layout.headers)


def _sheets(path: Path) -> list[tuple[str, list[Row]]]:
    return [(name, list(rows)) for name, rows in read_sheets(path)]


def _readings(data: bytes, path: Path) -> list[tuple[str, list[Row]]]:
    """A text as each delimiter parts it."""
    text = _text(data, path)
    return [(by, list(_without_comments(_records(text, by)))) for by in _delimiters(path)]


def _refuse_results(layout: Layout, path: Path) -> None:
    if set(layout.headers) >= _RESULTS:
        raise FormatError(
            "is the table of renderings that a run writes, and no termbase",
            where=path,
            remedy="Give the termbase by -t",
        )


def _require_concepts(layout: Layout, path: Path) -> None:
    if layout.by_rows and not (layout.places(Holds.CONCEPT) or layout.places(Holds.NUMBER)):
        raise FormatError("has no column concept", where=path, remedy=LAYOUTS)


def _unknown(tables: Sequence[Sequence[Row]]) -> str:
    """What is missing: a column beside others that are known, or all of them."""
    for rows in tables:
        for _, cells in rows[:5]:
            if missing := lacking(cells):
                return f"has no column {missing[0]}"
    return "has no columns that are known, nor one in Korean and one in English letters"


def _text(data: bytes, path: Path) -> str:
    try:
        return decode(data)[0]
    except AlignError as error:
        remedy = "Save it as UTF-8 text (in Excel: CSV UTF-8), .xlsx or .tbx"
        raise FormatError(error.what, where=path, remedy=remedy) from error


def _delimiters(path: Path) -> list[str]:
    """All delimiters; the one that the name's ending speaks for stands first."""
    own = "\t" if path.suffix.lower() in _TABBED else ","
    return [own, *(other for other in _DELIMITERS if other != own)]


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """The rows of a text; where its quotes do not go by the rules, each line is one."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        yield from [(reader.line_num, row) for row in reader]
    except csv.Error:
        for number, line in enumerate(regex.split(r"\r\n|\r|\n", text), 1):
            yield number, _cells(line, delimiter)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return line.split(delimiter)


def _without_comments(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows without those that OmegaT passes over: a line that begins with #."""
    return (row for row in rows if not (len(row[1]) == 1 and row[1][0].startswith("#")))
