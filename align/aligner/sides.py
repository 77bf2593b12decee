"""Two documents as the two sides of a bitext, refused where they cannot be that."""

from __future__ import annotations

from align.errors import InputError, LanguageError
from align.lang.detect import LETTERS_PER_SYLLABLE, count_letters
from align.model import Document, Language

_LONG = 1000  # segments; whatever is shorter is aligned in no time
_TIMES_LONGER = 50


def sides(first: Document, second: Document) -> tuple[Document, Document]:
    """Return the Korean and the English document, whatever their order.

    Raises:
        LanguageError: both are in one language.
        InputError: one is so much longer that neither can be a translation of the other.

    """
    if first.language is second.language:
        name = first.language.name.title()
        raise LanguageError(
            f"is in {name} like {_name(first)}",
            where=second.id,
            remedy="Give one side in Korean and one in English",
        )
    short, long = sorted((first, second), key=_said)
    if len(long.segments) > _LONG and _said(long) > _TIMES_LONGER * _said(short):
        raise InputError(
            f"says {_said(long) / max(1.0, _said(short)):,.0f} times as much as {_name(short)} "
            f"(segments: {len(long.segments):,} and {len(short.segments):,}), so neither can "
            "be a translation of the other",
            where=long.id,
            remedy="Give the two whole documents, or the part that was translated",
        )
    return (first, second) if first.language is Language.KOREAN else (second, first)


def _said(document: Document) -> float:
    """How much a document says, in English letters."""
    letters = sum(count_letters(segment.text) for segment in document.segments)
    return letters * (LETTERS_PER_SYLLABLE if document.language is Language.KOREAN else 1.0)


def _name(document: Document) -> str:
    return document.id.rsplit("/", 1)[-1]
