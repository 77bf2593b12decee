"""Where the terms of a termbase stand in Korean text.

A term is found through particles, endings and spacing (위안부는, 위안부들의,
강제 징용, 한·일 관계), and not inside another word: 감독도 holds no 독도, 행동해
no 동해.  Longest match first, so that 일본군 위안부 is one occurrence and not two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from align.lang.morphology import Morphology
from align.lang.normalise import fold
from align.model import Language, Occurrence, Segment, Termbase
from align.terms.find.places import Standing, place_of, standing

_VERSION = 2  # of what decides where terms stand
_GAPS = regex.compile(r"[\s·]+")
_LONG = 4  # syllables of a form that may be cut by a space anywhere


class OccurrenceFinder:
    """Finds the occurrences of a termbase's Korean terms.

    Without a `morphology` rules decide where a word ends; with one, it is asked
    about the places where a form touches other syllables.
    """

    def __init__(self, termbase: Termbase, morphology: Morphology | None = None) -> None:
        self._morphology = morphology
        self._senses: dict[str, list[_Sense]] = defaultdict(list)
        written: dict[str, str] = {}
        for concept in termbase.concepts:
            english = tuple(term.text.lower() for term in concept.in_language(Language.ENGLISH))
            for term in concept.in_language(Language.KOREAN):
                key = form_key(term.text)
                if key:
                    self._senses[key].append(_Sense(concept.id, english))
                    written[key] = term.text
        patterns = {
            key: _form_pattern(written[key]) for key in sorted(written, key=len, reverse=True)
        }
        self._by_first: dict[str, list[tuple[str, regex.Pattern[str]]]] = defaultdict(list)
        for key, pattern in patterns.items():
            self._by_first[key[0]].append((key, regex.compile(pattern)))
        self._any = _any_of(patterns)

    @property
    def signature(self) -> str:
        """A short name of what decides where a term stands: rules, or which analyser."""
        analyser = type(self._morphology).__name__ if self._morphology else "none"
        return f"occurrences:{_VERSION}|morphology:{analyser}"

    def find(self, segments: Sequence[Segment]) -> Iterator[Occurrence]:
        """Yield the occurrences in a document's segments, in order."""
        for index, segment in enumerate(segments):
            yield from self.find_in(segment.text, index)

    def find_in(self, text: str, segment: int = 0) -> Iterator[Occurrence]:
        """Yield each occurrence in a text as written, which is that of a segment."""
        if self._any is None:
            return
        folded = fold(text)
        position = 0
        while match := self._any.search(folded.text, position):
            position = match.start() + 1
            for end in self._ends(folded.text, match):
                if found := self._at(folded.text, match.start(), end):
                    position = end
                    concept, how = found
                    start, stop = folded.span(match.start(), end)
                    surface = text[start:stop]
                    yield Occurrence(
                        concept, segment, start, stop, surface, how.inside, how.doubt
                    )
                    break

    def _ends(self, text: str, match: regex.Match[str]) -> Iterator[int]:
        """Where the forms end that stand where one was found, the longest first."""
        yield match.end()
        start, longest = match.start(), len(_key_of(match.group()))
        for key, pattern in self._by_first[text[start]]:
            shorter = pattern.match(text, start) if len(key) < longest else None
            if shorter:
                yield shorter.end()

    def _at(self, text: str, start: int, end: int) -> tuple[str, Standing] | None:
        """The concept that a form stands for at its place, the surest of several."""
        key = _key_of(text[start:end])
        place = place_of(text, start, end, key)
        doubted: tuple[str, Standing] | None = None
        for sense in self._senses[key]:
            found = standing(place, sense.english, self._morphology)
            if found and not found.doubt:
                return sense.concept, found
            if found and not doubted:
                doubted = sense.concept, found
        return doubted


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a form may mean."""

    concept: str
    english: tuple[str, ...]  # the concept's terms, in small letters


def _any_of(patterns: Mapping[str, str]) -> regex.Pattern[str] | None:
    """One pattern for all forms, the longest first; by first characters, to be quick."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for key, pattern in patterns.items():
        first = regex.escape(key[0])
        by_first[first].append(pattern.removeprefix(first))
    groups = (f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return regex.compile("|".join(groups)) if by_first else None


def _form_pattern(form: str) -> str:
    """A pattern for one form: middle dots anywhere, spaces where a word may be cut.

    Long forms may be cut anywhere: 강제 징용 is 강제징용.
    """
    key = form_key(form)
    gaps = _gaps(form)
    syllables = [regex.escape(char) for char in key]
    return syllables[0] + "".join(
        (r"[\s·]*" if position in gaps or len(key) >= _LONG else "·?") + char
        for position, char in enumerate(syllables[1:])
    )


def _gaps(form: str) -> set[int]:
    """Which characters but the first stand behind a space or dot, counted from the second."""
    parts = _GAPS.split(fold(form).text)
    flags = [offset == 0 for part in parts for offset in range(len(part))][1:]
    return {position for position, flag in enumerate(flags) if flag}


def form_key(form: str) -> str:
    """Return a Korean term without what may stand in it or not: spaces and middle dots."""
    return _key_of(fold(form).text)


def _key_of(folded: str) -> str:
    return _GAPS.sub("", folded)
