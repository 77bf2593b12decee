"""Sums and maxima over the paths of a graph whose edges all lead to a later rank.

One rank at a time is an array operation, whatever lies in it: the nodes of one lattice, or of
many that have no edge between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Indexes = NDArray[np.int64]

NEVER = -np.inf
NOTHING = -1
"""In place of a candidate or a gap that an edge has not."""


@dataclass(frozen=True)
class Edges:
    """Edges as columns, each of shape (edges,).

    Attributes:
        source: the node that each leaves.
        target: the node that each leads to.
        source_rank: when the source is reached.
        target_rank: when the target is, always later.
        candidate: the bead that each stands for, or `NOTHING`.
        gap: which gap it opens or ends, or `NOTHING`.

    """

    source: Indexes
    target: Indexes
    source_rank: Indexes
    target_rank: Indexes
    candidate: Indexes
    gap: Indexes


@dataclass(frozen=True)
class Graph:
    """Edges between nodes, where paths start, and where they end.

    Attributes:
        edges: of all lattices in it.
        nodes: how many there are.
        starts: of each lattice, shape (lattices,).
        goals: the same.
        owner: the lattice of each edge, shape (edges,).

    """

    edges: Edges
    nodes: int
    starts: Indexes
    goals: Indexes
    owner: Indexes

    @cached_property
    def steps_forward(self) -> list[Step]:
        """The edges by the rank at which they arrive."""
        return _steps(self.edges.target_rank, self.edges.target)

    @cached_property
    def steps_backward(self) -> list[Step]:
        """The edges by the rank that they leave, the last one first."""
        return _steps(self.edges.source_rank, self.edges.source)[::-1]

    def through(self, edge_scores: Scores) -> tuple[Scores, Scores]:
        """Return the share of each lattice's paths that go by each edge, and its log sum.

        Forward-backward over all lattices at once; the shapes are (edges,), (lattices,).
        """
        forward, backward = self._sums_to(edge_scores), self._sums_from(edge_scores)
        totals = forward[self.goals]
        e = self.edges
        logs = forward[e.source] + edge_scores + backward[e.target] - totals[self.owner]
        return np.exp(logs), totals

    def best(self, edge_scores: Scores) -> tuple[Scores, Indexes]:
        """Return the score of the best way to each node, and its last edge, -1 for none."""
        reached = self._start()
        arrived_by = np.full(self.nodes, NOTHING, dtype=np.int64)
        for step in self.steps_forward:
            values = reached[self.edges.source[step.edges]] + edge_scores[step.edges]
            best = np.maximum.reduceat(values, step.starts)
            reached[step.nodes] = best
            arrived_by[step.nodes] = _first_best(values, best, step)
        return reached, arrived_by

    def _start(self) -> Scores:
        reached = np.full(self.nodes, NEVER)
        reached[self.starts] = 0.0
        return reached

    def _sums_to(self, edge_scores: Scores) -> Scores:
        reached = self._start()
        for step in self.steps_forward:
            values = reached[self.edges.source[step.edges]] + edge_scores[step.edges]
            reached[step.nodes] = _log_sum(values, step)
        return reached

    def _sums_from(self, edge_scores: Scores) -> Scores:
        left = np.full(self.nodes, NEVER)
        left[self.goals] = 0.0
        for step in self.steps_backward:
            values = left[self.edges.target[step.edges]] + edge_scores[step.edges]
            left[step.nodes] = _log_sum(values, step)
        return left


def beside(graphs: Sequence[Graph], sizes: Sequence[int]) -> Graph:
    """Return graphs as one, without an edge between them.

    Args:
        graphs: one at least.
        sizes: how many candidates each has; those of the next are counted from there.

    """
    nodes = np.cumsum([0, *(graph.nodes for graph in graphs)])
    candidates = np.cumsum([0, *sizes])
    shifted = [
        Edges(
            g.edges.source + node,
            g.edges.target + node,
            g.edges.source_rank,
            g.edges.target_rank,
            np.where(g.edges.candidate == NOTHING, NOTHING, g.edges.candidate + candidate),
            g.edges.gap,
        )
        for g, node, candidate in zip(graphs, nodes, candidates, strict=False)
    ]
    columns = (
        np.concatenate([getattr(edges, f.name) for edges in shifted]) for f in fields(Edges)
    )
    owners = [np.full(len(g.edges.source), k, np.int64) for k, g in enumerate(graphs)]
    return Graph(
        Edges(*columns),
        int(nodes[-1]),
        np.concatenate([g.starts + node for g, node in zip(graphs, nodes, strict=False)]),
        np.concatenate([g.goals + node for g, node in zip(graphs, nodes, strict=False)]),
        np.concatenate(owners),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """The edges at the nodes of one rank, grouped by node.

    `edges[starts[k]:starts[k + 1]]` meet at `nodes[k]`; `lengths` are the groups' sizes.
    """

    edges: Indexes
    nodes: Indexes
    starts: Indexes
    lengths: Indexes


def _steps(rank: Indexes, node: Indexes) -> list[Step]:
    order = np.lexsort((node, rank))
    cuts = np.flatnonzero(np.diff(rank[order])) + 1
    return [_step(edges, node[edges]) for edges in np.split(order, cuts)]


def _step(edges: Indexes, nodes: Indexes) -> Step:
    starts = np.concatenate([[0], np.flatnonzero(np.diff(nodes)) + 1])
    lengths = np.diff(np.append(starts, len(nodes)))
    return Step(edges, nodes[starts], starts, lengths)


def _log_sum(values: Scores, step: Step) -> Scores:
    best = np.maximum.reduceat(values, step.starts)
    safe = np.where(np.isfinite(best), best, 0.0)
    spread = np.exp(values - np.repeat(safe, step.lengths))
    with np.errstate(divide="ignore"):
        sums: Scores = safe + np.log(np.add.reduceat(spread, step.starts))
    return sums


def _first_best(values: Scores, best: Scores, step: Step) -> Indexes:
    """The edge that each node's maximum comes from; the first one where several tie."""
    is_best = values == np.repeat(best, step.lengths)
    positions = np.where(is_best, np.arange(len(values)), len(values))
    return step.edges[np.minimum.reduceat(positions, step.starts)]


def best_of_groups(values: Scores, step: Step, count: int) -> list[Indexes]:
    """For each rank, the flat position in `values` of each node's best, -1 where none is left.

    `values` has the shape (edges, ways into the edge's source).
    """
    width = values.shape[1]
    group = np.repeat(np.arange(len(step.starts)), step.lengths * width)
    order = np.lexsort((-values.ravel(), group))
    first = step.starts * width
    ranks = []
    for rank in range(count):
        there = rank < step.lengths * width
        at = order[np.where(there, first + rank, 0)]
        there &= np.isfinite(values.ravel()[at])
        ranks.append(np.where(there, at, -1))
    return ranks
