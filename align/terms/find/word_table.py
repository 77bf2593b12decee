"""Which English words stand for which Korean ones, learned from the collection itself.

IBM Model 1 (Brown et al. 1993) in both directions.  What a word may stand for before
anything was counted, the encoder's cosines of single words say: they are the Dirichlet
prior of each distribution, so that a rare word is not left to chance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 5
_SHARPNESS = 15.0  # of the prior: exp(15 · cosine), normalised
_WEIGHT = 5.0  # occurrences that the prior counts for
_KEPT = 0.2  # expected count below which a pair is left to the prior
_SAMPLE = 500  # words by which the prior is normalised
_MOST = 3_000_000  # pairs of words that are counted
_BLOCK = 64  # Korean words whose cosines are taken at once
_NULL = 0.05  # share of words that stand for none
_Matrix = NDArray[np.float64]
_Indexes = NDArray[np.int32]


class Likeness(Protocol):
    """What the encoder makes of words."""

    def __call__(self, korean: Sequence[str], english: Sequence[str]) -> NDArray[np.float32]:
        """Return cosines, shape (Korean words, English words)."""
        ...


@dataclass(frozen=True)
class Direction:
    """Words of one side as the sources of words of the other: counts by source.

    Attributes:
        counts: expected counts of targets, by source and target.
        totals: of each source.
        norms: what the prior of a source is divided by.

    """

    counts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    totals: Mapping[str, float] = field(default_factory=dict)
    norms: Mapping[str, float] = field(default_factory=dict)

    def probabilities(
        self, sources: Sequence[str], targets: Sequence[str], cosines: NDArray[np.float32]
    ) -> _Matrix:
        """Return how probable each target is for each source, shape (sources, targets)."""
        out = np.exp(_SHARPNESS * cosines.astype(np.float64))
        usual = self._usual
        for row, source in zip(out, sources, strict=True):
            row *= _WEIGHT / self.norms.get(source, usual)
            counted = self.counts.get(source)
            if counted:
                row += [counted.get(target, 0.0) for target in targets]
            row /= self.totals.get(source, 0.0) + _WEIGHT
        return out

    def __reduce__(self) -> tuple[object, ...]:
        counts = {source: dict(mine) for source, mine in self.counts.items()}
        return Direction, (counts, dict(self.totals), dict(self.norms))

    @cached_property
    def _usual(self) -> float:
        return float(np.median(list(self.norms.values()))) if self.norms else 1e5


@dataclass(frozen=True)
class WordTable:
    """What was learned of a collection, in both directions; see `learn`.

    Attributes:
        forward: Korean sources, English targets.
        backward: English sources, Korean targets.
        signature: a short name of all of it.

    """

    forward: Direction = field(default_factory=Direction)
    backward: Direction = field(default_factory=Direction)
    signature: str = "none"

    def links(
        self, korean: Sequence[str], english: Sequence[str], cosines: NDArray[np.float32]
    ) -> tuple[_Matrix, _Matrix]:
        """Return the posteriors of one bead, each of shape (Korean, English).

        The first is how probable it is that an English word comes from a Korean one, among
        the words of the bead; the second, that the Korean one comes from the English.
        """
        given_korean = self.forward.probabilities(korean, english, cosines)
        given_english = self.backward.probabilities(english, korean, cosines.T).T
        null_english = _NULL / max(1, len(self.backward.totals))
        null_korean = _NULL / max(1, len(self.forward.totals))
        return (
            given_korean / (given_korean.sum(axis=0, keepdims=True) + null_english),
            given_english / (given_english.sum(axis=1, keepdims=True) + null_korean),
        )


UNLEARNED = WordTable()
"""Of a collection that nobody has counted: the prior alone."""


def learn(
    beads: Iterable[tuple[Sequence[str], Sequence[str]]], likeness: Likeness | None
) -> WordTable:
    """Return what a collection teaches of its words.

    Args:
        beads: the Korean and the English words of each.
        likeness: of words, for the prior; None takes all for equally alike.

    """
    some = _bounded(beads)
    if not some:
        return UNLEARNED
    korean = sorted({word for bead, _ in some for word in bead})
    english = sorted({word for _, bead in some for word in bead})
    cells = _Cells.of(some, korean, english)
    cosines = _cosines(cells, korean, english, likeness)
    forward = _direction(cells, korean, english, cosines, likeness)
    backward = _direction(cells.turned(), english, korean, cosines, _turned(likeness))
    plain = repr((forward.counts, backward.counts, forward.totals, backward.totals))
    return WordTable(forward, backward, hashlib.sha256(plain.encode("utf-8")).hexdigest()[:8])


def _bounded(
    beads: Iterable[tuple[Sequence[str], Sequence[str]]],
) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Beads with words on both sides, until they have too many pairs of words."""
    some, cells = [], 0
    for korean, english in beads:
        cells += len(korean) * len(english)
        if cells > _MOST:
            break
        if korean and english:
            some.append((korean, english))
    return some


@dataclass(frozen=True)
class _Cells:
    """Every pair of words that share a bead: which pair, and whose target it may be.

    Attributes:
        pairs: distinct pairs as source and target, shape (distinct, 2).
        pair: of each cell, which.
        group: of each cell, the place of its target.
        turned_group: of each cell, the place of its source.

    """

    pairs: _Indexes
    pair: _Indexes
    group: _Indexes
    turned_group: _Indexes

    @classmethod
    def of(
        cls,
        beads: Sequence[tuple[Sequence[str], Sequence[str]]],
        sources: Sequence[str],
        targets: Sequence[str],
    ) -> _Cells:
        source_of = {word: k for k, word in enumerate(sources)}
        target_of = {word: k for k, word in enumerate(targets)}
        keys, groups, turned = [], [], []
        first_source = first_target = 0
        mine: _Indexes
        other: _Indexes
        for here, there in beads:
            mine = np.array([source_of[word] for word in here])
            other = np.array([target_of[word] for word in there])
            keys.append((mine[:, None] * len(targets) + other).ravel())
            groups.append(np.tile(first_target + np.arange(len(other)), len(mine)))
            turned.append(np.repeat(first_source + np.arange(len(mine)), len(other)))
            first_source += len(mine)
            first_target += len(other)
        distinct, pair = np.unique(np.concatenate(keys), return_inverse=True)
        pairs = np.stack(np.divmod(distinct, len(targets)), axis=1).astype(np.int32)
        return cls(pairs, pair.astype(np.int32), np.concatenate(groups), np.concatenate(turned))

    def turned(self) -> _Cells:
        """The same with sources and targets changed about."""
        return _Cells(self.pairs[:, ::-1], self.pair, self.turned_group, self.group)


def _direction(
    cells: _Cells,
    sources: Sequence[str],
    targets: Sequence[str],
    cosines: NDArray[np.float32],
    likeness: Likeness | None,
) -> Direction:
    """Expectation and maximisation of one direction."""
    source, target = cells.pairs[:, 0], cells.pairs[:, 1]
    norms = _norms(sources, targets, likeness)
    prior: _Matrix = _WEIGHT * np.exp(_SHARPNESS * cosines) / norms[source]
    probability = prior / _WEIGHT
    null = _NULL / len(targets)
    counts: _Matrix = np.zeros(0)
    totals: _Matrix = counts
    for _ in range(_ROUNDS):
        weight = probability[cells.pair]
        whole = np.bincount(cells.group, weight) + null
        shares = weight / whole[cells.group]
        counts = np.bincount(cells.pair, shares, len(cells.pairs)).astype(np.float64)
        totals = np.bincount(source, counts, len(sources)).astype(np.float64)
        probability = (counts + prior) / (totals[source] + _WEIGHT)
    kept: dict[str, dict[str, float]] = {}
    for k in np.flatnonzero(counts >= _KEPT):
        kept.setdefault(sources[source[k]], {})[targets[target[k]]] = round(float(counts[k]), 3)
    rounded = [round(float(total), 3) for total in totals]
    return Direction(
        kept,
        dict(zip(sources, rounded, strict=True)),
        dict(zip(sources, (float(f"{norm:.5g}") for norm in norms), strict=True)),
    )


def _norms(
    sources: Sequence[str], targets: Sequence[str], likeness: Likeness | None
) -> _Matrix:
    """What makes the prior of each source a distribution, by a sample of the targets."""
    if likeness is None:
        return np.full(len(sources), float(len(targets)))
    step = max(1, len(targets) // _SAMPLE)
    sample = targets[::step]
    scale = len(targets) / len(sample)
    parts = [
        np.exp(_SHARPNESS * likeness(sources[k : k + 512], sample).astype(np.float64)).sum(
            axis=1
        )
        for k in range(0, len(sources), 512)
    ]
    return np.concatenate(parts) * scale


def _cosines(
    cells: _Cells, korean: Sequence[str], english: Sequence[str], likeness: Likeness | None
) -> NDArray[np.float32]:
    """Of each distinct pair; the pairs are in the order of their Korean words."""
    out = np.zeros(len(cells.pairs), dtype=np.float32)
    if likeness is None:
        return out
    source, target = cells.pairs[:, 0], cells.pairs[:, 1]
    for first in range(0, len(korean), _BLOCK):
        block = slice(*np.searchsorted(source, [first, first + _BLOCK]))
        here, column = np.unique(target[block], return_inverse=True)
        some = korean[first : first + _BLOCK]
        matrix = likeness(some, [english[k] for k in here])
        out[block] = matrix[source[block] - first, column]
    return out


def _turned(likeness: Likeness | None) -> Likeness | None:
    if likeness is None:
        return None

    def turned(korean: Sequence[str], english: Sequence[str]) -> NDArray[np.float32]:
        return likeness(english, korean).T

    return turned
