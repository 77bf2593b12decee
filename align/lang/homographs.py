"""Which of the words that are written alike stands at a place, by what stands beside it.

배 is a ship, and in 두 배 it is *times*; 주 a state, and in 이번 주 a week.  The English
of a concept says which of them a termbase means.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

import regex

from align.lang.lists import table

_LIST = "korean_homographs"
_FIGURE = r"(?<![0-9.,])[0-9][0-9.,]*"
_WITH_FINAL = {
    final: "[" + "".join(chr(code) for code in range(0xAC00 + offset, 0xD7A4, 28)) + "]"
    for final, offset in (("^N", 4), ("^L", 8))
}


@dataclass(frozen=True, slots=True)
class Sense:
    """One of the words that a form is.

    Attributes:
        name: what it means, in a word.
        english: words of which one stands in the English terms of a concept that means it.
        before: what stands right before the form in this sense; None where nothing tells.
        after: the same right behind it.
        doubtful: whether these only suggest the sense.

    """

    name: str
    english: tuple[str, ...]
    before: regex.Pattern[str] | None = None
    after: regex.Pattern[str] | None = None
    doubtful: bool = False

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether what stands beside the form says that it has this sense."""
        if self.before and self.before.search(text[max(0, start - 12) : start]):
            return True
        return bool(self.after and self.after.match(text, end))

    def is_meant(self, english: Collection[str]) -> bool:
        """Whether a concept with these English terms, in small letters, means this sense."""
        words = {word for term in english for word in regex.findall(r"[a-z]+", term)}
        return any(word.startswith(stem) for word in words for stem in self.english)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a place says of its sense: whether it is another word, and what it may be."""

    other: bool = False
    doubt: str = ""


def read(form: str, english: Collection[str], text: str, start: int, end: int) -> Reading:
    """Return whether a form in a text is the word that a concept means.

    Args:
        form: the Korean term.
        english: the concept's English terms, in small letters.
        text: what it stands in.
        start: where it begins.
        end: where it ends.

    """
    senses = _senses().get(form)
    if not senses or not english:
        return Reading()
    own = [sense for sense in senses if sense.is_meant(english)]
    others = [sense for sense in senses if sense not in own]
    if any(sense.stands(text, start, end) and not sense.doubtful for sense in own):
        return Reading()
    standing = [sense for sense in others if sense.stands(text, start, end)]
    if own and any(not sense.doubtful for sense in standing):
        return Reading(other=True)
    if standing:
        return Reading(doubt=standing[0].name)
    bare = any(sense.before is None and sense.after is None for sense in others)
    return Reading(doubt="homograph" if bare else "")


@cache
def _senses() -> Mapping[str, tuple[Sense, ...]]:
    by_form: dict[str, tuple[Sense, ...]] = {}
    for key, values in table(_LIST).items():
        form, _, name = key.partition(" ")
        by_form[form] = (*by_form.get(form, ()), _sense(name, values))
    return by_form


def _sense(name: str, values: Collection[str]) -> Sense:
    fields = dict(value.partition("=")[::2] for value in values)
    before, after = fields.get("before"), fields.get("after")
    return Sense(
        name,
        tuple(fields["english"].split("|")),
        regex.compile(rf"(?<![가-힣])(?:{_written(before)})\s*\Z") if before else None,
        regex.compile(rf"(?:{_written(after)})") if after else None,
        "doubt" in fields,
    )


def _written(pattern: str) -> str:
    """A pattern of the list as a regular expression."""
    for sign, meaning in (*_WITH_FINAL.items(), ("#", _FIGURE), ("_", r"\s*"), ("~", r"\s+")):
        pattern = pattern.replace(sign, meaning)
    return pattern
