"""Why a phrase that was located for a term may be right and yet no deviation from the termbase.

A translator may say a thing otherwise without calling it otherwise: by a verb (경기를 하다,
*to play*), by a shorter name (유축기, *the pump*), by what it is (미국, *the country*), or as a
part of something with a name of its own (여론조사, *poll*).  Such places are to be looked at;
they are not reported as deviations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import regex

from align.lang.english import DETERMINERS, FUNCTION_WORDS
from align.lang.english_words import word_form
from align.lang.korean import word_ends
from align.lang.lists import word_list
from align.lang.nouns import is_noun
from align.lang.parts_of_speech import parts_of_speech
from align.model import Concept, Language, Occurrence
from align.terms.find.forms import words_of

_BARE_BEFORE = regex.compile(r"([가-힣]+)(?:\([^()]*\))? $")
_BARE_AFTER = regex.compile(r" ([가-힣]+)")
_DONE = regex.compile(rf"(?:을|를|이|가)? ?(?:{word_ends('verb', 'light', 'does')})")
_LETTERS = 4  # of a word by which another is known
_SHORT = 2  # syllables of a term that is seldom itself within a longer word
_TITLES = frozenset(word_list("korean_titles"))
_ADDRESSES = frozenset(word_list("english_titles"))  # in small letters they are nouns: minister


class Doubt(StrEnum):
    """Why a rendering that no termbase lists is to be looked at, and not a deviation."""

    SENSE = "may be another word that is written alike"
    LONGER = "the term is a part of a longer one"
    TITLE = "a title after a name"
    ADDRESS = "a form of address"
    PART = "words of a listed term"
    MADE_OF = "a word that is made of a listed one"
    KIND = "what the thing is, and not its name"
    VERB = "a verb stands for the noun"
    NOT_NOUN = "may be no noun"


def doubt_about(
    rendering: str, before: str, concept: Concept, occurrence: Occurrence, korean: str
) -> str:
    """Return why a located rendering may be no deviation, empty where nothing speaks for it.

    Args:
        rendering: the English.
        before: what stands before it in its segment.
        concept: the term.
        occurrence: where it stands.
        korean: the segment that it stands in.

    """
    words = [w.text for w in words_of(rendering) if w.text.lower() not in FUNCTION_WORDS]
    after = korean[occurrence.end :]
    determined = _last_word(before) in DETERMINERS
    found = (
        (Doubt.SENSE, bool(occurrence.doubt)),
        (Doubt.LONGER, _in_longer(occurrence, korean, words)),
        (Doubt.LONGER, _both_go_on(occurrence, korean, before)),
        (Doubt.TITLE, _is_title(occurrence, korean)),
        (Doubt.ADDRESS, rendering.strip(".") in _ADDRESSES),
        (Doubt.PART, _is_part(words, concept)),
        (Doubt.MADE_OF, _is_made_of(words, concept)),
        (Doubt.KIND, rendering == rendering.lower() and _is_name(concept)),
        (Doubt.VERB, bool(_DONE.match(after)) and _may_be(words, "VERB")),
        (Doubt.NOT_NOUN, not determined and not _is_nominal(words, bool(before.strip()))),
    )
    return next((doubt.value for doubt, holds in found if holds), "")


def doubt_about_deprecated(before: str, occurrence: Occurrence, korean: str) -> str:
    """Return why a deprecated term may stand there rightly; see `doubt_about`."""
    if occurrence.doubt:
        return Doubt.SENSE.value
    return Doubt.LONGER.value if _both_go_on(occurrence, korean, before) else ""


def _last_word(text: str) -> str:
    parts = text.split()
    return parts[-1].lower() if parts else ""


def _in_longer(occurrence: Occurrence, korean: str, words: Sequence[str]) -> bool:
    """Whether it may be a part of something with a name of its own.

    일본군위안부 is 위안부 of a kind, but a short noun in a longer one is often another word
    with it (여론조사, *poll*), and one English word may stand for two nouns (자동차 제조업체,
    *carmaker*).
    """
    inside, surface = occurrence.inside, occurrence.surface
    whole = len(surface) > _SHORT and inside.endswith(surface) and not is_noun(inside)
    if inside and not whole:
        return True
    after = _BARE_AFTER.match(korean, occurrence.end)
    if after is None or len(words) > 1:
        return False
    return any(is_noun(after[1][:k]) for k in range(2, len(after[1]) + 1))


def _both_go_on(occurrence: Occurrence, korean: str, before: str) -> bool:
    """Whether nouns stand right before both: 패키지 관리자, package manager."""
    noun = _BARE_BEFORE.search(korean[: occurrence.start])
    if noun is None or not is_noun(noun[1]):
        return False
    word = _last_word(before)
    parts = parts_of_speech(word)
    touches = before[-1:].isspace() and word.isalpha() and word not in FUNCTION_WORDS
    return touches and (not parts or "NOUN" in parts)


def _is_title(occurrence: Occurrence, korean: str) -> bool:
    """Whether a title stands behind a name, which English may leave out: 트럼프 대통령."""
    before = _BARE_BEFORE.search(korean[: occurrence.start])
    named = before is not None and not is_noun(before[1])
    return named and occurrence.surface in _TITLES


def _is_part(words: Iterable[str], concept: Concept) -> bool:
    """Whether all words belong to one listed term of several: pump for breast pump."""
    mine = list(words)
    for term in concept.in_language(Language.ENGLISH):
        listed = [w.text for w in words_of(term.text) if w.text.lower() not in FUNCTION_WORDS]
        several = len(listed) > 1
        if several and mine and all(any(word_form(a, b) for a in listed) for b in mine):
            return True
    return False


def _is_made_of(words: Sequence[str], concept: Concept) -> bool:
    """Whether a word holds a listed one: metadata for data, preseason for season."""
    listed = [
        w.text.lower()
        for term in concept.in_language(Language.ENGLISH)
        for w in words_of(term.text)
        if len(w.text) >= _LETTERS and w.text.lower() not in FUNCTION_WORDS
    ]
    return any(
        part in word.lower() and part != word.lower() for word in words for part in listed
    )


def _is_name(concept: Concept) -> bool:
    """Whether the English terms are proper names."""
    terms = concept.in_language(Language.ENGLISH)
    words = (w.text for t in terms for w in words_of(t.text))
    content = [word for word in words if word.lower() not in FUNCTION_WORDS]
    return bool(content) and all(word[0].isupper() for word in content)


def _may_be(words: list[str], part: str) -> bool:
    return len(words) == 1 and part in parts_of_speech(words[0])


def _is_nominal(words: list[str], inside: bool) -> bool:
    """Whether a phrase is surely a noun: nothing else, a plural, or a name in a sentence."""
    if not words:
        return False
    last = words[-1]
    parts = parts_of_speech(last)
    plural = last.endswith("s") and not last.endswith("ss") and "NOUN" in parts
    return parts <= {"NOUN", "PROPN"} or plural or (inside and last[0].isupper())
