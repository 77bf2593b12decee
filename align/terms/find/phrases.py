"""The stretches of a translation that could stand for a term, and what speaks for each.

Every run of up to eight words that punctuation does not cut and function words
do not frame is a candidate.  What is measured of it is listed in `choices.NAMES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import regex

from align.aligner.embedding.base import Vectors
from align.lang.english import COMPASS, FUNCTION_WORDS, WORD, pronoun_in, stem
from align.lang.normalise import match_form
from align.lang.words import content_words
from align.model import Concept, FormKind, Language, Occurrence
from align.terms.find.choices import INDEX, NAMES, Choices, Matrix
from align.terms.find.hits import TermHit, Texts
from align.terms.find.links import Links
from align.terms.find.spans import Span, Spans
from align.terms.find.tokens import Word, english_words, korean_words
from align.terms.find.vectors import WordVectors
from align.terms.find.word_table import WordTable

_SENTENCE = regex.compile(r"[\p{L}\p{N}][^.!?]*(?:[.!?]+[^\s\p{L}\p{N}]*(?=\s|$)|$)")
_SYLLABLES = 2.0  # of a Korean noun for which English has one word
_QUARTERS = {"north": "북", "south": "남", "east": "동", "west": "서"}
_LINKED = 0.3  # strength of a link from which a word stands for another


class BeadPhrases:
    """The candidates of one bead, and what can be said of them whatever the term.

    Args:
        korean: the original segments of the bead as written.
        occurrences: of terms in them.
        texts: its translation segments.
        vectors: what the embedder makes of words; None without one.
        table: what the collection teaches of its words.

    """

    def __init__(
        self,
        korean: Mapping[int, str],
        occurrences: Sequence[Occurrence],
        texts: Texts,
        vectors: WordVectors | None,
        table: WordTable,
    ) -> None:
        self._korean = korean
        self._texts = texts
        self._vectors = vectors
        self._words = english_words(texts)
        self._spans = Spans(self._words)
        self._content = [
            [w.stem for w in self._spans.of(span) if w.is_content] for span in self._spans.all
        ]
        self._has_pronoun = any(pronoun_in(folded.text) for folded in texts.values())
        self._tokens, rows = korean_words(korean, occurrences)
        self._rows = dict(zip(occurrences, rows, strict=True))
        self._known: dict[Concept, tuple[list[TermHit], Mapping[str, Matrix]]] = {}
        self._links = Links.of(self._tokens, self._words, vectors, table)

    def choices(
        self,
        concept: Concept,
        occurrence: Occurrence,
        taken: Sequence[TermHit],
    ) -> Choices:
        """Return the candidates for an occurrence.

        Args:
            concept: the term.
            occurrence: its place.
            taken: hits that other places have, and known ones that nobody has.

        """
        hits, by_words = self._of_concept(concept)
        values = np.zeros((len(self._spans.all) + 1, len(NAMES)))
        row = self._rows[occurrence]
        if self._spans.all:
            columns: dict[str, Sequence[float] | Matrix] = {
                **self._spans.shapes,
                **by_words,
                **self._links.of_spans(row, self._spans),
                **_by_hits(hits, concept.id, taken),
            }
            columns["position"] = self._distances(occurrence)
            syllables = sum("가" <= char <= "힣" for char in occurrence.surface)
            expected = max(len(occurrence.surface.split()), syllables / _SYLLABLES)
            columns["extent"] = np.abs(self._spans.shapes["length"] - expected)
            if self._vectors is not None:
                columns |= self._likeness(concept, occurrence, self._vectors)
            for name, column in columns.items():
                values[:-1, INDEX[name]] = column
        for name, value in self._of_none(concept, occurrence, row, taken).items():
            values[-1, INDEX[name]] = value
        excluded = self._other_quarter(concept, occurrence)
        free = [k for k in range(len(hits)) if k not in excluded]
        explained = self._is_explained(row, taken)
        return Choices(
            [hits[k] for k in free],
            values[[*free, -1]],
            self._texts,
            explained,
            self._is_shorter,
        )

    def _is_explained(self, row: int, taken: Sequence[TermHit]) -> bool:
        """Whether each word is taken, or linked to another Korean word."""
        others = self._links.others(row)
        return all(
            others[k] >= _LINKED or any(_has(hit, word) for hit in taken)
            for k, word in enumerate(self._words)
            if word.is_content
        )

    def _of_concept(self, concept: Concept) -> tuple[list[TermHit], Mapping[str, Matrix]]:
        """The candidates as hits of a concept, and what their words say, each made once."""
        known = self._known.get(concept)
        if known is None:
            hits = [self._hit(concept.id, phrase) for phrase in self._spans.all]
            measured = {k: np.array(v) for k, v in self._by_words(concept).items()}
            known = self._known[concept] = hits, measured
        return known

    @cached_property
    def _is_shorter(self) -> bool:
        english = (folded.text for folded in self._texts.values())
        return _sentences(english) < _sentences(self._korean.values())

    def _of_none(
        self, concept: Concept, occurrence: Occurrence, row: int, taken: Sequence[TermHit]
    ) -> dict[str, float]:
        text = self._korean[occurrence.segment]
        inside, beside = _surroundings(text, occurrence)
        links = self._links
        gone = [any(_has(hit, word) for hit in taken) for word in self._words]
        free = [
            links.both[row, k]
            for k, word in enumerate(self._words)
            if word.is_content and not gone[k]
        ]
        content = np.array([word.is_content for word in self._words], dtype=bool)
        count = int(content.sum())
        explained = float(links.others(row)[content].mean()) if count else 0.0
        return {
            "none": 1.0,
            "none.pronoun": float(self._has_pronoun),
            "none.repeated": float(any(hit.concept == concept.id for hit in taken)),
            "none.explained": explained,
            "none.free": max(free, default=0.0),
            "none.syllable": float(len(occurrence.surface) == 1),
            "none.inside": float(inside),
            "none.beside": float(beside),
            "none.ratio": float(np.log((count + 1) / (len(self._tokens) + 1))),
        }

    def _other_quarter(self, concept: Concept, occurrence: Occurrence) -> set[int]:
        """Which candidates name another quarter than the term: South Korea for North Korea.

        So does North Korea beside 북한, for a term that has no quarter in its name.
        """
        english = concept.in_language(Language.ENGLISH)
        mine = {word for term in english for word in term.text.lower().split()} & COMPASS
        others = COMPASS - mine if mine else self._named_quarters(occurrence)
        return {
            k
            for k, span in enumerate(self._spans.all if others else ())
            if any(word.lower in others for word in self._spans.of(span))
        }

    def _named_quarters(self, occurrence: Occurrence) -> set[str]:
        """The points of the compass in the names of other places of the bead: 북한, 남수단."""
        surface = occurrence.surface
        named = {
            quarter
            for quarter, words in self._quartered.items()
            if _QUARTERS[quarter] not in surface and any(word not in surface for word in words)
        }
        return {word for word in COMPASS if word.removesuffix("ern") in named}

    @cached_property
    def _quartered(self) -> Mapping[str, list[str]]:
        """The Korean words that may begin with a point of the compass, by the point."""
        words = [word for word in self._korean_words if len(word) > 1]
        found = {q: [w for w in words if w.startswith(s)] for q, s in _QUARTERS.items()}
        return {quarter: mine for quarter, mine in found.items() if mine}

    def _hit(self, concept: str, phrase: Span) -> TermHit:
        first, last = self._words[phrase.first], self._words[phrase.last]
        return TermHit(concept, first.segment, first.start, last.end, form=FormKind.OTHER)

    def _text(self, phrase: Span) -> str:
        hit = self._hit("", phrase)
        return self._texts[hit.segment].text[hit.start : hit.end]

    def _by_words(self, concept: Concept) -> dict[str, Sequence[float]]:
        known = [_content(t.text) for t in concept.in_language(Language.ENGLISH)]
        known_sets = [set(words) for words in known]
        sizes = [phrase.last - phrase.first + 1 for phrase in self._spans.all]
        return {
            "shared": [_dice(set(group), known_sets) for group in self._content],
            "head": [_same_head(group, known) for group in self._content],
            "size": [_size_difference(size, known) for size in sizes],
            "abbreviation": [
                _abbreviates(self._words[p.first].text, known) if p.first == p.last else 0.0
                for p in self._spans.all
            ],
        }

    def _distances(self, occurrence: Occurrence) -> Matrix:
        """How far apart the relative places in both sides of the bead are."""
        before = sum(len(t) for i, t in self._korean.items() if i < occurrence.segment)
        whole = max(1, sum(map(len, self._korean.values())))
        here = (before + occurrence.start) / whole
        return np.abs(here - self._places)

    @cached_property
    def _places(self) -> Matrix:
        """Where each candidate begins, as a share of the translation."""
        starts, total = {}, 0
        for segment, folded in self._texts.items():
            starts[segment] = total
            total += len(folded.text)
        words = (self._words[span.first] for span in self._spans.all)
        return np.array([(starts[w.segment] + w.start) / max(1, total) for w in words])

    def _likeness(
        self, concept: Concept, occurrence: Occurrence, vectors: WordVectors
    ) -> dict[str, Matrix]:
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
        inside, content = self._spans.inside, self._spans.content
        return {
            "surface": mine[:, 0].astype(np.float64),
            "term": mine[:, 1:].max(axis=1, initial=0.0).astype(np.float64),
            "unlike_others": (best - like_others).astype(np.float64),
            "least_like": np.where(content, near[inside], 9.0).min(axis=1),
            "intruder": np.where(content, far[inside], -9.0).max(axis=1),
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
        return self._vectors.of_phrases([self._text(phrase) for phrase in self._spans.all])

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


def _by_hits(
    hits: Sequence[TermHit],
    concept: str,
    taken: Sequence[TermHit],
) -> dict[str, Sequence[float]]:
    """How each candidate stands to what other places have, and to listed terms."""
    same = [other for other in taken if other.concept == concept]
    others = [other for other in taken if other.concept != concept]
    return {
        "known": [float(any(_is(hit, other) for other in same if other.term)) for hit in hits],
        "taken.same": [float(any(hit.overlaps(other) for other in same)) for hit in hits],
        "taken.other": [float(any(hit.overlaps(other) for other in others)) for hit in hits],
    }


def _is(hit: TermHit, other: TermHit) -> bool:
    return (hit.segment, hit.start, hit.end) == (other.segment, other.start, other.end)


def _has(hit: TermHit, word: Word) -> bool:
    return hit.segment == word.segment and hit.start < word.end and word.start < hit.end


def _sentences(texts: Iterable[str]) -> int:
    return sum(len(_SENTENCE.findall(text)) for text in texts)


def _surroundings(text: str, occurrence: Occurrence) -> tuple[bool, bool]:
    """Whether a term is a part of a longer word, and whether a bare noun stands before it."""
    before = text[: occurrence.start]
    inside = "가" <= before[-1:] <= "힣"
    beside = before[-1:] == " " and "가" <= before[-2:-1] <= "힣"
    return inside, beside


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
