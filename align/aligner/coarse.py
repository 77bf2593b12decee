"""Cutting long bitexts where both sides surely meet, so that time grows with length.

Coarse to fine, after Vecalign's recursion (Thompson and Koehn 2019): blocks of
neighbouring segments are compared first, and each finer round looks only near
the path of the coarser one.  The last round gives pairs of single segments;
where three in a row follow one another, the bitext may be cut.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.aligner.views.view import SideView, View
from align.lang.figures import figures
from align.lang.words import content_words

Chunk = tuple[slice, slice]
_Vectors = NDArray[np.float64]
_Band = tuple[NDArray[np.int64], NDArray[np.int64]]  # first column and end of each row

_WHOLE = 150 * 150  # cells that are aligned without being cut
_CHUNK = 60  # segments of the longer side that a chunk aims at
_BLOCKS = 1600  # blocks a side in the coarsest round; blocks of over 25 segments lose the way
_ZOOM = 4  # how much finer each round is
_MARGIN = 2  # blocks that each finer round looks beside the coarser path
_WIDTH = 512  # dimensions of the stand-in for embeddings


def chunks(view: View) -> list[Chunk]:
    """Return spans of both sides that may be aligned one by one, in order, covering all."""
    if view.shape[0] * view.shape[1] <= _WHOLE:
        return [(slice(0, view.shape[0]), slice(0, view.shape[1]))]
    cuts = _cuts(_pairs(_rows(view.original), _rows(view.translation)), view.shape)
    bounds = [(0, 0), *cuts, view.shape]
    return [(slice(i, k), slice(j, m)) for (i, j), (k, m) in pairwise(bounds)]


def unit_rows(side: SideView) -> _Vectors:
    """Return unit vectors by which segments of both sides are roughly compared.

    Of embedding sums or of shared tokens, what is common to all of the side taken off.
    """
    return _blocks(_rows(side), 1)


def _rows(side: SideView) -> _Vectors:
    """One row a segment that may be added up over a block: embedding sums, or shared tokens."""
    vectors = side.span_vectors(1)
    if vectors is not None:
        return vectors.astype(np.float64)
    rows = np.zeros((len(side), _WIDTH))
    for index, text in enumerate(side.texts):
        tokens = figures(text, side.language)
        tokens += [w.lower() for w in content_words(text, side.language) if w.isascii()]
        for token in tokens:
            rows[index, _bucket(token)] = 1.0
    return rows


def _bucket(token: str) -> int:
    # Python's own hash differs between runs; the result must not.
    return int.from_bytes(token.encode("utf-8")[-6:], "big") % (_WIDTH - 1)


def _pairs(left: _Vectors, right: _Vectors) -> list[tuple[int, int, float]]:
    """Pairs of single segments on the path of the finest round, with their scores."""
    size = max(1, -(-max(len(left), len(right)) // _BLOCKS))
    blocks = _blocks(left, size), _blocks(right, size)
    columns = len(blocks[1])
    band = np.zeros(len(blocks[0]), np.int64), np.full(len(blocks[0]), columns, np.int64)
    path = _path(*blocks, band)
    while size > 1:
        finer = max(1, size // _ZOOM)
        blocks = _blocks(left, finer), _blocks(right, finer)
        band = _near(path, size, finer, (len(blocks[0]), len(blocks[1])))
        path, size = _path(*blocks, band), finer
    return path


def _blocks(rows: _Vectors, size: int) -> _Vectors:
    """Unit vectors of blocks of `size` rows, what is common to all of them taken off."""
    sums = np.add.reduceat(rows, np.arange(0, len(rows), size), axis=0)
    sums = sums - sums.mean(axis=0)
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    unit: _Vectors = sums / np.where(norms > 0, norms, 1.0)
    return unit


def _near(
    path: Sequence[tuple[int, int, float]], size: int, finer: int, shape: tuple[int, int]
) -> _Band:
    """The cells of a finer round within some blocks of a coarser path, row by row."""
    rows, columns = shape
    known = [(0, 0), *((i * size // finer, j * size // finer) for i, j, _ in path)]
    known.append((rows, columns))
    at, to = np.array(known, dtype=np.float64).T
    middle = np.interp(np.arange(rows), at, to)
    reach = (_MARGIN + 1) * size / finer
    first = np.maximum.accumulate(np.clip(middle - reach, 0, columns - 1).astype(np.int64))
    end = np.maximum.accumulate(np.clip(middle + reach + 1, 1, columns).astype(np.int64))
    first[0], end[-1] = 0, columns
    return first, np.maximum(end, first + 1)


def _path(left: _Vectors, right: _Vectors, band: _Band) -> list[tuple[int, int, float]]:
    """The pairs of the path through a band whose cosines add up highest, leaving any out."""
    first, end = band
    best: list[_Vectors] = []
    scores: list[_Vectors] = []
    for i in range(len(left)):
        score = np.maximum(right[first[i] : end[i]] @ left[i], 0.0)
        above = _above(best[-1], int(first[i - 1]), band, i) if i else np.zeros(len(score) + 1)
        row = np.maximum(above[1:], above[:-1] + score)
        best.append(np.maximum.accumulate(row))
        scores.append(score)
    return _trace(best, scores, band)


def _above(row: _Vectors, start: int, band: _Band, i: int) -> _Vectors:
    """The row above at the columns before and of row i; beyond its end its last value."""
    columns = np.arange(band[0][i] - 1, band[1][i]) - start
    values: _Vectors = row[np.clip(columns, 0, len(row) - 1)]
    return np.where(columns >= 0, values, 0.0)


def _trace(
    best: Sequence[_Vectors], scores: Sequence[_Vectors], band: _Band
) -> list[tuple[int, int, float]]:
    first = band[0]
    path = []
    i, j = len(best) - 1, int(band[1][-1]) - 1
    while i >= 0 and j >= first[0]:
        column = min(j, int(band[1][i]) - 1) - int(first[i])
        if column < 0:
            i -= 1
            continue
        j = column + int(first[i])
        value = best[i][column]
        if column > 0 and best[i][column - 1] == value:
            j -= 1
        elif i and _above(best[i - 1], int(first[i - 1]), band, i)[column + 1] == value:
            i -= 1
        else:
            path.append((i, j, float(scores[i][column])))
            i, j = i - 1, j - 1
    return path[::-1]


def _cuts(
    pairs: Sequence[tuple[int, int, float]], shape: tuple[int, int]
) -> list[tuple[int, int]]:
    """Where to cut: the surest place near each chunk's end, or an even share."""
    sure = _sure_places(pairs)
    cuts: list[tuple[int, int]] = []
    at, position = (0, 0), 0
    while (shape[0] - at[0]) * (shape[1] - at[1]) > _CHUNK * _CHUNK * 2:
        window: list[tuple[float, int, int]] = []
        while position < len(sure):
            score, i, j = sure[position]
            ahead = max(i - at[0], j - at[1])
            if ahead > 2 * _CHUNK:
                break
            if ahead >= _CHUNK // 2 and min(i - at[0], j - at[1]) > 0:
                window.append((score, i, j))
            position += 1
        if window:
            _, i, j = max(window)
        else:
            i, j = _even_share(at, sure[position][1:] if position < len(sure) else shape)
        at = (i, j)
        cuts.append(at)
        position = bisect_right(sure, i, key=lambda place: place[1])
    return cuts


def _sure_places(
    pairs: Sequence[tuple[int, int, float]],
) -> list[tuple[float, int, int]]:
    """Boundaries between pairs that follow one another, with how sure they are."""
    return [
        (min(before[2], here[2], after[2]), here[0], here[1])
        for before, here, after in zip(pairs, pairs[1:], pairs[2:], strict=False)
        if (here[0] - before[0], here[1] - before[1]) == (1, 1)
        and (after[0] - here[0], after[1] - here[1]) == (1, 1)
    ]


def _even_share(at: tuple[int, int], goal: tuple[int, ...]) -> tuple[int, int]:
    """The point a chunk's length along the straight way from `at` to `goal`."""
    way = goal[0] - at[0], goal[1] - at[1]
    share = min(1.0, _CHUNK / max(way))
    return at[0] + round(way[0] * share), at[1] + round(way[1] * share)
