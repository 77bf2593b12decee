"""Bertalign's two passes over any encoder, written from the paper (Liu and Zhu 2022).

"Bertalign: Improved word embedding-based sentence alignment for Chinese-English parallel
corpora of literary texts", Digital Scholarship in the Humanities 38(2).  The first pass
finds the best path of 1-1 pairs among the likest few of each sentence; the second looks
for beads of several sentences near it.  The settings are those that the paper recommends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.model import Bead

Encode = Callable[[list[str]], NDArray[np.float32]]
_Matrix = NDArray[np.float64]
_Cell = tuple[int, int]

_LIKEST = 3  # counterparts of each sentence that the first pass looks at
_BAND = 5  # sentences beside the first path that the second pass looks at
_MOST = 5  # sentences in a bead, both sides together
_SKIP = -0.1  # what a sentence without counterpart scores
_TYPES = [(m, n) for m in range(1, _MOST) for n in range(1, _MOST) if m + n <= _MOST]


def bertalign(korean: Sequence[str], english: Sequence[str], encode: Encode) -> list[Bead]:
    """Return the beads of two lists of sentences, in order."""
    left, right = _Side.of(korean, encode), _Side.of(english, encode)
    anchors = _first_pass(left.spans[1], right.spans[1])
    return _second_pass(left, right, _band(anchors, len(korean), len(english)))


@dataclass(frozen=True)
class _Side:
    """Unit vectors of all runs of one to four sentences, by their number, and lengths."""

    spans: dict[int, _Matrix]
    before: _Matrix  # characters before each boundary

    @classmethod
    def of(cls, texts: Sequence[str], encode: Encode) -> _Side:
        runs = {
            n: [" ".join(texts[i : i + n]) for i in range(len(texts) - n + 1)]
            for n in range(1, min(_MOST - 1, len(texts)) + 1)
        }
        rows = encode([text for run in runs.values() for text in run]).astype(np.float64)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        ends = np.cumsum([len(run) for run in runs.values()])[:-1]
        before = np.concatenate([[0], np.cumsum([len(text) for text in texts])])
        return cls(dict(zip(runs, np.split(rows, ends), strict=True)), before.astype(float))


def _first_pass(left: _Matrix, right: _Matrix) -> list[_Cell]:
    """The 1-1 pairs, each with one of its likest, whose cosines add up highest."""
    cosines = left @ right.T
    least = np.sort(cosines, axis=1)[:, -min(_LIKEST, len(right))]
    scores = np.where(cosines >= least[:, None], cosines, -np.inf)
    best = np.zeros((len(left) + 1, len(right) + 1))
    for i in range(len(left)):
        paired = np.maximum(best[i, 1:], best[i, :-1] + scores[i])
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(paired, 0.0))
    path, i, j = [], len(left), len(right)
    while i and j:
        if best[i, j] == best[i, j - 1]:
            j -= 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            i, j = i - 1, j - 1
            path.append((i, j))
    return path[::-1]


def _band(anchors: Sequence[_Cell], rows: int, columns: int) -> NDArray[np.bool_]:
    """Where a bead may end: near the rectangles that lie between neighbouring anchors."""
    allowed = np.zeros((rows + 1, columns + 1), dtype=bool)
    corners = [(0, 0), *((i + 1, j + 1) for i, j in anchors), (rows, columns)]
    for (i, j), (k, m) in pairwise(corners):
        allowed[i : k + 1, max(0, j - _BAND) : m + _BAND + 1] = True
    return allowed


def _second_pass(left: _Side, right: _Side, allowed: NDArray[np.bool_]) -> list[Bead]:
    """The path of beads through a band whose scores add up highest."""
    scores = {
        (m, n): _scores(left, right, m, n)
        for m, n in _TYPES
        if m in left.spans and n in right.spans
    }
    best = np.full(allowed.shape, -np.inf)
    step: dict[_Cell, _Cell] = {}
    best[0, 0] = 0.0
    for i, j in zip(*map(np.ndarray.tolist, np.nonzero(allowed)), strict=True):
        ways = [(best[i - m, j - n] + _SKIP, m, n) for m, n in ((1, 0), (0, 1))
                if i >= m and j >= n]  # fmt: skip
        ways += [
            (best[i - m, j - n] + matrix[i - m, j - n], m, n)
            for (m, n), matrix in scores.items()
            if i >= m and j >= n
        ]
        if ways:
            best[i, j], m, n = max(ways)
            step[i, j] = m, n
    beads, (i, j) = [], (allowed.shape[0] - 1, allowed.shape[1] - 1)
    while i or j:
        m, n = step[i, j]
        beads.append(Bead(tuple(range(i - m, i)), tuple(range(j - n, j))))
        i, j = i - m, j - n
    return beads[::-1]


def _scores(left: _Side, right: _Side, m: int, n: int) -> _Matrix:
    """Scores of all beads of a type by where they begin: cosine beyond what lies beside it.

    What exceeds the mean of the neighbours of the same size is weighed by how alike in
    length the two sides are.
    """
    cosines = left.spans[m] @ right.spans[n].T
    beside = (_neighbours(cosines, n) + _neighbours(cosines.T, m).T) / 2
    ours, theirs = left.before[m:] - left.before[:-m], right.before[n:] - right.before[:-n]
    ours = ours[:, None] * right.before[-1] / max(1.0, left.before[-1])
    short, long = np.minimum(ours, theirs), np.maximum(ours, theirs)
    return (cosines - beside) * np.log2(1 + short / np.maximum(long, 1.0))


def _neighbours(cosines: _Matrix, size: int) -> _Matrix:
    """The mean cosine of each row with the runs just before and behind each column's."""
    total, count = np.zeros_like(cosines), np.zeros(cosines.shape[1])
    if cosines.shape[1] > size:
        total[:, size:] += cosines[:, :-size]
        total[:, :-size] += cosines[:, size:]
        count[size:] += 1
        count[:-size] += 1
    return total / np.maximum(count, 1)
