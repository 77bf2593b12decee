"""What the words of termbases mean: the status of a term, the language of a section."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from align.lang.lists import any_of, table, word_list
from align.model import Language, TermStatus

_ENDING = regex.compile(r"(?:term)?(?:admnsts)?\Z|(?:용어|어)\Z")
_PARTS = regex.compile(r"[/,;|()]")
_NOT = regex.compile(r"(?:not|non|비|미)(.+)")
_CODE = regex.compile(r"[\s_-]+|[(（].*")
_HEADERS = "termbase_headers"
_NAMES = {
    **dict.fromkeys(word_list(_HEADERS, "korean"), Language.KOREAN),
    **dict.fromkeys(word_list(_HEADERS, "english"), Language.ENGLISH),
}


def status_of(words: Iterable[str]) -> TermStatus | None:
    """Return the status that words of a termbase give a term, None where none is known.

    A term that one of them speaks against is deprecated, whatever the others say.
    """
    parts = (part for word in words for part in _PARTS.split(word.casefold()))
    known = [status for part in parts if (status := _known(part)) is not None]
    if TermStatus.DEPRECATED in known:
        return TermStatus.DEPRECATED
    return known[0] if known else None


def _known(word: str) -> TermStatus | None:
    plain = regex.sub(r"[^\p{L}]+", "", word)
    for key in (plain, _ENDING.sub("", plain, count=1)):
        if own := table("term_statuses").get(key):
            return TermStatus(own[0])
        if (match := _NOT.fullmatch(key)) and match[1] in table("term_statuses"):
            return TermStatus.DEPRECATED
    return None


def language_of(name: str) -> Language | None:
    """Return the language that a code or name stands for: ko, KO-KR, kor, Korean; en-GB.

    None for all others; kok is Konkani, and no Korean.
    """
    return _NAMES.get(_CODE.split(name.strip().casefold(), maxsplit=1)[0])


HEADER_WORDS = regex.compile(rf"(?:(?P<word>{any_of(table(_HEADERS))})|\d)+")
"""Words of headers in a row, as Korean writes them: 국문용어, 영문약어."""
