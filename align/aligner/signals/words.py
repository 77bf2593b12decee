"""Words that stand for one another: how much of either side a pair accounts for.

A word looks for its counterpart in the whole of the other side: each segment
gets a share of it by a softmax over the best match there, scaled by how good
the best match is at all.  The shares of a word add up to no more than one, so
a bead accounts for a word to the extent that no other place does it better,
and on every path each word counts once: in its bead or, if deleted, as lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.signals.matchers import (
    LatinMatcher,
    LexiconMatcher,
    Matcher,
    MeaningMatcher,
    SoundMatcher,
)
from align.aligner.views.candidates import Candidates, Indexes
from align.aligner.views.view import SideView, View
from align.lang.words import content_words

_Matrix = NDArray[np.float64]
_SHARPNESS = 8.0
_LEAST_WEIGHT = 1e-9  # of a text without content words
_MATCHERS: tuple[type[Matcher], ...] = (
    *(MeaningMatcher, SoundMatcher, LatinMatcher, LexiconMatcher),
)


class WordsSignal:
    """How much of the words of either side a pair accounts for, and how much it leaves over."""

    name: ClassVar[str] = "words"
    features: ClassVar[tuple[str, ...]] = (
        *("found_original", "found_translation", "weight_original", "weight_translation"),
        *("share_original", "share_translation", "lost_original", "lost_translation"),
        *("root_original", "root_translation", "cover_original", "cover_translation"),
        *("new_original", "new_translation", "crossed_original", "crossed_translation"),
    )

    def __init__(self, matchers: Sequence[Matcher] | None = None) -> None:
        self._matchers = [made() for made in _MATCHERS] if matchers is None else matchers

    def measure(self, view: View, candidates: Candidates) -> Features:
        """Return sums and shares over words for pairs, what is lost for deletions."""
        out = columns(len(candidates), len(self.features))
        left, right = _Words(view.original), _Words(view.translation)
        if not (len(left.types) and len(right.types)):
            return out
        match = self._match(left, right, view)
        c = candidates
        pair = (c.m > 0) & (c.n > 0)
        sides = (
            (left, _best(match, right.starts), c.i0, c.i1, c.j0, c.j1),
            (right, _best(match.T, left.starts), c.j0, c.j1, c.i0, c.i1),
        )
        for k, (words, best, *spans) in enumerate(sides):
            start, end = spans[:2]
            shares = _shares(best)
            weight = words.weight_in(start, end)
            found, covered = _Held(words, shares), _Held(words, best)
            whole, shared = found.within(*spans), found.in_parts(*spans)
            everywhere = words.before(shares.sum(axis=1))
            of_pair = (
                (0, shared), (2, weight), (4, shared / weight),
                (8, np.sqrt(np.maximum(shared, 0))), (10, covered.within(*spans) / weight),
                (12, covered.new(*spans)), (14, (whole - shared) / weight),
            )  # fmt: skip
            for column, values in of_pair:
                out[:, column + k] = np.where(pair, values, 0)
            out[:, 6 + k] = np.where(pair, 0, everywhere[end] - everywhere[start])
        return out

    def _match(self, left: _Words, right: _Words, view: View) -> _Matrix:
        """The likeness of every word to every other, shape (original, translation words)."""
        match = np.zeros((len(left.types), len(right.types)))
        for matcher in self._matchers:
            likeness = matcher.likeness(left.types, right.types, view)
            np.maximum(match, likeness, out=match)
        return match[left.inverse][:, right.inverse]


class _Words:
    """The content words of one side: types, weights, and where each segment's begin."""

    def __init__(self, side: SideView) -> None:
        by_segment = [content_words(text, side.language) for text in side.texts]
        words = [word for group in by_segment for word in group]
        self.starts = np.cumsum([0, *map(len, by_segment)])
        types, inverse, counts = np.unique(words, return_inverse=True, return_counts=True)
        self.types: list[str] = types.tolist() if words else []
        self.inverse: Indexes = inverse
        self.weights = 1 / np.sqrt(counts)[inverse] if words else np.zeros(0)

    def weight_in(self, start: Indexes, end: Indexes) -> _Matrix:
        """Weight of the words in segments start to end."""
        before = self.before(np.ones(len(self.weights)))
        weight: _Matrix = np.maximum(before[end] - before[start], _LEAST_WEIGHT)
        return weight

    def before(self, values: _Matrix) -> _Matrix:
        """Weighted sums over the words before each boundary; the first axis is of words."""
        weights = self.weights.reshape(-1, *(1,) * (values.ndim - 1))
        sums = np.cumsum(values * weights, axis=0)
        before: _Matrix = np.concatenate([np.zeros((1, *values.shape[1:])), sums])[self.starts]
        return before


class _Held:
    """How much of the words of spans stands in the spans that face them.

    Each word counts by the segment there that has most of it, so that a text that says the
    same once more, such as a caption, adds nothing.

    Args:
        words: of the one side.
        values: how much each segment of the other side has of each word, shape (words,
            segments of the other side).

    """

    def __init__(self, words: _Words, values: _Matrix) -> None:
        self._words = words
        self._windows = [values]  # by their length less one: the most in so many segments
        self._tables: dict[int, _Matrix] = {}
        self._parts: dict[tuple[int, int], _Matrix] = {}
        self._values = values

    def within(
        self, start: Indexes, end: Indexes, other: Indexes, other_end: Indexes
    ) -> _Matrix:
        """Return the sums within spans, whatever faces what in them; 0 for what faces none."""
        return self._by_size(start, end, other, other_end, 0)

    def new(self, start: Indexes, end: Indexes, other: Indexes, other_end: Indexes) -> _Matrix:
        """Return what the end of a facing span that is needed less adds.

        Beside what it would add in proportion; 0 for spans that face one segment.
        """
        full = self.within(start, end, other, other_end)
        without = np.maximum(
            self._by_size(start, end, other, other_end, -1),
            self._by_size(start, end, other + 1, other_end, 0),
        )
        size = other_end - other
        new: _Matrix = np.where(
            size > 1, size * (full - without) / np.maximum(full, _LEAST_WEIGHT), 0.0
        )
        return new

    def in_parts(
        self, start: Indexes, end: Indexes, other: Indexes, other_end: Indexes
    ) -> _Matrix:
        """Return the sums within spans; of many a side, within the parts that hold most.

        Otherwise parallel paragraphs, which share words crosswise, would gain by being one
        bead.
        """
        total = self.within(start, end, other, other_end)
        shapes = np.stack([end - start, other_end - other], axis=1)
        for m, n in np.unique(shapes[shapes.min(axis=1) > 1], axis=0).tolist():
            here = np.flatnonzero((shapes[:, 0] == m) & (shapes[:, 1] == n))
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
        while len(self._windows) < size:
            length = len(self._windows)
            wider = np.maximum(self._windows[-1][:, :-1], self._values[:, length:])
            self._windows.append(wider)
        if size not in self._tables:
            self._tables[size] = self._words.before(self._windows[size - 1])
        return self._tables[size]

    def _most(self, m: int, n: int) -> _Matrix:
        """What spans of m segments with n hold in parts, one behind the other.

        Each part has one segment on a side; shape (rows - m + 1, columns - n + 1).
        """
        if (m, n) not in self._parts:
            table = self._table(n)
            whole = table[m:] - table[:-m]
            self._parts[m, n] = whole if min(m, n) == 1 else self._parted(m, n)
        return self._parts[m, n]

    def _parted(self, m: int, n: int) -> _Matrix:
        rows, columns = len(self._words.starts) - m, self._values.shape[1] - n + 1
        best = np.zeros((rows, columns))
        for a in range(1, m):
            for b in range(1, n):
                first, second = self._most(a, b), self._most(m - a, n - b)
                both = first[:rows, :columns] + second[a : a + rows, b : b + columns]
                np.maximum(best, both, out=best)
        return best


def _best(match: _Matrix, starts: Indexes) -> _Matrix:
    """The best match of each word in each segment of the other side, (words, segments)."""
    best = np.zeros((len(match), len(starts) - 1))
    filled = np.flatnonzero(starts[:-1] < starts[1:])
    best[:, filled] = np.maximum.reduceat(match, starts[filled], axis=1)
    return best


def _shares(best: _Matrix) -> _Matrix:
    """The share of each word that each segment of the other side gets, (words, segments)."""
    highest = best.max(axis=1, keepdims=True)
    spread = np.exp(_SHARPNESS * (best - highest))
    shares: _Matrix = highest * spread / spread.sum(axis=1, keepdims=True)
    return shares
