"""Brackets and quotation marks that open and do not close, on either side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from align.checks.base import CheckedBead, Issue, Severity
from align.model import Side

_PAIRS = {
    ")": "(",
    "]": "[",
    "”": "“",
    "」": "「",
    "』": "『",
    "》": "《",
    "〉": "〈",
    "）": "（",
}
_OPENING = frozenset(_PAIRS.values())
_NUMBER = regex.compile(r"(?:^|\s)(?:\d{1,2}|[가-하]|[a-zA-Z]|[ivx]+)$")  # of 1) and 가)
_QUOTED = regex.compile(r'(?<!\d)"')  # 12" is inches


class PunctuationCheck:
    """Counts what opens and closes within a bead."""

    kinds: ClassVar[tuple[str, ...]] = ("punctuation",)

    def find(self, place: CheckedBead) -> Iterator[Issue]:
        """Yield the first bracket or quotation mark without its partner on each side."""
        for side in Side:
            lonely = _lonely(place.text(side))
            if lonely:
                message = f"{lonely} has no partner in the {side}"
                shown = (lonely, "") if side is Side.ORIGINAL else ("", lonely)
                yield place.issue("punctuation", Severity.WARNING, message, *shown)


def _lonely(text: str) -> str:
    stack: list[str] = []
    for place, char in enumerate(text):
        if char in _OPENING:
            stack.append(char)
        elif char in _PAIRS and stack and stack[-1] == _PAIRS[char]:
            stack.pop()
        elif char in _PAIRS and not (char == ")" and _NUMBER.search(text[:place])):
            return char
    if stack:
        return stack[-1]
    return '"' if len(_QUOTED.findall(text)) % 2 else ""
