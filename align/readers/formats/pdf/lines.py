"""The lines of a printed page in reading order, its tables set apart.

A strip that no line crosses, with lines on both sides, is the gutter between two columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from align.readers.formats.pdf.glyphs import Glyph, Sheet
from align.readers.formats.pdf.marks import hung
from align.readers.formats.pdf.pieces import Gaps, Piece, pieces_of, word_gaps

_NARROW_GAP = 0.25
_RAISED = 0.8  # a mark this much smaller than its line hangs on it
_GUTTER = (0.35, 0.65)  # where on the page it may be, as a share of the width
_COLUMN_LINES, _LEAST_LINES = 5, 2  # of the left column, and of a right one that ends early
_FULL = 0.6  # of a column's width: what half of its lines have at least
_MOST_RULES = 3000  # of a page; looking for tables takes the square of it
_ALIKE = 0.1  # letters of sizes no further apart are of one size
_CROSSING = 0.1  # share of the lines that may run across the gutter


_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of one column: its text, where it stands, and the marks that hang on it.

    `left` and `right` are the edges of its column; blanks at its end are kept.
    """

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    left: float = 0.0
    right: float = 0.0
    marks: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()


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
    lines = _lines(pieces_of(outside, gaps), number, sheet.width)
    ordered = _in_order([*lines, *rows], sheet.width)
    for glyphs in sheet.after:
        ordered += _edged(_grouped(pieces_of(glyphs), number))
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
            cells.append(tuple(x.text for x in _grouped(pieces_of(inside, gaps), number)))
        x0, top, x1, bottom = around
        if any(cells):
            rows.append(
                PrintedLine("", number, x0, x1, top, bottom, 0.0, x0, x1, cells=tuple(cells))
            )
    return rows, [g for g in glyphs if id(g) not in taken]


def _lines(pieces: Sequence[Piece], number: int, width: float) -> list[PrintedLine]:
    """Lines of the page's text; on a page of two columns none runs over the gutter unbroken."""
    gutter = _gutter(pieces, width)
    if gutter is None:
        return _edged(_grouped(pieces, number))
    sides: tuple[list[Piece], list[Piece], list[Piece]] = ([], [], [])
    for piece in pieces:
        side = 0 if piece.x1 <= gutter else 1 if piece.x0 >= gutter else 2
        sides[side].append(piece)
    across = _grouped(sides[2], number)
    # Beside a heading over both columns nothing stands; what seems to is a part of it.
    left, right = ([line for line in _grouped(side, number) if line] for side in sides[:2])
    return [*_edged(left), *_edged(right), *_edged(across)]


def _gutter(pieces: Sequence[Piece], width: float) -> float | None:
    """Where the gutter between two columns is, None on a page of one."""
    lines = _grouped(pieces, 0)
    if len(lines) < _COLUMN_LINES:
        return None
    best: tuple[float, float] | None = None
    for step in range(int(100 * _GUTTER[0]), int(100 * _GUTTER[1]) + 1):
        x = width * step / 100
        crossing = sum(p.x0 < x - 2 and p.x1 > x + 2 for p in pieces)
        left = [p for p in pieces if p.x1 <= x + 2]
        right = [p for p in pieces if p.x0 >= x - 2]
        if len(_tops(left)) < _COLUMN_LINES or len(_tops(right)) < _LEAST_LINES:
            continue
        if crossing <= _CROSSING * len(pieces) and _side_by_side(left, right):
            score = abs(x - width / 2) + width * crossing
            if best is None or score < best[0]:
                best = (score, x)
    return best[1] if best else None


def _tops(pieces: Sequence[Piece]) -> set[int]:
    return {round(piece.top / 4) for piece in pieces}


def _side_by_side(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether both sides are full lines of text, not a label and what belongs to it."""
    for side in (left, right):
        lines = _grouped(side, 0)
        if len(lines) < _COLUMN_LINES:
            continue  # too few to say more than the other side does
        span = max(line.x1 for line in lines) - min(line.x0 for line in lines)
        if median(line.x1 - line.x0 for line in lines) <= _FULL * max(1.0, span):
            return False
    return True


def _grouped(pieces: Sequence[Piece], number: int) -> list[PrintedLine]:
    """Pieces of one height as lines, from the top."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.size, p.top)):
        for line in lines:
            first = line[0]
            overlap = min(first.bottom, piece.bottom) - max(first.top, piece.top)
            if overlap > 0.5 * min(first.bottom - first.top, piece.bottom - piece.top):
                line.append(piece)
                break
        else:
            lines.append([piece])
    made = [_line(sorted(line, key=lambda p: p.x0), number) for line in lines]
    return sorted(
        (line for line in made if line.text.strip() or line.marks), key=lambda line: line.top
    )


def _line(pieces: Sequence[Piece], number: int) -> PrintedLine:
    size = max(pieces, key=lambda p: len(p.text) * p.size).size
    text, marks, before = "", [], None
    for piece in pieces:
        mark = piece.text.strip()
        raised = piece.size < _RAISED * size and mark.rstrip(")").isdecimal()
        if raised and before is not None:
            marks.append(mark.rstrip(")"))
            text += hung(mark.rstrip(")"))
            before = piece
            continue
        if before is not None and not text[-1:].isspace() and not piece.text[:1].isspace():
            gap = piece.x0 - before.x1
            text += " " if gap > _NARROW_GAP * size else ""
        text += piece.text
        before = piece
    return PrintedLine(
        text,
        number,
        min(p.x0 for p in pieces),
        max((p.x1 for p in pieces if p.text.strip()), default=pieces[-1].x1),
        min(p.top for p in pieces),
        max(p.bottom for p in pieces),
        size,
        marks=tuple(marks),
    )


def _edged(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines with the edges of their column, to which lines of their size run.

    A title in larger letters may be wider than the column under it.
    """
    edged = []
    for line in lines:
        alike = [x for x in lines if abs(x.size - line.size) <= _ALIKE * line.size]
        among = alike if len(alike) >= _COLUMN_LINES else lines
        edges = min(x.x0 for x in among), max(x.x1 for x in among)
        edged.append(replace(line, left=edges[0], right=edges[1]))
    return edged


def _in_order(lines: Sequence[PrintedLine], width: float) -> list[PrintedLine]:
    """Reading order: between lines over the full width, the left column before the right."""
    left_column = [line for line in lines if line.right and line.right < 0.62 * width]
    right_column = [line for line in lines if line.left > 0.38 * width]
    if not (left_column and right_column):
        return sorted(lines, key=lambda line: (line.top, line.x0))
    columns = {id(line) for line in (*left_column, *right_column)}
    across = sorted((x for x in lines if id(x) not in columns), key=lambda line: line.top)
    ordered: list[PrintedLine] = []
    rest = [sorted(side, key=lambda line: line.top) for side in (left_column, right_column)]
    for line in [*across, None]:
        for position, side in enumerate(rest):
            above = [x for x in side if line is None or x.top < line.top]
            ordered += above
            rest[position] = side[len(above) :]
        if line is not None:
            ordered.append(line)
    return ordered
