"""A printed page: its lines in reading order, its tables set apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from align.readers.formats.pdf.columns import in_order
from align.readers.formats.pdf.glyphs import Glyph, Sheet
from align.readers.formats.pdf.lines import PrintedLine, edged, grouped
from align.readers.formats.pdf.pieces import Gaps, pieces_of, word_gaps

_MOST_RULES = 3000  # of a page; looking for tables takes the square of it

_Box = tuple[float, float, float, float]


def lines_of(page: Any, sheet: Sheet, number: int) -> list[PrintedLine]:
    """Return the lines of a page, a table's row as one with cells.

    Args:
        page: as pdfplumber gives it.
        sheet: its glyphs.
        number: of the page, from 1.

    """
    tables = _tables(page) if sheet.upright else []
    gaps = word_gaps(sheet.glyphs)
    rows: list[PrintedLine] = []
    outside = list(sheet.glyphs)
    for table in sorted(
        tables, key=_area
    ):  # what stands in none of its cells is no part of one
        found, outside = _rows(table, outside, gaps, number)
        rows += found
    ordered = in_order(pieces_of(outside, gaps), rows, number, (0.0, sheet.width))
    for glyphs in sheet.after:
        ordered += edged(grouped(pieces_of(glyphs), number))
    return ordered


def _area(table: Any) -> float:
    x0, top, x1, bottom = table.bbox
    return float((x1 - x0) * (bottom - top))


def _tables(page: Any) -> list[Any]:
    """Ruled tables with two columns and two rows or more; a drawing of many lines is none."""
    if len(page.edges) > _MOST_RULES:
        return []
    tables = page.find_tables()
    return [t for t in tables if len(t.rows) > 1 and max(len(row.cells) for row in t.rows) > 1]


def _within(glyph: Glyph, box: _Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _rows(
    table: Any, glyphs: Sequence[Glyph], gaps: Gaps, number: int
) -> tuple[list[PrintedLine], list[Glyph]]:
    """The rows of a table, and the glyphs that stand in none of its cells."""
    rows = []
    taken: set[int] = set()
    for row in table.rows:
        around = row.bbox
        beside = [g for g in glyphs if _within(g, around)]
        cells = []
        for box in row.cells:
            inside = [g for g in beside if box is not None and _within(g, box)]
            taken.update(map(id, inside))
            cells.append(tuple(x.text for x in grouped(pieces_of(inside, gaps), number)))
        x0, top, x1, bottom = around
        if any(cells):
            rows.append(
                PrintedLine("", number, x0, x1, top, bottom, 0.0, x0, x1, cells=tuple(cells))
            )
    return rows, [g for g in glyphs if id(g) not in taken]
