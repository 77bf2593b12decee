"""What a signal is: named numbers for every candidate, none where it has no evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from align.aligner.views.candidates import Candidates
from align.aligner.views.view import View
from align.errors import PluginError

Features = NDArray[np.float64]
Table = NDArray[np.float32]
"""The features of all signals side by side; a wide table, which half the width serves."""


class Signal(Protocol):
    """One kind of evidence about candidate beads.

    Plug-ins register a class like this under `align.signals`.
    """

    name: ClassVar[str]
    """As its entry point is called; weights refer to `name.feature`."""
    features: ClassVar[tuple[str, ...]]
    """Names of the numbers that it gives, in the order of its columns."""

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return shape (candidates, features); zeros where there is no evidence."""
        ...


def measure(
    signals: Sequence[Signal], view: View, candidates: Candidates
) -> tuple[tuple[str, ...], Table]:
    """Return the names and columns of all signals side by side.

    Raises:
        PluginError: a signal gives columns of another shape, or what is no finite number.

    """
    names = tuple(f"{s.name}.{feature}" for s in signals for feature in s.features)
    table = np.empty((len(candidates), len(names)), dtype=np.float32)
    done = 0
    for signal in signals:
        features = _measured(signal, view, candidates)
        table[:, done : done + features.shape[1]] = features
        done += features.shape[1]
    return names, table


def _measured(signal: Signal, view: View, candidates: Candidates) -> Features:
    features = signal.measure(view, candidates)
    wanted = len(candidates), len(signal.features)
    if np.shape(features) != wanted or not np.isfinite(features).all():
        raise PluginError(
            f"the signal {signal.name!r} does not give finite numbers of shape {wanted}",
            remedy="Tell whoever wrote it, or remove the package that brings it",
        )
    return features


def columns(count: int, size: int) -> Features:
    """Return zeros for `size` features of `count` candidates."""
    return np.zeros((count, size), dtype=np.float64)
