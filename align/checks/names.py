"""Korean people whose name the other side spells as somebody else's, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from align.checks.base import CheckedBead, Issue, Severity
from align.lang.lists import any_of, word_list
from align.lang.names import SURNAMES, korean_names, latin_names, same_name
from align.lang.normalise import match_form

_TITLED = regex.compile(
    rf"(?<!\p{{Hangul}})(\p{{Hangul}}{{3,4}})\s+(?:[\p{{Hangul}}·\d]+\s+){{0,3}}?"
    rf"[\p{{Hangul}}·\d]*(?:{any_of(word_list('korean_titles', 'official'))})"
)
_GIVEN = regex.compile(r"\p{Lu}\p{Ll}+-\p{Ll}+")


class NamesCheck:
    """Looks for each official's name in the other script."""

    kinds: ClassVar[tuple[str, ...]] = ("name",)

    def find(self, place: CheckedBead) -> Iterator[Issue]:
        """Yield names of officials that the English lacks, and spellings that fit nobody."""
        if not place.bead.is_pair:
            return
        original, translation = match_form(place.original), match_form(place.translation)
        latin = latin_names(translation)
        officials = [
            match[1]
            for match in _TITLED.finditer(original)
            if match[1] in korean_names(match[1])
        ]
        for name in dict.fromkeys(officials):
            if any(same_name(name, other) for other in latin):
                continue
            near = [x for x in latin if _same_surname(name, x) and _GIVEN.search(x)]
            if near:
                message = f"{name} in the original, {near[0]} in the translation"
                yield place.issue("name", Severity.ERROR, message, name, near[0])
        known = korean_names(original)
        for other in dict.fromkeys(latin):
            if not _GIVEN.search(other) or len(other.split()) != 2 or not known:
                continue
            if not any(same_name(name, other) for name in known) and not any(
                _same_surname(name, other) for name in officials
            ):
                message = f"{other} is in the translation only"
                yield place.issue("name", Severity.WARNING, message, "", other)


def _same_surname(hangul: str, latin: str) -> bool:
    words = latin.lower().split()
    spellings = SURNAMES.get(hangul[:1], ())
    return words[0] in spellings or words[-1] in spellings
