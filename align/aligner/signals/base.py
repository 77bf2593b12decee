"""What a signal is: named numbers for every candidate, none where it has no evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from align.aligner.views.candidates import Candidates
from align.aligner.views.view import View

Features = NDArray[np.float64]


class Signal(Protocol):
    """One kind of evidence about candidate beads."""

    name: ClassVar[str]
    features: ClassVar[tuple[str, ...]]
    """Names of the numbers that it gives, in the order of its columns."""

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return shape (candidates, features); zeros where there is no evidence."""
        ...


def measure(
    signals: Sequence[Signal], view: View, candidates: Candidates
) -> tuple[tuple[str, ...], Features]:
    """Return the names and columns of all signals side by side."""
    names = tuple(f"{s.name}.{feature}" for s in signals for feature in s.features)
    columns = [signal.measure(view, candidates) for signal in signals]
    return names, np.hstack(columns) if columns else np.zeros((len(candidates), 0))


def columns(count: int, size: int) -> Features:
    """Return zeros for `size` features of `count` candidates."""
    return np.zeros((count, size), dtype=np.float64)
