"""In which order the lines of a printed page are read.

A strip that no line crosses, with lines on both sides, is the gutter between two columns; each
side may be parted again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from align.readers.formats.pdf.lines import PrintedLine, edged, grouped, side_by_side
from align.readers.formats.pdf.pieces import Piece

_GUTTER = (0.3, 0.7)  # where it may be, as a share of the width
_MOST_PARTED = 3  # times that a page is parted into columns
_BOTH = 2  # sides
_CHAINED = 0.6  # letters between pieces of a line that go on in one another
_OVER = 0.1  # of the width, to each side of a gutter, that what stands over it reaches
_COLUMN_LINES, _LEAST_LINES = 5, 2  # of the left column, and of a right one that ends early
_FULL = 0.6  # of a column's width: what half of its lines have at least
_CROSSING = 0.1  # share of the lines that may run across the gutter


def in_order(
    pieces: Sequence[Piece],
    rows: Sequence[PrintedLine],
    number: int,
    edges: tuple[float, float],
    depth: int = 0,
) -> list[PrintedLine]:
    """Return lines and rows in reading order: between those over all columns, column by column.

    Args:
        pieces: of a part of the page.
        rows: of tables in it.
        number: of the page.
        edges: the left and the right one of the part.
        depth: how often the page was parted to come to it.

    """
    gutter = _gutter(pieces, *edges) if depth < _MOST_PARTED else None
    if gutter is None:
        lines = [*edged(grouped(pieces, number)), *rows]
        return sorted(lines, key=lambda line: (line.top, line.x0))
    width = edges[1] - edges[0]
    place = {id(row): _side(row.x0, row.x1, gutter, width) for row in rows}
    for chain in _chains(pieces):
        own = _side(chain[0].x0, max(p.x1 for p in chain), gutter, width)
        place |= {id(piece): own for piece in chain}
    sides = [
        in_order(
            [p for p in pieces if place[id(p)] == side],
            [row for row in rows if place[id(row)] == side],
            number,
            part,
            depth + 1,
        )
        for side, part in enumerate(((edges[0], gutter), (gutter, edges[1])))
    ]
    over = edged(grouped([p for p in pieces if place[id(p)] == _BOTH], number))
    over += [row for row in rows if place[id(row)] == _BOTH]
    ordered: list[PrintedLine] = []
    for line in sorted(over, key=lambda line: line.top):
        for position, side in enumerate(sides):
            ordered += [x for x in side if x.top < line.top]
            sides[position] = [x for x in side if x.top >= line.top]
        ordered.append(line)
    return [*ordered, *sides[0], *sides[1]]


def _chains(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces that stand close together on a line: letters of other sizes cut it in pieces."""
    for line in side_by_side(pieces):
        chain = [line[0]]
        for piece in line[1:]:
            if piece.x0 - max(p.x1 for p in chain) > _CHAINED * max(piece.size, chain[-1].size):
                yield chain
                chain = []
            chain.append(piece)
        yield chain


def _side(x0: float, x1: float, gutter: float, width: float) -> int:
    """On which side of a gutter something stands: 0 left of it, 1 right of it, or on both.

    What reaches a little over it belongs to the side that it is of.
    """
    over = _OVER * width
    if x0 < gutter - over and x1 > gutter + over:
        return _BOTH
    return 0 if x0 + x1 <= 2 * gutter else 1


def _gutter(pieces: Sequence[Piece], left: float, right: float) -> float | None:
    """Where the gutter between two columns is, None in a part of one."""
    lines = grouped(pieces, 0)
    if len(lines) < _COLUMN_LINES:
        return None
    width = right - left
    best: tuple[float, float] | None = None
    for step in range(int(100 * _GUTTER[0]), int(100 * _GUTTER[1]) + 1):
        x = left + width * step / 100
        crossing = sum(p.x0 < x - 2 and p.x1 > x + 2 for p in pieces)
        before = [p for p in pieces if p.x1 <= x + 2]
        behind = [p for p in pieces if p.x0 >= x - 2]
        if len(_tops(before)) < _COLUMN_LINES or len(_tops(behind)) < _LEAST_LINES:
            continue
        if crossing <= _CROSSING * len(pieces) and _are_columns(before, behind):
            score = abs(step - 50) / 100 * width + width * crossing
            if best is None or score < best[0]:
                best = (score, x)
    return best[1] if best else None


def _tops(pieces: Sequence[Piece]) -> set[int]:
    return {round(piece.top / 4) for piece in pieces}


def _are_columns(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether both sides are full lines of text, not a label and what belongs to it."""
    for side in (left, right):
        lines = grouped(side, 0)
        if len(lines) < _COLUMN_LINES:
            continue  # too few to say more than the other side does
        span = max(line.x1 for line in lines) - min(line.x0 for line in lines)
        if median(line.x1 - line.x0 for line in lines) <= _FULL * max(1.0, span):
            return False
    return True
