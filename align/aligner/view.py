"""A bitext as the signals see it: matching forms, lengths and vectors, made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.aligner.embedding import Embedder, Vectors
from align.lang.normalise import match_form
from align.model import Document, Language, Segment


@dataclass(frozen=True)
class Side:
    """One side of a bitext, with what the signals share.

    `embedder` is None where the aligner works without embeddings.
    """

    language: Language
    segments: Sequence[Segment]
    pooled: Vectors | None = None
    embedder: Embedder | None = None

    def __len__(self) -> int:
        return len(self.segments)

    def part(self, span: slice) -> Side:
        """The side cut down to some of its segments."""
        pooled = None if self.pooled is None else self.pooled[span]
        return Side(self.language, self.segments[span], pooled, self.embedder)

    @cached_property
    def texts(self) -> list[str]:
        """Each segment's body in the form for matching."""
        return [match_form(segment.body) for segment in self.segments]

    @cached_property
    def lengths_before(self) -> NDArray[np.float64]:
        """Characters before each boundary, shape (segments + 1,), white space left out."""
        lengths = [len("".join(text.split())) for text in self.texts]
        return np.concatenate([[0.0], np.cumsum(lengths, dtype=np.float64)])

    def span_vectors(self, length: int) -> Vectors | None:
        """Unit vectors of all spans of `length` segments, shape (segments - length + 1, d)."""
        if self.pooled is None or self.embedder is None or length > len(self):
            return None
        if length not in self._spans:
            count = len(self) - length + 1
            sums = np.sum([self.pooled[k : k + count] for k in range(length)], axis=0)
            self._spans[length] = self.embedder.finish(sums)
        return self._spans[length]

    @cached_property
    def _spans(self) -> dict[int, Vectors]:
        return {}


@dataclass(frozen=True)
class View:
    """Both sides of a bitext, before anything is aligned."""

    original: Side
    translation: Side

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return len(self.original), len(self.translation)

    def part(self, original: slice, translation: slice) -> View:
        """The view cut down to a span of either side."""
        return View(self.original.part(original), self.translation.part(translation))


def make_view(
    original: Document,
    translation: Document,
    embedder: Embedder | None,
    pooled: tuple[Vectors | None, Vectors | None] | None = None,
) -> View:
    """Return the view of a bitext; segments are encoded unless `pooled` brings their sums."""
    sums = pooled or (pool(original, embedder), pool(translation, embedder))
    return View(
        Side(original.language, original.segments, sums[0], embedder),
        Side(translation.language, translation.segments, sums[1], embedder),
    )


def pool(document: Document, embedder: Embedder | None) -> Vectors | None:
    """Return what the embedder makes of a document's segments, None without one."""
    if embedder is None:
        return None
    return embedder.pool([match_form(segment.body) for segment in document.segments])
