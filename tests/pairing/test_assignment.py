from __future__ import annotations

from itertools import permutations

import numpy as np
import scipy.optimize  # noqa: F401  loaded ahead, so that no example is timed while it loads
from hypothesis import given
from hypothesis import strategies as st

from align.pairing.assignment import assign
from align.pairing.edges import nearest
from align.pairing.weights import fit, probabilities

GAINS = st.lists(
    st.lists(st.integers(-5, 9), min_size=4, max_size=4), min_size=4, max_size=4
).map(np.array)


@given(GAINS)
def test_the_assignment_has_the_greatest_total_and_none_is_allowed(matrix: np.ndarray) -> None:
    edges = [(i, j) for i in range(4) for j in range(4)]
    gains = matrix.reshape(-1).astype(float)
    taken = assign(edges, gains)
    best = max(
        sum(max(0, matrix[i, j]) for i, j in enumerate(order))
        for order in permutations(range(4))
    )
    assert sum(gains[k] for k in taken) == best
    for side in (0, 1):
        used = [edges[k][side] for k in taken]
        assert len(used) == len(set(used))


@given(st.lists(st.sampled_from([(i, j) for i in range(5) for j in range(5)]), unique=True))
def test_nothing_without_gain_is_taken(edges: list[tuple[int, int]]) -> None:
    assert assign(edges, np.zeros(len(edges))) == []


def test_the_nearest_are_found_in_clusters_as_by_comparing_all() -> None:
    draw = np.random.default_rng(1)
    centres = draw.normal(size=(40, 32)).astype(np.float32)
    points = (centres[draw.integers(0, 40, 2000)] * 2 + draw.normal(size=(2000, 32))).astype(
        np.float32
    )
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    queries = points[:200]
    found = set(nearest(queries, points, 5))
    true = {
        (i, int(j)) for i, row in enumerate(queries @ points.T) for j in np.argsort(-row)[:5]
    }
    assert len(found & true) > 0.9 * len(true)


def test_the_logistic_model_learns_what_separates() -> None:
    draw = np.random.default_rng(2)
    features = draw.normal(size=(2000, 2))
    right = (draw.random(2000) < probabilities(3 * features[:, 0] - 1)).astype(float)
    model = fit(features, right)
    assert abs(model.weights[0] - 3) < 0.4
    assert abs(model.weights[1]) < 0.3
    assert abs(model.bias + 1) < 0.3
