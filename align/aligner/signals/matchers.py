"""How a Korean word is known to stand for an English one: meaning, sound, letters, lexicon.

Each matcher gives a likeness from 0 to 1 for every pair of words of a bitext;
the words signal takes the highest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler, Levenshtein

from align.aligner.embedding import Embedder, Vectors
from align.aligner.views.view import View
from align.lang.romanise import romanise, sound_key

Likeness = NDArray[np.float64]


class Matcher(Protocol):
    """One way in which words are known to match."""

    def likeness(self, korean: Sequence[str], english: Sequence[str], view: View) -> Likeness:
        """Return shape (korean, english); zeros where the matcher knows nothing."""
        ...


class MeaningMatcher:
    """Words whose embeddings are near: 소통 and communication."""

    low, high = 0.35, 0.75  # cosines that count nothing and in full
    remembered = 20_000  # words whose rows are kept for the next bitext, 40 MB

    def __init__(self) -> None:
        self._pooled: dict[tuple[str, str], Vectors] = {}

    def likeness(self, korean: Sequence[str], english: Sequence[str], view: View) -> Likeness:
        """Return scaled cosines; zeros without an embedder."""
        embedder = view.original.embedder
        if embedder is None:
            return np.zeros((len(korean), len(english)))
        cosines = self._of(korean, embedder) @ self._of(english, embedder).T
        return _scaled(np.asarray(cosines, dtype=np.float64), self.low, self.high)

    def _of(self, words: Sequence[str], embedder: Embedder) -> Vectors:
        """Vectors of words, encoded once while they are remembered.

        They are finished together, whatever was remembered of them, since what stands
        beside a row decides its last digits.
        """
        new = [word for word in words if (embedder.name, word) not in self._pooled]
        if len(self._pooled) + len(new) > self.remembered:
            self._pooled.clear()
            new = list(words)
        if new:
            keys = ((embedder.name, word) for word in new)
            self._pooled.update(zip(keys, embedder.pool(new), strict=True))
        return embedder.finish(np.stack([self._pooled[embedder.name, w] for w in words]))


class SoundMatcher:
    """Names by their sound: 강경화 and Kyung-wha, 사르코지 and Sarkozy."""

    low, high = 0.65, 0.9
    shortest = 2  # classes of consonants; shorter keys sound like everything

    def likeness(self, korean: Sequence[str], english: Sequence[str], view: View) -> Likeness:
        """Return the mean likeness of consonants and letters, for capitalised words only."""
        romanised = [romanise(word).lower() for word in korean]
        keys = [sound_key(word) for word in romanised]
        by_sound = process.cdist(
            keys,
            [sound_key(word) for word in english],
            scorer=Levenshtein.normalized_similarity,
        )
        by_letter = process.cdist(
            romanised, [w.lower() for w in english], scorer=JaroWinkler.normalized_similarity
        )
        known = np.array([len(key) >= self.shortest for key in keys])[:, None]
        names = np.array([word[:1].isupper() for word in english])[None, :]
        mean = (by_sound.astype(np.float64) + by_letter) / 2
        return _scaled(np.where(known & names, mean, 0.0), self.low, self.high)


class LatinMatcher:
    """Latin words and acronyms that the Korean keeps: FTA, ODA, CNN."""

    def likeness(self, korean: Sequence[str], english: Sequence[str], view: View) -> Likeness:
        """Return 1 for the same letters, whatever their case."""
        mine = np.array([word.lower() for word in korean])
        other = np.array([word.lower().strip(".").replace("'s", "") for word in english])
        same: NDArray[np.bool_] = mine[:, None] == other[None, :]
        return same.astype(np.float64)


class LexiconMatcher:
    """Words that the view's lexicon lists, learned from the corpus or from a termbase."""

    def likeness(self, korean: Sequence[str], english: Sequence[str], view: View) -> Likeness:
        """Return the lexicon's likeness; zeros where it lists nothing."""
        return view.lexicon.likeness(korean, english)


def _scaled(values: Likeness, low: float, high: float) -> Likeness:
    scaled: Likeness = np.clip((values - low) / (high - low), 0.0, 1.0)
    return scaled
