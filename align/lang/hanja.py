"""Chinese characters in Korean text: the shorthand of headlines, and readings from brackets.

北·美 회담 stands for 북한·미국 회담; 문재인(文在寅) tells how three characters
are read, for wherever they stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import regex

from align.lang.lists import table

SHORTHAND: Mapping[str, str] = MappingProxyType(
    {character: word for character, (word,) in table("hanja_shorthand").items()}
)
"""What a single character stands for in a headline."""

_BRACKETED = regex.compile(r"(\p{Hangul}+)\s?[(\[]\s?(\p{Han}+)\s?[)\]]")
_HAN = regex.compile(r"\p{Han}+")


def readings(texts: Iterable[str]) -> dict[str, str]:
    """Return how characters are read, learned from Hangul with its Hanja in brackets."""
    known: dict[str, str] = {}
    for text in texts:
        for hangul, han in _BRACKETED.findall(text):
            if len(hangul) >= len(han) > 1:
                known.update(zip(han, hangul[-len(han) :], strict=True))
    return known


def read_hanja(text: str, known: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return `text` with Hanja as Hangul: shorthand alone, words by `known` readings.

    A word with a character of unknown reading stays as it is.
    """
    return str(_HAN.sub(lambda match: _read(match[0], known), text))


def _read(word: str, known: Mapping[str, str]) -> str:
    if len(word) == 1:
        return SHORTHAND.get(word) or known.get(word, word)
    if all(char in known for char in word):
        return "".join(known[char] for char in word)
    if all(char in SHORTHAND for char in word):
        return " ".join(SHORTHAND[char] for char in word)
    return word
