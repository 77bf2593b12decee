"""Paragraphs that only one side has, and translations much too short for their originals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from align.checks.base import CheckedBead, Issue, Severity
from align.lang.detect import LETTERS_PER_SYLLABLE
from align.lang.normalise import match_form
from align.model import Kind, Side

_FURNITURE = {Kind.NOTICE, Kind.ATTACHMENT, Kind.CONTACT, Kind.END, Kind.CAPTION}
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_LONG = 60  # letters of an original whose translation may be judged by its length
_SHORT = 0.45  # of the letters that its translation would have


class OmissionsCheck:
    """Looks at beads without a counterpart, and at the lengths of the others."""

    kinds: ClassVar[tuple[str, ...]] = ("omission", "addition")

    def find(self, place: CheckedBead) -> Iterator[Issue]:
        """Yield paragraphs left out and added, but for what a page has on its own."""
        bead, bitext = place.bead, place.bitext
        if bead.is_pair:
            yield from _too_short(place)
            return
        (side,) = bead.sides
        if all(segment.kind in _FURNITURE for segment in bitext.segments(bead, side)):
            return
        if side is Side.ORIGINAL:
            message = "the translation leaves this out"
            yield place.issue("omission", Severity.WARNING, message)
        else:
            yield place.issue("addition", Severity.NOTE, "the original does not have this")


def _too_short(place: CheckedBead) -> Iterator[Issue]:
    original, translation = (
        len(_LETTER.findall(match_form(place.text(side)))) for side in Side
    )
    share = translation / max(1.0, original * LETTERS_PER_SYLLABLE)
    if original >= _LONG and share < _SHORT:
        message = f"the translation is {share:.0%} as long as usual; part may be left out"
        yield place.issue("omission", Severity.WARNING, message)
