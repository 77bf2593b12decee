"""Which glyphs of a page are its text."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.readers.formats.pdf.glyphs import Glyph, sheet_of
from align.readers.formats.pdf.pieces import pieces_of

WIDTH, HEIGHT, SIZE = 600.0, 800.0, 10.0


@dataclass
class Page:
    """A page as pdfplumber gives it, as far as it is asked."""

    chars: list[dict[str, Any]]
    width: float = WIDTH
    height: float = HEIGHT
    cropbox: tuple[float, float, float, float] = field(default=(0.0, 0.0, WIDTH, HEIGHT))


def drawn(
    text: str, x: float, y: float, angle: float = 0, size: float = SIZE
) -> list[dict[str, Any]]:
    """Letters half as wide as high, from a point that is given from the bottom left."""
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    chars = []
    for k, letter in enumerate(text):
        ox, oy = x + k * size / 2 * cos, y + k * size / 2 * sin
        corners = [
            (ox + a * cos - b * sin, oy + a * sin + b * cos)
            for a, b in ((0, 0), (size / 2, 0), (0, size), (size / 2, size))
        ]
        xs, ys = zip(*corners, strict=True)
        char: dict[str, Any] = {"text": letter, "size": size, "adv": size / 2}
        char |= {
            "x0": min(xs),
            "x1": max(xs),
            "top": HEIGHT - max(ys),
            "bottom": HEIGHT - min(ys),
        }
        char |= {"matrix": (cos, sin, -sin, cos, ox, oy), "upright": angle == 0}
        chars.append(char)
    return chars


def read(glyphs: list[Glyph]) -> str:
    return " ".join(piece.text for piece in pieces_of(glyphs))


BODY = drawn("등대지기는 밤마다 계단을 올라가 불을 켠다", 60, 700) + drawn(
    "아침이 오면 다시 내려와 불을 끈다", 60, 680
)
TEXT = "등대지기는 밤마다 계단을 올라가 불을 켠다 아침이 오면 다시 내려와 불을 끈다"


@given(
    st.floats(-1.4, 1.4, allow_nan=False).map(lambda off: round(off, 2)),
    st.floats(-1.4, 1.4, allow_nan=False).map(lambda off: round(off, 2)),
)
def test_what_is_drawn_twice_nearly_in_one_place_is_read_once(dx: float, dy: float) -> None:
    double = drawn("등대지기는 밤마다 계단을 올라가 불을 켠다", 60 + dx, 700 + dy)
    assert read(sheet_of(Page([*BODY, *double])).glyphs) == TEXT


def test_letters_that_stand_beside_each_other_twice_are_two() -> None:
    assert read(sheet_of(Page(drawn("바라라밀lll...", 60, 700))).glyphs) == "바라라밀lll..."


@pytest.mark.parametrize("angle", [20, 45, 60, 315])
def test_a_slanted_text_over_the_page_is_a_watermark(angle: int) -> None:
    sheet = sheet_of(Page([*BODY, *drawn("대외비", 200, 500, angle, 40)]))
    assert read(sheet.glyphs) == TEXT
    assert [(read(glyphs), reason) for glyphs, reason in sheet.left_out] == [
        ("대외비", "watermark")
    ]


@pytest.mark.parametrize("angle", [90, 270])
def test_a_line_along_the_margin_is_left_out(angle: int) -> None:
    sheet = sheet_of(Page([*BODY, *drawn("해양청 제3호", 30, 400, angle)]))
    assert read(sheet.glyphs) == TEXT
    assert [(read(glyphs), reason) for glyphs, reason in sheet.left_out] == [
        ("해양청 제3호", "margin text")
    ]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_turned_as_a_whole_is_read_in_its_direction(angle: int) -> None:
    step = {90: (20.0, 0.0), 180: (0.0, 20.0), 270: (-20.0, 0.0)}[angle]
    first = drawn("등대지기는 불을 켠다", 300, 400, angle)
    second = drawn("아침에는 끈다", 300 + step[0], 400 + step[1], angle)
    sheet = sheet_of(Page([*second, *first]))
    assert read(sheet.glyphs) == "등대지기는 불을 켠다 아침에는 끈다"
    assert not sheet.left_out


def test_a_part_of_the_page_in_another_direction_is_read_after_the_rest() -> None:
    sheet = sheet_of(Page([*BODY, *drawn("옆으로 누운 큰 표의 글이 길게 있다", 30, 100, 90)]))
    assert read(sheet.glyphs) == TEXT
    assert [read(glyphs) for glyphs in sheet.after] == ["옆으로 누운 큰 표의 글이 길게 있다"]


def test_what_stands_outside_the_page_is_left_out() -> None:
    page = Page([*BODY, *drawn("인쇄용", 60, 790)], cropbox=(0, 50, WIDTH, HEIGHT))
    sheet = sheet_of(page)
    assert read(sheet.glyphs) == TEXT
    assert [(read(glyphs), reason) for glyphs, reason in sheet.left_out] == [
        ("인쇄용", "outside the page")
    ]


def test_an_empty_page_has_no_glyphs() -> None:
    assert sheet_of(Page([])).glyphs == []
