"""Names of states and places: their adjectives and people, and their abbreviations.

China and Chinese, the Netherlands and Dutch; the United States, US and USA.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import regex

from align.lang.lists import table

_WORDS = regex.compile(r"[\p{L}\p{N}]+")
_LONGEST = 7  # words of a name that is abbreviated within another
_SMALL = frozenset("of the and for in on to with a an".split())


def adjectives_of(name: str) -> tuple[str, ...]:
    """Return the adjectives and peoples of a place, or the place of one of them."""
    return _adjectives().get(name.casefold().removeprefix("the "), ())


def is_place(name: str) -> bool:
    """Whether a word is the name of a place or a people and nothing else in small letters."""
    return bool(adjectives_of(name))


def full_names(abbreviation: str) -> tuple[str, ...]:
    """Return what a well-known abbreviation, written without dots, stands for."""
    return _full_names().get(abbreviation, ())


def abbreviations_of(phrase: str) -> tuple[str, ...]:
    """Return how a phrase of two words or more may be abbreviated: the letters it begins with.

    With and without its small words, as in MOFA and MFA.
    """
    words = _WORDS.findall(phrase)
    known = tuple(_abbreviations().get(phrase.casefold().removeprefix("the "), ()))
    content = [word for word in words if word.casefold() not in _SMALL]
    if len(content) < 2 or not all(word[0].isalpha() for word in words):
        return known
    initials = {"".join(word[0].upper() for word in some) for some in (words, content)}
    return (*known, *sorted(initials - set(known)))


def otherwise(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield some words with a name in them abbreviated or written out: UN Security Council.

    One name at a time, and only those that are well known by their letters.
    """
    for start, word in enumerate(words):
        for full in full_names(word.replace(".", "")):
            yield (*words[:start], *full.split(), *words[start + 1 :])
        for end in range(start + 2, min(start + _LONGEST, len(words)) + 1):
            for short in _abbreviations().get(" ".join(words[start:end]).casefold(), ()):
                yield (*words[:start], short, *words[end:])


@cache
def _adjectives() -> Mapping[str, tuple[str, ...]]:
    """Both ways: from a place to its adjectives, and from each of them to the place."""
    both: dict[str, list[str]] = defaultdict(list)
    for place, derived in table("english_places").items():
        name = place.replace("_", " ")
        for word in derived:
            both[name.casefold()].append(word.replace("_", " "))
            both[word.replace("_", " ").casefold()].append(name)
    return {name: tuple(words) for name, words in both.items()}


@cache
def _abbreviations() -> Mapping[str, tuple[str, ...]]:
    rows = table("english_abbreviations").items()
    return {name.replace("_", " ").casefold(): short for name, short in rows}


@cache
def _full_names() -> Mapping[str, tuple[str, ...]]:
    full: dict[str, list[str]] = defaultdict(list)
    for name, shorts in table("english_abbreviations").items():
        for short in shorts:
            full[short].append(name.replace("_", " "))
    return {short: tuple(names) for short, names in full.items()}
