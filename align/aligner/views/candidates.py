"""The beads that could be: which spans of the original may face which of the translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indexes = NDArray[np.int64]
BeadType = tuple[int, int]

BEAD_TYPES: tuple[BeadType, ...] = (
    *((1, 0), (0, 1), (1, 1)),
    *((1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 1)),
    *((1, 5), (5, 1), (1, 6), (6, 1), (1, 7), (7, 1), (1, 8), (8, 1)),
    *((2, 2), (2, 3), (3, 2), (3, 3)),
)
"""How many segments of each side a bead may hold, by default."""

_NEEDED: tuple[BeadType, ...] = ((1, 0), (0, 1), (1, 1))
_MOST = 9
_MARGIN = 20.0  # characters; short texts vary more
_FURTHEST = 1.5  # logarithm of how many times too long a side may be
_Lengths = NDArray[np.float64]


def read_types(text: str) -> tuple[BeadType, ...]:
    """Return bead types from text such as `1-2,2-1`; those of single segments are always in.

    Raises:
        ValueError: a part is no bead type, or holds more than nine segments of a side.

    """
    types = dict.fromkeys(_NEEDED)
    for part in text.replace(" ", "").split(","):
        m, _, n = part.partition("-")
        if not (m.isdecimal() and n.isdecimal() and int(m) + int(n) > 0):
            raise ValueError(f"{part!r} is no bead type such as 1-2")
        if max(int(m), int(n)) > _MOST or (0 in (int(m), int(n)) and int(m) + int(n) > 1):
            raise ValueError(
                f"{part} is not possible: 1 to {_MOST} segments a side, or 1-0, 0-1"
            )
        types[int(m), int(n)] = None
    return tuple(types)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate beads as columns: bead k holds original[i0[k]:i1[k]], translation[j0[k]:j1[k]].

    All columns have the shape (n,).  `shape` is the number of segments a side.  A segment
    without counterpart is one candidate wherever the other side stands, and faces 0:0 of it.
    """

    shape: tuple[int, int]
    i0: Indexes
    i1: Indexes
    j0: Indexes
    j1: Indexes

    def __len__(self) -> int:
        return len(self.i0)

    @property
    def m(self) -> Indexes:
        """How many original segments each holds."""
        return self.i1 - self.i0

    @property
    def n(self) -> Indexes:
        """How many translation segments each holds."""
        return self.j1 - self.j0

    def where(self, kept: NDArray[np.bool_]) -> Candidates:
        """Return the candidates for which `kept`, shape (n,), holds."""
        return Candidates(
            self.shape, self.i0[kept], self.i1[kept], self.j0[kept], self.j1[kept]
        )

    def find(self, i: tuple[int, int], j: tuple[int, int]) -> int | None:
        """Return the position of the candidate over `i` and `j`, None if there is none."""
        hit = (self.i0 == i[0]) & (self.i1 == i[1]) & (self.j0 == j[0]) & (self.j1 == j[1])
        positions = np.flatnonzero(hit)
        return int(positions[0]) if len(positions) else None


def all_candidates(
    shape: tuple[int, int], types: Sequence[BeadType] = BEAD_TYPES
) -> Candidates:
    """Return every candidate of `types` over (original, translation) segments of `shape`."""
    columns = [_of_type(shape, bead_type) for bead_type in types]
    i0, i1, j0, j1 = (np.concatenate(column) for column in zip(*columns, strict=True))
    return Candidates(shape, i0, i1, j0, j1)


def in_proportion(
    candidates: Candidates, original: _Lengths, translation: _Lengths
) -> Candidates:
    """Return the candidates without merges whose sides are far out of proportion in length.

    No other signal looks at those.  Beads of single segments stay, since a
    translator may shorten a paragraph as far as one likes.  None of the 862
    gold pairs that the weights were learned on is further off than 1.07 on
    this logarithmic scale.

    Args:
        candidates: beads of any type.
        original: characters before each boundary of the original, shape (segments + 1,).
        translation: the same for the translation.

    """
    c = candidates
    ratio = (translation[-1] + _MARGIN) / (original[-1] + _MARGIN)
    length = ratio * (original[c.i1] - original[c.i0]) + _MARGIN
    other = translation[c.j1] - translation[c.j0] + _MARGIN
    single = (c.m + c.n <= 2) | (c.m == 0) | (c.n == 0)
    keep = single | (np.abs(np.log(other / length)) <= _FURTHEST)
    return c.where(keep)


def _of_type(shape: tuple[int, int], bead_type: BeadType) -> tuple[Indexes, ...]:
    m, n = bead_type
    starts_i = np.arange(max(0, shape[0] - m + 1) if m else 1, dtype=np.int64)
    starts_j = np.arange(max(0, shape[1] - n + 1) if n else 1, dtype=np.int64)
    i0 = np.repeat(starts_i, len(starts_j))
    j0 = np.tile(starts_j, len(starts_i))
    return i0, i0 + m, j0, j0 + n
