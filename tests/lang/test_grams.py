from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang.grams import atoms, index_tokens, make_phrase, phrases, spans, without_particle

TEXTS = st.text(
    alphabet=st.sampled_from(
        "위안부문제한일 ·ㆍ()“”\"'-abs ABs12.\u1100\u1161\u11a8慰安\u3000"
    ),
    max_size=40,
)


def found(text: str, query: str) -> list[str]:
    wanted = phrases(query)
    own = atoms(text)
    if not all(phrase.atoms in own for phrase in wanted):
        return []
    return [text[start:end] for start, end in spans(text, wanted)]


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("일본군위안부는 말했다", "위안부", ["위안부"]),
        ("한·일 관계", "한일", ["한·일"]),
        ("한ㆍ일 관계", "한일관계", ["한ㆍ일 관계"]),
        ("“Comfort-Women” issue", '"comfort women"', ["Comfort-Women"]),
        ("new sanctions, and sanctioned", "sanction", ["sanctions", "sanctioned"]),
        ("sanctuaries and sanctions", "sanct*", ["sanctuaries", "sanctions"]),
        ("북핵 문제", "핵", ["핵"]),
        ("FTA협상을", "FTA협상", ["FTA협상"]),
        ("위안부 문제와 합의", '"위안부 합의"', []),
        ("합의와 위안부 문제", "위안부 합의", ["합의", "위안부"]),
    ],
)
def test_words_are_found_whatever_stands_between(
    text: str, query: str, words: list[str]
) -> None:
    assert found(text, query) == words


def test_decomposed_text_is_found_and_marked_as_written() -> None:
    decomposed = "위안부 문제"
    text = unicodedata.normalize("NFD", decomposed)
    (span,) = spans(text, phrases("안부"))
    assert unicodedata.normalize("NFC", text[slice(*span)]) == "안부"


@pytest.mark.parametrize(
    ("word", "bare", "loose"),
    [
        ("위안부는", "위안부", "위안부"),
        ("정부에서는", "정부", "정부"),
        ("민주주의", "민주주의", "민주주"),
        ("결과", "결과", "결과"),
        ("은", "은", "은"),
    ],
)
def test_a_particle_goes_where_no_noun_ends_so(word: str, bare: str, loose: str) -> None:
    phrase = make_phrase(word)
    assert phrase is not None
    assert without_particle(phrase).text == bare
    assert without_particle(without_particle(phrase), loosely=True).text == loose


@given(TEXTS)
def test_the_index_names_every_text_that_holds_a_phrase(text: str) -> None:
    tokens = set(index_tokens(text).split())
    words = text.split()
    for word in words:
        phrase = make_phrase(word.replace('"', "").replace("*", ""))
        if phrase is None or phrase.atoms not in atoms(text):
            continue
        for token in phrase.tokens[:-1] if phrase.beginning else phrase.tokens:
            assert token in tokens
        if phrase.beginning:
            assert any(token.startswith(phrase.tokens[-1]) for token in tokens)


@given(TEXTS, TEXTS)
def test_spans_lie_in_the_text_in_order_and_apart(text: str, query: str) -> None:
    last = -1
    for start, end in spans(text, phrases(query)):
        assert last < start < end <= len(text)
        last = end
