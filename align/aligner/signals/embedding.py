"""Likeness of meaning by sentence embeddings, against the neighbourhood and the parts.

The margin follows Artetxe and Schwenk (2019): a cosine counts by how far it
stands above the cosines of the same spans with others.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import SideView, View

_NEIGHBOURS = 4
_LONGEST = 8  # segments of a span
_Cosines = NDArray[np.float64]
_Places = NDArray[np.int64]


class EmbeddingSignal:
    """Cosine and margin of a pair, gain of a merge, loss of a deletion, signs of a swap."""

    name: ClassVar[str] = "embedding"
    features: ClassVar[tuple[str, ...]] = (
        *("cosine", "margin", "gain", "weakest_part", "lost_original", "lost_translation"),
        *("swap", "swap_weakest", "end_gain", "split_gain", "extend"),
    )

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return the features; all zero where the view has no vectors."""
        out = columns(len(candidates), len(self.features))
        singles = _cosines(view, 1, 1)
        if singles is None or not singles.size:
            return out
        near_original = _mean_of_best(singles, axis=1)
        near_translation = _mean_of_best(singles, axis=0)
        spans = _Spans(view)
        for m, n in sorted(set(zip(candidates.m.tolist(), candidates.n.tolist(), strict=True))):
            here = np.flatnonzero((candidates.m == m) & (candidates.n == n))
            i0, j0 = candidates.i0[here], candidates.j0[here]
            if n == 0:
                out[here, 4] = singles[i0].max(axis=1)
            elif m == 0:
                out[here, 5] = singles[:, j0].max(axis=0)
            elif (cosines := spans.cosines(m, n)) is not None:
                cosine = cosines[i0, j0]
                around = _span_mean(near_original, i0, m) + _span_mean(near_translation, j0, n)
                best_part, weakest = _parts(singles, i0, j0, m, n)
                out[here, 0] = cosine
                out[here, 1] = cosine - around / 2
                out[here, 2] = cosine - best_part if m + n > 2 else 0.0
                out[here, 3] = weakest if m + n > 2 else 0.0
                if (m, n) == (2, 2):
                    out[here, 6], out[here, 7] = _swap(singles, i0, j0)
                if min(m, n) == 1:
                    out[here, 8] = spans.end_gain(cosine, i0, j0, m, n)
                    out[here, 10] = spans.extension(cosine, i0, j0, m, n)
                else:
                    out[here, 9] = spans.split_gain(cosine, i0, j0, m, n)
        return out


class _Spans:
    """Cosines of spans of all lengths, each made when first it is asked for."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[tuple[int, int], _Cosines | None] = {}

    def cosines(self, m: int, n: int) -> _Cosines | None:
        """Cosines of spans of m segments with those of n, shape (spans of m, spans of n)."""
        if (m, n) not in self._known:
            self._known[m, n] = _cosines(self._view, m, n)
        return self._known[m, n]

    def end_gain(self, cosine: _Cosines, i0: _Places, j0: _Places, m: int, n: int) -> _Cosines:
        """What the end that a merge needs less adds to its cosine; 0 without a merge."""
        if m + n == 2:
            return np.zeros(len(i0))
        step = (1, 0) if m > 1 else (0, 1)
        shorter = self.cosines(m - step[0], n - step[1])
        if shorter is None:
            return np.zeros(len(i0))
        without = np.maximum(shorter[i0, j0], shorter[i0 + step[0], j0 + step[1]])
        gain: _Cosines = cosine - without
        return gain

    def extension(self, cosine: _Cosines, i0: _Places, j0: _Places, m: int, n: int) -> _Cosines:
        """What a neighbour would add to a cosine if it were taken in, 0 where none adds."""
        best = cosine.copy()
        for more, step in (((m + 1, n), (1, 0)), ((m, n + 1), (0, 1))):
            if min(more) > 1 or max(more) > _LONGEST:
                continue
            longer = self.cosines(*more)
            if longer is None:
                continue
            for i, j in ((i0, j0), (i0 - step[0], j0 - step[1])):
                there = (i >= 0) & (j >= 0) & (i < longer.shape[0]) & (j < longer.shape[1])
                best[there] = np.maximum(best[there], longer[i[there], j[there]])
        gain: _Cosines = best - cosine
        return gain

    def split_gain(
        self, cosine: _Cosines, i0: _Places, j0: _Places, m: int, n: int
    ) -> _Cosines:
        """What a bead of many segments a side adds to the best two beads it could be cut in."""
        best = np.full(len(i0), -1.0)
        for a in range(1, m):
            for b in range(1, n):
                first, second = self.cosines(a, b), self.cosines(m - a, n - b)
                if first is not None and second is not None:
                    best = np.maximum(best, (first[i0, j0] + second[i0 + a, j0 + b]) / 2)
        gain: _Cosines = cosine - best
        return gain


def _cosines(view: View, m: int, n: int) -> _Cosines | None:
    original, translation = _vectors(view.original, m), _vectors(view.translation, n)
    if original is None or translation is None:
        return None
    return original @ translation.T


def _vectors(side: SideView, length: int) -> NDArray[np.float64] | None:
    vectors = side.span_vectors(length)
    return None if vectors is None else vectors.astype(np.float64)


def _mean_of_best(cosines: _Cosines, axis: int) -> NDArray[np.float64]:
    count = min(_NEIGHBOURS, cosines.shape[axis])
    best = np.partition(cosines, -count, axis=axis).take(range(-count, 0), axis=axis)
    mean: NDArray[np.float64] = best.mean(axis=axis)
    return mean


def _span_mean(
    values: NDArray[np.float64], starts: NDArray[np.int64], length: int
) -> NDArray[np.float64]:
    before = np.concatenate([[0.0], np.cumsum(values)])
    mean: NDArray[np.float64] = (before[starts + length] - before[starts]) / length
    return mean


def _parts(
    singles: _Cosines, i0: NDArray[np.int64], j0: NDArray[np.int64], m: int, n: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The best cosine of two parts, and the best cosine of the part that fits least."""
    block = np.stack(
        [np.stack([singles[i0 + a, j0 + b] for b in range(n)], -1) for a in range(m)], -2
    )  # (candidates, m, n)
    weakest = np.minimum(block.max(axis=2).min(axis=1), block.max(axis=1).min(axis=1))
    return block.max(axis=(1, 2)), weakest


def _swap(
    singles: _Cosines, i0: NDArray[np.int64], j0: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much better two segments fit crosswise than straight, and the weaker cross.

    The worse of both: a segment that fits two others shows no swap.
    """
    cross = np.minimum(singles[i0, j0 + 1], singles[i0 + 1, j0])
    straight = np.maximum(singles[i0, j0], singles[i0 + 1, j0 + 1])
    return np.maximum(cross - straight, 0.0), cross
