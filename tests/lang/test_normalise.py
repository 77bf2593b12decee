from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang.normalise import fold, match_form


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (unicodedata.normalize("NFD", "위안부"), "위안부"),
        ("한ㆍ일", "한·일"),
        ("“comfort women”", '"comfort women"'),
        ("２０１７", "2017"),
        ("국장급\u00a0협의", "국장급 협의"),
        ("소\u200b통", "소통"),
        ("ﾡ", "ㄱ"),
        ("㉠ ㄱㄴㅏ", "㉠ ㄱㄴㅏ"),
    ],
    ids=["NFD", "middle dot", "quotes", "full width", "space", "zero width", "jamo", "kept"],
)
def test_match_form_unites_what_is_the_same_word(written: str, expected: str) -> None:
    assert match_form(written) == expected


def test_fold_leads_back_to_the_text_as_written() -> None:
    written = unicodedata.normalize("NFD", "일본군 위안부") + " “문제”"
    folded = fold(written)
    start = folded.text.index("위안부")
    begin, end = folded.span(start, start + 3)
    assert unicodedata.normalize("NFC", written[begin:end]) == "위안부"


@given(st.text())
def test_fold_has_an_offset_for_every_character(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
