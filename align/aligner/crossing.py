"""Paragraphs that the translator moved: omissions and additions that belong together.

A path through the lattice cannot cross itself, so a paragraph that stands
elsewhere in the translation comes out as a 1-0 here and a 0-1 there.  Where
the two fit each other better than they fit being alone, they become one bead,
marked as crossing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import inf

import numpy as np
from numpy.typing import NDArray

from align.aligner.views.candidates import Candidates
from align.model import Bead

BIAS = "crossing.bias"
"""Name of the weight that every crossing bead adds to its score; negative."""

_NONE: tuple[float, ...] = (inf,)


def join_crossing(
    beads: Sequence[Bead], candidates: Candidates, scores: NDArray[np.float64], bias: float
) -> list[Bead]:
    """Return the beads with lone segments joined where that scores better, in order.

    The confidence of a joined bead is the logistic of what joining gains.
    """
    omitted = [bead.original[0] for bead in beads if bead.type == "1-0"]
    added = [bead.translation[0] for bead in beads if bead.type == "0-1"]
    kept = list(beads)
    for gain, i, j in crossing_gains(omitted, added, candidates, scores, bias):
        kept = join_pair(kept, i, j, gain)
    return beads_in_order(kept)


def crossing_gains(
    omitted: Sequence[int],
    added: Sequence[int],
    candidates: Candidates,
    scores: NDArray[np.float64],
    bias: float,
) -> list[tuple[float, int, int]]:
    """Return what pairs of lone segments gain by being one bead, the highest first.

    Args:
        omitted: positions of original segments that stand alone.
        added: positions of translation segments that stand alone.
        candidates: beads, those of type 1-1, 1-0 and 0-1 among them.
        scores: one a candidate.
        bias: what being a crossing bead adds.

    """
    return sorted(_gains(omitted, added, candidates, scores, bias), reverse=True)


def join_pair(beads: Sequence[Bead], i: int, j: int, gain: float) -> list[Bead]:
    """Return the beads with two lone segments as one; as they were if one is taken.

    The bead's confidence is the logistic of `gain`.
    """
    omission = next((b for b in beads if b.original == (i,) and not b.is_pair), None)
    addition = next((b for b in beads if b.translation == (j,) and not b.is_pair), None)
    if omission is None or addition is None:
        return list(beads)
    kept = [bead for bead in beads if bead is not omission and bead is not addition]
    return [*kept, Bead((i,), (j,), float(1 / (1 + np.exp(-gain))), crossing=True)]


def beads_in_order(beads: Sequence[Bead]) -> list[Bead]:
    """Return beads in the original's order, an addition behind the translation before it."""
    ordered = sorted((bead for bead in beads if bead.original), key=lambda bead: bead.original)
    additions = sorted((b for b in beads if not b.original), key=lambda b: b.translation)
    least = _least_to_come(ordered)
    at: dict[int, list[Bead]] = defaultdict(list)
    for addition in additions:
        at[bisect_left(least, addition.translation)].append(addition)
    out: list[Bead] = []
    for position, bead in enumerate(ordered):
        out += [*at[position], bead]
    return out + at[len(ordered)]


def _least_to_come(ordered: Sequence[Bead]) -> list[tuple[float, ...]]:
    """The lowest translation from each bead on, those that cross left out; it never falls."""
    translations = (b.translation if not b.crossing else () for b in reversed(ordered))
    least = accumulate((t or _NONE for t in translations), min)
    return list(least)[::-1]


def _gains(
    omitted: Sequence[int],
    added: Sequence[int],
    candidates: Candidates,
    scores: NDArray[np.float64],
    bias: float,
) -> Iterator[tuple[float, int, int]]:
    c = candidates
    alone_i = {i: scores[_first((c.i0 == i) & (c.m == 1) & (c.n == 0))] for i in omitted}
    alone_j = {j: scores[_first((c.j0 == j) & (c.n == 1) & (c.m == 0))] for j in added}
    for i in omitted:
        for j in added:
            pair = c.find((i, i + 1), (j, j + 1))
            if pair is not None:
                gain = float(scores[pair] - alone_i[i] - alone_j[j] + bias)
                if gain > 0:
                    yield gain, i, j


def _first(condition: NDArray[np.bool_]) -> int:
    return int(np.flatnonzero(condition)[0])
