"""Figures and dates that stand on both sides, or on one only."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from align.aligner.signals.base import Features
from align.aligner.signals.shared import SHARED, shared_features
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import SideView, View
from align.lang.figures import figures


class FiguresSignal:
    """Weight of the figures that a pair shares, and of those that lack a partner in it."""

    name: ClassVar[str] = "figures"
    features: ClassVar[tuple[str, ...]] = SHARED

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return sums of weights; zeros where no figure stands on both sides of the bitext."""
        return shared_features(_counts(view.original), _counts(view.translation), candidates)


def _counts(side: SideView) -> list[Counter[str]]:
    return [Counter(figures(text, side.language)) for text in side.texts]
