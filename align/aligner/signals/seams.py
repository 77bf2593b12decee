"""Seams between segments: a line that stops inside its sentence goes on in the next."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import SideView, View
from align.lang.line_signs import ends_open, goes_on
from align.model import Kind

_NO_SENTENCE = {Kind.TITLE, Kind.HEADING}
_LONG = 30.0  # characters from which an open line is hardly a heading
_Flags = NDArray[np.float64]


class SeamsSignal:
    """Open lines that a bead joins with what follows, and those at which it ends.

    Of those that surely go on, by their words, once more.
    """

    name: ClassVar[str] = "seams"
    features: ClassVar[tuple[str, ...]] = (
        *("joined", "closed", "cut", "cut_both", "cut_alone"),
        *("sure_joined", "sure_cut", "sure_cut_both", "sure_cut_alone"),
    )

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return counts over both sides.

        Open seams within the bead, closed ones; whether one side alone of a pair ends in an
        open line, or both, or a line without counterpart is open.
        """
        out = columns(len(candidates), len(self.features))
        c = candidates
        sides = ((view.original, c.i0, c.i1), (view.translation, c.j0, c.j1))
        pair = (c.m > 0) & (c.n > 0)
        for column, flags_of in ((0, open_lines), (5, lines_going_on)):
            at_end = []
            for side, start, end in sides:
                flags = flags_of(side)
                inside = _before_last(flags, start, end)
                out[:, column] += inside
                if column == 0:
                    out[:, 1] += np.maximum(end - start - 1, 0) - inside
                at_end.append((end > start) * flags[np.maximum(end - 1, start)])
            cut = 2 if column == 0 else 6
            left, right = at_end
            out[:, cut] = np.where(pair, np.abs(left - right), 0.0)
            out[:, cut + 1] = np.where(pair, np.minimum(left, right), 0.0)
            out[:, cut + 2] = np.where(pair, 0.0, left + right)
        return out


def open_lines(side: SideView) -> _Flags:
    """Return whether each segment stops inside a sentence and is no heading, (segments,).

    The last one never does.
    """
    lengths = np.diff(side.lengths_before)
    flags = np.array(
        [ends_open(s.text) and s.kind not in _NO_SENTENCE for s in side.segments],
        dtype=np.float64,
    )
    flags *= lengths >= _LONG / 2 if side.language.value == "ko" else lengths >= _LONG
    flags[-1:] = 0.0
    return flags


def lines_going_on(side: SideView) -> _Flags:
    """Return whether each segment surely goes on in the next, shape (segments,)."""
    texts = [segment.text for segment in side.segments]
    flags = [
        goes_on(here, there) and not segment.label
        for here, there, segment in zip(texts, texts[1:], side.segments[1:], strict=False)
    ]
    return np.array([*flags, False], dtype=np.float64)


def joined_lines(side: SideView) -> _Flags:
    """Return whether each segment seems to go on in the next, shape (segments,)."""
    joined: _Flags = np.maximum(open_lines(side), lines_going_on(side))
    return joined


def _before_last(flags: _Flags, start: NDArray[np.int64], end: NDArray[np.int64]) -> _Flags:
    """How many flagged segments a span holds that are not its last."""
    before = np.concatenate([[0.0], np.cumsum(flags)])
    inside: _Flags = before[np.maximum(end - 1, start)] - before[start]
    return inside
