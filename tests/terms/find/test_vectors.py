"""Vectors of words and terms, each made once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from align.aligner.embedding import default_embedder
from align.aligner.embedding.base import Vectors
from align.model import Concept, Language, Term
from align.terms.find.tokens import concept_word
from align.terms.find.vectors import WordVectors

CONCEPT = Concept(
    "net",
    (
        Term("어망", Language.KOREAN),
        Term("fishing net", Language.ENGLISH),
        Term("trawl", Language.ENGLISH),
    ),
)


class Counting:
    """The default embedder, with what it was asked for."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def pool(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return default_embedder().pool(texts)

    def finish(self, pooled: Vectors) -> Vectors:
        return default_embedder().finish(pooled)


def vectors() -> WordVectors:
    return WordVectors(default_embedder(), {"net": CONCEPT})


@pytest.mark.parametrize("beside", [1, 7, 63, 64, 100])
def test_a_word_has_the_same_digits_whatever_is_asked_for_beside_it(beside: int) -> None:
    others = [f"word{k}" for k in range(beside)]
    alone = vectors().of(["trawl"])[0]
    assert (vectors().of([*others, "trawl"])[-1] == alone).all()
    warm = vectors()
    warm.of(others)
    warm.of_phrases(["a trawl", *others])
    assert (warm.of(["trawl"])[0] == alone).all()


def test_a_phrase_has_the_same_digits_too() -> None:
    alone = vectors().of_phrases(["deep water"])[0]
    assert (vectors().of_phrases([*["a boat"] * 70, "deep water"])[-1] == alone).all()


def test_each_text_is_encoded_once() -> None:
    embedder = Counting()
    warm = WordVectors(embedder, {})
    for _ in range(3):
        warm.of(["boat", "net", "boat"])
        warm.of_phrases(["boat net"])
    assert (embedder.asked.count("boat"), embedder.asked.count("net")) == (1, 1)


def test_a_concept_is_as_like_as_the_nearest_of_its_terms_and_their_words() -> None:
    english = ["trawl", "net", "school", "fishing net"]
    (row,) = vectors().likeness([concept_word("net")], english)
    near = vectors().of(["어망", "fishing net", "trawl", "fishing", "net"])
    assert row == pytest.approx((near @ vectors().of(english).T).max(axis=0), abs=1e-6)
    assert row[:2] == pytest.approx(1.0, abs=1e-5)
    assert row[2] < 0.8


def test_rows_are_those_of_the_words_in_order() -> None:
    cosines = vectors().likeness(["학교", concept_word("net"), "학교"], ["school", "trawl"])
    assert cosines.shape == (3, 2)
    assert (cosines[0] == cosines[2]).all()
    assert cosines[0, 0] > cosines[0, 1]
    assert np.argmax(cosines[:, 1]) == 1
