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
        *("new_original", "new_translation"),
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
            (left, _shares(match, right.starts), c.i0, c.i1, c.j0, c.j1),
            (right, _shares(match.T, left.starts), c.j0, c.j1, c.i0, c.i1),
        )
        for k, (words, shares, start, end, other_start, other_end) in enumerate(sides):
            shared = words.sum_in(shares, start, end, other_start, other_end)
            weight = words.weight_in(start, end)
            out[:, k] = np.where(pair, shared, 0)
            out[:, 2 + k] = np.where(pair, weight, 0)
            out[:, 4 + k] = np.where(pair, shared / np.maximum(weight, 1e-9), 0)
            everywhere = words.sum_in(shares, start, end, 0 * start, 0 * end + shares.shape[1])
            out[:, 6 + k] = np.where(pair, 0, everywhere)
            out[:, 8 + k] = np.sqrt(np.maximum(out[:, k], 0.0))
        covers = (
            (left, _best(match, right.starts), c.i0, c.i1, c.j0, c.j1),
            (right, _best(match.T, left.starts), c.j0, c.j1, c.i0, c.i1),
        )
        for k, (words, best, start, end, other_start, other_end) in enumerate(covers):
            cover, new = _covered(words, best, start, end, other_start, other_end)
            out[:, 10 + k], out[:, 12 + k] = np.where(pair, cover, 0), np.where(pair, new, 0)
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
        weight: _Matrix = before[end] - before[start]
        return weight

    def sum_in(
        self,
        shares: _Matrix,
        start: Indexes,
        end: Indexes,
        column: Indexes,
        column_end: Indexes,
    ) -> _Matrix:
        """Weighted shares of the words in segments start to end, over some columns."""
        table = np.zeros((shares.shape[0] + 1, shares.shape[1] + 1))
        np.cumsum(np.cumsum(shares * self.weights, 0), 1, out=table[1:, 1:])
        table = table[self.starts]
        total: _Matrix = (
            table[end, column_end] - table[end, column]
            - table[start, column_end] + table[start, column]
        )  # fmt: skip
        return total


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
    weight = np.maximum(words.weight_in(start, end), 1e-9)
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


def _shares(match: _Matrix, starts: Indexes) -> _Matrix:
    """The share of each word that each segment of the other side gets, (words, segments)."""
    best = _best(match, starts)
    highest = best.max(axis=1, keepdims=True)
    spread = np.exp(_SHARPNESS * (best - highest))
    shares: _Matrix = highest * spread / spread.sum(axis=1, keepdims=True)
    return shares
