"""Units as an Excel workbook, for translators who review in a spreadsheet."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options, selected
from align.formats.carried import carriable
from align.formats.table import COLUMNS, require_columns, row_of, units_from_rows
from align.formats.unit import Unit
from align.formats.xml import counted
from align.model import Bitext, Status
from align.system.atomic import replacing

_SHEET = "units"
_LAST_ROW = 1_048_575  # rows that a sheet holds besides its header
_LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_WIDTHS = {"original": 60, "translation": 70, "note": 30, "document": 25}
_SETTINGS = {
    "constant_memory": True,
    # A segment such as “=3+4” is text, whatever a spreadsheet makes of it.
    **dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False),
}


@dataclass(frozen=True, slots=True)
class XlsxFormat:
    """A sheet with a row a unit: frozen header, wrapped texts, colour by confidence."""

    suffix: str = ".xlsx"

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write units; beyond a sheet's million rows they go on in another.

        Raises:
            FormatError: a text is longer than a cell may be.

        """
        report = ExportReport()
        with replacing(path) as temporary, _new_workbook(temporary) as book:
            sheet = _Sheet(book, 1, "")
            for unit in selected(bitexts, options, report):
                document = unit.document if options.sheet_each else ""
                if sheet.full or sheet.document != document:
                    sheet = sheet.followed_by(document)
                cells = [counted(cell, report) for cell in row_of(unit)]
                sheet.add(cells, unit.confidence, path)
            sheet.finish()
        return report

    def read(self, path: Path) -> Iterator[Unit]:
        """Yield the units in a workbook, all its sheets in order.

        Raises:
            FormatError: it is no workbook, or lacks a column.

        """
        with _workbook(path) as book:
            for sheet in book.worksheets:
                rows = _rows(sheet)
                _, names = next(rows, (1, []))
                require_columns(names, path)
                yield from units_from_rows(
                    ((number, dict(zip(names, cells, strict=False))) for number, cells in rows),
                    path,
                )


def read_sheets(path: Path) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
    """Yield the name of each sheet that is shown, and its rows as text with their numbers.

    A cell that is merged over several rows stands in each of them.

    Raises:
        FormatError: it is no workbook.

    """
    with _workbook(path, whole=True) as book:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                _fill_merged(sheet)
                yield str(sheet.title), _rows(sheet)


def _fill_merged(sheet: Any) -> None:
    for area in list(sheet.merged_cells.ranges):
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(str(area))
        for row in range(area.min_row, area.max_row + 1):
            sheet.cell(row, area.min_col).value = value


def write_tables(
    tables: Mapping[str, Sequence[Mapping[str, object]]],
    path: Path,
    names: Sequence[str] = (),
    choices: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write tables as a workbook, a sheet each, under the keys of their rows.

    One without rows stands under `names`.  Columns of `choices` offer those, and take other
    texts too.

    Numbers are written as numbers; long texts are wrapped.  A text that is too long
    for a cell is cut, which ends it in an ellipsis.
    """
    with replacing(path) as temporary, _new_workbook(temporary) as book:
        head = book.add_format({"bold": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in tables.items():
            sheet = book.add_worksheet(name[:_LONGEST_NAME])
            sheet.freeze_panes(1, 0)
            titles = list(rows[0]) if rows else list(names)
            for column, title in enumerate(titles):
                longest = max((len(str(row[title])) for row in rows), default=0)
                sheet.set_column(column, column, min(60, max(8, longest, len(title))))
                sheet.write_string(0, column, title, head)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row.values()):
                    if isinstance(value, int | float):
                        sheet.write_number(number, column, value, body)
                    else:
                        sheet.write_string(number, column, _cell_text(str(value)), body)
            _offer(sheet, titles, len(rows), choices or {})
            if titles:
                sheet.autofilter(0, 0, len(rows), len(titles) - 1)


def _offer(
    sheet: Any, titles: Sequence[str], count: int, choices: Mapping[str, Sequence[str]]
) -> None:
    """Give the cells of some columns a list to choose from."""
    for column, title in enumerate(titles):
        if count and title in choices:
            offered = {"validate": "list", "source": list(choices[title]), "show_error": False}
            sheet.data_validation(1, column, count, column, offered)


def _cell_text(text: str) -> str:
    plain = carriable(text)[0]
    return plain if len(plain) <= _LONGEST_CELL else f"{plain[: _LONGEST_CELL - 1]}…"


def _new_workbook(path: Path) -> Any:
    import xlsxwriter

    return xlsxwriter.Workbook(str(path), _SETTINGS)


@contextmanager
def _workbook(path: Path, *, whole: bool = False) -> Iterator[Any]:
    """Open a workbook; what it says of merged cells is there only in a `whole` one."""
    import openpyxl  # a tenth of a second, for workbooks alone
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=not whole, data_only=True)
    except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise FormatError(f"is no Excel workbook: {error}", where=path) from error
    try:
        yield book
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    from openpyxl.utils.escape import unescape

    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        yield number, ["" if cell is None else str(unescape(str(cell))) for cell in row]


class _Sheet:
    """One worksheet, written from the top."""

    def __init__(self, book: Any, number: int, document: str) -> None:
        self.document = document
        self._book = book
        self._number = number
        self._rows = 0
        self._sheet = book.add_worksheet(_sheet_name(number, document))
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._top = book.add_format({"valign": "top"})
        head = book.add_format({"bold": True, "bottom": 1})
        self._sheet.freeze_panes(1, 0)
        for column, name in enumerate(COLUMNS):
            self._sheet.set_column(column, column, _WIDTHS.get(name, 12))
            self._sheet.write_string(0, column, name, head)

    def followed_by(self, document: str) -> _Sheet:
        """Finish this sheet and return the next; one without rows becomes the next itself."""
        if not self._rows:
            self.document = document
            self._sheet.name = _sheet_name(self._number, document)
            return self
        self.finish()
        return _Sheet(self._book, self._number + 1, document)

    @property
    def full(self) -> bool:
        """Whether there is no room for another row."""
        return self._rows >= _LAST_ROW

    def add(self, cells: Sequence[str], confidence: float | None, path: Path) -> None:
        """Write a row."""
        self._rows += 1
        for column, (name, text) in enumerate(zip(COLUMNS, cells, strict=True)):
            if len(text) > _LONGEST_CELL:
                raise FormatError(
                    f"a text of {len(text):,} characters is too long for a cell",
                    where=f"{path}:{self._rows + 1}",
                    remedy="Write .tsv, .jsonl or .tmx instead",
                )
            if name == "confidence" and confidence is not None:
                self._sheet.write_number(self._rows, column, round(confidence, 4), self._top)
            elif text:
                style = self._wrapped if name in _WIDTHS else self._top
                self._sheet.write_string(self._rows, column, text, style)

    def finish(self) -> None:
        """Add what spans all rows: filter, colours, and the choice of a status."""
        last = max(1, self._rows)
        self._sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
        column = COLUMNS.index("confidence")
        scale = {
            "type": "3_color_scale",
            "min_type": "num",
            "mid_type": "num",
            "max_type": "num",
        }
        bounds = {"min_value": 0, "mid_value": 0.7, "max_value": 1}
        colours = {"min_color": "#F4B6B0", "mid_color": "#FBEFC4", "max_color": "#D5EBD0"}
        self._sheet.conditional_format(1, column, last, column, scale | bounds | colours)
        column = COLUMNS.index("status")
        choice = {"validate": "list", "source": [status.value for status in Status]}
        self._sheet.data_validation(1, column, last, column, choice)


def _sheet_name(number: int, document: str) -> str:
    """A name that Excel takes: 31 characters, without those that it uses itself."""
    if not document:
        return _SHEET if number == 1 else f"{_SHEET} {number}"
    stem = PurePosixPath(document).stem
    plain = "".join("_" if char in "[]:*?/\\'" else char for char in carriable(stem)[0])
    return f"{number} {plain}"[:_LONGEST_NAME]
