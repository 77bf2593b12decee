from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.lang.hanja import read_hanja, readings


def test_headline_shorthand_is_read_as_the_countries_that_it_means() -> None:
    assert read_hanja("北·美 회담") == "북한·미국 회담"
    assert read_hanja("韓日 관계") == "한국 일본 관계"


def test_a_reading_in_brackets_holds_for_the_word_alone() -> None:
    known = readings(["문재인(文在寅) 대통령이"])
    assert read_hanja("文在寅 대통령", known) == "문재인 대통령"


def test_brackets_that_give_no_reading_teach_nothing() -> None:
    assert readings(["미(美美)", "회담(會談회담)", "외교부(MOFA)"]) == {}


def test_a_word_of_unknown_reading_stays() -> None:
    assert read_hanja("慰安婦 문제") == "慰安婦 문제"


@given(st.text())
def test_text_without_hanja_stays(text: str) -> None:
    plain = "".join(char for char in text if not "\u2e80" <= char <= "\U0003ffff")
    assert read_hanja(plain) == plain
