"""What a column of a glossary holds, by its header: ko, 영문 용어, Source term, 비고."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import regex

from align.lang.lists import table
from align.lang.normalise import match_form
from align.model import Language, TermStatus
from align.terms.statuses import HEADER_WORDS

_LONGEST = 40  # characters; what is longer is a text and no header
_IATE = (("e_", "entry "), ("l_", "language "), ("t_", "term "))
_STATUSES = {
    "deprecated": TermStatus.DEPRECATED,
    "admitted": TermStatus.ADMITTED,
    "abbreviation": TermStatus.ADMITTED,
}


class Holds(Enum):
    """What the cells of a column are."""

    TERM = auto()
    CONCEPT = auto()
    LANGUAGE = auto()
    STATUS = auto()
    NOTE = auto()
    DOMAIN = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose header is known.

    Attributes:
        holds: what its cells are.
        language: of its terms, None where only their letters tell.
        status: of its terms, None where the header does not say.

    """

    holds: Holds
    language: Language | None = None
    status: TermStatus | None = None


def column_of(header: str, *, loose: bool = False) -> Column | None:
    """Return what the column under a header holds, None where the header is not known.

    Args:
        header: as written.
        loose: whether words that nobody knows may stand in it: `English full name`.

    """
    groups = _groups(header, loose)
    for name, holds in (("note", Holds.NOTE), ("domain", Holds.DOMAIN)):
        if name in groups:
            return Column(holds)
    if "number" in groups:
        return Column(Holds.CONCEPT if "concept" in groups else Holds.NUMBER)
    if "status" in groups:
        return Column(Holds.STATUS)
    languages = {language for language in Language if language.name.lower() in groups}
    if len(languages) > 1:
        return None
    status = next((s for name, s in _STATUSES.items() if name in groups), None)
    if languages or "side" in groups or status is not None:
        return Column(Holds.TERM, next(iter(languages), None), status)
    for name, holds in (
        ("language", Holds.LANGUAGE),
        ("concept", Holds.CONCEPT),
        ("term", Holds.TERM),
    ):
        if name in groups:
            return Column(holds)
    return None


def _groups(header: str, loose: bool) -> set[str]:
    """The groups of a header's words; none where one is not known, unless that is `loose`."""
    text = regex.sub(r"(?<=[a-z])(?=[A-Z])", " ", match_form(header).strip())
    if text in ("#", "№"):
        return {"number"}
    text = text.casefold()
    for short, whole in _IATE:
        text = whole + text.removeprefix(short) if text.startswith(short) else text
    words = regex.findall(r"[\p{L}\p{N}]+", text)
    if not words or len(text) > _LONGEST:
        return set()
    groups: set[str] = set()
    for word in words:
        own = _groups_of_word(word)
        if not own and not loose:
            return set()
        groups |= own
    return groups


def _groups_of_word(word: str) -> set[str]:
    words = table("termbase_headers")
    plain = word.rstrip("0123456789")
    if plain in words:
        return set(words[plain])
    match = HEADER_WORDS.fullmatch(word)
    if match is None or word.isascii():
        return {"filler"} if word.isdecimal() else set()
    return {group for part in match.captures("word") for group in words[part]}
