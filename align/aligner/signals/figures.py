"""Figures and dates that stand on both sides, or on one only."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.candidates import Candidates
from align.aligner.signals.base import Features, columns
from align.aligner.view import Side, View
from align.lang.figures import figures

_Matrix = NDArray[np.float64]


class FiguresSignal:
    """Weight of the figures that a pair shares, and of those that lack a partner in it.

    A figure weighs by its rarity in the bitext; one that the other side never
    has weighs nothing, since translators also leave figures out.
    """

    name: ClassVar[str] = "figures"
    features: ClassVar[tuple[str, ...]] = ("shared", "unmatched", "lost")

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return sums of weights; zeros where no figure stands on both sides of the bitext."""
        out = columns(len(candidates), len(self.features))
        original, translation = _counts(view.original), _counts(view.translation)
        common = sorted(set().union(*original) & set().union(*translation))
        if not common:
            return out
        before = _matrix(original, common), _matrix(translation, common)
        rarity = 1.0 / np.sqrt(np.maximum(before[0][-1], before[1][-1]))
        left = before[0][candidates.i1] - before[0][candidates.i0]
        right = before[1][candidates.j1] - before[1][candidates.j0]
        shared = np.minimum(left, right) @ rarity
        unmatched = np.abs(left - right) @ rarity
        pair = (candidates.m > 0) & (candidates.n > 0)
        out[:, 0] = shared
        out[:, 1] = np.where(pair, unmatched, 0.0)
        out[:, 2] = np.where(pair, 0.0, unmatched)
        return out


def _counts(side: Side) -> list[Counter[str]]:
    return [Counter(figures(text, side.language)) for text in side.texts]


def _matrix(counts: list[Counter[str]], vocabulary: list[str]) -> _Matrix:
    """How often each figure stands before each boundary, shape (segments + 1, figures)."""
    rows = [[count[figure] for figure in vocabulary] for count in counts]
    return np.vstack([np.zeros(len(vocabulary)), np.cumsum(rows, axis=0)])
