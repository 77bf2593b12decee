"""The lines of a printed page: pieces of one height, with the marks that hang on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from align.readers.formats.pdf.marks import hung
from align.readers.formats.pdf.pieces import Piece

_NARROW_GAP = 0.25
_RAISED = 0.8  # a mark this much smaller than its line hangs on it
_COLUMN_LINES, _LEAST_LINES = 5, 2  # of the left column, and of a right one that ends early
_ALIKE = 0.1  # letters of sizes no further apart are of one size


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


def grouped(pieces: Sequence[Piece], number: int) -> list[PrintedLine]:
    """Return pieces of one height as lines, from the top."""
    made = [_line(line, number) for line in side_by_side(pieces)]
    return sorted(
        (line for line in made if line.text.strip() or line.marks), key=lambda line: line.top
    )


def side_by_side(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of each height from left to right, small raised ones among them."""
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
    return [sorted(line, key=lambda p: p.x0) for line in lines]


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


def edged(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines with the edges of their column, to which lines of their size run.

    A title in larger letters may be wider than the column under it.
    """
    edged = []
    for line in lines:
        alike = [x for x in lines if abs(x.size - line.size) <= _ALIKE * line.size]
        among = alike if len(alike) >= _COLUMN_LINES else lines
        edges = min(x.x0 for x in among), max(x.x1 for x in among)
        edged.append(replace(line, left=edges[0], right=edges[1]))
    return edged
