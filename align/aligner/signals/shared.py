"""Things that stand on both sides under one name: figures, people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.views.candidates import Candidates

SHARED = ("shared", "unmatched", "lost")
"""Names of what `shared_features` gives."""

_AT_ONCE = 8192  # candidates; a row a candidate and a column a thing is a large table
_Matrix = NDArray[np.float64]


def shared_features(
    original: Sequence[Counter[str]],
    translation: Sequence[Counter[str]],
    candidates: Candidates,
) -> Features:
    """Return what pairs share, what lacks a partner in them, and what deletions lose.

    A thing weighs by its rarity in the bitext; one that the other side never
    has weighs nothing, since translators also leave things out.  What a side has more often
    than the other is lost as often as the other has it: a title that only repeats a name
    costs little.

    Args:
        original: how often each thing stands in each segment.
        translation: the same for the other side.
        candidates: the beads to measure.

    """
    out = columns(len(candidates), len(SHARED))
    common = sorted(set().union(*original) & set().union(*translation))
    if not common:
        return out
    before = _matrix(original, common), _matrix(translation, common)
    rarity = 1.0 / np.sqrt(np.maximum(before[0][-1], before[1][-1]))
    totals = before[0][-1], before[1][-1]
    lost = (
        rarity * np.minimum(1.0, totals[1] / totals[0]),
        rarity * np.minimum(1.0, totals[0] / totals[1]),
    )
    for start in range(0, len(candidates), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        left = before[0][candidates.i1[some]] - before[0][candidates.i0[some]]
        right = before[1][candidates.j1[some]] - before[1][candidates.j0[some]]
        out[some, 0] = np.minimum(left, right) @ rarity
        out[some, 1] = np.abs(left - right) @ rarity
        out[some, 2] = left @ lost[0] + right @ lost[1]
    pair = (candidates.m > 0) & (candidates.n > 0)
    out[~pair, 1] = 0.0
    out[pair, 2] = 0.0
    return out


def _matrix(counts: Sequence[Counter[str]], vocabulary: Sequence[str]) -> _Matrix:
    """How often each thing stands before each boundary, shape (segments + 1, things)."""
    rows = [[count[thing] for thing in vocabulary] for count in counts]
    return np.vstack([np.zeros(len(vocabulary)), np.cumsum(rows, axis=0)])
