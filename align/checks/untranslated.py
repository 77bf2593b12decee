"""Korean left standing in the English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from align.checks.base import CheckedBead, Issue, Severity
from align.model import Kind, Side

_HANGUL = regex.compile(r"\p{Hangul}[\p{Hangul}\s·]*\p{Hangul}|\p{Hangul}")
_BRACKETED = regex.compile(r"[(\[「『“‘\"'][^()\[\]]{0,80}$")


class UntranslatedCheck:
    """Finds Hangul in a translation; one that stands in brackets is an explanation."""

    kinds: ClassVar[tuple[str, ...]] = ("untranslated",)

    def find(self, place: CheckedBead) -> Iterator[Issue]:
        """Yield each run of Hangul in the translation."""
        segments = place.bitext.segments(place.bead, Side.TRANSLATION)
        if any(segment.kind is Kind.NOTICE for segment in segments):
            return  # an institution's own formula, in both languages as a rule
        for match in _HANGUL.finditer(place.translation):
            before = place.translation[: match.start()]
            inside = _BRACKETED.search(before) is not None
            severity = Severity.NOTE if inside else Severity.ERROR
            message = f"{match[0]} is left in Korean"
            yield place.issue("untranslated", severity, message, "", match[0])
