from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import PluginError
from align.lang import sentences as module
from align.lang.morphology import kiwi
from align.lang.sentences import sentences
from align.model import Language

pytestmark = pytest.mark.slow

KOREAN = [
    ["외교부는 2017.12.19.(화) 오후 회의를 개최하였다.", "강 장관은 이를 환영하였다."],
    ["수출은 3.5% 증가하였음.", "수입은 1억 2천만 달러로 감소하였음"],
    [
        "ㅇ 양측은 12.19(화) 14:00 서울에서 만나 다음 사항을 논의함.",
        "- 북핵 문제 관련 긴밀한 공조를 유지하기로 함.",
    ],
    [
        "제1차 회의는 1. 14. 개최되었으며, 제2차 회의는 2. 3.에 열렸다.",
        "참석자는 김 박사(서울대 교수) 등 12명이었다.",
    ],
    ["장관은 “우리는 평화를 원합니다. 대화가 필요합니다.”라고 말했다.", "이어 그는 떠났다."],
    ["1. 일시: 2018. 3. 5.(월) 10:00 2. 장소: 외교부 청사"],
]
ENGLISH = [
    [
        "Minister Kang met Dr. J. Kim, Amb. Lee Su-hyeon and Mr. Park at 3 p.m. on Dec. 19.",
        "They agreed to meet again.",
    ],
    ["The U.S. side agreed.", "Gen. A. B. Smith of the U.S. Forces did not."],
    ["See p. 12 and Fig. 3 of Vol. 2.", "It is in Art. 9 too."],
    ["Korea Gas Co., Ltd. signed it.", "Prof. E. J. Choi et al. wrote it."],
    ['He said, "We will go. We will win."', "Then he left."],
]


@pytest.mark.parametrize("expected", KOREAN, ids=lambda parts: parts[0][:20])
def test_korean_survives_dates_and_clipped_endings(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[a:b] for a, b in sentences(text, Language.KOREAN)] == expected


@pytest.mark.parametrize("expected", ENGLISH, ids=lambda parts: parts[0][:20])
def test_english_survives_titles_and_initials(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[a:b] for a, b in sentences(text, Language.ENGLISH)] == expected


@given(st.text(max_size=80), st.sampled_from(Language))
@settings(max_examples=150, deadline=None)
def test_nothing_but_blanks_stands_outside_of_sentences(text: str, language: Language) -> None:
    spans = sentences(text, language)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    inside = {k for a, b in spans for k in range(a, b)}
    assert not "".join(char for k, char in enumerate(text) if k not in inside).strip()


@pytest.mark.parametrize(
    ("language", "library"), [(Language.KOREAN, "kiwipiepy"), (Language.ENGLISH, "sentencex")]
)
def test_without_its_splitter_the_error_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, language: Language, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    kiwi.cache_clear()
    module._sentencex.cache_clear()
    with pytest.raises(PluginError, match=r"daeyeok\[sentences\]"):
        sentences("하나. two.", language)
