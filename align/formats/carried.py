"""Texts as formats bring them back."""

from __future__ import annotations

import regex

_NOT_XML = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def carriable(text: str) -> tuple[str, int]:
    """Return the text with U+FFFD for what XML 1.0 cannot carry, and how many there were."""
    if text.isprintable():  # which nothing is that XML cannot carry
        return text, 0
    return _NOT_XML.subn("\ufffd", text)


def comparable(text: str) -> str:
    """Return a text as any format brings it back: with what XML can carry, blanks alike."""
    return " ".join(carriable(text)[0].split())
