"""A bitext as the signals see it: matching forms, lengths and vectors, made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.aligner.embedding import Embedder, Vectors
from align.aligner.views.candidates import BeadType, Candidates, all_candidates, in_proportion
from align.aligner.views.lexicon import NO_LEXICON, Lexicon
from align.aligner.views.pooled import Pooled, hanja_readings, match_text, pool
from align.model import Document, Language, Segment, Side


@dataclass(frozen=True)
class SideView:
    """One side of a bitext, with what the signals share.

    `embedder` is None where the aligner works without embeddings; `hanja`
    tells how the document itself reads Chinese characters.
    """

    language: Language
    segments: Sequence[Segment]
    pooled: Pooled | None = None
    embedder: Embedder | None = None
    hanja: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.segments)

    def part(self, span: slice) -> SideView:
        """The side cut down to some of its segments."""
        return self.chosen(range(*span.indices(len(self))))

    def chosen(self, indexes: Sequence[int]) -> SideView:
        """The side cut down to the segments at some indexes."""
        pooled = None if self.pooled is None else self.pooled.chosen(indexes)
        return replace(self, segments=[self.segments[i] for i in indexes], pooled=pooled)

    @cached_property
    def texts(self) -> list[str]:
        """Each segment's body in the form for matching."""
        return [match_text(segment, self.hanja) for segment in self.segments]

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
            rows = self.pooled.segments
            sums = np.sum([rows[k : k + count] for k in range(length)], axis=0)
            self._spans[length] = self.embedder.finish(sums)
        return self._spans[length]

    @cached_property
    def _spans(self) -> dict[int, Vectors]:
        return {}


@dataclass(frozen=True)
class View:
    """Both sides of a bitext, before anything is aligned, and the words known to match."""

    original: SideView
    translation: SideView
    lexicon: Lexicon = NO_LEXICON

    def on(self, side: Side) -> SideView:
        """Return what is seen of a side."""
        return self.original if side is Side.ORIGINAL else self.translation

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return len(self.original), len(self.translation)

    def candidates(self, types: Sequence[BeadType]) -> Candidates:
        """Return the beads that could be, those ruled out by their length left out."""
        every = all_candidates(self.shape, types)
        lengths = self.original.lengths_before, self.translation.lengths_before
        return in_proportion(every, *lengths)

    def part(self, original: slice, translation: slice) -> View:
        """The view cut down to a span of either side."""
        return replace(
            self,
            original=self.original.part(original),
            translation=self.translation.part(translation),
        )

    def chosen(self, original: Sequence[int], translation: Sequence[int]) -> View:
        """The view cut down to some segments of either side."""
        return replace(
            self,
            original=self.original.chosen(original),
            translation=self.translation.chosen(translation),
        )


def make_view(
    original: Document,
    translation: Document,
    embedder: Embedder | None,
    pooled: tuple[Pooled | None, Pooled | None] | None = None,
    lexicon: Lexicon = NO_LEXICON,
) -> View:
    """Return the view of a bitext; segments are encoded unless `pooled` brings their rows."""
    both = pooled or (pool(original, embedder), pool(translation, embedder))
    left, right = (
        SideView(document.language, document.segments, rows, embedder, hanja_readings(document))
        for document, rows in zip((original, translation), both, strict=True)
    )
    return View(left, right, lexicon)
