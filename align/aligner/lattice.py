"""Paths through candidate beads: the best one, and how probable each bead is.

A semi-Markov CRF (Sarawagi and Cohen 2004) over the grid of segment boundaries: a bead over
original[i0:i1] and translation[j0:j1] leads from (i0, j0) to (i1, j1), a path from (0, 0) to
the far corner is an alignment, and its score is the sum of its edges' scores.

Segments without a counterpart come in runs, and a run is one decision: it costs something to
open, according to where it stands, and each segment in it something of its own (affine gaps,
Gotoh 1982).  So each boundary has four states: after a pair, in a run of the original, in a run
of the translation, and ready for a pair.  A run leaves the original's segments out before the
translation's, so that every alignment is one path and no more.  Every edge leads to a later
rank, the diagonal i + j and the state, so one rank at a time is an array operation.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.aligner.views.candidates import Candidates, Indexes

Scores = NDArray[np.float64]

GAPS = (
    *("gap.original", "gap.translation", "gap.original_first", "gap.translation_first"),
    *("gap.original_last", "gap.translation_last", "gap.both"),
)
"""What a run without counterpart scores when it opens or ends.

In the middle; at the very beginning; what is added where it is the last, and where one side's
run follows the other's.
"""

_NEVER = -np.inf
_OPEN, _FIRST, _LAST, _BOTH = (0, 1), (2, 3), (4, 5), 6  # positions in GAPS, by side
_STATES = 4
_PAIRED, _IN_ORIGINAL, _IN_TRANSLATION, _READY = range(_STATES)
_NOTHING = -1  # in place of a candidate or a gap feature


@dataclass(frozen=True)
class Posteriors:
    """How probable each candidate is, and how often each of `GAPS` is expected.

    Attributes:
        candidates: shape (candidates,).
        gaps: shape (len(GAPS),).
        log_total: the logarithm of the partition sum.

    """

    candidates: Scores
    gaps: Scores
    log_total: float


@dataclass(frozen=True)
class Lattice:
    """The candidates of one bitext as a graph, whatever their scores are."""

    candidates: Candidates

    def best_path(self, scores: Scores, gaps: Scores | None = None) -> Indexes:
        """Return the candidates of the best path in order (Viterbi 1967).

        Args:
            scores: one a candidate, shape (n,).
            gaps: one for each of `GAPS`; none by default.

        Raises:
            ValueError: no path leads through the candidates.

        """
        reached, arrived_by = self._forward(self._edge_scores(scores, gaps), exact=False)
        if reached[self._goal] == _NEVER:
            raise ValueError("no path of candidate beads covers both sides")
        path = []
        node = self._goal
        while node != self._start:
            edge = int(arrived_by[node])
            path.append(edge)
            node = int(self._edges.source[edge])
        return self._candidates_of(path[::-1])

    def posteriors(self, scores: Scores, gaps: Scores | None = None) -> Posteriors:
        """Return each candidate's probability; for the arguments see `best_path`.

        Forward-backward: the share of all paths, weighted by the exponential
        of their scores, that go through the candidate.
        """
        edge_scores = self._edge_scores(scores, gaps)
        forward, _ = self._forward(edge_scores, exact=True)
        backward = self._backward(edge_scores)
        total = forward[self._goal]
        e = self._edges
        through = np.exp(forward[e.source] + edge_scores + backward[e.target] - total)
        return Posteriors(
            _sums(e.candidate, through, len(self.candidates)),
            _sums(e.gap, through, len(GAPS)),
            float(total),
        )

    def gaps_on(self, path: Indexes) -> Scores:
        """Return how often each of `GAPS` occurs on a path, shape (len(GAPS),)."""
        c = self.candidates
        counts = np.zeros(len(GAPS))
        before, at = _PAIRED, (0, 0)
        for k in path:
            here = _state_after(int(c.m[k]), int(c.n[k]))
            gap = _gap_between(before, here, first=at == (0, 0))
            if gap != _NOTHING:
                counts[gap] += 1
            before, at = here, (at[0] + int(c.m[k]), at[1] + int(c.n[k]))
        if before in (_IN_ORIGINAL, _IN_TRANSLATION):
            counts[_LAST[before - _IN_ORIGINAL]] += 1
        return counts

    def best_paths(
        self, scores: Scores, count: int, gaps: Scores | None = None
    ) -> list[tuple[Indexes, float]]:
        """Return up to `count` best paths in order, each with its score.

        Viterbi with the best `count` ways into each node (Huang and Chiang
        2005, algorithm 1).

        Args:
            scores: one a candidate, shape (n,).
            count: how many, one at least.
            gaps: one for each of `GAPS`; none by default.

        Raises:
            ValueError: no path leads through the candidates.

        """
        edge_scores, source_of = self._edge_scores(scores, gaps), self._edges.source
        reached = np.full((self._nodes, count), _NEVER)
        reached[self._start, 0] = 0.0
        came = np.full((self._nodes, count, 2), -1, dtype=np.int64)  # edge, rank at its source
        for step in self._steps_forward:
            values = reached[source_of[step.edges]] + edge_scores[step.edges][:, None]
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
            node = int(self._edges.source[edge])
        return self._candidates_of(path[::-1])

    def _candidates_of(self, edges: list[int]) -> Indexes:
        there = self._edges.candidate[np.array(edges, dtype=np.int64)]
        path: Indexes = there[there != _NOTHING]
        return path

    @property
    def _start(self) -> int:
        return _PAIRED

    @property
    def _goal(self) -> int:
        return self._nodes - 1  # ready, at the far corner

    @property
    def _nodes(self) -> int:
        rows, columns = self.candidates.shape
        return (rows + 1) * (columns + 1) * _STATES

    def _edge_scores(self, scores: Scores, gaps: Scores | None) -> Scores:
        gap_scores = np.zeros(len(GAPS)) if gaps is None else gaps
        e = self._edges
        padded, padded_gaps = np.append(scores, 0.0), np.append(gap_scores, 0.0)
        edge_scores: Scores = padded[e.candidate] + padded_gaps[e.gap]  # -1 is the padding
        return edge_scores

    @cached_property
    def _edges(self) -> _Edges:
        return _edges(self.candidates)

    @cached_property
    def _steps_forward(self) -> list[_Step]:
        return _steps(self._edges.rank(self._edges.target), self._edges.target)

    @cached_property
    def _steps_backward(self) -> list[_Step]:
        return _steps(self._edges.rank(self._edges.source), self._edges.source)[::-1]

    def _forward(self, edge_scores: Scores, *, exact: bool) -> tuple[Scores, Indexes]:
        """Log-sum (exact) or maximum over the paths from the start to each node."""
        reached = np.full(self._nodes, _NEVER)
        reached[self._start] = 0.0
        arrived_by = np.full(self._nodes, -1, dtype=np.int64)
        for step in self._steps_forward:
            values = reached[self._edges.source[step.edges]] + edge_scores[step.edges]
            if exact:
                reached[step.nodes] = _log_sum(values, step)
            else:
                best = np.maximum.reduceat(values, step.starts)
                reached[step.nodes] = best
                arrived_by[step.nodes] = _first_best(values, best, step)
        return reached, arrived_by

    def _backward(self, edge_scores: Scores) -> Scores:
        left = np.full(self._nodes, _NEVER)
        left[self._goal] = 0.0
        for step in self._steps_backward:
            values = left[self._edges.target[step.edges]] + edge_scores[step.edges]
            left[step.nodes] = _log_sum(values, step)
        return left


@dataclass(frozen=True)
class _Edges:
    """The graph's edges as columns: from node to node, by a candidate or none, and a gap.

    A node is `boundary * 4 + state`.
    """

    shape: tuple[int, int]
    source: Indexes
    target: Indexes
    candidate: Indexes
    gap: Indexes

    def rank(self, node: Indexes) -> Indexes:
        """Return where nodes stand in the order in which they are reached."""
        boundary, state = np.divmod(node, _STATES)
        i, j = np.divmod(boundary, self.shape[1] + 1)
        rank: Indexes = 2 * (i + j) + (state == _READY)
        return rank


def _edges(c: Candidates) -> _Edges:
    """The edges of pairs, of runs without counterpart, and of their ends."""
    rows, columns = c.shape
    width = columns + 1
    goal = rows * width + columns
    groups: list[tuple[Indexes, Indexes, Indexes, Indexes]] = []

    def add(source: Indexes, target: Indexes, candidate: Indexes, gap: Indexes | int) -> None:
        groups.append((source, target, candidate, np.broadcast_to(gap, source.shape)))

    pairs = np.flatnonzero((c.m > 0) & (c.n > 0))
    start, end = c.i0[pairs] * width + c.j0[pairs], c.i1[pairs] * width + c.j1[pairs]
    add(start * _STATES + _READY, end * _STATES + _PAIRED, pairs, _NOTHING)
    alone = (
        (_IN_ORIGINAL, np.flatnonzero(c.n == 0), c.i0, np.arange(width), width),
        (_IN_TRANSLATION, np.flatnonzero(c.m == 0), c.j0, np.arange(rows + 1) * width, 1),
    )
    for state, lone, position, others, stride in alone:
        at = (position[lone][:, None] * stride + others[None, :]).ravel()
        candidate = np.repeat(lone, len(others))
        for before in range(state + 1):
            gap = np.full(len(at), _gap_between(before, state, first=False))
            if before == _PAIRED:
                gap[at == 0] = _gap_between(before, state, first=True)
            add(at * _STATES + before, (at + stride) * _STATES + state, candidate, gap)
    every = np.arange(goal + 1)
    nothing = np.full(len(every), _NOTHING)
    for state in (_PAIRED, _IN_ORIGINAL, _IN_TRANSLATION):
        gap = np.full(len(every), _NOTHING)
        if state != _PAIRED:
            gap[goal] = _LAST[state - _IN_ORIGINAL]
        add(every * _STATES + state, every * _STATES + _READY, nothing, gap)
    return _Edges(c.shape, *(np.concatenate(column) for column in zip(*groups, strict=True)))


def _state_after(m: int, n: int) -> int:
    """The state in which a bead of m and n segments leaves a path."""
    return _PAIRED if m and n else _IN_ORIGINAL if m else _IN_TRANSLATION


def _gap_between(before: int, here: int, *, first: bool) -> int:
    """Which of `GAPS` counts where a bead of one state follows another; -1 for none."""
    if here == _PAIRED or before == here:
        return _NOTHING
    if before == _PAIRED:
        return (_FIRST if first else _OPEN)[here - _IN_ORIGINAL]
    return _BOTH


def _sums(places: Indexes, values: Scores, size: int) -> Scores:
    """The sums of values by their place; those without one are left out."""
    sums = np.bincount(places + 1, values, size + 1).astype(np.float64)
    return sums[1:]


@dataclass(frozen=True, slots=True)
class _Step:
    """The edges at the nodes of one rank, grouped by node.

    `edges[starts[k]:starts[k + 1]]` meet at `nodes[k]`; `lengths` are the groups' sizes.
    """

    edges: Indexes
    nodes: Indexes
    starts: Indexes
    lengths: Indexes


def _steps(rank: Indexes, node: Indexes) -> list[_Step]:
    order = np.lexsort((node, rank))
    cuts = np.flatnonzero(np.diff(rank[order])) + 1
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
