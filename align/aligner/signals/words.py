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
            table = words.table(_shares(best))
            weight = words.weight_in(start, end)
            whole, shared = _rectangle(table, *spans), _in_parts(table, *spans)
            everywhere = table[end, -1] - table[start, -1]
            cover, new = _covered(words, best, *spans)
            of_pair = (
                (0, shared), (2, weight), (4, shared / weight),
                (8, np.sqrt(np.maximum(shared, 0))), (10, cover), (12, new),
                (14, (whole - shared) / weight),
            )  # fmt: skip
            for column, values in of_pair:
                out[:, column + k] = np.where(pair, values, 0)
            out[:, 6 + k] = np.where(pair, 0, everywhere)
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
        self.weights = (1 / np.sqrt(counts)[inverse] if words else np.zeros(0))[:, None]

    def weight_in(self, start: Indexes, end: Indexes) -> _Matrix:
        """Weight of the words in segments start to end."""
        before = np.concatenate([[0.0], np.cumsum(self.weights)])[self.starts]
        weight: _Matrix = np.maximum(before[end] - before[start], _LEAST_WEIGHT)
        return weight

    def table(self, values: _Matrix) -> _Matrix:
        """Weighted sums of values before each boundary of both sides.

        Args:
            values: one a word and segment of the other side.

        Returns:
            Shape (segments + 1, segments of the other side + 1).

        """
        table = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
        np.cumsum(np.cumsum(values * self.weights, 0), 1, out=table[1:, 1:])
        before: _Matrix = table[self.starts]
        return before


def _rectangle(
    table: _Matrix, start: Indexes, end: Indexes, column: Indexes, column_end: Indexes
) -> _Matrix:
    """The sums within segments start to end and columns, from sums before boundaries."""
    total: _Matrix = (
        table[end, column_end] - table[end, column]
        - table[start, column_end] + table[start, column]
    )  # fmt: skip
    return total


def _in_parts(
    table: _Matrix, start: Indexes, end: Indexes, column: Indexes, column_end: Indexes
) -> _Matrix:
    """The sums within spans; of several segments a side, within the parts that hold most.

    Otherwise parallel paragraphs, which share words crosswise, would gain by being one bead.
    """
    total = _rectangle(table, start, end, column, column_end)
    parts = _Parts(table)
    shapes = np.stack([end - start, column_end - column], axis=1)
    for m, n in np.unique(shapes[shapes.min(axis=1) > 1], axis=0).tolist():
        here = np.flatnonzero((shapes[:, 0] == m) & (shapes[:, 1] == n))
        total[here] = parts.of(m, n)[start[here], column[here]]
    return total


class _Parts:
    """The most that spans hold in parts of one segment against others, one behind the other."""

    def __init__(self, table: _Matrix) -> None:
        self._table = table
        self._known: dict[tuple[int, int], _Matrix] = {}

    def of(self, m: int, n: int) -> _Matrix:
        """Spans of m segments with n, shape (rows - m + 1, columns - n + 1)."""
        if (m, n) not in self._known:
            self._known[m, n] = self._whole(m, n) if min(m, n) == 1 else self._parted(m, n)
        return self._known[m, n]

    def _whole(self, m: int, n: int) -> _Matrix:
        t = self._table
        whole: _Matrix = t[m:, n:] - t[m:, :-n] - t[:-m, n:] + t[:-m, :-n]
        return whole

    def _parted(self, m: int, n: int) -> _Matrix:
        rows, columns = self._table.shape[0] - m, self._table.shape[1] - n
        best = np.zeros((rows, columns))
        for a in range(1, m):
            for b in range(1, n):
                first, second = self.of(a, b), self.of(m - a, n - b)
                both = first[:rows, :columns] + second[a : a + rows, b : b + columns]
                np.maximum(best, both, out=best)
        return best


def _best(match: _Matrix, starts: Indexes) -> _Matrix:
    """The best match of each word in each segment of the other side, (words, segments)."""
    best = np.zeros((len(match), len(starts) - 1))
    filled = np.flatnonzero(starts[:-1] < starts[1:])
    best[:, filled] = np.maximum.reduceat(match, starts[filled], axis=1)
    return best


def _covered(
    words: _Words,
    best: _Matrix,
    start: Indexes,
    end: Indexes,
    other_start: Indexes,
    other_end: Indexes,
) -> tuple[_Matrix, _Matrix]:
    """The share of a span's words that the facing span has at all, and how much of it is new.

    New is what the end of the facing span that is needed less adds to the share, beside what
    it would add in proportion; only for spans that face several segments.
    """
    size = other_end - other_start
    share, new = np.zeros(len(start)), np.zeros(len(start))
    weight = words.weight_in(start, end)
    tables: dict[int, _Matrix] = {0: np.zeros((len(words.starts), best.shape[1] + 1))}
    window = best
    for length in range(1, int(size.max(initial=0)) + 1):
        if length > 1:
            window = np.maximum(window[:, :-1], best[:, length - 1 :])
        sums = np.vstack([np.zeros(window.shape[1]), np.cumsum(window * words.weights, axis=0)])
        tables[length] = sums[words.starts]
    for length in np.unique(size[size > 0]).tolist():
        here = np.flatnonzero(size == length)
        i0, i1, j0 = start[here], end[here], other_start[here]
        full = tables[length][i1, j0] - tables[length][i0, j0]
        share[here] = full / weight[here]
        if length > 1:
            less = tables[length - 1]
            without = np.maximum(
                less[i1, j0] - less[i0, j0], less[i1, j0 + 1] - less[i0, j0 + 1]
            )
            new[here] = length * (full - without) / np.maximum(full, 1e-9)
    return share, new


def _shares(best: _Matrix) -> _Matrix:
    """The share of each word that each segment of the other side gets, (words, segments)."""
    highest = best.max(axis=1, keepdims=True)
    spread = np.exp(_SHARPNESS * (best - highest))
    shares: _Matrix = highest * spread / spread.sum(axis=1, keepdims=True)
    return shares
