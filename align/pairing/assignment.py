"""Who goes with whom: the assignment of greatest total score, none allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.pairing.edges import Edge

_LARGE = 400  # documents; a larger component is taken best first


def assign(edges: Sequence[Edge], gains: NDArray[np.float64]) -> list[int]:
    """Return which edges to take, as indexes; each document at most once.

    Args:
        edges: candidates.
        gains: what each adds over leaving its documents alone; only those above 0 are taken.

    """
    from scipy.optimize import linear_sum_assignment  # a fifth of a second, when it is needed

    useful = [k for k in range(len(edges)) if gains[k] > 0]
    taken: list[int] = []
    for component in _connected_components(edges, useful):
        rows = sorted({edges[k][0] for k in component})
        columns = sorted({edges[k][1] for k in component})
        if len(rows) + len(columns) > _LARGE:
            taken += _best_first(edges, gains, component)
            continue
        place = {(edges[k][0], edges[k][1]): k for k in component}
        matrix = np.zeros((len(rows), len(columns)))
        for k in component:
            matrix[rows.index(edges[k][0]), columns.index(edges[k][1])] = gains[k]
        for row, column in zip(*linear_sum_assignment(matrix, maximize=True), strict=True):
            if matrix[row, column] > 0:
                taken.append(place[rows[row], columns[column]])
    return sorted(taken)


def _connected_components(edges: Sequence[Edge], useful: Sequence[int]) -> list[list[int]]:
    """Edges that hang together, each group to be solved by itself."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for k in useful:
        parent[root(("ko", edges[k][0]))] = root(("en", edges[k][1]))
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for k in useful:
        groups[root(("ko", edges[k][0]))].append(k)
    return list(groups.values())


def _best_first(
    edges: Sequence[Edge], gains: NDArray[np.float64], component: Sequence[int]
) -> list[int]:
    taken: list[int] = []
    rows, columns = set[int](), set[int]()
    for k in sorted(component, key=lambda k: (-gains[k], edges[k])):
        i, j = edges[k]
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            taken.append(k)
    return taken
