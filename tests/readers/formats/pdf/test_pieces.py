"""Gaps between glyphs as blanks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.readers.formats.pdf.glyphs import Glyph
from align.readers.formats.pdf.marks import hung, plain, settled
from align.readers.formats.pdf.pieces import pieces_of, word_gaps

WORDS = "The keeper climbs the long stair at night and lights the lamp of the tower".split()
KOREAN = (
    "등대지기는 밤마다 긴 계단을 올라가 불을 켜고 아침에는 다시 내려와 그 불을 끈다".split()
)


def placed(
    words: list[str], gap: float, size: float = 10, base: float = 100, kern: float = 0
) -> list[Glyph]:
    """Words without blank glyphs, `gap` letters apart, their letters now and then kerned."""
    glyphs, x = [], 50.0
    for word in words:
        for k, letter in enumerate(word):
            width = size if letter > "가" else size * 0.5
            glyphs.append(Glyph(letter, x, x + width, base - size, base, base, size))
            x += width + (kern * size if k % 3 == 0 and k + 1 < len(word) else 0)
        x += gap * size
    return glyphs


def texts(glyphs: list[Glyph]) -> list[str]:
    return [piece.text for piece in pieces_of(glyphs)]


@given(
    st.sampled_from([WORDS, KOREAN]),
    st.floats(0.17, 0.6),
    st.floats(-0.08, 0.03),
    st.sampled_from([8.0, 10.0, 24.0]),
)
def test_words_that_are_placed_one_by_one_are_told_apart(
    words: list[str], gap: float, kern: float, size: float
) -> None:
    assert texts(placed(words, gap, size, kern=kern)) == [" ".join(words)]


def test_letters_that_are_set_wide_are_one_word() -> None:
    assert texts(placed(["보도자료해양청"], 0, kern=0)) == ["보도자료해양청"]
    glyphs = placed(list("보도자료"), 0.3)
    assert texts(glyphs) == ["보도자료"]


def test_blanks_of_the_file_are_taken_as_they_are() -> None:
    line = list(" ".join(KOREAN))
    glyphs = placed(["".join(line)], 0, kern=0.1)
    assert texts(glyphs) == [" ".join(KOREAN)]


def test_what_is_far_apart_is_two_pieces() -> None:
    left, right = placed(WORDS[:4], 0.3), placed(WORDS[4:6], 0.3)
    moved = [
        Glyph(g.text, g.x0 + 300, g.x1 + 300, g.top, g.bottom, g.base, g.size) for g in right
    ]
    assert texts([*left, *moved]) == [" ".join(WORDS[:4]), " ".join(WORDS[4:6])]


def moved(glyphs: list[Glyph], right: float, down: float) -> list[Glyph]:
    return [
        Glyph(
            g.text, g.x0 + right, g.x1 + right, g.top + down, g.bottom + down, g.base + down, 10
        )
        for g in glyphs
    ]


def test_a_gutter_no_wider_than_a_letter_parts_the_lines_of_two_columns() -> None:
    left, right = (
        placed(["바다를", "비추는", "등대"], 0.3),
        placed(["밤에만", "켜는", "등불"], 0.3),
    )
    width = left[-1].x1 - left[0].x0
    page = [
        glyph
        for k in range(8)
        for glyph in (*moved(left, 0, 14 * k), *moved(right, width + 9, 14 * k))
    ]
    assert texts(page) == ["바다를 비추는 등대", "밤에만 켜는 등불"] * 8


def test_one_such_gap_alone_is_no_gutter() -> None:
    line = placed(["바다를", "비추는", "등대"], 0.3)
    wide = [*line, *moved(placed(["밤에만"], 0), line[-1].x1 - 50 + 9, 0)]
    rest = [g for k in range(1, 8) for g in moved(line, 0, 14 * k)]
    assert texts([*wide, *rest])[0] == "바다를 비추는 등대 밤에만"


def test_a_raised_figure_is_a_piece_of_its_own_where_it_stands() -> None:
    before, after = placed(["둘레는", "31km"], 0.3), placed(["이다."], 0.3)
    end = before[-1].x1
    raised = Glyph("2", end, end + 3, 91, 97, 97, 6)
    moved = [
        Glyph(g.text, g.x0 - 50 + end + 4, g.x1 - 50 + end + 4, g.top, g.bottom, g.base, g.size)
        for g in after
    ]
    assert texts([*before, *moved, raised]) == ["둘레는 31km", "2", "이다."]


def test_no_glyphs_have_no_gaps() -> None:
    assert word_gaps([]) == {}
    assert pieces_of([]) == []


def test_a_raised_figure_is_a_mark_where_a_footnote_has_it_and_an_exponent_elsewhere() -> None:
    text = f"넓이는 25km{hung('2')}이고{hung('1')} 깊이는 3m이다{hung('7')}."
    assert settled(text, {"1", "2"}) == ("넓이는 25km²이고 깊이는 3m이다⁷.", ("1",))
    assert plain(text) == "넓이는 25km이고 깊이는 3m이다."


def test_scripts_that_stand_close_or_clearly_apart_tell_words_though_blanks_are_kept() -> None:
    words = (
        "등대의 LED 램프 등대의 LED램프를 KLED 등대에서 보고 GPS 기지국과 GPS기지국이".split()
    )
    line: list[Glyph] = []
    x = 50.0
    for word in words * 3:
        for letter in word:
            width = 10.0 if letter > "가" else 5.0
            line.append(Glyph(letter, x, x + width, 90, 100, 100, 10))
            x += width
        if not (word[-1] > "가") and x % 3 < 1.5:
            line.append(Glyph(" ", x, x + 3, 90, 100, 100, 10))  # kept after Latin letters
        x += 3.5
    (text,) = texts(line)
    assert "등대의 LED" in text
    assert "LED램프를 " in text


def test_hangul_and_figures_set_a_fifth_apart_are_one_word_where_blanks_are_kept() -> None:
    line: list[Glyph] = []
    x = 50.0
    for word in ["올해", "3월", "12일", "등대", "40곳", "불을", "2031년", "켠다"] * 4:
        before = ""
        for letter in word:
            x += 2.0 if before and (before > "가") != (letter > "가") else 0.0
            width = 10.0 if letter > "가" else 5.0
            line.append(Glyph(letter, x, x + width, 90, 100, 100, 10))
            x, before = x + width, letter
        line.append(Glyph(" ", x, x + 3, 90, 100, 100, 10))
        x += 3
    (text,) = texts(line)
    assert text.split()[:4] == ["올해", "3월", "12일", "등대"]
