"""Turns of a transcript: one speaker faces himself, and where he stops a bead stops, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.views.candidates import Candidates, Indexes
from align.aligner.views.view import SideView, View
from align.lang.speakers import speakers

_NOBODY = 0
_Counts = NDArray[np.float64]


class TurnsSignal:
    """Whether the speakers of a pair are the same, and how often they change within it."""

    name: ClassVar[str] = "turns"
    features: ClassVar[tuple[str, ...]] = ("same", "other", "changes", "uneven", "one_named")

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return the features; all zero where neither side names speakers.

        The first segments of a pair open with one speaker, with two of whom both sides have
        both, or on one side alone with any; the changes that both sides of a pair have, and
        those that only one has.
        """
        out = columns(len(candidates), len(self.features))
        names: dict[str | None, int] = {None: _NOBODY}
        left, right = _named(view.original, names), _named(view.translation, names)
        if not (left.any() or right.any()):
            return out
        c = candidates
        pair = (c.m > 0) & (c.n > 0)
        first = [
            side[np.minimum(start, len(side) - 1)]
            for side, start in ((left, c.i0), (right, c.j0))
        ]
        both = np.intersect1d(left, right)
        known = np.isin(first[0], both) & np.isin(first[1], both)
        spoken = (first[0] != _NOBODY) & (first[1] != _NOBODY) & known
        changes = [
            _changes(side, start, end)
            for side, start, end in ((left, c.i0, c.i1), (right, c.j0, c.j1))
        ]
        one_named = (first[0] != _NOBODY) != (first[1] != _NOBODY)
        of_pair: Sequence[NDArray[np.bool_] | _Counts] = (
            spoken & (first[0] == first[1]),
            spoken & (first[0] != first[1]),
            np.minimum(*changes),
            np.abs(changes[0] - changes[1]),
            one_named,
        )
        for column, values in enumerate(of_pair):
            out[:, column] = np.where(pair, values, 0.0)
        return out


def _named(side: SideView, names: dict[str | None, int]) -> Indexes:
    """A number for the speaker of each segment, the same for the same name."""
    found = speakers([segment.text for segment in side.segments])
    return np.array([names.setdefault(name, len(names)) for name in found], dtype=np.int64)


def _changes(named: Indexes, start: Indexes, end: Indexes) -> _Counts:
    """How often within spans a line names another speaker than the last line that named one."""
    speaker = _NOBODY
    changed = np.zeros(len(named))
    for k, here in enumerate(named.tolist()):
        changed[k] = here not in (_NOBODY, speaker)
        speaker = here or speaker
    before = np.concatenate([[0.0], np.cumsum(changed)])
    inside: _Counts = before[end] - before[np.minimum(start + 1, end)]
    return inside
