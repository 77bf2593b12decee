"""Lines that show by their form that they may have no counterpart: notes, captions, menus."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.signals.seams import joined_lines
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import SideView, View
from align.lang.line_signs import LineSign, line_signs

_SIGNS = tuple(LineSign)
_SHORT = 25.0  # characters of a line that hardly says a sentence
_Flags = NDArray[np.float64]


class LinesSignal:
    """Signs of lines left alone, and of lines that face others without them."""

    name: ClassVar[str] = "lines"
    features: ClassVar[tuple[str, ...]] = (
        *(f"alone_{sign.value}" for sign in _SIGNS),
        *("same", "other", "taken_in", "alone_short", "merged_short"),
    )

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return signs that are lost, shared, on one side only, or within a merge.

        And how short the lines are that are alone, or stand in a merge as if they were whole.
        """
        out = columns(len(candidates), len(self.features))
        c = candidates
        left, right = _signs(view.original), _signs(view.translation)
        here, there = _within(left, c.i0, c.i1), _within(right, c.j0, c.j1)
        pair = ((c.m > 0) & (c.n > 0))[:, None]
        out[:, : len(_SIGNS)] = np.where(pair, 0.0, here + there)
        single = pair & ((c.m == 1) & (c.n == 1))[:, None]
        out[:, len(_SIGNS)] = np.where(pair, np.minimum(here, there), 0.0).sum(axis=1)
        out[:, len(_SIGNS) + 1] = np.where(single, np.abs(here - there), 0.0).sum(axis=1)
        merged = np.where(pair & ~single, np.abs(here - there), 0.0)
        out[:, len(_SIGNS) + 2] = merged.sum(axis=1)
        short = [_shortness(side)[:, None] for side in (view.original, view.translation)]
        alone = _within(short[0], c.i0, c.i1) + _within(short[1], c.j0, c.j1)
        out[:, len(_SIGNS) + 3] = np.where(pair, 0.0, alone)[:, 0]
        whole = _short_lines(view.original), _short_lines(view.translation)
        merged = _within(whole[0], c.i0, c.i1) + _within(whole[1], c.j0, c.j1)
        out[:, len(_SIGNS) + 4] = np.where(pair & ~single, merged, 0.0)[:, 0]
        return out


def _signs(side: SideView) -> _Flags:
    """One flag a sign, shape (segments, signs)."""
    found = [line_signs(segment.text) for segment in side.segments]
    return np.array([[sign in signs for sign in _SIGNS] for signs in found], dtype=np.float64)


def _shortness(side: SideView) -> _Flags:
    """How far each segment is from the length of a sentence, 0 to 1, shape (segments,)."""
    short: _Flags = np.clip(1.0 - np.diff(side.lengths_before) / _SHORT, 0.0, 1.0)
    return short


def _short_lines(side: SideView) -> _Flags:
    """How short each segment is that neither goes on nor is gone on in, (segments, 1)."""
    joined = joined_lines(side)
    bound = np.maximum(joined, np.concatenate([[0.0], joined[:-1]])[: len(joined)])
    short: _Flags = (_shortness(side) * (1.0 - bound))[:, None]
    return short


def _within(flags: _Flags, start: NDArray[np.int64], end: NDArray[np.int64]) -> _Flags:
    before = np.vstack([np.zeros(flags.shape[1]), np.cumsum(flags, axis=0)])
    inside: _Flags = before[end] - before[start]
    return inside
