"""Words that stand for one another: how much of either side a pair accounts for.

A word looks for its counterpart in the whole of the other side: each segment
gets a share of it by a softmax over the best match there, scaled by how good
the best match is at all.  The shares of a word add up to no more than one, so
a bead accounts for a word to the extent that no other place does it better,
and on every path each word counts once: in its bead or, if deleted, as lost.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from align.aligner.signals.base import Features, columns
from align.aligner.signals.held import LEAST_WEIGHT, Held, Parts
from align.aligner.signals.matchers import (
    LatinMatcher,
    LexiconMatcher,
    Matcher,
    MeaningMatcher,
    SoundMatcher,
)
from align.aligner.signals.seams import joined_lines
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
        *("new_original", "new_translation", "crossed_original", "crossed_translation"),
        *("claimed_original", "claimed_translation"),
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
            (left, right, match, c.i0, c.i1, c.j0, c.j1),
            (right, left, match.T, c.j0, c.j1, c.i0, c.i1),
        )
        joined = [joined_lines(view.translation), joined_lines(view.original)]
        for k, (words, others, likeness, *spans) in enumerate(sides):
            start, end, other, other_end = spans
            best = _best(likeness, others.starts)
            shares = _shares(best)
            weight = words.weight_in(start, end)
            met = _met(likeness, words, others, shares)
            found, covered = Held(words, shares, met, others), Held(words, best)
            whole, shared = found.within(*spans), found.in_parts(*spans)
            everywhere = words.before(shares.sum(axis=1))
            claims = _claims(others, likeness, words)
            of_pair = (
                (0, shared), (2, weight), (4, shared / weight),
                (8, np.sqrt(np.maximum(shared, 0))), (10, covered.within(*spans) / weight),
                (12, covered.new(start, end, other, other_end, joined[k])),
                (14, (whole - shared) / weight),
            )  # fmt: skip
            for column, values in of_pair:
                out[:, column + k] = np.where(pair, values, 0)
            out[:, 6 + k] = np.where(pair, 0, everywhere[end] - everywhere[start])
            out[:, 16 + k] = np.where(pair, 0, claims[end] - claims[start])
        return out

    def _match(self, left: _Words, right: _Words, view: View) -> _Matrix:
        """The likeness of every word to every other, shape (original, translation words)."""
        match = np.zeros((len(left.types), len(right.types)))
        for matcher in self._matchers:
            likeness = matcher.likeness(left.types, right.types, view)
            np.maximum(match, likeness, out=match)
        return match[left.inverse][:, right.inverse]


class _Words(Parts):
    """The content words of one side: types, weights, and where each segment's begin."""

    def __init__(self, side: SideView) -> None:
        by_segment = [content_words(text, side.language) for text in side.texts]
        words = [word for group in by_segment for word in group]
        self.starts = np.cumsum([0, *map(len, by_segment)])
        types, inverse, counts = np.unique(words, return_inverse=True, return_counts=True)
        self.types: list[str] = types.tolist() if words else []
        self.inverse: Indexes = inverse
        super().__init__(1 / np.sqrt(counts)[inverse] if words else np.zeros(0), self.starts)

    def weight_in(self, start: Indexes, end: Indexes) -> _Matrix:
        """Weight of the words in segments start to end."""
        before = self.before(np.ones(len(self.weights)))
        weight: _Matrix = np.maximum(before[end] - before[start], LEAST_WEIGHT)
        return weight


def _met(match: _Matrix, words: _Words, others: _Words, shares: _Matrix) -> _Matrix:
    """How much of each segment meets each word of the other side, (other words, segments).

    A word meets, in each segment there, the word that matches it best.
    """
    met = np.zeros((len(others.weights), len(words.starts) - 1))
    segment = np.repeat(np.arange(len(words.starts) - 1), np.diff(words.starts))
    for k, (start, end) in enumerate(itertools.pairwise(others.starts.tolist())):
        if start < end:
            nearest = start + match[:, start:end].argmax(axis=1)
            np.add.at(met, (nearest, segment), words.weights * shares[:, k])
    return met


def _claims(others: _Words, match: _Matrix, words: _Words) -> _Matrix:
    """How much of the other side's words looks to the segments before each boundary."""
    shares = _shares(_best(match.T, words.starts))
    return np.concatenate([[0.0], np.cumsum(others.weights @ shares)])


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
