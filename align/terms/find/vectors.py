"""What the embedder makes of words and terms, each made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from align.aligner.embedding import Embedder
from align.aligner.embedding.base import Vectors
from align.lang.english import FUNCTION_WORDS, WORD
from align.model import Concept, Language
from align.terms.find.tokens import concept_of

_TOGETHER = 64
_LEAST = 8  # rows from which a product gives each row the same digits
_FILLER = "the"


class WordVectors:
    """Embeddings of words and terms, each made once; phrases are sums of their words.

    They are made in batches filled up to a multiple of eight: what a matrix product gives for
    a row depends, in its last digits, on how few rows there are, and so on what was asked for
    before.

    Args:
        embedder: what encodes.
        concepts: by their ids, for words that stand for one; see `likeness`.

    """

    def __init__(self, embedder: Embedder, concepts: Mapping[str, Concept]) -> None:
        self._embedder = embedder
        self._anchors = {name: _anchors(concept) for name, concept in concepts.items()}
        self._pooled: dict[str, Vectors] = {}
        self._finished: dict[str, Vectors] = {}

    def of(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of short texts, shape (texts, d)."""
        new = list(dict.fromkeys(text for text in texts if text not in self._finished))
        if new:
            self._pool(new)
            rows = self._finish(np.stack([self._pooled[text] for text in new]))
            self._finished.update(zip(new, rows, strict=True))
        return np.stack([self._finished[text] for text in texts])

    def of_phrases(self, phrases: Sequence[str]) -> Vectors:
        """Return unit vectors of phrases, composed of what their words give."""
        split = [phrase.split() for phrase in phrases]
        self._pool([word for group in split for word in group])
        sums = np.stack([sum(self._pooled[w] for w in group) for group in split])
        return self._finish(sums)

    def likeness(self, korean: Sequence[str], english: Sequence[str]) -> NDArray[np.float32]:
        """Return cosines, shape (Korean words, English words).

        A word that stands for a concept is like an English word as the nearest of its
        terms and of their words is.  A word that stands twice has one row twice: where a row
        stands in a product decides its last digits.
        """
        place = {word: k for k, word in enumerate(dict.fromkeys(korean))}
        groups = [self._anchors.get(concept_of(word)) or [word] for word in place]
        starts = np.cumsum([0, *map(len, groups[:-1])])
        mine = self.of([text for group in groups for text in group])
        nearest = np.maximum.reduceat(mine @ self.of(english).T, starts, axis=0)
        cosines: NDArray[np.float32] = nearest[[place[word] for word in korean]]
        return cosines

    def _pool(self, texts: Sequence[str]) -> None:
        new = list(dict.fromkeys(text for text in texts if text not in self._pooled))
        for first in range(0, len(new), _TOGETHER):
            some = new[first : first + _TOGETHER]
            filled = [*some, *[_FILLER] * (-len(some) % _LEAST)]
            self._pooled.update(zip(some, self._embedder.pool(filled), strict=False))

    def _finish(self, rows: Vectors) -> Vectors:
        parts = []
        for first in range(0, len(rows), _TOGETHER):
            some = rows[first : first + _TOGETHER]
            filled = np.vstack([some, np.repeat(some[:1], -len(some) % _LEAST, axis=0)])
            parts.append(self._embedder.finish(filled)[: len(some)])
        return np.vstack(parts)


def _anchors(concept: Concept) -> list[str]:
    """What a concept is like: its terms in both languages, and words of the English ones."""
    korean = [term.text for term in concept.in_language(Language.KOREAN)]
    english = [term.text for term in concept.in_language(Language.ENGLISH)]
    words = (match.group() for text in english for match in WORD.finditer(text))
    content = (word for word in words if word.lower() not in FUNCTION_WORDS)
    return list(dict.fromkeys([*korean, *english, *content]))
