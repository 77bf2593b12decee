"""What rivals take from a candidate depends on what is left of them."""

from __future__ import annotations

import numpy as np
import pytest

from align.pairing.rivals import leads, rivalry

NOTHING: tuple[dict[int, set[int]], dict[int, set[int]]] = ({}, {})


def sides(*edges: tuple[int, int]) -> np.ndarray:
    return np.array(edges).T


def test_without_rivals_nothing_is_taken() -> None:
    assert rivalry(sides((0, 0), (1, 1)), np.array([2.0, -1.0]), NOTHING) == pytest.approx(0.0)


def test_a_rival_that_another_surely_has_takes_little() -> None:
    pair = sides((0, 0), (1, 0), (1, 1))
    free = rivalry(pair, np.array([1.0, 3.0, -9.0]), NOTHING)
    taken = rivalry(pair, np.array([1.0, 3.0, 9.0]), NOTHING)
    assert free[0, 1] < -2.0 < taken[0, 1]
    assert taken[0, 1] == pytest.approx(0.0, abs=0.05)


def test_one_that_repeats_the_document_is_no_rival() -> None:
    pair, scores = sides((0, 0), (1, 0)), np.array([3.0, 3.0])
    repeats: tuple[dict[int, set[int]], dict[int, set[int]]] = ({0: {1}, 1: {0}}, {})
    assert rivalry(pair, scores, NOTHING)[0, 1] < -1.0
    assert rivalry(pair, scores, repeats) == pytest.approx(0.0)


def test_the_lead_is_over_what_is_left_of_a_rival() -> None:
    pair, scores = sides((0, 0), (0, 1), (1, 1)), np.array([-1.0, 0.0, 9.0])
    lead = leads(pair, scores, rivalry(pair, scores, NOTHING), NOTHING)
    assert lead[0, 0] > 5.0
    assert lead[0, 1] == 0.0
