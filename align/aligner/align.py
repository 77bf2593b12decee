"""The aligner: two documents in, a bitext with a probability for every bead out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from align.aligner.coarse import chunks
from align.aligner.crossing import (
    BIAS,
    beads_in_order,
    crossing_gains,
    join_crossing,
    join_pair,
)
from align.aligner.embedding import Embedder, Vectors, default_embedder
from align.aligner.lattice import GAPS, Lattice
from align.aligner.signals import Signal, all_signals, label_of, measure
from align.aligner.views.candidates import (
    BEAD_TYPES,
    BeadType,
    Candidates,
    Indexes,
    all_candidates,
)
from align.aligner.views.lexicon import NO_LEXICON, Lexicon
from align.aligner.views.view import View, make_view
from align.aligner.views.wrapped import unwrap
from align.aligner.weights import Weights, default_weights
from align.execution.threads import one_thread
from align.model import Bead, Bitext, Document

_NEVER = -np.inf
_SINGLES: tuple[BeadType, ...] = ((1, 0), (0, 1), (1, 1))
_PATHS, _MOST_PATHS = 4, 2_000  # for each alternative asked for, and at most for all
_TOGETHER = 60  # lone segments of a long bitext that are compared at once

SHARPNESS = "posterior.sharpness"
"""Name of the weight by which scores are multiplied before posteriors are taken.

The prior of the training keeps weights small, and so confidences too modest; a
factor above 1 makes up for that.  It changes no alignment.
"""

UNLIKE = 2.7
"""Likeness below which two documents do not look like translations of each other.

On the 40 documents that the weights were learned on no right pair lies below
(lowest 3.05), and none of 160 wrong pairs of them above (highest 2.40).  By the
rule of three the error rates are under 7.5 % and 1.9 %.
"""


def align(original: Document, translation: Document) -> Bitext:
    """Align two documents with the default embedder, signals and weights."""
    return Aligner(embedder=default_embedder()).align(original, translation)


@dataclass(frozen=True)
class Aligner:
    """A log-linear model over a lattice of beads.

    Attributes:
        embedder: the model of sentence embeddings, None to do without.
        weights: what each feature counts.
        signals: the evidence to use; any may be left out.  By default all that are
            registered; one for which the weights hold nothing counts as 0.
        types: the bead types that may occur.
        lexicon: words that are known to stand for one another.

    """

    embedder: Embedder | None = None
    weights: Weights = field(default_factory=default_weights)
    signals: Sequence[Signal] = field(default_factory=all_signals)
    types: tuple[BeadType, ...] = BEAD_TYPES
    lexicon: Lexicon = NO_LEXICON

    @property
    def signature(self) -> str:
        """A short name of everything that decides the result, as sacrebleu gives its scores."""
        digest = hashlib.sha256(self.weights.to_json().encode("utf-8")).hexdigest()[:8]
        embedder = self.embedder.name if self.embedder else "none"
        signals = "+".join(map(label_of, self.signals))
        types = hashlib.sha256(repr(self.types).encode("utf-8")).hexdigest()[:4]
        return (
            f"model:4|embed:{embedder}|signals:{signals}|types:{types}|weights:{digest}"
            f"|lexicon:{self.lexicon.signature}"
        )

    def align(
        self,
        original: Document,
        translation: Document,
        pooled: tuple[Vectors | None, Vectors | None] | None = None,
    ) -> Bitext:
        """Return the bitext of two documents.

        Args:
            original: the Korean side.
            translation: the English side.
            pooled: what the embedder's `pool` gave for the segments of each
                side, where that is known already.

        """
        return Bitext(
            original, translation, self.beads(self.view(original, translation, pooled))
        )

    @one_thread()
    def view(
        self,
        original: Document,
        translation: Document,
        pooled: tuple[Vectors | None, Vectors | None] | None = None,
    ) -> View:
        """Return two documents as the signals see them; for the arguments see `align`."""
        return make_view(original, translation, self.embedder, pooled, self.lexicon)

    def beads(self, view: View) -> tuple[Bead, ...]:
        """Return the best beads over a view, in order; see `alignment`."""
        return self.alignment(view).beads

    @one_thread()
    def alignment(self, view: View) -> Alignment:
        """Return the best beads over a view, crossing pairs joined, and its likeness.

        Lines that were broken at a width are put together first.  A long view is cut,
        where both sides surely meet; what is left over in its parts is then compared once
        more, for paragraphs that moved across a cut.
        """
        unwrapped = unwrap(view)
        view = unwrapped.view
        beads: list[Bead] = []
        gain = 0.0
        parts = chunks(view)
        for original, translation in parts:
            decoded = self.decode(view.part(original, translation))
            gain += decoded.gain
            beads += [
                _shifted(bead, original.start, translation.start)
                for bead in decoded.beads(self._bias)
            ]
        if len(parts) > 1:
            beads = self._join_across_cuts(view, beads)
        return Alignment(tuple(unwrapped.in_lines(beads)), gain / max(1, sum(view.shape)))

    @one_thread()
    def best(self, view: View, count: int) -> list[Alternative]:
        """Return up to `count` best alignments in order, crossing pairs joined in each.

        Args:
            view: a bitext; a long one is cut as for `alignment`.
            count: how many, one at least.

        """
        unwrapped = unwrap(view)
        view = unwrapped.view
        best = [Alternative((), 0.0)]
        for original, translation in chunks(view):
            decoded = self.decode(view.part(original, translation))
            here = [
                Alternative(
                    tuple(_shifted(bead, original.start, translation.start) for bead in beads),
                    probability,
                )
                for beads, probability in decoded.best(count, self._bias)
            ]
            every = (
                Alternative((*a.beads, *b.beads), a.log_probability + b.log_probability)
                for a in best
                for b in here
            )
            best = sorted(every, key=lambda alternative: -alternative.log_probability)[:count]
        return [replace(one, beads=tuple(unwrapped.in_lines(one.beads))) for one in best]

    @property
    def _bias(self) -> float:
        return self.weights.values.get(BIAS, _NEVER)

    def _join_across_cuts(self, view: View, beads: Sequence[Bead]) -> list[Bead]:
        """Join lone segments of different parts of a long view.

        Each is compared with its nearest in the other side.  The more there
        are, the likelier one fits by chance, so the bias grows with their number.
        """
        alone = [bead for bead in beads if not bead.is_pair]
        left = [i for bead in alone for i in bead.original]
        right = np.array([j for bead in alone for j in bead.translation], dtype=np.int64)
        joined = list(beads)
        for start in range(0, len(left) if len(right) else 0, _TOGETHER):
            rows = left[start : start + _TOGETHER]
            middle = rows[len(rows) // 2] * view.shape[1] / view.shape[0]
            nearest = np.sort(
                np.argsort(np.abs(right - middle), kind="stable")[: 2 * _TOGETHER]
            )
            columns = right[nearest].tolist()
            some = view.chosen(rows, columns)
            candidates = all_candidates(some.shape, _SINGLES)
            gains = crossing_gains(
                range(len(rows)),
                range(len(columns)),
                candidates,
                self._scores(some, candidates)[0],
                self._bias - float(np.log(len(columns))),
            )
            for gain, i, j in gains:
                joined = join_pair(joined, rows[i], columns[j], gain)
        return beads_in_order(joined)

    @one_thread()
    def decode(self, view: View) -> Decoded:
        """Return the best path over a view that is short enough to be aligned at once."""
        candidates = view.candidates(self.types)
        if not (view.shape[0] and view.shape[1]):
            every = np.arange(len(candidates))
            return Decoded(candidates, every, np.zeros(len(every)), np.ones(len(every)))
        scores, names, parts = self._scores(view, candidates)
        gaps = self.weights.vector(GAPS)
        lattice = Lattice(candidates)
        sharpness = self.weights.values.get(SHARPNESS, 1.0)
        posteriors = lattice.posteriors(sharpness * scores, sharpness * gaps)
        path = lattice.best_path(scores, gaps)
        return Decoded(
            candidates,
            path,
            scores,
            posteriors.candidates,
            gaps,
            names,
            parts,
            sharpness,
            posteriors.log_total,
        )

    def _scores(
        self, view: View, candidates: Candidates
    ) -> tuple[NDArray[np.float64], tuple[str, ...], NDArray[np.float64]]:
        """Each candidate's score, and the features' names and shares in it."""
        weighed = [signal for signal in self.signals if self._weighs(signal)]
        names, features = measure(weighed, view, candidates)
        parts = features * self.weights.vector(names)
        return parts.sum(axis=1), names, parts

    def _weighs(self, signal: Signal) -> bool:
        """Whether the weights hold anything for a signal; if not, nobody asks it."""
        return any(f"{signal.name}.{name}" in self.weights.values for name in signal.features)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads, and how much they gain per segment over pairing nothing: the likeness.

    Two documents of which one translates the other have a likeness of 3.0 or
    more, others of 2.5 or less; see `UNLIKE`.
    """

    beads: tuple[Bead, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to align a bitext, and the logarithm of its probability among all ways."""

    beads: tuple[Bead, ...]
    log_probability: float


@dataclass(frozen=True)
class Decoded:
    """What came out of a lattice, before crossing beads are joined."""

    candidates: Candidates
    path: Indexes
    scores: NDArray[np.float64]
    posteriors: NDArray[np.float64]
    gaps: NDArray[np.float64] = field(default_factory=lambda: np.zeros(len(GAPS)))
    names: tuple[str, ...] = ()
    parts: NDArray[np.float64] | None = None
    sharpness: float = 1.0
    log_total: float = 0.0

    @property
    def gain(self) -> float:
        """What the best path scores beyond a path of deletions alone."""
        alone = np.flatnonzero((self.candidates.m == 0) | (self.candidates.n == 0))
        return self._score(self.path) - self._score(alone)

    def _score(self, path: Indexes) -> float:
        gaps = Lattice(self.candidates).gaps_on(path)
        return float(self.scores[path].sum() + self.gaps @ gaps)

    def beads(self, bias: float) -> list[Bead]:
        """Return the beads, those joined that are worth `bias` more together than apart."""
        return self._joined(self.path, bias)

    def best(self, count: int, bias: float) -> list[tuple[list[Bead], float]]:
        """Return the `count` best alignments and the logarithms of their probabilities.

        Paths that say the same, since a deletion may stand in several places,
        are one alignment.
        """
        lattice = Lattice(self.candidates)
        asked = count * _PATHS
        while True:
            paths = lattice.best_paths(self.scores, asked, self.gaps)
            alternatives: dict[object, tuple[list[Bead], float]] = {}
            for path, score in paths:
                beads = self._joined(path, bias)
                key = tuple(sorted((bead.original, bead.translation) for bead in beads))
                known, before = alternatives.get(key, (beads, _NEVER))
                probability = self.sharpness * score - self.log_total
                alternatives[key] = known, float(np.logaddexp(before, probability))
            if len(alternatives) >= count or len(paths) < asked or asked >= _MOST_PATHS:
                return sorted(alternatives.values(), key=lambda item: -item[1])[:count]
            asked *= 4

    def _joined(self, path: Indexes, bias: float) -> list[Bead]:
        plain = [self._bead(int(k)) for k in path]
        joined = join_crossing(plain, self.candidates, self.scores, bias)
        return [self._explained(bead) for bead in joined]

    def _bead(self, k: int) -> Bead:
        c = self.candidates
        return Bead(
            tuple(range(int(c.i0[k]), int(c.i1[k]))),
            tuple(range(int(c.j0[k]), int(c.j1[k]))),
            confidence=float(min(1.0, self.posteriors[k])),
        )

    def _explained(self, bead: Bead) -> Bead:
        """The bead with what each of its features added to its score, zeros left out."""
        if not bead.is_pair or self.parts is None:
            return bead
        k = self.candidates.find(_span(bead.original), _span(bead.translation))
        if k is None:
            return bead
        values = zip(self.names, self.parts[k], strict=True)
        signals = {name: round(float(value), 3) for name, value in values if value}
        return replace(bead, signals=MappingProxyType(signals))


def _span(indexes: tuple[int, ...]) -> tuple[int, int]:
    return indexes[0], indexes[-1] + 1


def _shifted(bead: Bead, i: int, j: int) -> Bead:
    return replace(
        bead,
        original=tuple(i + k for k in bead.original),
        translation=tuple(j + k for k in bead.translation),
    )
