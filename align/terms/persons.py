"""Which names of a collection are persons', who are no terms; places and organisations are.

What tells them stands around the names, in both languages: titles, `said`, an age; and,
for places, `in` and 에서.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex
from rapidfuzz.distance import JaroWinkler, Levenshtein

from align.lang.english import stem
from align.lang.lists import any_of, word_list
from align.lang.names import SURNAMES
from align.lang.romanise import romanise, sound_key

_NAME = r"(\p{Lu}[\p{L}'\-]+)"
_TITLE = any_of(word_list("english_titles"))
_AS_PERSONS = tuple(
    regex.compile(pattern)
    for pattern in (
        rf"\b(?:{_TITLE})\.? {_NAME}(?: {_NAME})?(?: {_NAME})?",
        rf"{_NAME},? (?:said|says|told|added|who)\b",
        rf"\b(?:said|says|added) {_NAME}(?: {_NAME})?",
        rf"{_NAME}, \d\d?,",
    )
)
_AS_PLACES = (regex.compile(rf"\b(?:in|at|the) {_NAME}(?: {_NAME})?"),)
_TITLES = tuple(word_list("korean_titles", "person"))
_BEFORE_NOUNS = frozenset(word_list("korean_single_words", "noun"))
_FULL_NAME = 3  # syllables of most Korean names of persons
_OFFICES = frozenset("부청처실국원당회위")
_SHARE = 0.12  # of an English name's places that must speak for a person
_MORE = 1.5  # how much more must speak for a person than for a place


_SOUNDS = 0.75  # likeness of a name's sound from which it is that name
_CONSONANTS = 0.6  # the same of its consonants alone


class English(NamedTuple):
    """An English word that goes with a Korean one.

    Attributes:
        stem: of the word.
        places: of the word in all.
        closeness: how closely it goes with the other, from 0 to 1.
        share: of the Korean word's beads that have it.

    """

    stem: str
    places: int
    closeness: float
    share: float = 0.0


@dataclass(slots=True)
class EnglishNames:
    """What stands around the capitalised words of English texts, by their stems."""

    persons: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)

    def take(self, text: str) -> None:
        """Count what a text shows; it is in the form for matching."""
        for counted, patterns in ((self.persons, _AS_PERSONS), (self.places, _AS_PLACES)):
            for pattern in patterns:
                for match in pattern.finditer(text):
                    counted.update(stem(name) for name in match.groups() if name)


@dataclass(slots=True)
class KoreanName:
    """What stands around a Korean name.

    Attributes:
        count: places.
        titled: of these before a title.
        places: of these with a particle that says where.
        before: the names right behind it.
        sure: whether an analyser says that it is a name.

    """

    sure: bool = False
    count: int = 0
    titled: int = 0
    places: int = 0
    before: Counter[str] = field(default_factory=Counter)


def is_titled(name: str, behind: Sequence[str]) -> bool:
    """Whether the words behind a name are a title, as in 오바마 상원의원.

    Behind what has the form of a Korean name an office may stand first: 한서윤 외교부 장관.
    """
    reach = 2 if _is_korean(name) else 1
    return any(word.endswith(_TITLES) for word in behind[:reach])


def is_addressed(words: Sequence[str]) -> bool:
    """Whether some words are a surname with a title: 김 위원장."""
    return (
        len(words) > 1
        and words[0] in SURNAMES
        and words[0] not in _BEFORE_NOUNS
        and len(words[0]) == 1
        and words[-1].endswith(_TITLES)
    )


def is_person(text: str, name: KoreanName, english: English, seen: EnglishNames) -> bool:
    """Whether a name is a person's.

    Args:
        text: the name.
        name: what stands around it.
        english: the word that goes with it most.
        seen: what stands around English names.

    """
    alike = sounds_like(text, english.stem)
    told, against = seen.persons[english.stem], name.places + seen.places[english.stem]
    if _is_korean(text) and name.titled and not name.places and not (alike and against):
        return True
    if not name.sure and not alike:
        return False
    return told > _SHARE * english.places and told + name.titled > _MORE * against


def sounds_like(hangul: str, latin: str) -> bool:
    """Whether a Korean word is an English name as it sounds, or begins with that surname."""
    if not latin or not latin[0].isalpha():
        return False
    if latin in map(stem, SURNAMES.get(hangul[0], ())):
        return True
    sound = romanise(hangul).lower()
    keys = sound_key(sound), sound_key(latin)
    return (
        JaroWinkler.similarity(sound, latin) >= _SOUNDS
        or Levenshtein.normalized_similarity(*keys) >= _CONSONANTS
    )


def given_names(
    names: Iterable[tuple[str, KoreanName]], persons: frozenset[str]
) -> frozenset[str]:
    """Return the names that mostly stand right before the name of a person."""
    return frozenset(
        text
        for text, name in names
        if sum(n for other, n in name.before.items() if other in persons) > name.count / 2
    )


def _is_korean(name: str) -> bool:
    """Whether a name has the form of a Korean person's."""
    return len(name) == _FULL_NAME and name[0] in SURNAMES and name[-1] not in _OFFICES
