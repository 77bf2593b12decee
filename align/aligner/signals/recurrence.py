"""Texts that recur: a heading that stands six times faces what stands there six times, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import View

_Counts = NDArray[np.float64]


class RecurrenceSignal:
    """Whether both segments of a pair recur, as often as each other or not."""

    name: ClassVar[str] = "recurrence"
    features: ClassVar[tuple[str, ...]] = ("both", "apart", "alone")

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return the features; zero for beads of several segments a side.

        How nearly as often both recur, 0 to 1; by how many times more often one does, as a
        logarithm; and for a segment left alone whether it recurs.
        """
        out = columns(len(candidates), len(self.features))
        c = candidates
        left, right = _times(view.original.texts), _times(view.translation.texts)
        single = np.flatnonzero((c.m == 1) & (c.n == 1))
        here, there = left[c.i0[single]], right[c.j0[single]]
        less, more = np.minimum(here, there), np.maximum(here, there)
        out[single, 0] = np.where(less > 1, less / more, 0.0)
        out[single, 1] = np.log(more / less)
        for lone, counts, start in ((c.n == 0, left, c.i0), (c.m == 0, right, c.j0)):
            at = np.flatnonzero(lone)
            out[at, 2] = counts[start[at]] > 1
        return out


def _times(texts: Sequence[str]) -> _Counts:
    """How often each segment's text stands on its side, shape (segments,)."""
    keys = ["".join(text.split()).casefold() for text in texts]
    times = Counter(keys)
    return np.array([times[key] for key in keys], dtype=np.float64)
