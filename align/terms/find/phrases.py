"""The stretches of a translation that could stand for a term, and what speaks for each.

Every run of up to eight words that punctuation does not cut and function words
do not frame is a candidate.  What is measured of it is listed in `NAMES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import regex
from numpy.typing import NDArray

from align.aligner.embedding.base import Vectors
from align.lang.english import COMPASS, DETERMINERS, FUNCTION_WORDS, WORD, pronoun_in, stem
from align.lang.lists import word_list
from align.lang.normalise import match_form
from align.lang.parts_of_speech import parts_of_speech
from align.lang.words import content_words
from align.model import Concept, FormKind, Language, Occurrence
from align.terms.find.hits import TermHit, Texts
from align.terms.find.tokens import Word, english_words, korean_words
from align.terms.find.vectors import WordVectors
from align.terms.find.word_table import WordTable

NAMES = (
    "none",  # no phrase stands for it
    "none.pronoun",  # … and the sentence has a pronoun
    "none.repeated",  # … and another place of the term has its rendering here
    "none.explained",  # … and how strongly the words of the sentence are linked to other words
    "none.free",  # … and the strongest link of a word that is free
    "none.syllable",  # … and the term has one syllable
    "none.inside",  # … and the term is a part of a longer word
    "none.beside",  # … and a noun stands right before the term
    "none.ratio",  # … and how many words the English has for one Korean, as a logarithm
    "surface",  # cosine with the Korean as it stands
    "term",  # cosine with the nearest English term
    "unlike_others",  # how much nearer to the term than to any other Korean word here
    "least_like",  # cosine with the term or a word of it, of the word that is least like any
    "intruder",  # how much nearer one of its words is to another Korean word than to the term
    "shared",  # words in common with an English term (Dice)
    "head",  # last word in common with one
    "size",  # words more or less than the nearest term
    "abbreviation",  # initials of a term
    "from.mean",  # probability that its words come from the term
    "from.least",  # the same of the word that is least likely to
    "to.sum",  # probability that the term goes to one of its words
    "link.sum",  # the geometric mean of both, added up
    "link.mean",  # on average
    "link.dice",  # the links inside, against all of the sentence and the words
    "link.log",  # the logarithm of the strongest link inside
    "mutual",  # how many of its words are linked to no other Korean word as strongly
    "strongest",  # has the English word that is linked to the term most strongly
    "missed",  # the strongest link of a word outside
    "beside",  # the strongest link of a word right beside it
    "others.mean",  # how strongly its words are linked to other Korean words
    "others.most",  # the same of the word that is likeliest to
    "length",  # in words that carry meaning
    "single",  # one word
    "determined",  # a determiner stands before it
    "open.left",  # a content word stands right before it
    "open.right",  # a content word stands right behind it
    "modifier.left",  # … which can modify what follows
    "head.right",  # … which can be the noun that its last word belongs to
    "adjective.last",  # … and its last word can be an adjective
    "hyphen.cut",  # a hyphen joins it to a word outside
    "capital",  # all its words have capitals, and others before it have not
    "capital.cut",  # a word with a capital stands right beside a word with one
    "extent",  # words more or less than syllables of the Korean make one expect
    "verb.first",  # begins with what can be but a verb
    "verb.inside",  # has what can be but a verb behind its first word
    "verb.last",  # ends with what can be but a verb or an adverb
    "noun.last",  # ends with what can be a noun
    "participle.first",  # begins with a form in -ing or -ed
    "preposition",  # function words inside but of and the articles
    "of",  # of inside
    "position",  # distance of the places in both texts, 0 to 1
    "form",  # a derivation or a short form of a listed term
    "known",  # a listed term, which stands for another place too
    "taken.same",  # has words that another place of the term has
    "taken.other",  # has words that another term has
)
_INDEX = {name: number for number, name in enumerate(NAMES)}
_SENTENCE = regex.compile(r"[\p{L}\p{N}][^.!?]*(?:[.!?]+[^\s\p{L}\p{N}]*(?=\s|$)|$)")
_LONGEST = 8
_SYLLABLES = 2.0  # of a Korean noun for which English has one word
_LINKED = 0.3  # strength of a link from which a word stands for another
_LIST = "english_words"
_EDGELESS = frozenset(word_list(_LIST, "edgeless"))
_NOT_FIRST = FUNCTION_WORDS.difference(word_list(_LIST, "first")) | _EDGELESS
_NOT_LAST = FUNCTION_WORDS | _EDGELESS
_NOT_INSIDE = FUNCTION_WORDS.difference(word_list(_LIST, "inside"))
_Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choices:
    """Candidates for one occurrence: a row of `values` each, and a last one for none.

    Attributes:
        hits: the candidates.
        values: what is measured, shape (candidates + 1, names).
        texts: the translation that they are stretches of.
        is_explained: whether every word that says something stands for something else.
        is_shorter: whether the translation has fewer sentences than the original.

    """

    hits: list[TermHit]
    values: _Matrix
    texts: Texts
    is_explained: bool = False
    is_shorter: bool = False

    def text(self, hit: TermHit) -> str:
        """Return the words of a candidate."""
        return self.texts[hit.segment].text[hit.start : hit.end]

    def reasons(self, hit: TermHit) -> str:
        """Return what speaks for a candidate, for the reader of a report."""
        row = self.values[self.hits.index(hit)]
        told = {
            "like the Korean": "surface",
            "like a known term": "term",
            "shared words": "shared",
            "linked by its words": "link.mean",
        }
        parts = [f"{said} {row[_INDEX[name]]:.2f}" for said, name in told.items()]
        if row[_INDEX["abbreviation"]]:
            parts.append("initials of a known term")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class _Phrase:
    first: int  # indexes of words
    last: int


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
        self._phrases = _phrases(self._words)
        self._content = [
            [w.stem for w in self._of(phrase) if w.is_content] for phrase in self._phrases
        ]
        self._has_pronoun = any(pronoun_in(folded.text) for folded in texts.values())
        self._tokens, rows = korean_words(korean, occurrences)
        self._rows = dict(zip(occurrences, rows, strict=True))
        self._known: dict[Concept, tuple[list[TermHit], Mapping[str, Sequence[float]]]] = {}
        self._links = _Links.of(self._tokens, self._words, vectors, table)

    def choices(
        self,
        concept: Concept,
        occurrence: Occurrence,
        taken: Sequence[TermHit],
        formed: Sequence[TermHit] = (),
    ) -> Choices:
        """Return the candidates for an occurrence.

        Args:
            concept: the term.
            occurrence: its place.
            taken: hits that other places have, and known ones that nobody has.
            formed: stretches that are distant forms of its listed terms.

        """
        hits, by_words = self._of_concept(concept)
        values = np.zeros((len(self._phrases) + 1, len(NAMES)))
        row = self._rows[occurrence]
        if self._phrases:
            columns: dict[str, Sequence[float] | _Matrix] = {
                **self._edges,
                **by_words,
                **self._by_links(row),
                **_by_hits(hits, concept.id, taken, formed),
            }
            columns["position"] = self._distances(occurrence)
            syllables = sum("가" <= char <= "힣" for char in occurrence.surface)
            expected = max(len(occurrence.surface.split()), syllables / _SYLLABLES)
            columns["extent"] = np.abs(np.array(self._edges["length"]) - expected)
            if self._vectors is not None:
                columns |= self._likeness(concept, occurrence, self._vectors)
            for name, column in columns.items():
                values[:-1, _INDEX[name]] = column
        for name, value in self._of_none(concept, occurrence, row, taken).items():
            values[-1, _INDEX[name]] = value
        excluded = self._other_quarter(concept)
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

    def _of_concept(
        self, concept: Concept
    ) -> tuple[list[TermHit], Mapping[str, Sequence[float]]]:
        """The candidates as hits of a concept, and what their words say, each made once."""
        known = self._known.get(concept)
        if known is None:
            hits = [self._hit(concept.id, phrase) for phrase in self._phrases]
            known = self._known[concept] = hits, self._by_words(concept)
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

    def _of(self, phrase: _Phrase) -> list[Word]:
        return self._words[phrase.first : phrase.last + 1]

    def _hit(self, concept: str, phrase: _Phrase) -> TermHit:
        first, last = self._words[phrase.first], self._words[phrase.last]
        return TermHit(concept, first.segment, first.start, last.end, form=FormKind.OTHER)

    def _text(self, phrase: _Phrase) -> str:
        hit = self._hit("", phrase)
        return self._texts[hit.segment].text[hit.start : hit.end]

    def _by_words(self, concept: Concept) -> dict[str, Sequence[float]]:
        known = [_content(t.text) for t in concept.in_language(Language.ENGLISH)]
        known_sets = [set(words) for words in known]
        sizes = [phrase.last - phrase.first + 1 for phrase in self._phrases]
        return {
            "shared": [_dice(set(group), known_sets) for group in self._content],
            "head": [_same_head(group, known) for group in self._content],
            "size": [_size_difference(size, known) for size in sizes],
            "abbreviation": [
                _abbreviates(self._words[p.first].text, known) if p.first == p.last else 0.0
                for p in self._phrases
            ],
        }

    def _by_links(self, row: int) -> dict[str, _Matrix]:
        """How the words of each candidate are linked to one Korean word."""
        inside, content = self._inside, self._grid_content
        count = np.maximum(1, content.sum(axis=1))
        links = self._links
        source, both, others = links.source[row], links.both[row], links.others(row)
        total = both.sum()
        link = (both[inside] * content).sum(axis=1)
        first, last = self._ends[:, 0], self._ends[:, 1]
        padded = np.concatenate([[0.0], both, [0.0]])  # a word further on: one before the first
        left = np.maximum.accumulate(padded)[first]
        right = np.maximum.accumulate(padded[::-1])[::-1][last + 2]
        near = np.maximum(padded[first] * self._joined[0], padded[last + 2] * self._joined[1])
        top = int(both.argmax())
        return {
            "from.mean": (source[inside] * content).sum(axis=1) / count,
            "from.least": np.where(content, source[inside], 1.0).min(axis=1),
            "to.sum": (links.target[row][inside] * content).sum(axis=1),
            "link.sum": link,
            "link.mean": link / count,
            "link.dice": 2 * link / (total + count),
            "link.log": np.log(1e-4 + np.where(content, both[inside], 0.0).max(axis=1)),
            "mutual": ((both >= others)[inside] & content).sum(axis=1) / count,
            "strongest": ((first <= top) & (top <= last)).astype(np.float64),
            "missed": np.maximum(left, right),
            "beside": near,
            "others.mean": (others[inside] * content).sum(axis=1) / count,
            "others.most": np.where(content, others[inside], 0.0).max(axis=1),
        }

    @cached_property
    def _inside(self) -> NDArray[np.int64]:
        """Which words each candidate has, shape (phrases, longest); its last one repeated."""
        steps = np.arange(_LONGEST)
        ends = self._ends
        inside: NDArray[np.int64] = np.minimum(ends[:, :1] + steps, ends[:, 1:])
        return inside

    @cached_property
    def _grid_content(self) -> NDArray[np.bool_]:
        """Which of them carry meaning, each counted once; all where none does."""
        content = np.array([word.is_content for word in self._words], dtype=bool)
        lengths = np.array([p.last - p.first for p in self._phrases])
        real = np.arange(_LONGEST)[None, :] <= lengths[:, None]
        grid = content[self._inside] & real
        return np.where(grid.any(axis=1, keepdims=True), grid, real)

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        """The first and the last word of each candidate, shape (phrases, 2)."""
        return np.array([[p.first, p.last] for p in self._phrases])

    @cached_property
    def _joined(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether a word stands right before each candidate, and right behind it."""
        before = [self._words[phrase.first].joined for phrase in self._phrases]
        return np.array(before), np.array([self._follows(phrase) for phrase in self._phrases])

    def _follows(self, phrase: _Phrase) -> bool:
        """Whether a word follows that no punctuation cuts off."""
        after = phrase.last + 1
        return after < len(self._words) and self._words[after].joined

    @cached_property
    def _edges(self) -> Mapping[str, Sequence[float]]:
        """What stands at the ends of each candidate and inside, and how long it is."""
        names = (
            *("length", "single", "determined", "open.left", "open.right", "hyphen.cut"),
            *("modifier.left", "head.right", "adjective.last"),
            *("capital", "capital.cut", "verb.first", "verb.inside", "verb.last"),
            *("noun.last", "participle.first", "preposition", "of"),
        )
        columns: dict[str, list[float]] = {name: [] for name in names}
        for phrase in self._phrases:
            for name, value in self._edge(phrase).items():
                columns[name].append(float(value))
        return columns

    def _edge(self, phrase: _Phrase) -> dict[str, float]:
        words = self._of(phrase)
        first, last = words[0], words[-1]
        before = self._words[phrase.first - 1] if first.joined else None
        after = self._words[phrase.last + 1] if self._follows(phrase) else None
        tags, end_tags = parts_of_speech(first.text), parts_of_speech(last.text)
        inside = [word.lower for word in words if not word.is_content]
        left = before is not None and before.is_content
        right = after is not None and after.is_content
        head = right and after is not None and _can_be(after, "NOUN")
        return {
            "length": float(len(words) - len(inside)),
            "single": float(len(words) == 1),
            "determined": before is not None and before.lower in DETERMINERS,
            "open.left": left,
            "open.right": right,
            "modifier.left": left and before is not None and _can_be(before, "ADJ", "NOUN"),
            "head.right": head,
            "adjective.last": head and _can_be(last, "ADJ"),
            "hyphen.cut": first.hyphened or (after is not None and after.hyphened),
            "capital": phrase.first > 0 and all(_capital(w) for w in words if w.is_content),
            "capital.cut": (before is not None and _capital(before) and _capital(first))
            or (after is not None and _capital(after) and _capital(last)),
            "verb.first": tags == {"VERB"},
            "verb.inside": any(parts_of_speech(w.text) == {"VERB"} for w in words[1:-1]),
            "verb.last": bool(end_tags) and end_tags <= {"VERB", "ADV", "AUX"},
            "noun.last": not end_tags or "NOUN" in end_tags or "PROPN" in end_tags,
            "participle.first": first.lower.endswith(("ing", "ed")),
            "preposition": float(len([w for w in inside if w not in ("of", "the", "a", "an")])),
            "of": "of" in inside,
        }

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
        inside, content = self._inside, self._grid_content
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


@dataclass(frozen=True)
class _Links:
    """How each Korean word of a bead goes with each English one, by the table of words.

    Attributes:
        source: probability that the English word comes from the Korean, shape (Korean, all
            English words); 0 for words that say nothing.
        target: probability that the Korean one goes to the English one.
        both: geometric mean of both.

    """

    source: _Matrix
    target: _Matrix
    both: _Matrix

    @classmethod
    def of(
        cls,
        korean: Sequence[str],
        words: Sequence[Word],
        vectors: WordVectors | None,
        table: WordTable,
    ) -> _Links:
        content = [k for k, word in enumerate(words) if word.is_content]
        source = np.zeros((len(korean), len(words)))
        target = np.zeros_like(source)
        if content and korean:
            english = [words[k].stem for k in content]
            if vectors is None:
                cosines = np.zeros((len(korean), len(english)), dtype=np.float32)
            else:
                cosines = vectors.likeness(korean, [words[k].text for k in content])
            source[:, content], target[:, content] = table.links(korean, english, cosines)
        return cls(source, target, np.sqrt(source * target))

    def others(self, row: int) -> _Matrix:
        """How strongly each English word is linked to the nearest other Korean word."""
        rest = np.delete(self.both, row, axis=0)
        return np.asarray(rest.max(axis=0, initial=0.0))


def _by_hits(
    hits: Sequence[TermHit],
    concept: str,
    taken: Sequence[TermHit],
    formed: Sequence[TermHit],
) -> dict[str, Sequence[float]]:
    """How each candidate stands to what other places have, and to listed terms."""
    same = [other for other in taken if other.concept == concept]
    others = [other for other in taken if other.concept != concept]
    return {
        "form": [float(any(_is(hit, other) for other in formed)) for hit in hits],
        "known": [float(any(_is(hit, other) for other in same if other.term)) for hit in hits],
        "taken.same": [float(any(hit.overlaps(other) for other in same)) for hit in hits],
        "taken.other": [float(any(hit.overlaps(other) for other in others)) for hit in hits],
    }


def _is(hit: TermHit, other: TermHit) -> bool:
    return (hit.segment, hit.start, hit.end) == (other.segment, other.start, other.end)


def _has(hit: TermHit, word: Word) -> bool:
    return hit.segment == word.segment and hit.start < word.end and word.start < hit.end


def _can_be(word: Word, *parts: str) -> bool:
    """Whether a word can be one of some parts of speech; one that nobody knows can."""
    tags = parts_of_speech(word.text)
    return not tags or not tags.isdisjoint(parts)


def _sentences(texts: Iterable[str]) -> int:
    return sum(len(_SENTENCE.findall(text)) for text in texts)


def _capital(word: Word) -> bool:
    return word.text[:1].isupper()


def _surroundings(text: str, occurrence: Occurrence) -> tuple[bool, bool]:
    """Whether a term is a part of a longer word, and whether a bare noun stands before it."""
    before = text[: occurrence.start]
    inside = "가" <= before[-1:] <= "힣"
    beside = before[-1:] == " " and "가" <= before[-2:-1] <= "힣"
    return inside, beside


def _phrases(words: Sequence[Word]) -> list[_Phrase]:
    phrases = []
    for first, word in enumerate(words):
        before = words[first - 1] if word.joined else None
        other = before is not None and before.lower in COMPASS and _capital(before)
        if word.lower in _NOT_FIRST or (other and _capital(word)):  # North Korea for Korea
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
