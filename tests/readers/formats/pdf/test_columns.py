"""The order in which the lines of a page are read."""

from __future__ import annotations

import pytest

from align.readers.formats.pdf.columns import in_order
from align.readers.formats.pdf.lines import PrintedLine
from align.readers.formats.pdf.pieces import Piece

WIDTH, SIZE = 600.0, 10.0


def column(name: str, x0: float, x1: float, lines: int = 12, top: float = 100) -> list[Piece]:
    return [
        Piece(f"{name}{k} 등대의 불은 밤마다 켜진다", x0, x1, y, y + SIZE, SIZE)
        for k in range(lines)
        for y in [top + 14 * k]
    ]


def order(pieces: list[Piece], rows: list[PrintedLine] | None = None) -> list[str]:
    lines = in_order(pieces, rows or [], 1, (0.0, WIDTH))
    return [line.text.split()[0] for line in lines]


def names(name: str, count: int = 12) -> list[str]:
    return [f"{name}{k}" for k in range(count)]


@pytest.mark.parametrize(
    "edges",
    [
        [(50, 540)],
        [(50, 290), (310, 550)],
        [(50, 205), (222, 378), (395, 550)],
        [(40, 160), (175, 290), (310, 425), (440, 560)],
    ],
)
def test_columns_are_read_one_after_another(edges: list[tuple[float, float]]) -> None:
    found = list(zip("가나다라", edges, strict=False))
    pieces = [piece for name, (x0, x1) in found for piece in column(name, x0, x1)]
    assert order(pieces) == [text for name, _ in found for text in names(name)]


def test_a_heading_over_the_columns_parts_them() -> None:
    above = [*column("가", 50, 290, 6), *column("나", 310, 550, 6)]
    heading = [Piece("제목 등대를 고치는 까닭과 그 뒤의 일들", 60, 540, 190, 200, SIZE)]
    below = [*column("다", 50, 290, 6, 220), *column("라", 310, 550, 6, 220)]
    six = [names(name, 6) for name in "가나다라"]
    assert order([*above, *heading, *below]) == [*six[0], *six[1], "제목", *six[2], *six[3]]


def test_a_line_cut_by_small_letters_stays_whole_over_the_columns() -> None:
    line = [
        Piece("지은이 길도현", 100, 280, 60, 70, SIZE),
        Piece("1", 280, 284, 58, 64, 6),
        Piece(", 탁현오와 등대 연구소 사람들", 284, 500, 60, 70, SIZE),
    ]
    columns = [*column("가", 50, 290), *column("나", 310, 550)]
    assert order([*line, *columns]) == ["지은이", *names("가"), *names("나")]


def test_what_reaches_a_little_over_the_gutter_is_of_its_column() -> None:
    wide = Piece("넓은 줄이 한 글자만큼 넘친다", 50, 306, 268, 278, SIZE)
    columns = [*column("가", 50, 290), *column("나", 310, 550)]
    assert order([*columns, wide]) == [*names("가"), "넓은", *names("나")]


def test_a_table_stands_in_its_column() -> None:
    row = PrintedLine("표", 1, 52, 288, 270, 284, 0.0, 52, 288, cells=(("표",), ("값",)))
    columns = [*column("가", 50, 290), *column("나", 310, 550)]
    assert order(columns, [row]) == [*names("가"), "표", *names("나")]
