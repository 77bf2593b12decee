"""Korean names of people in both scripts: 강경화 is Kang Kyung-wha, or Kyung-wha Kang.

The surname is known by a list of its Latin spellings, the given name by its
sound, since people spell theirs as they like.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex
from rapidfuzz.distance import JaroWinkler, Levenshtein

from align.lang.korean import AFTER_NOUN
from align.lang.lists import any_of, table
from align.lang.romanise import romanise, sound_key

SURNAMES = table("korean_surnames")
"""How people spell each surname in Latin letters."""
_HANGUL_NAME = regex.compile(
    rf"(?<!\p{{Hangul}})((?:{any_of(SURNAMES)})"
    rf"\p{{Hangul}}{{1,2}})(?=(?:{AFTER_NOUN})?(?!\p{{Hangul}}))"
)
_CAPITALISED = r"\p{Lu}[\p{L}']*(?:-\p{L}+)?"
_RUN = regex.compile(rf"(?<![\p{{L}}-]){_CAPITALISED}(?:,?\s+{_CAPITALISED})+(?![\p{{L}}-])")
_SPELLINGS = frozenset(spelling for group in SURNAMES.values() for spelling in group)
_LETTERS = regex.compile(r"[^a-z]")
_ENOUGH = 0.78
_SIZES = (2, 3)  # words of a name in Latin letters


def korean_names(text: str) -> list[str]:
    """Return the words of Korean text that may be full names, a surname first.

    Many are none (정부가, 이번에); only a counterpart in Latin letters makes one sure.
    """
    return [str(match[1]) for match in _HANGUL_NAME.finditer(text)]


def latin_names(text: str) -> list[str]:
    """Return two or three capitalised words in a row, a surname first or last."""
    names = []
    for match in _RUN.finditer(text):
        words = match[0].replace(",", " ").split()
        for size in _SIZES:
            for start in range(len(words) - size + 1):
                name = words[start : start + size]
                if name[0].lower() in _SPELLINGS or name[-1].lower() in _SPELLINGS:
                    names.append(" ".join(name))
    return names


@lru_cache(maxsize=1 << 16)
def same_name(hangul: str, latin: str) -> bool:
    """Return whether a Hangul name and a Latin one are one person's, surname first or last."""
    words = latin.lower().split()
    for size in (1, 2):
        surname, given = hangul[:size], hangul[size:]
        if not given or surname not in SURNAMES:
            continue
        for spelled, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
            if spelled in SURNAMES[surname] and _sounds_alike(given, rest):
                return True
    return False


def _sounds_alike(hangul: str, words: Sequence[str]) -> bool:
    latin = _LETTERS.sub("", "".join(words))
    if not latin:
        return False
    own = romanise(hangul).lower()
    by_sound = Levenshtein.normalized_similarity(sound_key(own), sound_key(latin))
    by_letter = JaroWinkler.normalized_similarity(own, latin)
    return (by_sound + by_letter) / 2 >= _ENOUGH
