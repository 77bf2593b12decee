"""Seams between segments: a line that stops inside its sentence goes on in the next."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import SideView, View
from align.lang.line_signs import ends_open

_LONG = 30.0  # characters from which an open line is hardly a heading
_Flags = NDArray[np.float64]


class SeamsSignal:
    """Open lines that a bead joins with what follows, and those at which it ends."""

    name: ClassVar[str] = "seams"
    features: ClassVar[tuple[str, ...]] = ("joined", "closed", "cut", "continued", "cut_inside")

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return counts over both sides.

        Open seams within the bead, closed ones, open ones at its end; small letters after a
        seam within, and at its end.
        """
        out = columns(len(candidates), len(self.features))
        c = candidates
        for side, start, end in ((view.original, c.i0, c.i1), (view.translation, c.j0, c.j1)):
            lines = _open(side), _small(side)
            there = end > start
            last = np.maximum(end - 1, 0)
            inside = [_before_last(flags, start, end) for flags in lines]
            out[:, 0] += inside[0]
            out[:, 1] += np.maximum(end - start - 1, 0) - inside[0]
            out[:, 2] += there * lines[0][last]
            out[:, 3] += inside[1]
            out[:, 4] += there * lines[1][last]
        return out


def _open(side: SideView) -> _Flags:
    """Whether each segment stops inside a sentence and is no heading; the last never does."""
    lengths = np.diff(side.lengths_before)
    flags = np.array([ends_open(s.text) for s in side.segments], dtype=np.float64)
    flags *= lengths >= _LONG / 2 if side.language.value == "ko" else lengths >= _LONG
    flags[-1:] = 0.0
    return flags


def _small(side: SideView) -> _Flags:
    """Whether each segment is followed by one that begins with a small letter."""
    follows = [segment.text.lstrip()[:1].islower() for segment in side.segments[1:]]
    return np.array([*follows, False], dtype=np.float64)


def _before_last(flags: _Flags, start: NDArray[np.int64], end: NDArray[np.int64]) -> _Flags:
    """How many flagged segments a span holds that are not its last."""
    before = np.concatenate([[0.0], np.cumsum(flags)])
    inside: _Flags = before[np.maximum(end - 1, start)] - before[start]
    return inside
