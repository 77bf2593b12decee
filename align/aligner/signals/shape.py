"""How usual a bead of this shape is, whatever it says: 1-1 often, 3-1 seldom."""

from __future__ import annotations

from typing import ClassVar

from align.aligner.signals.base import Features, columns
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import View


class ShapeSignal:
    """The prior of each bead type."""

    name: ClassVar[str] = "shape"
    features: ClassVar[tuple[str, ...]] = (
        *("omission", "addition", "one_one", "split", "merge", "many", "size", "long"),
    )

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return an indicator a type of bead, and how many segments are beyond two and five."""
        m, n = candidates.m, candidates.n
        out = columns(len(candidates), len(self.features))
        out[:, 0] = n == 0
        out[:, 1] = m == 0
        out[:, 2] = (m == 1) & (n == 1)
        out[:, 3] = (m == 1) & (n > 1)
        out[:, 4] = (m > 1) & (n == 1)
        out[:, 5] = (m > 1) & (n > 1)
        out[:, 6] = (m + n - 2).clip(min=0)
        out[:, 7] = (m + n - 5).clip(min=0)
        return out
