from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang.normalise import match_form
from align.lang.words import content_words
from align.model import Language


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("장관은 비핵화를 강조하였다.", ["장관", "비핵화", "강조"]),
        ("양국 간의 소통과 협력", ["양국", "간의", "소통", "협력"]),
        ("FTA를 체결", ["FTA", "를", "체결"]),
        ("및 등", []),
    ],
)
def test_korean_words_lose_particles_and_endings(text: str, words: list[str]) -> None:
    assert content_words(text, Language.KOREAN) == words


def test_english_words_lose_function_words_and_keep_their_case() -> None:
    text = "The Minister of Foreign Affairs said that the U.S. agreed."
    assert content_words(text, Language.ENGLISH) == [
        *("Minister", "Foreign", "Affairs", "said", "U.S", "agreed"),
    ]


@given(st.text(), st.sampled_from(list(Language)))
def test_words_are_parts_of_the_text(text: str, language: Language) -> None:
    form = match_form(text)
    assert all(word and word in form for word in content_words(form, language))
