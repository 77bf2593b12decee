"""Renderings that return are surer than each of their places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.model import FormKind, Found, Occurrence, Rendering
from align.terms.judge.recurrence import recurring

HERE = Rendering(
    Occurrence("pier", 0, 0, 2, "부두"),
    Found.LOCATED,
    "landing stage",
    0,
    0,
    13,
    form=FormKind.OTHER,
    placed=0.5,
)


def test_two_places_of_several_words_are_sure_together() -> None:
    other = replace(HERE, text="Landing stages", placed=0.6)
    assert [r.placed for r in recurring([HERE, other])] == pytest.approx([0.8, 0.8])


@pytest.mark.parametrize(
    "other",
    [
        replace(HERE, text="jetty"),
        replace(HERE, doubt="a verb stands for the noun"),
        replace(HERE, occurrence=replace(HERE.occurrence, concept="dock")),
        replace(HERE, found=Found.NOT_FOUND, text=""),
    ],
)
def test_another_rendering_adds_nothing(other: Rendering) -> None:
    assert [r.placed for r in recurring([HERE, other])] == [0.5, 0.5]


def test_one_word_that_returns_stays_as_it_is() -> None:
    word = replace(HERE, text="jetty")
    assert [r.placed for r in recurring([word, word])] == [0.5, 0.5]
