"""Where the terms of a termbase stand in Korean text.

A term is found through particles, endings and spacing (위안부는, 위안부들의,
강제 징용, 한·일 관계), and not inside another word: 감독도 holds no 독도, 행동해
no 동해.  Longest match first, so that 일본군 위안부 is one occurrence and not two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from align.lang.morphology import Morphology
from align.lang.normalise import fold
from align.model import Language, Occurrence, Segment, Termbase
from align.terms.find.places import place_of, standing

_LONG = 4  # syllables of a form that may be cut by a space anywhere


class OccurrenceFinder:
    """Finds the occurrences of a termbase's Korean terms.

    Without a `morphology` rules decide where a word ends; with one, it is asked
    about the places where a form touches other syllables.
    """

    def __init__(self, termbase: Termbase, morphology: Morphology | None = None) -> None:
        self._morphology = morphology
        self._forms: dict[str, _Form] = {}
        for concept in termbase.concepts:
            english = tuple(term.text.lower() for term in concept.in_language(Language.ENGLISH))
            for term in concept.in_language(Language.KOREAN):
                key = form_key(term.text)
                if key:  # a homograph counts as the first of its senses
                    self._forms.setdefault(key, _Form(concept.id, english))
        texts = (t.text for c in termbase.concepts for t in c.in_language(Language.KOREAN))
        ordered = sorted(
            filter(form_key, texts), key=lambda text: len(form_key(text)), reverse=True
        )
        self._pattern = (
            regex.compile("|".join(map(_form_pattern, ordered))) if ordered else None
        )

    def find(self, segments: Sequence[Segment]) -> Iterator[Occurrence]:
        """Yield the occurrences in a document's segments, in order."""
        for index, segment in enumerate(segments):
            for occurrence in self.find_in(segment.text):
                yield replace(occurrence, segment=index)

    def find_in(self, text: str) -> Iterator[Occurrence]:
        """Yield each occurrence in a text as written, as of segment 0."""
        if self._pattern is None:
            return
        folded = fold(text)
        position = 0
        while match := self._pattern.search(folded.text, position):
            key = form_key(match.group())
            form = self._forms[key]
            place = place_of(folded.text, match.start(), match.end(), key)
            found = standing(place, form.english, self._morphology)
            if found is None:
                position = match.start() + 1
                continue
            position = match.end()
            start, end = folded.span(*match.span())
            yield Occurrence(
                form.concept, 0, start, end, text[start:end], found.inside, found.doubt
            )


@dataclass(frozen=True, slots=True)
class _Form:
    concept: str
    english: tuple[str, ...]  # the concept's terms, in small letters


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
    parts = regex.split(r"[\s·]+", fold(form).text)
    flags = [offset == 0 for part in parts for offset in range(len(part))][1:]
    return {position for position, flag in enumerate(flags) if flag}


def form_key(form: str) -> str:
    """Return a Korean term without what may stand in it or not: spaces and middle dots."""
    return regex.sub(r"[\s·]+", "", fold(form).text)
