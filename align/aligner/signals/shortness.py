"""How short texts are: what is hardly a sentence says little of itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.aligner.views.candidates import Candidates
from align.aligner.views.view import SideView, View

_SHORT = 25.0  # characters of a line that hardly says a sentence


def shortness(side: SideView) -> NDArray[np.float64]:
    """Return how far each segment is from the length of a sentence, 0 to 1, (segments,)."""
    short: NDArray[np.float64] = np.clip(1.0 - np.diff(side.lengths_before) / _SHORT, 0.0, 1.0)
    return short


def pair_shortness(view: View, candidates: Candidates) -> NDArray[np.float64]:
    """Return the mean shortness of both sides of 1-1 beads, 0 for others, (candidates,)."""
    c = candidates
    out = np.zeros(len(c))
    single = np.flatnonzero((c.m == 1) & (c.n == 1))
    left, right = shortness(view.original), shortness(view.translation)
    out[single] = (left[c.i0[single]] + right[c.j0[single]]) / 2
    return out
