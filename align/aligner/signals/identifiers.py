"""Latin letters that the Korean keeps: identifiers, acronyms, addresses, lines of code."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

import numpy as np
import regex

from align.aligner.signals.base import Features, columns
from align.aligner.signals.shared import SHARED, shared_features
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import SideView, View
from align.lang.english import FUNCTION_WORDS

_TOKEN = regex.compile(r"[\p{Latin}_][\p{Latin}\d_]*(?:[./:-]+[\p{Latin}\d_]+)*")


class IdentifiersSignal:
    """Weight of the Latin words of the Korean that a pair shares, and of identical texts."""

    name: ClassVar[str] = "identifiers"
    features: ClassVar[tuple[str, ...]] = (*SHARED, "same_text")

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return sums of weights, and 1 for one segment that faces its own text."""
        out = columns(len(candidates), len(self.features))
        shared = shared_features(_counts(view.original), _counts(view.translation), candidates)
        out[:, : len(SHARED)] = shared
        c = candidates
        single = np.flatnonzero((c.m == 1) & (c.n == 1))
        kinds: dict[str, int] = {}
        left, right = (
            np.array(
                [kinds.setdefault("".join(text.split()), len(kinds)) for text in side.texts]
            )
            for side in (view.original, view.translation)
        )
        out[single, len(SHARED)] = left[c.i0[single]] == right[c.j0[single]]
        return out


def _counts(side: SideView) -> list[Counter[str]]:
    """How often each identifier stands in each segment; *the* in a gloss is none."""
    found = (_TOKEN.findall(text) for text in side.texts)
    return [
        Counter(token.lower() for token in tokens if token not in FUNCTION_WORDS)
        for tokens in found
    ]
