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
    *((2, 2), (2, 3), (3, 2), (3, 3)),
)
"""How many segments of each side a bead may hold, by default."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate beads as columns: bead k holds original[i0[k]:i1[k]], translation[j0[k]:j1[k]].

    All columns have the shape (n,).  `shape` is the number of segments a side.
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


def _of_type(shape: tuple[int, int], bead_type: BeadType) -> tuple[Indexes, ...]:
    m, n = bead_type
    starts_i = np.arange(max(0, shape[0] - m + 1), dtype=np.int64)
    starts_j = np.arange(max(0, shape[1] - n + 1), dtype=np.int64)
    i0 = np.repeat(starts_i, len(starts_j))
    j0 = np.tile(starts_j, len(starts_i))
    return i0, i0 + m, j0, j0 + n
