from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner.lattice import GAPS, Lattice
from align.aligner.views.candidates import Candidates, all_candidates

Case = tuple[Candidates, np.ndarray, np.ndarray]
TYPES = ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2))


def every_path(candidates: Candidates) -> list[list[int]]:
    """All alignments from corner to corner, by trying everything.

    In a run without counterpart the original's segments come before the translation's.
    """
    edges = list(
        zip(*(column.tolist() for column in (
            candidates.i0, candidates.i1, candidates.j0, candidates.j1
        )), strict=True)
    )  # fmt: skip

    def onward(i: int, j: int, *, added: bool) -> list[list[int]]:
        if (i, j) == candidates.shape:
            return [[]]
        paths = []
        for k, (i0, i1, j0, j1) in enumerate(edges):
            left, right = i1 == i0, j1 == j0
            if (left or i0 == i) and (right or j0 == j) and not (right and added):
                size = i1 - i0, j1 - j0
                rest = onward(i + size[0], j + size[1], added=left)
                paths += [[k, *path] for path in rest]
        return paths

    return onward(0, 0, added=False)


def gap_counts(candidates: Candidates, path: list[int]) -> np.ndarray:
    """How often each of `GAPS` occurs on a path, told by the kinds of its beads in a row."""
    kinds = ["pair" if m and n else "original" if m else "translation" for m, n in zip(
        candidates.m[path].tolist(), candidates.n[path].tolist(), strict=True
    )]  # fmt: skip
    counts = dict.fromkeys(GAPS, 0)
    for place, (before, here) in enumerate(itertools.pairwise(["pair", *kinds])):
        if here != "pair" and before == "pair":
            counts[f"gap.{here}" + ("_first" if place == 0 else "")] += 1
        elif here != before and here != "pair":
            counts["gap.both"] += 1
    if kinds[-1] != "pair":
        counts[f"gap.{kinds[-1]}_last"] += 1
    return np.array(list(counts.values()), dtype=float)


@st.composite
def scored_lattices(draw: st.DrawFn) -> Case:
    shape = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    candidates = all_candidates(shape, TYPES)
    score = st.floats(-5, 5, allow_nan=False)
    scores = draw(st.lists(score, min_size=len(candidates), max_size=len(candidates)))
    gaps = draw(st.lists(score, min_size=len(GAPS), max_size=len(GAPS)))
    return candidates, np.array(scores), np.array(gaps)


def score_of(case: Case, path: list[int]) -> float:
    candidates, scores, gaps = case
    return float(scores[path].sum() + gaps @ gap_counts(candidates, path))


@given(scored_lattices())
@settings(max_examples=60, deadline=None)
def test_the_best_path_is_the_best_of_all_paths(case: Case) -> None:
    candidates, scores, gaps = case
    best = max(score_of(case, path) for path in every_path(candidates))
    found = Lattice(candidates).best_path(scores, gaps)
    assert score_of(case, found.tolist()) == pytest.approx(best)


@given(scored_lattices(), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_the_best_paths_are_the_best_of_all_paths(case: Case, count: int) -> None:
    candidates, scores, gaps = case
    every = sorted((score_of(case, path) for path in every_path(candidates)), reverse=True)
    found = Lattice(candidates).best_paths(scores, count, gaps)
    assert [score for _, score in found] == pytest.approx(every[:count])
    assert [score_of(case, path.tolist()) for path, _ in found] == pytest.approx(every[:count])
    assert len({tuple(path) for path, _ in found}) == len(found)


@given(scored_lattices())
@settings(max_examples=60, deadline=None)
def test_posteriors_are_the_shares_of_all_paths(case: Case) -> None:
    candidates, scores, gaps = case
    paths = every_path(candidates)
    weights = np.exp([score_of(case, path) for path in paths])
    expected, expected_gaps = np.zeros(len(candidates)), np.zeros(len(GAPS))
    for path, share in zip(paths, weights / weights.sum(), strict=True):
        expected[path] += share
        expected_gaps += share * gap_counts(candidates, path)
    found = Lattice(candidates).posteriors(scores, gaps)
    np.testing.assert_allclose(found.candidates, expected, atol=1e-9)
    np.testing.assert_allclose(found.gaps, expected_gaps, atol=1e-9)
    assert found.log_total == pytest.approx(np.log(weights.sum()))


@given(scored_lattices())
@settings(max_examples=60, deadline=None)
def test_gaps_are_counted_along_a_path(case: Case) -> None:
    candidates, scores, gaps = case
    lattice = Lattice(candidates)
    path = lattice.best_path(scores, gaps)
    np.testing.assert_array_equal(lattice.gaps_on(path), gap_counts(candidates, path.tolist()))


@given(scored_lattices())
@settings(deadline=None)
def test_every_segment_lies_in_one_bead_with_certainty(case: Case) -> None:
    candidates, scores, gaps = case
    posteriors = Lattice(candidates).posteriors(scores, gaps).candidates
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
    deletions = {(i, i + 1, 0, 0) for i in range(3)}
    merges = {(i, i + 2, j, j + 1) for i, j in itertools.product(range(2), range(2))}
    assert found == deletions | merges
