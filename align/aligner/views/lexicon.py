"""Which English words stand for which Korean ones: learned from a corpus, or from a termbase.

IBM Model 1 (Brown et al. 1993) in both directions over the content words of
beads that a first pass was sure of, for a second pass to align by (Moore 2002).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from align.lang.english import stem
from align.lang.normalise import match_form
from align.lang.words import content_words
from align.model import Language, Termbase

_ROUNDS = 5
_LEAST_COUNT = 1.2  # expected times that two words were together; once is chance
_LEAST = 0.1  # likeness that is worth keeping
_BOOST = 1.3  # what the geometric mean of both directions is multiplied by, up to 1
_Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Lexicon:
    """How like one another words are, 0 to 1, by Korean word, then by English stem."""

    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """A short name of what it holds."""
        if not self.words:
            return "none"
        return hashlib.sha256(repr(sorted(self.words.items())).encode("utf-8")).hexdigest()[:8]

    def joined(self, other: Lexicon) -> Lexicon:
        """Return the words of both; where both know a pair, the higher likeness."""
        words = {korean: dict(likenesses) for korean, likenesses in self.words.items()}
        for korean, likenesses in other.words.items():
            mine = words.setdefault(korean, {})
            for english, likeness in likenesses.items():
                mine[english] = max(likeness, mine.get(english, 0.0))
        return Lexicon(words)

    def likeness(self, korean: Sequence[str], english: Sequence[str]) -> _Vector:
        """Return shape (korean, english) for words as `content_words` gives them."""
        out = np.zeros((len(korean), len(english)))
        places: dict[str, list[int]] = {}
        for column, word in enumerate(english):
            places.setdefault(english_key(word), []).append(column)
        for row, word in enumerate(korean):
            for stemmed, value in self.words.get(word, {}).items():
                out[row, places.get(stemmed, [])] = value
        return out


NO_LEXICON = Lexicon()


def english_key(word: str) -> str:
    """Return an English word as a lexicon lists it: lower case, without its inflection."""
    return stem(word.removesuffix("'s").strip(".'"))


def termbase_lexicon(termbase: Termbase) -> Lexicon:
    """Return the words of a termbase: each Korean term's with each of its English terms'."""
    words: dict[str, dict[str, float]] = {}
    for concept in termbase.concepts:
        english = {
            english_key(word)
            for term in concept.in_language(Language.ENGLISH)
            for word in content_words(match_form(term.text), Language.ENGLISH)
        }
        for term in concept.in_language(Language.KOREAN):
            for word in content_words(match_form(term.text), Language.KOREAN):
                words.setdefault(word, {}).update(dict.fromkeys(sorted(english), 1.0))
    return Lexicon(words)


def learn_lexicon(beads: Iterable[tuple[str, str]]) -> Lexicon:
    """Return the words that stand for one another in beads, given as texts for matching.

    A pair's likeness is the geometric mean of its translation probabilities in
    both directions; pairs that were expected together hardly more than once
    are left out.
    """
    pairs = [
        (
            sorted(set(content_words(korean, Language.KOREAN))),
            sorted({english_key(w) for w in content_words(english, Language.ENGLISH)}),
        )
        for korean, english in beads
    ]
    there = _model_1(pairs)
    back = _model_1([(english, korean) for korean, english in pairs])
    words: dict[str, dict[str, float]] = {}
    for (korean, english), (probability, count) in sorted(there.items()):
        other, other_count = back.get((english, korean), (0.0, 0.0))
        likeness = min(1.0, _BOOST * float(np.sqrt(probability * other)))
        if min(count, other_count) >= _LEAST_COUNT and likeness >= _LEAST:
            words.setdefault(korean, {})[english] = round(likeness, 4)
    return Lexicon(words)


def _model_1(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]],
) -> dict[tuple[str, str], tuple[float, float]]:
    """Translation probability and expected count of each pair of words that met."""
    sources = _Index(["", *(word for left, _ in pairs for word in left)])  # "" is the null word
    targets = _Index([word for _, right in pairs for word in right])
    rows = [
        (sources.of[source], targets.of[target], place)
        for place, (target, left) in enumerate(
            (target, left) for left, right in pairs for target in right
        )
        for source in ("", *left)
    ]
    if not rows:
        return {}
    source, target, place = np.array(rows, dtype=np.int64).T
    cells, cell = np.unique(source * len(targets.words) + target, return_inverse=True)
    cell_source = cells // len(targets.words)
    probability = count = np.ones(len(cells), dtype=np.float64)
    for _ in range(_ROUNDS):
        here = probability[cell]
        share = here / np.bincount(place, here)[place]
        count = np.bincount(cell, share).astype(np.float64)
        probability = count / np.bincount(cell_source, count)[cell_source]
    return {
        (sources.words[key // len(targets.words)], targets.words[key % len(targets.words)]): (
            float(p),
            float(c),
        )
        for key, p, c in zip(cells.tolist(), probability, count, strict=True)
        if c >= _LEAST_COUNT
    }


class _Index:
    """Words by number, in the order in which they first occur."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(dict.fromkeys(words))
        self.of = {word: number for number, word in enumerate(self.words)}
