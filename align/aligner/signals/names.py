"""Korean people who are named on both sides, however their names are spelled."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from align.aligner.signals.base import Features
from align.aligner.signals.shared import SHARED, shared_features
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import View
from align.lang.names import korean_names, latin_names, same_name


class NamesSignal:
    """Weight of the people whom a pair shares, and of those who lack a partner in it.

    Foreign names that reach Hangul by ear (사르코지) are for the words signal.
    """

    name: ClassVar[str] = "names"
    features: ClassVar[tuple[str, ...]] = SHARED

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return sums of weights; zeros where nobody is named on both sides."""
        korean = [korean_names(text) for text in view.original.texts]
        latin = [latin_names(text) for text in view.translation.texts]
        spelled = sorted({name for names in latin for name in names})
        people: dict[str, str] = {}  # each spelling's Hangul
        for hangul in sorted({name for names in korean for name in names}):
            people |= {name: hangul for name in spelled if same_name(hangul, name)}
        original = [Counter(set(names)) for names in korean]
        translation = [Counter({people[n] for n in names if n in people}) for names in latin]
        return shared_features(original, translation, candidates)
