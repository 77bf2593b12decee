from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.readers.layout.labels import read_label
from align.readers.parts.numbering import Counters, NumberingLevel, System, bullet, spell


@pytest.mark.parametrize(
    ("number", "system", "expected"),
    [
        (3, System.DECIMAL, "3"),
        (3, System.ZERO, "03"),
        (12, System.FULL, "１２"),
        (49, System.ROMAN, "XLIX"),
        (4, System.SMALL_ROMAN, "iv"),
        (28, System.LETTER, "BB"),
        (2, System.SYLLABLE, "나"),
        (15, System.SYLLABLE, "15"),
        (3, System.JAMO, "ㄷ"),
        (21, System.KOREAN, "이십일"),
        (10, System.HANJA, "十"),
        (3, System.CIRCLED, "③"),
        (2, System.CIRCLED_SYLLABLE, "㉯"),
        (1, System.CIRCLED_JAMO, "㉠"),
        (1, System.NONE, ""),
    ],
)
def test_numbers_are_spelt_in_every_system(number: int, system: System, expected: str) -> None:
    assert spell(number, system) == expected


@given(st.integers(-5, 10**6), st.sampled_from(System))
def test_every_number_can_be_spelt(number: int, system: System) -> None:
    assert isinstance(spell(number, system), str)


def test_a_level_passed_over_stands_at_its_start() -> None:
    levels = {
        0: NumberingLevel("^1."),
        1: NumberingLevel("^1.^2."),
        2: NumberingLevel("^1.^2.^3."),
        3: NumberingLevel("^1.^2.^3.^4."),
    }
    counters = Counters()
    found = [counters.label("a", levels, depth) for depth in (0, 3, 3, 2, 3, 1, 0)]
    assert found == ["1.", "1.1.1.1.", "1.1.1.2.", "1.1.2.", "1.1.2.1.", "1.2.", "2."]


def test_lists_count_apart_and_begin_again_when_told() -> None:
    counters = Counters()
    level = {0: NumberingLevel("%1)", System.SYLLABLE, 2)}
    assert [counters.label(name, level, 0) for name in "aba"] == ["나)", "나)", "다)"]
    counters.restart("a")
    assert counters.label("a", level, 0) == "나)"


def test_bullets_of_symbol_fonts_are_written_as_signs_that_every_font_has() -> None:
    assert [bullet(char) for char in ("\uf0b7", "\uf0a7", "\uf123", "ㅇ", "")] == [
        *("●", "■", "•", "ㅇ", "•")
    ]


@pytest.mark.parametrize(
    "system", [System.DECIMAL, System.SYLLABLE, System.ROMAN, System.LETTER]
)
def test_what_is_generated_is_read_as_a_label(system: System) -> None:
    label = f"{spell(2, system)}."
    found = read_label(f"{label} 개요")
    assert found is not None
    assert found.text == label
