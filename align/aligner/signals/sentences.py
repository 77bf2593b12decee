"""Likeness of meaning, sentence by sentence: a paragraph's parts find theirs, or do not.

A paragraph of five sentences and the first of them have vectors that are far apart; sentence
against sentence they are near, wherever either stands.  Long sentences count in clauses.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.signals.held import Held, Parts
from align.aligner.signals.seams import joined_lines
from align.aligner.views.candidates import Candidates, Indexes
from align.aligner.views.view import SideView, View

_Matrix = NDArray[np.float64]
_IN_PROPORTION = 1.0  # what the end adds where there are fewer sentences than segments facing


class SentencesSignal:
    """How near the sentences of either side come to those that face them, and to others."""

    name: ClassVar[str] = "sentences"
    features: ClassVar[tuple[str, ...]] = (
        *("found_original", "found_translation", "cover_original", "cover_translation"),
        *("nearer_original", "nearer_translation", "new_original", "new_translation"),
        *("lost_original", "lost_translation", "wanted_original", "wanted_translation"),
    )

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return the features; all zero where the view has no vectors.

        Sums and means of the cosine of each sentence with the nearest one that faces it; how
        much nearer others are; what the end of a merge adds; and for a segment without
        counterpart the sum of its sentences' nearest cosines, and by how much it is nearest to
        a sentence of the other side.
        """
        out = columns(len(candidates), len(self.features))
        left, right = _Sentences.of(view.original), _Sentences.of(view.translation)
        if left is None or right is None or not (len(left.vectors) and len(right.vectors)):
            return out
        cosines = np.maximum(left.vectors @ right.vectors.T, 0.0)
        c = candidates
        pair = (c.m > 0) & (c.n > 0)
        best = right.best_of(cosines), left.best_of(cosines.T)
        sides = (
            (left, *best, c.i0, c.i1, c.j0, c.j1),
            (right, *best[::-1], c.j0, c.j1, c.i0, c.i1),
        )
        joined = [joined_lines(view.translation), joined_lines(view.original)]
        for k, (own, nearest, of_others, *spans) in enumerate(sides):
            start, end, other, other_end = spans
            held = Held(own.parts, nearest)
            found = held.within(*spans)
            count = np.maximum(own.starts[end] - own.starts[start], 1)
            anywhere = own.parts.before(nearest.max(axis=1))
            could_be = anywhere[end] - anywhere[start]
            new = np.where(
                count < other_end - other,
                _IN_PROPORTION,
                held.new(start, end, other, other_end, joined[k]),
            )
            of_pair = (
                (0, found), (2, found / count), (4, (could_be - found) / count), (6, new),
            )  # fmt: skip
            for column, values in of_pair:
                out[:, column + k] = np.where(pair, values, 0.0)
            lone = np.flatnonzero(~pair & (end > start))
            out[lone, 8 + k] = could_be[lone]
            out[lone, 10 + k] = _wanted(of_others)[start[lone]]
        return out


class _Sentences:
    """The sentences of one side: unit vectors, and where each segment's begin."""

    def __init__(self, vectors: NDArray[np.float64], starts: Indexes) -> None:
        self.vectors = vectors
        self.starts = starts
        self.parts = Parts(np.ones(len(vectors)), starts)

    @staticmethod
    def of(side: SideView) -> _Sentences | None:
        """The sentences of a side, None where it has no vectors."""
        if side.pooled is None or side.embedder is None:
            return None
        rows = side.pooled.clauses
        vectors = side.embedder.finish(rows) if len(rows) else np.zeros((0, 1), np.float32)
        return _Sentences(vectors.astype(np.float64), side.pooled.starts)

    def best_of(self, cosines: _Matrix) -> _Matrix:
        """The highest of each row's cosines in each segment here, (rows, segments)."""
        best: _Matrix = np.maximum.reduceat(cosines, self.starts[:-1], axis=1)
        return best


def _wanted(of_others: _Matrix) -> _Matrix:
    """By how much each segment is the nearest to a sentence of the other side, (segments,).

    Args:
        of_others: how near the other side's sentences are to each segment here, shape
            (sentences of the other side, segments).

    """
    if of_others.shape[1] < 2:
        only: _Matrix = of_others.max(axis=0)
        return only
    second = np.partition(of_others, -2, axis=1)[:, -2:]
    lead = of_others - np.where(of_others == second[:, 1:], second[:, :1], second[:, 1:])
    wanted: _Matrix = np.maximum(lead.max(axis=0), 0.0)
    return wanted
