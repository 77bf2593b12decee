"""The choice among the phrases that could stand for a term, or none of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang.normalise import fold
from align.terms.find.choices import NAMES, Choices
from align.terms.find.hits import TermHit
from align.terms.find.locate import CERTAIN, LEAST, Choice, Chooser

TEXT = "deep sea fishing nets and boats"
SPANS = {word: (TEXT.index(word), TEXT.index(word) + len(word)) for word in TEXT.split()}
SPANS["fishing nets"] = (SPANS["fishing"][0], SPANS["nets"][1])
CHOOSER = Chooser({NAMES[0]: 1.0})  # what is measured is the probability itself


def choose(none: float, *, explained: bool = False, **shares: float) -> Choice:
    """The choice among words with given probabilities; a `_` is a space."""
    names = [name.replace("_", " ") for name in shares]
    values = np.zeros((len(names) + 1, len(NAMES)))
    values[:, 0] = np.log([*shares.values(), none])
    return CHOOSER.choose(
        Choices(
            hits=[TermHit("c", 0, *SPANS[name]) for name in names],
            values=values,
            texts={0: fold(TEXT)},
            is_explained=explained,
        )
    )


def chosen(choice: Choice) -> str:
    return TEXT[choice.hit.start : choice.hit.end] if choice.hit else ""


def test_the_likeliest_is_chosen_with_its_probability_and_evidence() -> None:
    choice = choose(0.1, nets=0.7, boats=0.2)
    assert chosen(choice) == "nets"
    assert choice.probability == pytest.approx(0.7)
    assert choice.hit is not None
    assert choice.hit.certainty == choice.probability
    assert choice.hit.evidence


def test_below_the_least_nothing_is_claimed_but_said_what_was_likeliest() -> None:
    choice = choose(0.1, nets=LEAST - 0.01, boats=0.25, sea=0.2, deep=0.16)
    assert choice.hit is None
    assert not choice.certain
    assert "“nets” (29%)" in choice.evidence


def test_none_stands_against_all_ways_to_cut_one_place() -> None:
    assert chosen(choose(0.4, nets=0.35, fishing_nets=0.25)) == "nets"
    assert chosen(choose(0.4, nets=0.35, boats=0.25)) == ""


@pytest.mark.parametrize(
    ("none", "explained", "certain"),
    [(0.95, True, True), (0.95, False, False), (CERTAIN - 0.05, True, False)],
)
def test_that_there_is_none_is_claimed_only_where_all_else_is_explained(
    none: float, explained: bool, certain: bool
) -> None:
    choice = choose(none, explained=explained, nets=1 - none)
    assert (choice.hit, choice.certain) == (None, certain)
    assert choice.probability == pytest.approx(none)


@pytest.mark.parametrize("explained", [True, False])
def test_without_candidates_there_is_none(explained: bool) -> None:
    choice = choose(1.0, explained=explained)
    assert (choice.hit, choice.probability, choice.certain) == (None, 1.0, explained)


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=5), st.floats(0.01, 1), st.booleans())
def test_what_is_chosen_is_likely_and_likelier_than_the_others(
    shares: list[float], none: float, explained: bool
) -> None:
    whole = sum(shares) + none
    given_shares = {name: share / whole for name, share in zip(SPANS, shares, strict=False)}
    choice = choose(none / whole, explained=explained, **given_shares)
    if choice.hit is None:
        assert choice.probability == pytest.approx(none / whole)
    else:
        assert not choice.certain
        assert choice.probability >= LEAST
        assert choice.probability == pytest.approx(max(given_shares.values()))
