"""The aligner: two documents in, a bitext with a probability for every bead out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from align.aligner.coarse import chunks
from align.aligner.crossing import BIAS, Part, Parted, find_moves, with_moves
from align.aligner.embedding import Embedder, default_embedder
from align.aligner.lattice import GAPS, Lattice
from align.aligner.signals import Signal, Table, all_signals, label_of, measure
from align.aligner.views.candidates import (
    BEAD_TYPES,
    BeadType,
    Candidates,
    Indexes,
)
from align.aligner.views.lexicon import NO_LEXICON, Lexicon
from align.aligner.views.pooled import Pooled
from align.aligner.views.view import View, make_view
from align.aligner.views.wrapped import unwrap
from align.aligner.weights import SHIPPED, Weights, default_weights
from align.execution.threads import one_thread
from align.model import Bead, Bitext, Document

_NEVER = -np.inf
_DOUBTFUL = 2.0  # what a pair may score less than its segments alone and still be explained

SHARPNESS = "posterior.sharpness"
"""Name of the weight by which scores are multiplied before posteriors are taken.

The prior of the training keeps weights small, and so confidences too modest; a
factor above 1 makes up for that.  It changes no alignment.
"""

UNLIKE = 0.5
"""Likeness below which two documents do not look like translations of each other.

Learned in folds on 272 right and 272 wrong pairs of the sample, of news, documentation, paired
sentences and a development set, whole ones and excerpts of one to eight beads; in the fold held
out 97.4 % of the right ones lay above and 96.7 % of the wrong ones below, of 62 and 62 of 22
real pages more 93.5 % and 90.3 %; of all 123 and 123 of real pages 94.3 % and 93.5 %.
"""

_LIKENESS = (-21.93, 4.202, 11.83)  # of nothing, of the log of the gain, of the mean confidence


def align(original: Document, translation: Document) -> Bitext:
    """Align two documents with the default embedder, signals and weights."""
    return Aligner(embedder=default_embedder()).align(original, translation)


@dataclass(frozen=True)
class Aligner:
    """A log-linear model over a lattice of beads.

    Attributes:
        embedder: the model of sentence embeddings, None to do without.
        weights: what each feature counts; by default what ships for aligning with
            embeddings, or without.
        signals: the evidence to use; any may be left out.  By default all that are
            registered; one for which the weights hold nothing counts as 0.
        types: the bead types that may occur.
        lexicon: words that are known to stand for one another.

    """

    embedder: Embedder | None = None
    weights: Weights = SHIPPED
    signals: Sequence[Signal] = field(default_factory=all_signals)
    types: tuple[BeadType, ...] = BEAD_TYPES
    lexicon: Lexicon = NO_LEXICON

    def __post_init__(self) -> None:
        if self.weights is SHIPPED:
            shipped = default_weights(embeddings=self.embedder is not None)
            object.__setattr__(self, "weights", shipped)

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
        pooled: tuple[Pooled | None, Pooled | None] | None = None,
    ) -> Bitext:
        """Return the bitext of two documents.

        Args:
            original: the Korean side.
            translation: the English side.
            pooled: what `views.pooled.pool` gave for each
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
        pooled: tuple[Pooled | None, Pooled | None] | None = None,
    ) -> View:
        """Return two documents as the signals see them; for the arguments see `align`."""
        return make_view(original, translation, self.embedder, pooled, self.lexicon)

    def beads(self, view: View) -> tuple[Bead, ...]:
        """Return the best beads over a view, in order; see `alignment`."""
        return self.alignment(view).beads

    @one_thread()
    def alignment(self, view: View) -> Alignment:
        """Return the best beads over a view, moved sections among them, and its likeness.

        Lines that were broken at a width are put together first.  A long view is cut,
        where both sides surely meet; what is left over in its parts is then compared, for
        sections that moved, across cuts too.
        """
        unwrapped = unwrap(view)
        view = unwrapped.view
        parted = self.parted(view)
        beads = self._moved(parted, parted.path())
        gain = sum(part.decoded.gain for part in parted.parts)
        return Alignment(tuple(unwrapped.in_lines(beads)), _likeness(gain, beads))

    def parted(self, view: View) -> Parted:
        """Return a view cut where both sides surely meet, and the best path of each part."""
        parts = [
            Part(original, translation, self.decode(view.part(original, translation)))
            for original, translation in chunks(view)
        ]
        return Parted(view, parts, self)

    @one_thread()
    def best(self, view: View, count: int) -> list[Alternative]:
        """Return up to `count` best alignments in order, moved sections found in each.

        Args:
            view: a bitext; a long one is cut as for `alignment`.
            count: how many, one at least.

        """
        unwrapped = unwrap(view)
        view = unwrapped.view
        best = [Alternative((), 0.0)]
        parted = self.parted(view)
        for part in parted.parts:
            here = [
                Alternative(tuple(part.placed(beads)), probability)
                for beads, probability in part.decoded.best(count)
            ]
            every = (
                Alternative((*a.beads, *b.beads), a.log_probability + b.log_probability)
                for a in best
                for b in here
            )
            best = sorted(every, key=lambda alternative: -alternative.log_probability)[:count]
        return [
            replace(one, beads=tuple(unwrapped.in_lines(self._moved(parted, one.beads))))
            for one in best
        ]

    def _moved(self, parted: Parted, path: Sequence[Bead]) -> list[Bead]:
        """A path with sections moved where that is worth what crossing costs."""
        bias = self.weights.values.get(BIAS, _NEVER)
        if bias == _NEVER:
            return list(path)
        return with_moves(path, find_moves(parted, path), bias, self._sharpness)

    @property
    def _sharpness(self) -> float:
        return self.weights.values.get(SHARPNESS, 1.0)

    @one_thread()
    def decode(self, view: View) -> Decoded:
        """Return the best path over a view that is short enough to be aligned at once."""
        candidates = view.candidates(self.types)
        if not (view.shape[0] and view.shape[1]):
            every = np.arange(len(candidates))
            return Decoded(candidates, every, np.zeros(len(every)), np.ones(len(every)))
        evidence = self._evidence(view, candidates)
        gaps = self.weights.vector(GAPS)
        scores = evidence.scores()
        return _decoded(candidates, scores, gaps, evidence, self._sharpness).pruned()

    def scores(self, view: View, candidates: Candidates) -> NDArray[np.float64]:
        """Return the score of each candidate over a view, shape (candidates,)."""
        return self._evidence(view, candidates).scores()

    def _evidence(self, view: View, candidates: Candidates) -> Evidence:
        weighed = [signal for signal in self.signals if self._weighs(signal)]
        names, features = measure(weighed, view, candidates)
        every = np.arange(len(candidates))
        return Evidence(names, features, self.weights.vector(names), every)

    def _weighs(self, signal: Signal) -> bool:
        """Whether the weights hold anything for a signal; if not, nobody asks it."""
        return any(f"{signal.name}.{name}" in self.weights.values for name in signal.features)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads, and how likely it is that one document translates the other: the likeness.

    A logistic model of what the beads gain over pairing nothing and of how sure the pairs
    are; from 0 to 1, see `UNLIKE`.
    """

    beads: tuple[Bead, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to align a bitext, and the logarithm of its probability among all ways."""

    beads: tuple[Bead, ...]
    log_probability: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of candidates and what each counts.

    Attributes:
        names: of the features.
        features: shape (candidates measured, features).
        weights: shape (features,).
        rows: where each candidate stands among those measured, -1 if that is forgotten; shape
            (candidates,).

    """

    names: tuple[str, ...]
    features: Table
    weights: NDArray[np.float64]
    rows: Indexes

    def scores(self) -> NDArray[np.float64]:
        """Return the score of each candidate, shape (candidates,)."""
        scores = self.features @ self.weights.astype(np.float32)
        return scores[self.rows].astype(np.float64)

    def of(self, some: Indexes) -> Evidence:
        """The evidence for some of the candidates."""
        return replace(self, rows=self.rows[some])

    def only(self, some: Indexes, likely: NDArray[np.bool_]) -> Evidence:
        """The evidence for some of the candidates, of which the likely ones are explained."""
        features = self.features[self.rows[some[likely]]]
        return replace(
            self, features=features, rows=np.where(likely, np.cumsum(likely) - 1, -1)
        )

    def shares(self, k: int) -> dict[str, float]:
        """Return what each feature adds to a candidate's score, zeros left out."""
        row = self.rows[k]
        if row < 0:
            return {}
        values = zip(self.names, self.features[row] * self.weights, strict=True)
        return {name: round(float(value), 3) for name, value in values if value}


@dataclass(frozen=True)
class Decoded:
    """What came out of a lattice, before sections are moved."""

    candidates: Candidates
    path: Indexes
    scores: NDArray[np.float64]
    posteriors: NDArray[np.float64]
    gaps: NDArray[np.float64] = field(default_factory=lambda: np.zeros(len(GAPS)))
    evidence: Evidence | None = None
    sharpness: float = 1.0
    log_total: float = 0.0

    @property
    def gain(self) -> float:
        """What the best path scores beyond a path of deletions alone."""
        alone = np.flatnonzero((self.candidates.m == 0) | (self.candidates.n == 0))
        return self.score - self._score(alone)

    @property
    def score(self) -> float:
        """What the best path scores."""
        return self._score(self.path)

    def _score(self, path: Indexes) -> float:
        gaps = Lattice(self.candidates).gaps_on(path)
        return float(self.scores[path].sum() + self.gaps @ gaps)

    def pruned(self) -> Decoded:
        """Return the same without the pairs that no path over a part of it would take.

        Such a pair scores so much less than all of it left alone that it would not pay
        whatever the runs without counterpart cost.  They are most of the candidates, and a long
        view has too many to keep.
        """
        c = self.candidates
        alone = _alone(self.scores, c.i0, c.i1, c.n == 0) + _alone(
            self.scores, c.j0, c.j1, c.m == 0
        )
        pays = self.scores >= alone - np.abs(self.gaps).sum()
        kept = (c.m == 0) | (c.n == 0) | pays
        likely = self.scores > alone - _DOUBTFUL
        likely[self.path] = True
        keep = np.flatnonzero(kept)
        return replace(
            self,
            candidates=c.where(kept),
            path=np.searchsorted(keep, self.path),
            scores=self.scores[keep],
            posteriors=self.posteriors[keep],
            evidence=self.evidence and self.evidence.only(keep, likely[keep]),
        )

    def part(self, original: Sequence[int], translation: Sequence[int]) -> Decoded:
        """Return what comes of some segments of both sides, as they are scored here.

        Args:
            original: positions in ascending order; a bead over a hole is none.
            translation: the same for the other side.

        """
        c = self.candidates
        rows, i0, i1 = _ends(c.i0, c.i1, original, c.shape[0])
        columns, j0, j1 = _ends(c.j0, c.j1, translation, c.shape[1])
        keep = np.flatnonzero(rows & columns)
        some = Candidates(
            (len(original), len(translation)), i0[keep], i1[keep], j0[keep], j1[keep]
        )
        evidence = self.evidence and self.evidence.of(keep)
        return _decoded(some, self.scores[keep], self.gaps, evidence, self.sharpness)

    def gains(self, original: Indexes, translation: Indexes) -> NDArray[np.float64]:
        """Return what pairs gain beyond both left alone, shape (rows, columns)."""
        c = self.candidates
        table = np.full((c.shape[0] + 1, c.shape[1] + 1), _NEVER)  # the last of each is alone
        pair = (c.m == 1) & (c.n == 1)
        table[c.i0[pair], c.j0[pair]] = self.scores[pair]
        table[c.i0[c.n == 0], -1] = self.scores[c.n == 0]
        table[-1, c.j0[c.m == 0]] = self.scores[c.m == 0]
        alone = table[original, -1][:, None] + table[-1, translation][None, :]
        gains: NDArray[np.float64] = table[np.ix_(original, translation)] - alone
        return gains

    def plain(self) -> list[Bead]:
        """Return the beads of the best path, in order."""
        return self._beads(self.path)

    def best(self, count: int) -> list[tuple[list[Bead], float]]:
        """Return the `count` best alignments and the logarithms of their probabilities."""
        paths = Lattice(self.candidates).best_paths(self.scores, count, self.gaps)
        return [
            (self._beads(path), self.sharpness * score - self.log_total)
            for path, score in paths
        ]

    def _beads(self, path: Indexes) -> list[Bead]:
        return [self._explained(self._bead(int(k))) for k in path]

    def _bead(self, k: int) -> Bead:
        c = self.candidates
        return Bead(
            tuple(range(int(c.i0[k]), int(c.i1[k]))),
            tuple(range(int(c.j0[k]), int(c.j1[k]))),
            confidence=float(min(1.0, self.posteriors[k])),
        )

    def _explained(self, bead: Bead) -> Bead:
        """The bead with what each of its features added to its score, zeros left out."""
        if not bead.is_pair or self.evidence is None:
            return bead
        k = self.candidates.find(_span(bead.original), _span(bead.translation))
        if k is None:
            return bead
        return replace(bead, signals=MappingProxyType(self.evidence.shares(k)))


def _decoded(
    candidates: Candidates,
    scores: NDArray[np.float64],
    gaps: NDArray[np.float64],
    evidence: Evidence | None,
    sharpness: float,
) -> Decoded:
    """What comes of candidates with their scores."""
    lattice = Lattice(candidates)
    posteriors = lattice.posteriors(sharpness * scores, sharpness * gaps)
    return Decoded(
        candidates,
        lattice.best_path(scores, gaps),
        scores,
        posteriors.candidates,
        gaps,
        evidence,
        sharpness,
        posteriors.log_total,
    )


def _alone(
    scores: NDArray[np.float64], start: Indexes, end: Indexes, single: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """What the segments between two bounds of a side score where each is left alone."""
    sums = np.zeros(int(end.max(initial=0)) + 1)
    sums[end[single]] = scores[single]
    sums = np.cumsum(sums)
    return sums[end] - sums[start]


def _likeness(gain: float, beads: Sequence[Bead]) -> float:
    """How likely beads that gain this much over pairing nothing are those of a translation."""
    sizes = np.array([len(b.original) + len(b.translation) for b in beads if b.is_pair])
    if not len(sizes):
        return 0.0
    confidences = np.array([bead.confidence for bead in beads if bead.is_pair])
    base, of_gain, of_confidence = _LIKENESS
    logit = base + of_gain * np.log(max(gain, 1.0))
    logit += of_confidence * float(np.average(confidences, weights=sizes))
    return float(1 / (1 + np.exp(-logit)))


def _span(indexes: tuple[int, ...]) -> tuple[int, int]:
    return indexes[0], indexes[-1] + 1


def _ends(
    start: Indexes, end: Indexes, chosen: Sequence[int], size: int
) -> tuple[NDArray[np.bool_], Indexes, Indexes]:
    """Which spans are wholly chosen and without holes, and where they then begin and end."""
    place = np.full(size + 1, -1, dtype=np.int64)
    place[list(chosen)] = np.arange(len(chosen))
    first, last = place[start], place[np.maximum(end - 1, start)]
    nothing = end == start
    whole = nothing | ((first >= 0) & (last - first == end - 1 - start))
    return whole, np.where(nothing, 0, first), np.where(nothing, 0, last + 1)
