"""Layout: titles face titles, notices notices, a 3. a 3.; some kinds have no counterpart."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import SideView, View
from align.model import Kind

_KINDS = list(Kind)
_LONELY = {Kind.NOTICE, Kind.ATTACHMENT, Kind.CONTACT, Kind.END}
_FAR = 0.15  # share of the text beyond which it counts no more how far a pair is off
_MAIN = {Kind.PARAGRAPH, Kind.HEADING}
_Ints = NDArray[np.int64]


class LayoutSignal:
    """Agreement of kinds, numbers and outline levels; where a merge runs over a number."""

    name: ClassVar[str] = "layout"
    features: ClassVar[tuple[str, ...]] = (
        *("title", "kind_conflict", "same_number", "number_conflict", "same_level"),
        *("level_conflict", "merged_over_number", "merged_over_point", "lonely", "lost_title"),
        "position",
    )

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return the features, looking at the first segment of each span and at the seams."""
        out = columns(len(candidates), len(self.features))
        c = candidates
        pair = (c.m > 0) & (c.n > 0)
        left, right = _Facts(view.original), _Facts(view.translation)
        i, j = np.minimum(c.i0, len(left.kind) - 1), np.minimum(c.j0, len(right.kind) - 1)
        has_i, has_j = c.m > 0, c.n > 0

        def both(condition: NDArray[np.bool_]) -> NDArray[np.bool_]:
            return pair & condition

        numbered = (left.number[i] >= 0) & (right.number[j] >= 0)
        levelled = (left.level[i] > 0) & (right.level[j] > 0)
        out[:, 0] = both(left.title[i] & right.title[j])
        out[:, 1] = both((left.special[i] | right.special[j]) & (left.kind[i] != right.kind[j]))
        out[:, 2] = both(numbered & (left.number[i] == right.number[j]))
        out[:, 3] = both(numbered & (left.number[i] != right.number[j]))
        out[:, 4] = both(levelled & (left.level[i] == right.level[j]))
        out[:, 5] = both(levelled & (left.level[i] != right.level[j]))
        for column, here, there in ((6, left.main, right.main), (7, left.point, right.point)):
            out[:, column] = _inside(here, c.i0, c.i1) + _inside(there, c.j0, c.j1)
        lone_left, lone_right = has_i & ~has_j, has_j & ~has_i
        out[:, 8] = (lone_left & left.lonely[i]) | (lone_right & right.lonely[j])
        out[:, 9] = (lone_left & left.title[i]) | (lone_right & right.title[j])
        out[:, 10] = np.where(pair, np.minimum(_drift(c), _FAR), 0.0)
        return out


class _Facts:
    """The layout of one side as arrays, each of shape (segments,)."""

    def __init__(self, side: SideView) -> None:
        kinds = [segment.kind for segment in side.segments]
        numbers = [segment.label.strip(" .．()") for segment in side.segments]
        labelled = any(segment.label for segment in side.segments)
        self.kind: _Ints = np.array([_KINDS.index(kind) for kind in kinds], dtype=np.int64)
        self.number: _Ints = np.array([int(n) if n.isdecimal() else -1 for n in numbers])
        self.level: _Ints = np.array(
            [len(s.outline.split(".")) if s.outline and labelled else 0 for s in side.segments]
        )
        self.title = np.array([kind is Kind.TITLE for kind in kinds])
        self.special = np.array([kind in {*_LONELY, Kind.TITLE, Kind.NOTE} for kind in kinds])
        self.lonely = np.array([kind in _LONELY for kind in kinds])
        self.main = np.array([s.kind in _MAIN and bool(s.label) for s in side.segments])
        self.point = np.array([kind is Kind.POINT for kind in kinds])


def _inside(flags: NDArray[np.bool_], start: _Ints, end: _Ints) -> NDArray[np.float64]:
    """How many flagged segments stand in each span after its first."""
    before = np.concatenate([[0.0], np.cumsum(flags)])
    after_first = np.minimum(start + 1, end)
    inside: NDArray[np.float64] = before[end] - before[after_first]
    return inside


def _drift(c: Candidates) -> NDArray[np.float64]:
    """How far the middle of a pair lies from the diagonal, as a share of the length."""
    rows, columns_ = (max(1, size) for size in c.shape)
    return np.abs((c.i0 + c.i1) / (2 * rows) - (c.j0 + c.j1) / (2 * columns_))
