"""Sections that the translator moved: what is left alone on both sides, aligned once more.

A path through the lattice cannot cross itself, so a section that stands elsewhere in the
translation comes out as omissions here and additions there, its headings as partners of
whatever stood near, and neighbours that change places as one bead of several segments a side.
From pairs of such loose segments that resemble each other most, the section
around them is aligned by itself, and what it was taken from without it.  Where both together
score better than before, by more than crossing costs, its beads become crossing ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from math import inf
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from align.aligner.coarse import unit_rows
from align.aligner.views.candidates import Candidates
from align.aligner.views.view import View
from align.model import Bead, Side

if TYPE_CHECKING:
    from align.aligner.align import Aligner, Decoded

_Indexes = NDArray[np.int64]
_Scores = NDArray[np.float64]

Section = list[tuple[Bead, float]]
"""Beads of a section in order, each with its score."""

BIAS = "crossing.bias"
"""Name of the weight that every moved section adds to its score; negative."""

_TOGETHER, _OTHERS = 200, 400  # lone segments of a side compared at once, and of the other
_REACH = 30  # segments beside a seed that its section may take in
_BEYOND = 3  # neighbours in a row that are not alone and may belong to a section all the same
_APART = 2  # lone segments of a side between two beads of one section
_PAIRS, _MOST_BEADS = 3, 12  # of the path beside a section, aligned again without it
_USUAL = 10 * 10  # pairs of lone segments among which one hardly fits by chance
_MOST_COST = 2.0  # times what crossing costs a section of one bead
_LEAST_GAIN = 0.0  # of a seed as a 1-1 bead
_NONE: tuple[float, ...] = (inf,)


@dataclass(frozen=True, slots=True)
class Move:
    """A section that may have moved.

    Attributes:
        beads: of the section, each with its confidence if the section is one.
        around: what the path about it becomes.
        instead_of: the beads that both take the place of.
        gain: what the score gains, before what crossing costs.

    """

    beads: tuple[Bead, ...]
    around: tuple[Bead, ...]
    instead_of: tuple[Bead, ...]
    gain: float


@dataclass(frozen=True, slots=True)
class Part:
    """A span of both sides that was aligned by itself, and what came of it."""

    original: slice
    translation: slice
    decoded: Decoded

    def placed(self, beads: Sequence[Bead]) -> list[Bead]:
        """Return beads of the part under the indexes of the whole."""
        rows = range(self.original.start, self.original.stop)
        columns = range(self.translation.start, self.translation.stop)
        return [bead.placed(rows, columns) for bead in beads]

    def holds(self, rows: Sequence[int], columns: Sequence[int]) -> bool:
        """Whether all of some segments stand in the part."""
        return _inside(rows, self.original) and _inside(columns, self.translation)

    def without_others(self, rows: Sequence[int], columns: Sequence[int]) -> Decoded:
        """What comes of the part if it has some of its segments and no others."""
        return self.decoded.part(
            [i - self.original.start for i in rows],
            [j - self.translation.start for j in columns],
        )


@dataclass(frozen=True)
class Parted:
    """A bitext in parts, any segments of which can be aligned.

    Attributes:
        view: of the whole.
        parts: that cover it, in order.
        aligner: measures what no part holds.

    """

    view: View
    parts: Sequence[Part]
    aligner: Aligner

    def path(self) -> list[Bead]:
        """Return the best paths of the parts, one behind the other."""
        return [bead for part in self.parts for bead in part.placed(part.decoded.plain())]

    @cached_property
    def vectors(self) -> tuple[_Scores, _Scores]:
        """Unit vectors of the segments of both sides, for a rough look."""
        return unit_rows(self.view.original), unit_rows(self.view.translation)

    def decode(self, rows: Sequence[int], columns: Sequence[int]) -> Decoded:
        """Return what comes of some segments of both sides; measured anew across parts."""
        for part in self.parts:
            if part.holds(rows, columns):
                return part.without_others(rows, columns)
        return self.aligner.decode(self.view.chosen(rows, columns))


def find_moves(parted: Parted, beads: Sequence[Bead]) -> list[Move]:
    """Return sections that score better moved, each found after those before it were moved.

    Args:
        parted: the bitext.
        beads: a path through it, in order.

    """
    path = list(beads)
    found: list[Move] = []
    by_chance = _by_chance(path)
    for seed in _seeds(parted, path):
        move = _move(parted, path, seed)
        if move is not None and move.gain > by_chance:
            found.append(replace(move, gain=move.gain - by_chance))
            path = _put(path, move)
    return found


def _by_chance(path: Sequence[Bead]) -> float:
    """What a section must gain more, since of many lone segments some fit by chance."""
    omitted = sum(not bead.translation for bead in path)
    added = sum(not bead.original for bead in path)
    return float(np.log(max(1.0, omitted * added / _USUAL)))


def with_moves(
    beads: Sequence[Bead], moves: Sequence[Move], bias: float, sharpness: float = 1.0
) -> list[Bead]:
    """Return a path with those sections moved that gain more than crossing costs, in order.

    The confidence of a crossing bead is that of its section, the logistic of what moving
    gains, times its own within the section.  What fits by chance adds up over a section, so
    crossing costs more for two or three beads than for one, by the square root of their
    number, and no more than double for long sections.

    Args:
        beads: the path that the moves were found on.
        moves: what `find_moves` found.
        bias: what crossing adds to the score of a section of one bead; negative.
        sharpness: by which scores are multiplied before probabilities are taken.

    """
    path = list(beads)
    crossing: list[Bead] = []
    for move in moves:
        gain = move.gain + bias * min(_MOST_COST, float(np.sqrt(len(move.beads))))
        there = {id(bead) for bead in path}
        if gain <= 0 or not all(id(bead) in there for bead in move.instead_of):
            continue
        path = _put(path, move)
        surely = float(1 / (1 + np.exp(-sharpness * gain)))
        crossing += [
            replace(b, confidence=b.confidence * surely, crossing=True) for b in move.beads
        ]
    return beads_in_order([*path, *crossing]) if crossing else path


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


def _seeds(parted: Parted, path: Sequence[Bead]) -> list[tuple[int, int]]:
    """Loose segments that are each other's likest, those first that gain most as a bead."""
    rows, columns = (np.array(sorted(own), dtype=np.int64) for own in _loose(path))
    if not (len(rows) and len(columns)):
        return []
    compare = _compare_in_part if len(parted.parts) == 1 else _compare_across
    seeds: list[tuple[float, int, int]] = []
    for start in range(0, len(rows), _TOGETHER):
        here = rows[start : start + _TOGETHER]
        seeds += compare(parted, here, _nearest(here, columns, parted.view.shape))
    return [(i, j) for gain, i, j in sorted(seeds, reverse=True) if gain > _LEAST_GAIN]


def _loose(path: Sequence[Bead]) -> list[set[int]]:
    """Segments of either side that are alone, or in a bead of several a side."""
    loose = [b for b in path if not b.is_pair or min(len(b.original), len(b.translation)) > 1]
    return [{k for bead in loose for k in bead.on(side)} for side in Side]


def _nearest(rows: _Indexes, columns: _Indexes, shape: tuple[int, int]) -> _Indexes:
    """The columns that lie nearest to some rows, in order."""
    middle = rows[len(rows) // 2] * shape[1] / shape[0]
    return columns[np.sort(np.argsort(np.abs(columns - middle), kind="stable")[:_OTHERS])]


def _compare_in_part(
    parted: Parted, rows: _Indexes, columns: _Indexes
) -> Iterator[tuple[float, int, int]]:
    """Pairs that are each other's best by what they gain, behind that."""
    gains = parted.parts[0].decoded.gains(rows, columns)
    for i, j in _mutual(gains):
        yield float(gains[i, j]), int(rows[i]), int(columns[j])


def _compare_across(
    parted: Parted, rows: _Indexes, columns: _Indexes
) -> Iterator[tuple[float, int, int]]:
    """Pairs that are each other's likest, behind what they gain."""
    likeness = parted.vectors[0][rows] @ parted.vectors[1][columns].T
    pairs = _mutual(likeness)
    some = parted.view.chosen(rows.tolist(), columns.tolist())
    left, right = np.array(pairs, dtype=np.int64).T
    gains = _gains(some, left, right, parted.aligner)
    for gain, (i, j) in zip(gains, pairs, strict=True):
        yield float(gain), int(rows[i]), int(columns[j])


def _mutual(likeness: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Rows and columns that are each other's likest; there is one such pair at least."""
    best = likeness.argmax(axis=1)
    back = likeness.argmax(axis=0)
    return [(i, int(j)) for i, j in enumerate(best) if back[j] == i]


def _gains(view: View, rows: _Indexes, columns: _Indexes, aligner: Aligner) -> _Scores:
    """What each row gains by being one bead with its column, beyond both left alone."""
    none, one = np.zeros(len(rows), np.int64), np.ones(len(rows), np.int64)
    candidates = Candidates(
        view.shape,
        np.concatenate([rows, rows, none]),
        np.concatenate([rows + one, rows + one, none]),
        np.concatenate([columns, none, columns]),
        np.concatenate([columns + one, none, columns + one]),
    )
    pair, left, right = np.split(aligner.scores(view, candidates), 3)
    gains: _Scores = pair - left - right
    return gains


def _move(parted: Parted, path: Sequence[Bead], seed: tuple[int, int]) -> Move | None:
    """The best section around two loose segments; None where none gains anything."""
    alone = _loose(path)
    if not all(place in own for place, own in zip(seed, alone, strict=True)):
        return None
    held = [{k for bead in path for k in bead.on(side)} for side in Side]
    section: Section = []
    for own in (held, alone):  # near neighbours may rather face each other than the seed
        section = section or _section(parted, seed, alone, own)
    variants = [section, [item for item in section if _within(item[0], alone)]]
    moves = [
        _moved(parted, path, variant)
        for k, variant in enumerate(variants)
        if variant and variant not in variants[:k]
    ]
    better = [move for move in moves if move is not None and move.gain > 0]
    return max(better, key=lambda move: move.gain, default=None)


def _within(bead: Bead, segments: Sequence[set[int]]) -> bool:
    return all(own.issuperset(bead.on(side)) for own, side in zip(segments, Side, strict=True))


def _section(
    parted: Parted,
    seed: tuple[int, int],
    alone: Sequence[set[int]],
    held: Sequence[set[int]],
) -> Section:
    """The pairs about a seed that follow one another closely, with their scores."""
    rows, columns = map(_about, seed, alone, held)
    decoded = parted.decode(rows, columns)
    scores = decoded.scores[decoded.path].tolist()
    beads = [bead.placed(rows, columns) for bead in decoded.plain()]
    pairs = [item for item in zip(beads, scores, strict=True) if item[0].is_pair]
    holding = (
        k
        for k, (bead, _) in enumerate(pairs)
        if seed[0] in bead.original or seed[1] in bead.translation
    )
    start = end = next(holding, -1)
    if start < 0:
        return []
    while start and _close(pairs[start - 1][0], pairs[start][0]):
        start -= 1
    while end + 1 < len(pairs) and _close(pairs[end][0], pairs[end + 1][0]):
        end += 1
    return pairs[start : end + 1]


def _about(place: int, alone: set[int], held: set[int]) -> list[int]:
    """Segments in a row about a lone one: lone ones, and a few between and beside them.

    None but those that are held: what a path does not hold has moved already.
    """
    found = [place]
    for step in (-1, 1):
        others = 0
        for at in range(place + step, place + step * (_REACH + 1), step):
            others = 0 if at in alone else others + 1
            if at not in held or others > _BEYOND:
                break
            found.append(at)
    return sorted(found)


def _close(first: Bead, second: Bead) -> bool:
    return (
        second.original[0] - first.original[-1] <= _APART + 1
        and second.translation[0] - first.translation[-1] <= _APART + 1
    )


def _moved(parted: Parted, path: Sequence[Bead], section: Section) -> Move | None:
    """What moving some beads gains; None where what is left would be no path."""
    held = (
        {i for bead, _ in section for i in bead.original},
        {j for bead, _ in section for j in bead.translation},
    )
    touched = [
        [k for k, bead in enumerate(path) if not own.isdisjoint(bead.on(side))]
        for own, side in zip(held, Side, strict=True)
    ]
    beads = [path[k] for k in _window(path, touched)]
    rows = [i for bead in beads for i in bead.original]
    columns = [j for bead in beads for j in bead.translation]
    before = parted.decode(rows, columns).score
    rows = [i for i in rows if i not in held[0]]
    columns = [j for j in columns if j not in held[1]]
    if not (rows and columns):
        return None
    rest = parted.decode(rows, columns)
    new = {_sides(b): b for b in (bead.placed(rows, columns) for bead in rest.plain())}
    move = Move(
        beads=tuple(bead for bead, _ in section),
        around=tuple(b for key, b in new.items() if key not in set(map(_sides, beads))),
        instead_of=tuple(bead for bead in beads if _sides(bead) not in new),
        gain=rest.score + sum(score for _, score in section) - before,
    )
    return move if _is_path(_put(path, move)) else None


def _window(path: Sequence[Bead], touched: Sequence[Sequence[int]]) -> list[int]:
    """Positions on a path that hold a section's segments, and some about them, in order."""
    positions: set[int] = set()
    for places in touched:
        start = _beside(path, min(places), -1)
        positions.update(range(start, _beside(path, max(places), 1) + 1))
    return sorted(positions)


def _beside(path: Sequence[Bead], place: int, step: int) -> int:
    """The position a few pairs beside another one, or fewer where many beads are alone."""
    pairs, at = 0, place
    for _ in range(_MOST_BEADS):
        if pairs == _PAIRS or not 0 <= at + step < len(path):
            break
        at += step
        pairs += path[at].is_pair
    return at


def _put(path: Sequence[Bead], move: Move) -> list[Bead]:
    """The path after a move, each run of it with the original's lone segments first."""
    gone = {id(bead) for bead in move.instead_of}
    kept = [bead for bead in path if id(bead) not in gone]
    beads = [*kept, *move.around]
    rows = sorted((b for b in beads if not b.translation), key=lambda b: b.original)[::-1]
    columns = sorted((b for b in beads if not b.original), key=lambda b: b.translation)[::-1]
    ordered: list[Bead] = []
    for pair in sorted((b for b in beads if b.is_pair), key=lambda b: b.original):
        while rows and rows[-1].original < pair.original:
            ordered.append(rows.pop())
        while columns and columns[-1].translation < pair.translation:
            ordered.append(columns.pop())
        ordered.append(pair)
    return [*ordered, *rows[::-1], *columns[::-1]]


def _is_path(beads: Sequence[Bead]) -> bool:
    """Whether no pair crosses another and none has a hole."""
    pairs = sorted((bead for bead in beads if bead.is_pair), key=lambda bead: bead.original)
    whole = all(side[-1] - side[0] == len(side) - 1 for b in pairs for side in _sides(b))
    return whole and all(
        one.translation[-1] < two.translation[0] for one, two in pairwise(pairs)
    )


def _sides(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return bead.original, bead.translation


def _inside(indexes: Sequence[int], span: slice) -> bool:
    """Whether indexes in ascending order all lie in a span."""
    return not indexes or (indexes[0] >= span.start and indexes[-1] < span.stop)
