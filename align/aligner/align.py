"""The aligner: two documents in, a bitext with a probability for every bead out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from align.aligner.candidates import BEAD_TYPES, BeadType, Candidates, all_candidates
from align.aligner.crossing import BIAS, join_crossing
from align.aligner.embedding import Embedder, Vectors, default_embedder
from align.aligner.lattice import Lattice
from align.aligner.signals import SIGNALS, Signal, measure
from align.aligner.view import View, make_view
from align.aligner.weights import Weights, default_weights
from align.model import Bead, Bitext, Document

_NEVER = -np.inf


def align(original: Document, translation: Document) -> Bitext:
    """Align two documents with the default embedder, signals and weights."""
    return Aligner(embedder=default_embedder()).align(original, translation)


@dataclass(frozen=True)
class Aligner:
    """A log-linear model over a lattice of beads.

    Attributes:
        embedder: the model of sentence embeddings, None to do without.
        weights: what each feature counts.
        signals: the evidence to use; any may be left out.
        types: the bead types that may occur.

    """

    embedder: Embedder | None = None
    weights: Weights = field(default_factory=default_weights)
    signals: Sequence[Signal] = field(default_factory=lambda: [signal() for signal in SIGNALS])
    types: tuple[BeadType, ...] = BEAD_TYPES

    @property
    def signature(self) -> str:
        """A short name of everything that decides the result, as sacrebleu gives its scores."""
        digest = hashlib.sha256(self.weights.to_json().encode("utf-8")).hexdigest()[:8]
        embedder = self.embedder.name if self.embedder else "none"
        signals = "+".join(signal.name for signal in self.signals)
        types = hashlib.sha256(repr(self.types).encode("utf-8")).hexdigest()[:4]
        return f"model:2|embed:{embedder}|signals:{signals}|types:{types}|weights:{digest}"

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
        view = make_view(original, translation, self.embedder, pooled)
        return Bitext(original, translation, self.beads(view))

    def beads(self, view: View) -> tuple[Bead, ...]:
        """Return the best beads over a view, in order, crossing pairs joined."""
        if not (view.shape[0] and view.shape[1]):
            return _one_sided(view)
        candidates = all_candidates(view.shape, self.types)
        names, features = measure(self.signals, view, candidates)
        weights = self.weights.vector(names)
        lattice = Lattice(candidates)
        scores = features @ weights
        path = lattice.best_path(scores)
        posteriors = anywhere(candidates, lattice.posteriors(scores)[0])
        beads = [_bead(candidates, k, posteriors[k]) for k in path]
        joined = join_crossing(beads, candidates, scores, self.weights.values.get(BIAS, _NEVER))
        return tuple(_explained(bead, candidates, names, features * weights) for bead in joined)


def anywhere(candidates: Candidates, posteriors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return posteriors in which a deletion counts wherever in the other side it is placed.

    That a paragraph has no counterpart is one finding, while the lattice has
    a candidate for it at every place of the other side.
    """
    out = posteriors.copy()
    for lonely, starts in (
        (candidates.n == 0, candidates.i0),
        (candidates.m == 0, candidates.j0),
    ):
        positions = starts[lonely]
        out[lonely] = np.bincount(positions, posteriors[lonely])[positions]
    return out


def _one_sided(view: View) -> tuple[Bead, ...]:
    rows, columns = view.shape
    return (
        *(Bead((i,), ()) for i in range(rows)),
        *(Bead((), (j,)) for j in range(columns)),
    )


def _bead(candidates: Candidates, k: int, posterior: float) -> Bead:
    return Bead(
        tuple(range(int(candidates.i0[k]), int(candidates.i1[k]))),
        tuple(range(int(candidates.j0[k]), int(candidates.j1[k]))),
        confidence=float(min(1.0, posterior)),
    )


def _explained(
    bead: Bead, candidates: Candidates, names: Sequence[str], parts: NDArray[np.float64]
) -> Bead:
    """The bead with what each of its features added to its score, zeros left out."""
    spans = (_span(bead.original), _span(bead.translation)) if bead.is_pair else None
    k = candidates.find(*spans) if spans else None
    if k is None:
        return bead
    signals = {
        name: round(float(value), 3)
        for name, value in zip(names, parts[k], strict=True)
        if value
    }
    return replace(bead, signals=MappingProxyType(signals))


def _span(indexes: tuple[int, ...]) -> tuple[int, int]:
    return indexes[0], indexes[-1] + 1
