"""Paths through candidate beads: the best one, and how probable each bead is.

A semi-Markov CRF (Sarawagi and Cohen 2004) over the grid of segment boundaries: a bead over
original[i0:i1] and translation[j0:j1] leads from (i0, j0) to (i1, j1), a path from (0, 0) to
the far corner is an alignment, and its score is the sum of its edges' scores.

Segments without a counterpart come in runs, and a run is one decision: it costs something to
open, according to where it stands, and each segment in it something of its own (affine gaps,
Gotoh 1982).  So each boundary has four states: after a pair, in a run of the original, in a run
of the translation, and ready for a pair.  A run leaves the original's segments out before the
translation's, so that every alignment is one path and no more.  Every edge leads to a later
rank, the diagonal i + j and the state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from align.aligner.graph import NEVER, NOTHING, Edges, Graph, Scores, beside, best_of_groups
from align.aligner.views.candidates import Candidates, Indexes

GAPS = (
    *("gap.original", "gap.translation", "gap.original_first", "gap.translation_first"),
    *("gap.original_last", "gap.translation_last", "gap.both"),
)
"""What a run without counterpart scores when it opens or ends.

In the middle; at the very beginning; what is added where it is the last, and where one side's
run follows the other's.
"""

_OPEN, _FIRST, _LAST, _BOTH = (0, 1), (2, 3), (4, 5), 6  # positions in GAPS, by side
_STATES = 4
_PAIRED, _IN_ORIGINAL, _IN_TRANSLATION, _READY = range(_STATES)


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
        graph = self.graph
        reached, arrived_by = graph.best(self._edge_scores(scores, gaps))
        start, goal = graph.starts[0], graph.goals[0]
        if reached[goal] == NEVER:
            raise ValueError("no path of candidate beads covers both sides")
        path = []
        node = goal
        while node != start:
            path.append(int(arrived_by[node]))
            node = graph.edges.source[path[-1]]
        return self._candidates_of(path[::-1])

    def posteriors(self, scores: Scores, gaps: Scores | None = None) -> Posteriors:
        """Return each candidate's probability; for the arguments see `best_path`.

        Forward-backward: the share of all paths, weighted by the exponential
        of their scores, that go through the candidate.
        """
        edges = self.graph.edges
        through, totals = self.graph.through(self._edge_scores(scores, gaps))
        return Posteriors(
            _sums(edges.candidate, through, len(self.candidates)),
            _sums(edges.gap, through, len(GAPS)),
            float(totals[0]),
        )

    def gaps_on(self, path: Indexes) -> Scores:
        """Return how often each of `GAPS` occurs on a path, shape (len(GAPS),)."""
        c = self.candidates
        counts = np.zeros(len(GAPS))
        before, at = _PAIRED, (0, 0)
        for k in path:
            here = _state_after(int(c.m[k]), int(c.n[k]))
            gap = _gap_between(before, here, first=at == (0, 0))
            if gap != NOTHING:
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
        graph = self.graph
        edge_scores, source_of = self._edge_scores(scores, gaps), graph.edges.source
        reached = np.full((graph.nodes, count), NEVER)
        reached[graph.starts, 0] = 0.0
        came = np.full((graph.nodes, count, 2), -1, dtype=np.int64)  # edge, rank at its source
        for step in graph.steps_forward:
            values = reached[source_of[step.edges]] + edge_scores[step.edges][:, None]
            rows = best_of_groups(values, step, count)
            for rank, at in enumerate(rows):
                known = at >= 0
                edge, source_rank = np.divmod(at[known], count)
                nodes = step.nodes[known]
                reached[nodes, rank] = values[edge, source_rank]
                came[nodes, rank] = np.stack([step.edges[edge], source_rank], axis=1)
        at_goal = reached[graph.goals[0]]
        ranks = np.flatnonzero(at_goal > NEVER)
        if not len(ranks):
            raise ValueError("no path of candidate beads covers both sides")
        return [(self._traced(came, int(k)), float(at_goal[k])) for k in ranks]

    def _traced(self, came: Indexes, rank: int) -> Indexes:
        path, node = [], self.graph.goals[0]
        while node != self.graph.starts[0]:
            edge, rank = (int(value) for value in came[node, rank])
            path.append(edge)
            node = self.graph.edges.source[edge]
        return self._candidates_of(path[::-1])

    def _candidates_of(self, edges: list[int]) -> Indexes:
        there = self.graph.edges.candidate[np.array(edges, dtype=np.int64)]
        path: Indexes = there[there != NOTHING]
        return path

    def _edge_scores(self, scores: Scores, gaps: Scores | None) -> Scores:
        return _edge_scores(
            self.graph.edges, scores, np.zeros(len(GAPS)) if gaps is None else gaps
        )

    @cached_property
    def graph(self) -> Graph:
        """The lattice as nodes and edges."""
        return _graph(self.candidates)


@dataclass(frozen=True)
class Lattices:
    """Many bitexts as one graph: to learn from all, a rank of them at a time.

    Candidates are counted on from one lattice to the next.
    """

    lattices: Sequence[Lattice]

    def posteriors(
        self, scores: Scores, gaps: Scores, weights: Scores
    ) -> tuple[Scores, Scores, Scores]:
        """Return how probable each candidate is, how often each gap, and the log sums.

        Args:
            scores: one a candidate of all lattices, shape (candidates,).
            gaps: one for each of `GAPS`.
            weights: by which each lattice counts in the first two, shape (lattices,).

        """
        graph = self._graph
        through, totals = graph.through(_edge_scores(graph.edges, scores, gaps))
        through *= weights[graph.owner]
        return (
            _sums(graph.edges.candidate, through, len(scores)),
            _sums(graph.edges.gap, through, len(GAPS)),
            totals,
        )

    @cached_property
    def _graph(self) -> Graph:
        sizes = [len(lattice.candidates) for lattice in self.lattices]
        return beside([lattice.graph for lattice in self.lattices], sizes)


def _edge_scores(edges: Edges, scores: Scores, gaps: Scores) -> Scores:
    padded, padded_gaps = np.append(scores, 0.0), np.append(gaps, 0.0)
    edge_scores: Scores = padded[edges.candidate] + padded_gaps[edges.gap]  # -1 is the padding
    return edge_scores


def _graph(c: Candidates) -> Graph:
    """The edges of pairs, of runs without counterpart, and of their ends.

    A node is `boundary * 4 + state`.
    """
    rows, columns = c.shape
    width = columns + 1
    goal = rows * width + columns
    groups: list[tuple[Indexes, Indexes, Indexes, Indexes]] = []

    def add(source: Indexes, target: Indexes, candidate: Indexes, gap: Indexes | int) -> None:
        groups.append((source, target, candidate, np.broadcast_to(gap, source.shape)))

    pairs = np.flatnonzero((c.m > 0) & (c.n > 0))
    start, end = c.i0[pairs] * width + c.j0[pairs], c.i1[pairs] * width + c.j1[pairs]
    add(start * _STATES + _READY, end * _STATES + _PAIRED, pairs, NOTHING)
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
    nothing = np.full(len(every), NOTHING)
    for state in (_PAIRED, _IN_ORIGINAL, _IN_TRANSLATION):
        gap = np.full(len(every), NOTHING)
        if state != _PAIRED:
            gap[goal] = _LAST[state - _IN_ORIGINAL]
        add(every * _STATES + state, every * _STATES + _READY, nothing, gap)
    source, target, candidate, gap = (
        np.concatenate(column) for column in zip(*groups, strict=True)
    )
    ranks = _rank(source, width), _rank(target, width)
    return Graph(
        Edges(source, target, *ranks, candidate, gap),
        (goal + 1) * _STATES,
        np.array([_PAIRED]),
        np.array([goal * _STATES + _READY]),
        np.zeros(len(source), dtype=np.int64),
    )


def _rank(node: Indexes, width: int) -> Indexes:
    """Where nodes stand in the order in which they are reached."""
    boundary, state = np.divmod(node, _STATES)
    i, j = np.divmod(boundary, width)
    rank: Indexes = 2 * (i + j) + (state == _READY)
    return rank


def _state_after(m: int, n: int) -> int:
    """The state in which a bead of m and n segments leaves a path."""
    return _PAIRED if m and n else _IN_ORIGINAL if m else _IN_TRANSLATION


def _gap_between(before: int, here: int, *, first: bool) -> int:
    """Which of `GAPS` counts where a bead of one state follows another; -1 for none."""
    if here == _PAIRED or before == here:
        return NOTHING
    if before == _PAIRED:
        return (_FIRST if first else _OPEN)[here - _IN_ORIGINAL]
    return _BOTH


def _sums(places: Indexes, values: Scores, size: int) -> Scores:
    """The sums of values by their place; those without one are left out."""
    sums = np.bincount(places + 1, values, size + 1).astype(np.float64)
    return sums[1:]
