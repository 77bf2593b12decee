from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang.figures import figures
from align.model import Language


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("12.19(화)", "December 19"),
        ("12월 19일", "19 December"),
        ("2017. 12. 19.", "December 19, 2017"),
        ("6.11(화)~12(수)", "from June 11 to 12"),
        ("10.21~22", "Oct. 21-22"),
        ("9월 중", "in September"),
        ("1억 2천만 달러", "120 million dollars"),
        ("12조3천억 번", "12.3 trillion times"),
        ("2,700억 원", "270 billion won"),
        ("1만 8,410명", "18,410 people"),
        ("약 13만 명", "some 130,000 people"),
        ("제22차", "the 22nd"),
        ("제3차 회의", "the third meeting"),
        ("세 번째", "the third"),
        ("닷새간", "for five days"),
        ("21세기", "the Twenty-first Century"),
        ("100가족", "one hundred families"),
        ("3.5%", "3.5 percent"),
    ],
)
def test_both_languages_give_the_same_figures(korean: str, english: str) -> None:
    mine, other = figures(korean, Language.KOREAN), figures(english, Language.ENGLISH)
    assert sorted(mine) == sorted(other)
    assert mine


@pytest.mark.parametrize(
    "text", ["the two Ministers", "one of them", "in May be", "first", "he may go"]
)
def test_small_words_that_are_seldom_figures_are_none(text: str) -> None:
    assert set(figures(text, Language.ENGLISH)) <= {"m5"}


@given(st.text(), st.sampled_from(list(Language)))
def test_any_text_is_read_without_error(text: str, language: Language) -> None:
    figures(text, language)


@given(st.integers(min_value=3, max_value=10**12))
def test_a_plain_figure_is_itself_in_both_languages(number: int) -> None:
    assert figures(f"{number:,}명", Language.KOREAN) == [str(number)]
    assert figures(f"{number:,} people", Language.ENGLISH) == [str(number)]
