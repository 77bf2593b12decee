from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner.lattice import Lattice
from align.aligner.views.candidates import Candidates, all_candidates

TYPES = ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2))


def every_path(candidates: Candidates) -> list[list[int]]:
    """All paths from corner to corner, by trying everything."""
    edges = list(
        zip(*(column.tolist() for column in (
            candidates.i0, candidates.i1, candidates.j0, candidates.j1
        )), strict=True)
    )  # fmt: skip

    def onward(i: int, j: int) -> list[list[int]]:
        if (i, j) == candidates.shape:
            return [[]]
        return [
            [k, *rest]
            for k, (i0, i1, j0, j1) in enumerate(edges)
            if (i0, j0) == (i, j)
            for rest in onward(i1, j1)
        ]

    return onward(0, 0)


@st.composite
def scored_lattices(draw: st.DrawFn) -> tuple[Candidates, np.ndarray]:
    shape = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    candidates = all_candidates(shape, TYPES)
    score = st.floats(-5, 5, allow_nan=False)
    scores = draw(st.lists(score, min_size=len(candidates), max_size=len(candidates)))
    return candidates, np.array(scores)


@given(scored_lattices())
@settings(max_examples=60, deadline=None)
def test_the_best_path_is_the_best_of_all_paths(case: tuple[Candidates, np.ndarray]) -> None:
    candidates, scores = case
    best = max(scores[path].sum() for path in every_path(candidates))
    assert scores[Lattice(candidates).best_path(scores)].sum() == pytest.approx(best)


@given(scored_lattices(), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_the_best_paths_are_the_best_of_all_paths(
    case: tuple[Candidates, np.ndarray], count: int
) -> None:
    candidates, scores = case
    every = sorted((scores[path].sum() for path in every_path(candidates)), reverse=True)
    found = Lattice(candidates).best_paths(scores, count)
    assert [score for _, score in found] == pytest.approx(every[:count])
    assert [scores[path].sum() for path, _ in found] == pytest.approx(every[:count])
    assert len({tuple(path) for path, _ in found}) == len(found)


@given(scored_lattices())
@settings(max_examples=60, deadline=None)
def test_posteriors_are_the_shares_of_all_paths(case: tuple[Candidates, np.ndarray]) -> None:
    candidates, scores = case
    paths = every_path(candidates)
    weights = np.exp([scores[path].sum() for path in paths])
    expected = np.zeros(len(candidates))
    for path, weight in zip(paths, weights / weights.sum(), strict=True):
        expected[path] += weight
    posteriors, log_total = Lattice(candidates).posteriors(scores)
    np.testing.assert_allclose(posteriors, expected, atol=1e-9)
    assert log_total == pytest.approx(np.log(weights.sum()))


@given(scored_lattices())
@settings(deadline=None)
def test_every_segment_lies_in_one_bead_with_certainty(
    case: tuple[Candidates, np.ndarray],
) -> None:
    candidates, scores = case
    posteriors, _ = Lattice(candidates).posteriors(scores)
    for i in range(candidates.shape[0]):
        over = (candidates.i0 <= i) & (i < candidates.i1)
        assert posteriors[over].sum() == pytest.approx(1.0)


def test_candidates_that_lead_nowhere_are_an_error() -> None:
    lattice = Lattice(all_candidates((1, 2), ((1, 1),)))
    with pytest.raises(ValueError, match="no path"):
        lattice.best_path(np.zeros(2))
    with pytest.raises(ValueError, match="no path"):
        lattice.best_paths(np.zeros(2), 2)


def test_ties_are_broken_the_same_way_every_time() -> None:
    candidates = all_candidates((3, 3), TYPES)
    paths = {tuple(Lattice(candidates).best_path(np.zeros(len(candidates)))) for _ in range(3)}
    assert len(paths) == 1


def test_all_candidates_are_all_spans_of_the_types() -> None:
    candidates = all_candidates((3, 2), ((1, 0), (2, 1)))
    found = set(zip(candidates.i0.tolist(), candidates.i1.tolist(), candidates.j0.tolist(),
                    candidates.j1.tolist(), strict=True))  # fmt: skip
    deletions = {(i, i + 1, j, j) for i, j in itertools.product(range(3), range(3))}
    merges = {(i, i + 2, j, j + 1) for i, j in itertools.product(range(2), range(2))}
    assert found == deletions | merges
