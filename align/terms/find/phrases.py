"""The stretches of a translation that could stand for a term, and what speaks for each.

Every run of up to eight words that punctuation does not cut and function words
do not frame is a candidate.  What is measured of it is listed in `NAMES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import regex
from numpy.typing import NDArray

from align.aligner.embedding import Embedder
from align.aligner.embedding.base import Vectors
from align.lang.english import COMPASS, DETERMINERS, FUNCTION_WORDS, WORD, pronoun_in, stem
from align.lang.lists import word_list
from align.lang.normalise import match_form
from align.lang.words import content_words
from align.model import Concept, Language, Occurrence
from align.terms.find.association import Association
from align.terms.find.hits import TermHit, Texts

NAMES = (
    "none",  # no phrase stands for it
    "none.pronoun",  # … and the sentence has a pronoun
    "none.repeated",  # … and another place of the term has its rendering here
    "surface",  # cosine with the Korean as it stands
    "term",  # cosine with the nearest English term
    "unlike_others",  # how much nearer to the term than to any other Korean word here
    "least_like",  # cosine with the term or a word of it, of the word that is least like any
    "intruder",  # how much nearer one of its words is to another Korean word than to the term
    "shared",  # words in common with an English term (Dice)
    "head",  # last word in common with one
    "size",  # words more or less than the nearest term
    "abbreviation",  # initials of a term
    "associated",  # how often its words stand beside the concept elsewhere
    "associated.least",  # the same of its least associated word
    "length",  # in words
    "determined",  # a determiner stands before it
    "open.left",  # a content word stands right before it
    "open.right",  # a content word stands right behind it
    "capital",  # all its words have capitals, and others before it have not
    "verb.first",  # begins like a verb
    "verb.last",  # ends like a verb or an adverb
    "position",  # distance of the places in both texts, 0 to 1
)
_INDEX = {name: number for number, name in enumerate(NAMES)}
_LONGEST = 8
_BREAKS = frozenset(',;:.!?()[]"')
_LIST = "english_words"
_EDGELESS = frozenset(word_list(_LIST, "edgeless"))
_NOT_FIRST = FUNCTION_WORDS.difference(word_list(_LIST, "first")) | _EDGELESS
_NOT_LAST = FUNCTION_WORDS | _EDGELESS
_NOT_INSIDE = FUNCTION_WORDS.difference(word_list(_LIST, "inside"))
_VERBAL = regex.compile(r"(?:ing|ed|ly)\Z")
_Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choices:
    """Candidates for one occurrence: a row of `values` each, and a last one for none."""

    hits: list[TermHit]
    values: _Matrix

    def reasons(self, hit: TermHit) -> str:
        """Return what speaks for a candidate, for the reader of a report."""
        row = self.values[self.hits.index(hit)]
        told = {
            "like the Korean": "surface",
            "like a known term": "term",
            "shared words": "shared",
            "seen beside it": "associated",
        }
        parts = [f"{said} {row[_INDEX[name]]:.2f}" for said, name in told.items()]
        if row[_INDEX["abbreviation"]]:
            parts.append("initials of a known term")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    lower: str
    stem: str
    segment: int
    start: int
    end: int
    joined: bool  # no punctuation between it and the word before


@dataclass(frozen=True, slots=True)
class _Phrase:
    first: int  # indexes of words
    last: int


class BeadPhrases:
    """The candidates of one bead, and what can be said of them whatever the term.

    Args:
        korean: the original segments of the bead as written.
        texts: its translation segments.
        vectors: what the embedder makes of words; None without one.
        association: how often words stand beside concepts in the whole collection.

    """

    def __init__(
        self,
        korean: Mapping[int, str],
        texts: Texts,
        vectors: WordVectors | None,
        association: Association,
    ) -> None:
        self._korean = korean
        self._texts = texts
        self._vectors = vectors
        self._association = association
        self._words = [word for index in texts for word in _words(index, texts[index].text)]
        self._phrases = _phrases(self._words)
        self._content = [
            [w.stem for w in self._of(phrase) if w.lower not in FUNCTION_WORDS]
            for phrase in self._phrases
        ]
        self._content_sets = [set(group) for group in self._content]
        self._has_pronoun = any(pronoun_in(folded.text) for folded in texts.values())

    def choices(
        self, concept: Concept, occurrence: Occurrence, taken: Sequence[TermHit]
    ) -> Choices:
        """Return the candidates for an occurrence outside of the hits that are `taken`."""
        values = np.zeros((len(self._phrases) + 1, len(NAMES)))
        if self._phrases:
            columns: dict[str, Sequence[float] | _Matrix] = {
                **self._edges,
                **self._by_words(concept),
            }
            columns["position"] = self._distances(occurrence)
            if self._vectors is not None:
                columns |= self._likeness(concept, occurrence, self._vectors)
            for name, column in columns.items():
                values[:-1, _INDEX[name]] = column
        values[-1, _INDEX["none"]] = 1
        values[-1, _INDEX["none.pronoun"]] = self._has_pronoun
        values[-1, _INDEX["none.repeated"]] = any(h.concept == concept.id for h in taken)
        hits = [self._hit(concept.id, phrase) for phrase in self._phrases]
        excluded = self._other_quarter(concept)
        free = [
            k
            for k, hit in enumerate(hits)
            if k not in excluded and not any(hit.overlaps(t) for t in taken)
        ]
        return Choices([hits[k] for k in free], values[[*free, -1]])

    def _other_quarter(self, concept: Concept) -> set[int]:
        """Which candidates name another quarter than the term: South Korea for North Korea."""
        english = concept.in_language(Language.ENGLISH)
        mine = {word for term in english for word in term.text.lower().split()} & COMPASS
        others = COMPASS - mine
        return {
            k
            for k, phrase in enumerate(self._phrases if mine else ())
            if any(word.lower in others for word in self._of(phrase))
        }

    def _of(self, phrase: _Phrase) -> list[_Word]:
        return self._words[phrase.first : phrase.last + 1]

    def _hit(self, concept: str, phrase: _Phrase) -> TermHit:
        first, last = self._words[phrase.first], self._words[phrase.last]
        return TermHit(concept, first.segment, first.start, last.end)

    def _text(self, phrase: _Phrase) -> str:
        hit = self._hit("", phrase)
        return self._texts[hit.segment].text[hit.start : hit.end]

    def _by_words(self, concept: Concept) -> dict[str, Sequence[float]]:
        known = [_content(t.text) for t in concept.in_language(Language.ENGLISH)]
        known_sets = [set(words) for words in known]
        stems = list(dict.fromkeys(word.stem for word in self._words))
        rate = dict(zip(stems, self._association.of(concept.id, stems), strict=True))
        rates = [[rate[word] for word in group] for group in self._content]
        sizes = [phrase.last - phrase.first + 1 for phrase in self._phrases]
        return {
            "shared": [_dice(group, known_sets) for group in self._content_sets],
            "head": [_same_head(group, known) for group in self._content],
            "size": [_size_difference(size, known) for size in sizes],
            "abbreviation": [
                _abbreviates(self._words[p.first].text, known) if p.first == p.last else 0.0
                for p in self._phrases
            ],
            "associated": [sum(group) / max(1, len(group)) for group in rates],
            "associated.least": [min(group, default=0.0) for group in rates],
        }

    @cached_property
    def _edges(self) -> Mapping[str, Sequence[float]]:
        """What stands at the ends of each candidate, and how long it is."""
        columns: dict[str, list[float]] = {
            name: []
            for name in NAMES
            if name.partition(".")[0] in ("length", "determined", "open", "capital", "verb")
        }
        capital = np.cumsum([0, *(not w.text[:1].isupper() for w in self._words)])
        for phrase in self._phrases:
            first, last = self._words[phrase.first], self._words[phrase.last]
            before = self._words[phrase.first - 1].lower if first.joined else ""
            follows = phrase.last + 1 < len(self._words) and self._words[phrase.last + 1].joined
            after = self._words[phrase.last + 1].lower if follows else ""
            inside = capital[phrase.last + 1] - capital[phrase.first]
            said = {
                "length": phrase.last - phrase.first + 1,
                "determined": before in DETERMINERS,
                "open.left": bool(before) and before not in FUNCTION_WORDS,
                "open.right": bool(after) and after not in FUNCTION_WORDS,
                "capital": inside == 0 and capital[phrase.first] > 0,
                "verb.first": bool(_VERBAL.search(first.lower)),
                "verb.last": bool(_VERBAL.search(last.lower)),
            }
            for name, value in said.items():
                columns[name].append(float(value))
        return columns

    def _distances(self, occurrence: Occurrence) -> list[float]:
        """How far apart the relative places in both sides of the bead are."""
        before = sum(len(t) for i, t in self._korean.items() if i < occurrence.segment)
        whole = max(1, sum(map(len, self._korean.values())))
        here = (before + occurrence.start) / whole
        starts, total = {}, 0
        for segment, folded in self._texts.items():
            starts[segment] = total
            total += len(folded.text)
        places = (self._words[phrase.first] for phrase in self._phrases)
        return [abs(here - (starts[w.segment] + w.start) / max(1, total)) for w in places]

    def _likeness(
        self, concept: Concept, occurrence: Occurrence, vectors: WordVectors
    ) -> dict[str, _Matrix]:
        english = [term.text for term in concept.in_language(Language.ENGLISH)]
        surface = occurrence.surface
        others = [
            k for k, w in enumerate(self._korean_words) if w not in surface and surface not in w
        ]
        anchors = vectors.of([surface, *_parts(english)])
        mine = self._phrase_vectors @ anchors[: 1 + len(english)].T
        best = mine.max(axis=1)
        near = (self._word_vectors @ anchors.T).max(axis=1)
        like_others = self._phrases_by_korean[:, others].max(axis=1, initial=0.0)
        far = self._words_by_korean[:, others].max(axis=1, initial=0.0) - near
        groups = self._content_positions
        return {
            "surface": mine[:, 0].astype(np.float64),
            "term": mine[:, 1:].max(axis=1, initial=0.0).astype(np.float64),
            "unlike_others": (best - like_others).astype(np.float64),
            "least_like": np.array([near[group].min() for group in groups]),
            "intruder": np.array([far[group].max() for group in groups]),
        }

    @cached_property
    def _korean_words(self) -> list[str]:
        words = (
            content_words(match_form(text), Language.KOREAN) for text in self._korean.values()
        )
        return list(dict.fromkeys(word for group in words for word in group))

    @cached_property
    def _phrase_vectors(self) -> Vectors:
        assert self._vectors is not None
        return self._vectors.of_phrases([self._text(phrase) for phrase in self._phrases])

    @cached_property
    def _word_vectors(self) -> Vectors:
        assert self._vectors is not None
        return self._vectors.of([word.text for word in self._words])

    @cached_property
    def _phrases_by_korean(self) -> Vectors:
        """Cosines, shape (phrases, Korean words)."""
        assert self._vectors is not None
        return self._phrase_vectors @ self._vectors.of(self._korean_words).T

    @cached_property
    def _words_by_korean(self) -> Vectors:
        """Cosines, shape (words, Korean words)."""
        assert self._vectors is not None
        return self._word_vectors @ self._vectors.of(self._korean_words).T

    @cached_property
    def _content_positions(self) -> list[list[int]]:
        """Which words of each candidate carry meaning; all where none does."""
        positions = []
        for phrase in self._phrases:
            every = range(phrase.first, phrase.last + 1)
            content = [k for k in every if self._words[k].lower not in FUNCTION_WORDS]
            positions.append(content or list(every))
        return positions


class WordVectors:
    """Embeddings of words and terms, each made once; phrases are sums of their words.

    Each is encoded by itself: what a matrix product gives for a row depends, in its last
    digits, on the rows beside it, and so on what was asked for before.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._pooled: dict[str, Vectors] = {}
        self._finished: dict[str, Vectors] = {}

    def of(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of short texts, shape (texts, d)."""
        new = list(dict.fromkeys(text for text in texts if text not in self._finished))
        if new:
            for text in new:
                row = self._embedder.finish(self._embedder.pool([text]))
                self._finished[text] = row[0]
        return np.stack([self._finished[text] for text in texts])

    def of_phrases(self, phrases: Sequence[str]) -> Vectors:
        """Return unit vectors of phrases, composed of what their words give."""
        split = [phrase.split() for phrase in phrases]
        new = list(dict.fromkeys(w for group in split for w in group if w not in self._pooled))
        if new:
            self._pooled.update((word, self._embedder.pool([word])[0]) for word in new)
        sums = np.stack([sum(self._pooled[w] for w in group) for group in split])
        return self._embedder.finish(sums)


def _words(segment: int, text: str) -> list[_Word]:
    words: list[_Word] = []
    for match in WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        joined = bool(words) and not _BREAKS & set(text[words[-1].end : start])
        lower = word.lower()
        words.append(_Word(word, lower, stem(lower), segment, start, end, joined))
    return words


def _phrases(words: Sequence[_Word]) -> list[_Phrase]:
    phrases = []
    for first, word in enumerate(words):
        named = word.joined and words[first - 1].lower in COMPASS and word.text[0].isupper()
        if word.lower in _NOT_FIRST or named:
            continue
        for last in range(first, min(first + _LONGEST, len(words))):
            end = words[last]
            if last > first and (not end.joined or end.lower in _NOT_INSIDE):
                break
            if end.lower not in _NOT_LAST:
                phrases.append(_Phrase(first, last))
    return phrases


def _content(text: str) -> list[str]:
    words = (match.group().lower() for match in WORD.finditer(text.replace("-", " ")))
    return [stem(word) for word in words if word not in FUNCTION_WORDS]


def _parts(terms: Sequence[str]) -> list[str]:
    """English terms and their content words."""
    words = (match.group() for term in terms for match in WORD.finditer(term))
    return [*terms, *dict.fromkeys(w for w in words if w.lower() not in FUNCTION_WORDS)]


def _dice(mine: set[str], known: Sequence[set[str]]) -> float:
    if not mine:
        return 0.0
    shares = (2 * len(mine & other) / (len(mine) + len(other)) for other in known)
    return max(shares, default=0.0)


def _same_head(group: Sequence[str], known: Sequence[Sequence[str]]) -> float:
    return float(bool(group) and any(other and group[-1] == other[-1] for other in known))


def _size_difference(size: int, known: Sequence[Sequence[str]]) -> float:
    return float(min((abs(size - len(other)) for other in known), default=0))


def _abbreviates(word: str, known: Sequence[Sequence[str]]) -> float:
    """Whether a word is the initials of a term, with others before them: UNSC."""
    if not (word.isupper() and word.isalpha()):
        return 0.0
    initials = ("".join(part[0] for part in other).upper() for other in known)
    return float(any(len(text) > 1 and word.endswith(text) for text in initials))
