"""Where the terms of a termbase stand in Korean text.

A term is found through particles, endings and spacing (위안부는, 위안부들의,
강제 징용), and not inside another word: 감독도 holds no 독도, 행동해 no 동해.
Longest match first, so that 일본군 위안부 is one occurrence and not two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from align.lang.korean import AFTER_NOUN
from align.lang.normalise import fold
from align.model import Language, Occurrence, Segment, Termbase

_SHORT = 2
_HEADS = (
    "문제|명칭|표기|현안|피해자|정책|관계|협상|협의|해결|분야|사업|정세|평화|지역|상황|논의"
)


class OccurrenceFinder:
    """Finds the occurrences of a termbase's Korean terms."""

    def __init__(self, termbase: Termbase) -> None:
        self._concepts: dict[str, str] = {}
        for concept in termbase.concepts:
            for term in concept.in_language(Language.KOREAN):
                self._concepts[_key(term.text)] = concept.id
        forms = sorted(
            (t.text for c in termbase.concepts for t in c.in_language(Language.KOREAN)),
            key=lambda text: len(_key(text)),
            reverse=True,
        )
        self._pattern = regex.compile("|".join(map(_form_pattern, forms))) if forms else None

    def find(self, segments: Sequence[Segment]) -> Iterator[Occurrence]:
        """Yield the occurrences in a document's segments, in order."""
        if self._pattern is None:
            return
        for index, segment in enumerate(segments):
            folded = fold(segment.text)
            for match in self._pattern.finditer(folded.text):
                start, end = folded.span(*match.span())
                concept = self._concepts[_key(match.group())]
                yield Occurrence(concept, index, start, end, segment.text[start:end])


def _form_pattern(form: str) -> str:
    """A pattern for one form as a word or at the head of a compound.

    A form of two syllables is too often part of another word (동해안, the east
    coast): after it only particles, endings or one of a few heads may follow.
    """
    syllables = [regex.escape(char) for char in _key(form)]
    gaps = {position for position, char in enumerate(_spaced(form)) if char}
    body = syllables[0] + "".join(
        (r"[\s·]*" if position in gaps else "") + char
        for position, char in enumerate(syllables[1:])
    )
    after = rf"(?={AFTER_NOUN}|{_HEADS})" if len(syllables) <= _SHORT else ""
    return rf"(?<![가-힣]){body}{after}"


def _spaced(form: str) -> list[bool]:
    """For each character but the first, whether a space or dot stands before it."""
    parts = regex.split(r"[\s·]+", fold(form).text)
    return [offset == 0 for part in parts for offset in range(len(part))][1:]


def _key(form: str) -> str:
    return regex.sub(r"[\s·]+", "", fold(form).text)
