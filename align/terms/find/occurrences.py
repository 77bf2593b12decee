"""Where the terms of a termbase stand in Korean text.

A term is found through particles, endings and spacing (위안부는, 위안부들의,
강제 징용, 한·일 관계), and not inside another word: 감독도 holds no 독도, 행동해
no 동해.  Longest match first, so that 일본군 위안부 is one occurrence and not two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from align.lang.korean import AFTER_NOUN
from align.lang.lists import any_of, word_list
from align.lang.morphology import Morphology
from align.lang.normalise import fold
from align.model import Language, Occurrence, Segment, Termbase

_SHORT = 2  # syllables of a form that is too often part of another word
_LONG = 4  # syllables of a form that hardly ever is
_COMPOUNDS = "korean_compounds"
_NATIONS = regex.compile(r"(?<![가-힣·])[한일미중북남러조영독프불호인태베몽유]{1,3}\Z")
"""Abbreviated states before a noun: 한미, 남북, 북미."""
_FRONTS = regex.compile(rf"(?<![가-힣])(?:{any_of(word_list(_COMPOUNDS, 'front'))})\Z")
"""Nouns that often stand before another without a space: 세계인권선언."""


class OccurrenceFinder:
    """Finds the occurrences of a termbase's Korean terms.

    Without a `morphology` rules decide where a word ends; with one, it is asked
    about the places where a form touches other syllables.
    """

    def __init__(self, termbase: Termbase, morphology: Morphology | None = None) -> None:
        self._morphology = morphology
        self._forms: dict[str, _Form] = {}
        for concept in termbase.concepts:
            for term in concept.in_language(Language.KOREAN):
                key = form_key(term.text)
                if key:
                    self._forms[key] = _Form(concept.id, len(key))
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
            for concept, start, end in self.find_in(segment.text):
                yield Occurrence(concept, index, start, end, segment.text[start:end])

    def find_in(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield the concept, start and end of each occurrence in a text as written."""
        if self._pattern is None:
            return
        folded = fold(text)
        position = 0
        while match := self._pattern.search(folded.text, position):
            form = self._forms[form_key(match.group())]
            if not self._is_word(folded.text, match.start(), match.end(), form):
                position = match.start() + 1
                continue
            position = match.end()
            yield form.concept, *folded.span(*match.span())

    def _is_word(self, text: str, start: int, end: int, form: _Form) -> bool:
        """Whether what stands there is the term, and not a piece of another word."""
        before, after = _before(text, start), bool(regex.match("[가-힣]", text[end : end + 1]))
        clear_left = not before or _may_follow(before, form.size)
        clear_right = not after or form.size > _SHORT or bool(_AFTER_SHORT.match(text, end))
        if (clear_left and clear_right) or self._morphology is None:
            return clear_left and clear_right
        cuts = self._morphology.boundaries(text)
        return start in cuts and end in cuts


@dataclass(frozen=True, slots=True)
class _Form:
    concept: str
    size: int  # syllables


_AFTER_SHORT = regex.compile(rf"{AFTER_NOUN}|{any_of(word_list(_COMPOUNDS, 'head'))}")


def _before(text: str, start: int) -> str:
    """The Hangul that a form follows without a space."""
    match = regex.search(r"[가-힣]*\Z", text[:start])
    return match.group() if match else ""


def _may_follow(before: str, size: int) -> bool:
    """Whether a form of `size` syllables is a word of its own behind other syllables."""
    if size >= _LONG or _FRONTS.search(before):
        return True
    return size > _SHORT and bool(_NATIONS.search(before))


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
