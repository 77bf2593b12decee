"""What speaks against a unit, looked at by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import regex

from align.formats.unit import Unit
from align.lang.detect import LETTERS_PER_SYLLABLE, block_language, detect
from align.lang.english import FUNCTION_WORDS, WORD
from align.lang.normalise import match_form
from align.model import Language

_LETTER = regex.compile(r"[\p{L}\p{N}]")
_ENGLISH = 0.2  # share of words such as the, of and in, from which a text is English
_SHORT = 25  # letters of difference below which a ratio says nothing


class Cause(StrEnum):
    """Why a unit is left out."""

    EMPTY = "empty"  # a side is empty
    SAME = "same"  # both sides say the same
    LANGUAGE = "language"  # a side is in another language
    RATIO = "ratio"  # one side is much longer than the other can be
    DUPLICATES = "duplicates"  # said before, in the file or in the memory
    SCORE = "score"  # the sides do not mean the same, or a tool was not sure


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the filters draw the line.

    Attributes:
        ratio: times that a side may be longer than what the other would take in its
            language.  Of 262 pairs of the sample the most is 2.5, of 710 of news 3.6.
        score: least likeness of both sides (cosine), or least confidence where the file
            gives one.  Of the pairs of news 0.9 % are less alike than 0.15, of pairs
            thrown together half.

    """

    ratio: float = 3.0
    score: float = 0.15


def empty(unit: Unit) -> str:
    """Return which side is empty, if one is."""
    if not unit.original.strip():
        return "no Korean" if unit.translation.strip() else "no text"
    return "" if unit.translation.strip() else "no English"


def same(unit: Unit) -> str:
    """Return that both sides say the same, if they do."""
    original, translation = (
        "".join(_LETTER.findall(match_form(text).casefold()))
        for text in (unit.original, unit.translation)
    )
    return "both sides are the same" if original and original == translation else ""


def language(unit: Unit) -> str:
    """Return which side is in another language, if one is.

    A side without letters, or a few words in Latin letters, is let pass.
    """
    if block_language(unit.original) is Language.ENGLISH:
        return f"the original is in {detect(unit.original)}"
    if block_language(unit.translation) is Language.KOREAN:
        return "the translation is in ko"
    detected = detect(unit.translation)
    if detected in ("en", "und") or _speaks_english(unit.translation):
        return ""
    return f"the translation is in {detected}"


def ratio(unit: Unit, most: float) -> str:
    """Return how much longer a side is than it should be, if it is too long."""
    original = len(_LETTER.findall(unit.original)) * LETTERS_PER_SYLLABLE
    translation = len(_LETTER.findall(unit.translation))
    if abs(original - translation) < _SHORT:
        return ""
    longer, shorter = max(original, translation), max(1.0, min(original, translation))
    side = "the translation" if translation > original else "the original"
    times = longer / shorter
    return f"{side} is {times:.1f} times too long" if times > most else ""


def _speaks_english(text: str) -> bool:
    """Whether a text has the small words of English, whatever its names sound like."""
    words = [match.group().lower() for match in WORD.finditer(match_form(text))]
    return sum(word in FUNCTION_WORDS for word in words) >= _ENGLISH * max(1, len(words))
