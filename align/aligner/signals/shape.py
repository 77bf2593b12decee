"""How usual a bead of this shape is, whatever it says: 1-1 often, 3-1 seldom.

In general, and by what the two documents are like: where one has twice as many segments,
merges are usual; where the nearest vectors are far, so are omissions; where lines stop inside
their sentences, they are joined.
"""

from __future__ import annotations

import itertools
from typing import ClassVar

import numpy as np

from align.aligner.signals.base import Features, columns
from align.aligner.signals.length import USUAL_RATIO
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import SideView, View
from align.lang.line_signs import ends_open, goes_on

_SHAPES = ("omission", "addition", "one_one", "split", "merge", "many")
_FACTS = (
    *("segments", "length", "near_original", "near_translation"),
    *("open_original", "open_translation"),
)
_MOST = 2.0  # of a logarithm of how many times longer one side is
_USUAL_COSINE = 0.55  # of a segment with the nearest one of its translation, about
_MARGIN = 20.0  # characters; short texts vary more


class ShapeSignal:
    """The prior of each bead type, and how the facts about both documents change it."""

    name: ClassVar[str] = "shape"
    features: ClassVar[tuple[str, ...]] = (
        *_SHAPES,
        *("size", "long"),
        *(f"{shape}_by_{fact}" for fact in _FACTS for shape in _SHAPES),
    )

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return indicators of shapes, segments beyond two and five, and shapes by facts."""
        m, n = candidates.m, candidates.n
        shapes = np.stack(
            [
                *(n == 0, m == 0, (m == 1) & (n == 1)),
                *((m == 1) & (n > 1), (m > 1) & (n == 1), (m > 1) & (n > 1)),
            ],
            axis=1,
        ).astype(np.float64)
        out = columns(len(candidates), len(self.features))
        out[:, :6] = shapes
        out[:, 6] = (m + n - 2).clip(min=0)
        out[:, 7] = (m + n - 5).clip(min=0)
        for k, fact in enumerate(_facts(view)):
            out[:, 8 + 6 * k : 14 + 6 * k] = shapes * fact
        return out


def _facts(view: View) -> tuple[float, ...]:
    """What the two documents are like, in the order of `_FACTS`; 0 for what is usual."""
    sides = view.original, view.translation
    rows, columns_ = view.shape
    length = (float(side.lengths_before[-1]) + _MARGIN for side in sides)
    original, translation = length
    return (
        _bounded(np.log((rows + 1) / (columns_ + 1))),
        _bounded(np.log(translation / original / USUAL_RATIO)),
        *_nearness(view),
        *map(_openness, sides),
    )


def _bounded(value: float) -> float:
    return float(np.clip(value, -_MOST, _MOST))


def _nearness(view: View) -> tuple[float, float]:
    """The mean cosine of the segments of each side with the nearest one of the other."""
    original, translation = view.original.span_vectors(1), view.translation.span_vectors(1)
    if original is None or translation is None or not (len(original) and len(translation)):
        return 0.0, 0.0
    cosines = original.astype(np.float64) @ translation.astype(np.float64).T
    here, there = (float(cosines.max(axis=axis).mean()) for axis in (1, 0))
    return here - _USUAL_COSINE, there - _USUAL_COSINE


def _openness(side: SideView) -> float:
    """The share of a side's segments that surely go on in the next."""
    texts = [segment.text for segment in side.segments]
    count = sum(ends_open(a) and goes_on(a, b) for a, b in itertools.pairwise(texts))
    return count / max(1, len(texts))
