"""What rivals take away from a candidate: how likely each document is taken by another.

A document has one partner at most, so a candidate's odds fall by what its documents' other
candidates are worth, and by less where those are worth more to somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

_Array = NDArray[np.float64]
_HIGHEST = 20.0  # log odds, beyond which a rival is certain
_ROUNDS, _SETTLED = 60, 1e-4
Repeats = tuple[Mapping[int, set[int]], Mapping[int, set[int]]]
_DAMPED = 0.5  # of each round's change, so that rounds do not swing to and fro


def rivalry(sides: NDArray[np.int64], scores: _Array, repeats: Repeats) -> _Array:
    """Return the logarithm of how likely rivals leave each document to a candidate.

    Belief propagation over matchings: the odds that nobody else takes a document are found
    from the odds of its rivals, each less what their own rivals take (the monomer-dimer
    model; Bayati et al. 2007).  One that only repeats this candidate's document is no rival.

    Args:
        sides: Korean and English index of each candidate, shape (2, edges).
        scores: log odds of each without regard to rivals.
        repeats: of each side's documents, which others repeat them.

    Returns:
        Shape (edges, 2), at most 0: of the original, and of the translation.

    """
    odds = np.exp(np.clip(scores, -_HIGHEST, _HIGHEST))
    same = _same(sides, repeats)
    free = np.ones(sides.shape)  # of this candidate's original, and of its translation
    for _ in range(_ROUNDS):
        new = np.empty_like(free)
        for side in (0, 1):
            wanted = (
                odds * free[1 - side]
            )  # odds that a candidate is taken, if its own side may
            total = np.bincount(sides[side], wanted)[sides[side]] - wanted
            own, repeated = same[side]
            total -= np.bincount(own, wanted[repeated], len(odds))
            new[side] = 1 / (1 + np.maximum(total, 0.0))
        change = float(np.abs(new - free).max())
        free += (1 - _DAMPED) * (new - free)
        if change < _SETTLED:
            break
    logarithms: _Array = np.log(free).T
    return logarithms


def leads(sides: NDArray[np.int64], scores: _Array, taken: _Array, repeats: Repeats) -> _Array:
    """Return how far each candidate is before the best rival of either document.

    A rival counts by its score less what others take of its own document.  Shape (edges, 2),
    0 where there is no rival; `taken` as `rivalry` gives it, other arguments as it takes them.
    """
    out = np.zeros((len(scores), 2))
    same = _same(sides, repeats)
    for side in (0, 1):
        worth = scores + taken[:, 1 - side]
        twins: dict[int, set[int]] = defaultdict(set)
        for k, twin in zip(*same[side].tolist(), strict=True):
            twins[k].add(twin)
        order = np.lexsort((-worth, sides[side]))
        starts = np.flatnonzero(np.diff(sides[side][order], prepend=-1))
        for group in np.split(order, starts[1:]):
            for k in group.tolist():
                rival = next((r for r in group.tolist() if r != k and r not in twins[k]), None)
                if rival is not None:
                    out[k, side] = scores[k] - worth[rival]
    return out


def _same(sides: NDArray[np.int64], repeats: Repeats) -> tuple[NDArray[np.int64], ...]:
    """For either side, pairs of candidates of one document whose others repeat each other."""
    edges = list(zip(*sides.tolist(), strict=True))
    place = {edge: k for k, edge in enumerate(edges)}
    out = []
    for side in (0, 1):
        pairs = []
        for k, edge in enumerate(edges):
            for other in repeats[1 - side].get(edge[1 - side], ()):
                twin = place.get((edge[0], other) if side == 0 else (other, edge[1]))
                if twin is not None:
                    pairs.append((k, twin))
        out.append(np.array(pairs, dtype=np.int64).reshape(-1, 2).T)
    return tuple(out)
