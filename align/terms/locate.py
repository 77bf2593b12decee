"""Where an unknown rendering probably stands: by shared words and by likeness of meaning.

Every phrase of up to six words is weighed by the cosine of its embedding with
the Korean term and with the nearest known English term, by the words that it
shares with one, and by how near it comes to their number of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.aligner.embedding import Embedder
from align.lang.english import FUNCTION_WORDS, WORD, stem
from align.model import Concept, Language
from align.terms.hits import Hit, Texts

_LONGEST = 6
_KOREAN_SHARE = 0.3  # short Korean words have less reliable vectors than English phrases
_SHARED_WEIGHT = 0.5
_SIZE_WEIGHT = 0.1  # a word more or less
_BREAKS = frozenset(',;:.!?()[]"')


_Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Locator:
    """Locates renderings that no termbase knows.

    Attributes:
        embedder: None to go by shared words alone.
        threshold: the weight from which a phrase is believed.

    """

    embedder: Embedder | None
    threshold: float

    def locate(
        self, concept: Concept, surface: str, texts: Texts, taken: Sequence[Hit]
    ) -> Hit | None:
        """Return the likeliest phrase for a Korean `surface` outside of `taken`, if any."""
        phrases = [
            hit
            for segment, folded in texts.items()
            for hit in _phrases(concept.id, segment, folded.text)
            if not any(hit.overlaps(other) for other in taken)
        ]
        if not phrases:
            return None
        words = [texts[hit.segment].text[hit.start : hit.end] for hit in phrases]
        known = [term.text for term in concept.in_language(Language.ENGLISH)]
        likeness = self._likeness(words, surface, known)
        shared = np.array([_shared_words(phrase, known) for phrase in words])
        sizes = np.array([_size_difference(phrase, known) for phrase in words])
        weights = likeness + _SHARED_WEIGHT * shared - _SIZE_WEIGHT * sizes
        best = int(weights.argmax())
        if weights[best] < self.threshold:
            return None
        evidence = f"likeness {likeness[best]:.2f}, shared words {shared[best]:.2f}"
        hit = phrases[best]
        certainty = round(float(min(1.0, weights[best] / 1.5)), 3)
        return Hit(
            hit.concept, hit.segment, hit.start, hit.end, certainty=certainty, evidence=evidence
        )

    def _likeness(self, phrases: list[str], korean: str, known: list[str]) -> _Vector:
        if self.embedder is None:
            return np.zeros(len(phrases))
        vectors = self.embedder.finish(self.embedder.pool([*phrases, korean, *known]))
        mine, anchors = vectors[: len(phrases)], vectors[len(phrases) :]
        cosines = np.asarray(mine @ anchors.T, dtype=np.float64)
        if not known:
            return cosines[:, 0]
        nearest: _Vector = cosines[:, 1:].max(axis=1)
        return _KOREAN_SHARE * cosines[:, 0] + (1 - _KOREAN_SHARE) * nearest


def _phrases(concept: str, segment: int, text: str) -> Iterator[Hit]:
    """Runs of words that punctuation does not cut and that function words do not frame."""
    words = list(WORD.finditer(text))
    for first, start in enumerate(words):
        if start.group().lower() in FUNCTION_WORDS - {"both"}:
            continue
        for last in range(first, min(first + _LONGEST, len(words))):
            if last > first and _BREAKS & set(
                text[words[last - 1].end() : words[last].start()]
            ):
                break
            if words[last].group().lower() not in FUNCTION_WORDS:
                yield Hit(concept, segment, start.start(), words[last].end())


def _shared_words(phrase: str, known: Sequence[str]) -> float:
    """The highest share (Dice) of content words that a phrase has in common with a term."""
    mine = _content(phrase)
    shares = [
        2 * len(mine & other) / (len(mine) + len(other))
        for other in map(_content, known)
        if other
    ]
    return max(shares, default=0.0) if mine else 0.0


def _size_difference(phrase: str, known: Sequence[str]) -> int:
    """How many words a phrase has more or less than the known term nearest in length."""
    size = len(WORD.findall(phrase))
    sizes = [len(WORD.findall(text.removeprefix("the "))) for text in known]
    return min((abs(size - other) for other in sizes), default=0)


def _content(text: str) -> set[str]:
    words = (match.group().lower() for match in WORD.finditer(text.replace("-", " ")))
    return {stem(word) for word in words if word not in FUNCTION_WORDS}
