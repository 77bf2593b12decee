"""How much of the parts of a text, words or sentences, stands in what faces it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.aligner.views.candidates import Indexes

_Matrix = NDArray[np.float64]
LEAST_WEIGHT = 1e-9  # of a text without parts


class Parts:
    """The parts of one side: how much each counts, and where each segment's begin.

    Args:
        weights: shape (parts,).
        starts: shape (segments + 1,).

    """

    def __init__(self, weights: _Matrix, starts: Indexes) -> None:
        self.weights = weights
        self.starts = starts

    def before(self, values: _Matrix) -> _Matrix:
        """Return weighted sums before each boundary; the first axis of values is of parts."""
        weights = self.weights.reshape(-1, *(1,) * (values.ndim - 1))
        sums = np.cumsum(values * weights, axis=0)
        before: _Matrix = np.concatenate([np.zeros((1, *values.shape[1:])), sums])[self.starts]
        return before


class Held:
    """How much of the parts of spans stands in the spans that face them.

    Each part counts by the segment there that has most of it, and what meets one part there
    counts by the segment here that has most of it, so that a text that says the same once
    more, such as a caption, adds nothing.

    Args:
        parts: of the one side.
        values: how much each segment of the other side has of each part, shape (parts,
            segments of the other side).
        met: how much of each segment of this side meets each part of the other, shape (parts
            of the other side, segments); needed for `in_parts`.
        others: the parts of the other side, for the same.

    """

    def __init__(
        self,
        parts: Parts,
        values: _Matrix,
        met: _Matrix | None = None,
        others: Parts | None = None,
    ) -> None:
        self._own = parts
        self._windows = _Windows(values)
        self._met = None if met is None else _Windows(met)
        self._others = others
        self._tables: dict[int, _Matrix] = {}
        self._parts: dict[tuple[int, int], _Matrix] = {}
        self._values = values

    def within(
        self, start: Indexes, end: Indexes, other: Indexes, other_end: Indexes
    ) -> _Matrix:
        """Return the sums within spans, whatever faces what in them; 0 for what faces none."""
        return self._by_size(start, end, other, other_end, 0)

    def new(
        self,
        start: Indexes,
        end: Indexes,
        other: Indexes,
        other_end: Indexes,
        going_on: _Matrix,
    ) -> _Matrix:
        """Return what the end of a facing span that is needed less adds.

        Beside what it would add in proportion; 0 for spans that face one segment.  An end that
        goes on in its neighbour, or is what that goes on in, adds in proportion.

        Args:
            start: of the spans here, shape (spans,).
            end: of the same.
            other: where what faces them starts.
            other_end: where that ends.
            going_on: whether each segment there goes on in the next, shape (segments,).

        """
        full = self.within(start, end, other, other_end)
        size = other_end - other
        last, first = (
            (full - without) / np.maximum(full, LEAST_WEIGHT)
            for without in (
                self._by_size(start, end, other, other_end, -1),
                self._by_size(start, end, other + 1, other_end, 0),
            )
        )
        share = 1 / np.maximum(size, 1)
        bound = going_on[np.minimum(other, len(going_on) - 1)] > 0
        first = np.where(bound, np.maximum(first, share), first)
        bound = going_on[np.maximum(other_end - 2, 0)] > 0
        last = np.where(bound, np.maximum(last, share), last)
        new: _Matrix = np.where(size > 1, size * np.minimum(first, last), 0.0)
        return new

    def in_parts(
        self, start: Indexes, end: Indexes, other: Indexes, other_end: Indexes
    ) -> _Matrix:
        """Return the sums within spans; of many a side, within the parts that hold most.

        Otherwise parallel paragraphs, which share words crosswise, would gain by being one
        bead.  Of many that face one, each counts for the words there that it meets most.
        """
        total = self.within(start, end, other, other_end)
        rows, others = end - start, other_end - other
        several = np.flatnonzero((rows > 1) & (others > 0))
        for m, n in {*zip(rows[several].tolist(), others[several].tolist(), strict=True)}:
            here = several[(rows[several] == m) & (others[several] == n)]
            total[here] = self._most(m, n)[start[here], other[here]]
        return total

    def _by_size(
        self, start: Indexes, end: Indexes, other: Indexes, other_end: Indexes, less: int
    ) -> _Matrix:
        sizes = other_end - other + less
        total = np.zeros(len(start))
        for size in np.unique(sizes[sizes > 0]).tolist():
            k = np.flatnonzero(sizes == size)
            table = self._table(size)
            total[k] = table[end[k], other[k]] - table[start[k], other[k]]
        return total

    def _table(self, size: int) -> _Matrix:
        """Sums before each boundary of the most in `size` segments, by where they begin."""
        if size not in self._tables:
            self._tables[size] = self._own.before(self._windows.of(size))
        return self._tables[size]

    def _most(self, m: int, n: int) -> _Matrix:
        """What spans of m segments with n hold in parts, one behind the other.

        Each part has one segment on a side; shape (rows - m + 1, columns - n + 1).
        """
        if (m, n) not in self._parts:
            if n == 1 and m > 1:
                self._parts[m, n] = self._facing_one(m)
            elif min(m, n) == 1:
                table = self._table(n)
                self._parts[m, n] = table[m:] - table[:-m]
            else:
                self._parts[m, n] = self._parted(m, n)
        return self._parts[m, n]

    def _facing_one(self, m: int) -> _Matrix:
        """What m segments hold that face one: the most that meets each word of that one."""
        if self._met is None or self._others is None:
            raise ValueError("what meets the parts of the other side is not known")
        sums = np.cumsum(self._met.of(m), axis=0)
        before = np.concatenate([np.zeros((1, sums.shape[1])), sums])[self._others.starts]
        facing: _Matrix = np.diff(before, axis=0).T
        return facing

    def _parted(self, m: int, n: int) -> _Matrix:
        """What spans hold in two parts, or in one that leaves out a segment at an end."""
        rows, columns = len(self._own.starts) - m, self._values.shape[1] - n + 1
        best = np.zeros((rows, columns))
        for less in (self._most(m - 1, n), self._most(m, n - 1)):
            more = less.shape[0] - rows, less.shape[1] - columns
            for part in (less[:rows, :columns], less[more[0] :, more[1] :]):
                np.maximum(best, part, out=best)
        for a in range(1, m):
            for b in range(1, n):
                first, second = self._most(a, b), self._most(m - a, n - b)
                both = first[:rows, :columns] + second[a : a + rows, b : b + columns]
                np.maximum(best, both, out=best)
        return best


class _Windows:
    """The highest values in so many neighbouring columns, each made when first asked for."""

    def __init__(self, values: _Matrix) -> None:
        self._values = values
        self._known = [values]

    def of(self, size: int) -> _Matrix:
        """Return the most in `size` columns, by where they begin."""
        while len(self._known) < size:
            wider = np.maximum(self._known[-1][:, :-1], self._values[:, len(self._known) :])
            self._known.append(wider)
        return self._known[size - 1]
