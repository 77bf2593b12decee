"""Paths through candidate beads: the best one, and how probable each bead is.

A semi-Markov CRF (Sarawagi and Cohen 2004) over the grid of segment
boundaries: a bead over original[i0:i1] and translation[j0:j1] is an edge from
node (i0, j0) to node (i1, j1), a path from (0, 0) to the far corner is an
alignment, and its score is the sum of its edges' scores.  Every edge leads to
a later diagonal i + j, so one diagonal at a time is an array operation.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.aligner.views.candidates import Candidates, Indexes

Scores = NDArray[np.float64]
_NEVER = -np.inf


@dataclass(frozen=True)
class Lattice:
    """The candidates of one bitext as a graph, whatever their scores are."""

    candidates: Candidates

    def best_path(self, scores: Scores) -> Indexes:
        """Return the candidates of the best path in order (Viterbi 1967).

        Args:
            scores: one a candidate, shape (n,).

        Raises:
            ValueError: no path leads through the candidates.

        """
        reached, arrived_by = self._forward(scores, exact=False)
        if reached[self._goal] == _NEVER:
            raise ValueError("no path of candidate beads covers both sides")
        path = []
        node = self._goal
        while node != self._start:
            edge = int(arrived_by[node])
            path.append(edge)
            node = int(self._source[edge])
        return np.array(path[::-1], dtype=np.int64)

    def posteriors(self, scores: Scores) -> tuple[Scores, float]:
        """Return each candidate's probability, shape (n,), and the log of the partition sum.

        Forward-backward: the share of all paths, weighted by the exponential
        of their scores, that go through the candidate.
        """
        forward, _ = self._forward(scores, exact=True)
        backward = self._backward(scores)
        total = forward[self._goal]
        through = forward[self._source] + scores + backward[self._target]
        return np.exp(through - total), float(total)

    def best_paths(self, scores: Scores, count: int) -> list[tuple[Indexes, float]]:
        """Return up to `count` best paths in order, each with its score.

        Viterbi with the best `count` ways into each node (Huang and Chiang
        2005, algorithm 1).

        Args:
            scores: one a candidate, shape (n,).
            count: how many, one at least.

        Raises:
            ValueError: no path leads through the candidates.

        """
        reached = np.full((self._nodes, count), _NEVER)
        reached[self._start, 0] = 0.0
        came = np.full((self._nodes, count, 2), -1, dtype=np.int64)  # edge, rank at its source
        for step in self._steps_forward:
            values = reached[self._source[step.edges]] + scores[step.edges][:, None]
            rows = _best_of_groups(values, step, count)
            for rank, at in enumerate(rows):
                known = at >= 0
                edge, source_rank = np.divmod(at[known], count)
                nodes = step.nodes[known]
                reached[nodes, rank] = values[edge, source_rank]
                came[nodes, rank] = np.stack([step.edges[edge], source_rank], axis=1)
        ranks = np.flatnonzero(reached[self._goal] > _NEVER)
        if not len(ranks):
            raise ValueError("no path of candidate beads covers both sides")
        return [(self._traced(came, int(k)), float(reached[self._goal, k])) for k in ranks]

    def _traced(self, came: Indexes, rank: int) -> Indexes:
        path, node = [], self._goal
        while node != self._start:
            edge, rank = (int(value) for value in came[node, rank])
            path.append(edge)
            node = int(self._source[edge])
        return np.array(path[::-1], dtype=np.int64)

    @property
    def _start(self) -> int:
        return 0

    @property
    def _goal(self) -> int:
        rows, columns = self.candidates.shape
        return rows * (columns + 1) + columns

    @property
    def _nodes(self) -> int:
        return self._goal + 1

    @cached_property
    def _source(self) -> Indexes:
        c = self.candidates
        return c.i0 * (c.shape[1] + 1) + c.j0

    @cached_property
    def _target(self) -> Indexes:
        c = self.candidates
        return c.i1 * (c.shape[1] + 1) + c.j1

    @cached_property
    def _steps_forward(self) -> list[_Step]:
        return _steps(self.candidates.i1 + self.candidates.j1, self._target)

    @cached_property
    def _steps_backward(self) -> list[_Step]:
        return _steps(self.candidates.i0 + self.candidates.j0, self._source)[::-1]

    def _forward(self, scores: Scores, *, exact: bool) -> tuple[Scores, Indexes]:
        """Log-sum (exact) or maximum over the paths from the start to each node."""
        reached = np.full(self._nodes, _NEVER)
        reached[self._start] = 0.0
        arrived_by = np.full(self._nodes, -1, dtype=np.int64)
        for step in self._steps_forward:
            values = reached[self._source[step.edges]] + scores[step.edges]
            if exact:
                reached[step.nodes] = _log_sum(values, step)
            else:
                best = np.maximum.reduceat(values, step.starts)
                reached[step.nodes] = best
                arrived_by[step.nodes] = _first_best(values, best, step)
        return reached, arrived_by

    def _backward(self, scores: Scores) -> Scores:
        left = np.full(self._nodes, _NEVER)
        left[self._goal] = 0.0
        for step in self._steps_backward:
            values = left[self._target[step.edges]] + scores[step.edges]
            left[step.nodes] = _log_sum(values, step)
        return left


@dataclass(frozen=True, slots=True)
class _Step:
    """The edges at the nodes of one diagonal, grouped by node.

    `edges[starts[k]:starts[k + 1]]` meet at `nodes[k]`; `lengths` are the groups' sizes.
    """

    edges: Indexes
    nodes: Indexes
    starts: Indexes
    lengths: Indexes


def _steps(diagonal: Indexes, node: Indexes) -> list[_Step]:
    order = np.lexsort((node, diagonal))
    cuts = np.flatnonzero(np.diff(diagonal[order])) + 1
    return [_step(edges, node[edges]) for edges in np.split(order, cuts)]


def _step(edges: Indexes, nodes: Indexes) -> _Step:
    starts = np.concatenate([[0], np.flatnonzero(np.diff(nodes)) + 1])
    lengths = np.diff(np.append(starts, len(nodes)))
    return _Step(edges, nodes[starts], starts, lengths)


def _log_sum(values: Scores, step: _Step) -> Scores:
    best = np.maximum.reduceat(values, step.starts)
    safe = np.where(np.isfinite(best), best, 0.0)
    spread = np.exp(values - np.repeat(safe, step.lengths))
    with np.errstate(divide="ignore"):
        sums: Scores = safe + np.log(np.add.reduceat(spread, step.starts))
    return sums


def _first_best(values: Scores, best: Scores, step: _Step) -> Indexes:
    """The edge that each node's maximum comes from; the first one where several tie."""
    is_best = values == np.repeat(best, step.lengths)
    positions = np.where(is_best, np.arange(len(values)), len(values))
    return step.edges[np.minimum.reduceat(positions, step.starts)]


def _best_of_groups(values: Scores, step: _Step, count: int) -> list[Indexes]:
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
