"""Length: English runs longer than Korean by a factor that each bitext shows itself.

After Gale and Church (1993), with the ratio taken from the two documents.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from align.aligner.signals.base import Features, columns
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import View

USUAL_RATIO = 2.2
"""English characters for a Korean one, as a start for short texts."""
_RATIOS = (1.6, 3.0)  # beyond which it is text without counterpart that makes the ratio
_USUAL_WEIGHT = 200.0  # Korean characters' worth of belief in it
_VARIANCE = 12.0  # per Korean character
_MAX = 6.0


class LengthSignal:
    """How far the length of the translation is from what the original leads to expect."""

    name: ClassVar[str] = "length"
    features: ClassVar[tuple[str, ...]] = (
        *("deviation", "square", "lost", "single_short", "single_long"),
    )

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return |z| and z² / 10 of pairs (z in standard deviations), log length of others.

        For pairs of single segments |z| once more, by which side is too short.
        """
        out = columns(len(candidates), len(self.features))
        original, translation = view.original.lengths_before, view.translation.lengths_before
        length = original[candidates.i1] - original[candidates.i0]
        other = translation[candidates.j1] - translation[candidates.j0]
        ratio = (USUAL_RATIO * _USUAL_WEIGHT + translation[-1]) / (_USUAL_WEIGHT + original[-1])
        ratio = np.clip(ratio, *_RATIOS)
        middle = (length + other / ratio) / 2
        z = (other - ratio * length) / np.sqrt(_VARIANCE * np.maximum(middle, 1.0))
        pair = (candidates.m > 0) & (candidates.n > 0)
        deviation = np.minimum(np.abs(z), _MAX)
        out[:, 0] = np.where(pair, deviation, 0.0)
        out[:, 1] = np.where(pair, deviation**2 / 10, 0.0)
        out[:, 2] = np.where(pair, 0.0, np.log1p(length + other / ratio) / 5)
        single = (candidates.m == 1) & (candidates.n == 1)
        out[:, 3] = np.where(single & (z < 0), deviation, 0.0)
        out[:, 4] = np.where(single & (z > 0), deviation, 0.0)
        return out
