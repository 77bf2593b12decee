"""Small raised figures: marks of footnotes, or exponents that belong to the text."""

from __future__ import annotations

from collections.abc import Collection

import regex

_OPEN, _CLOSE = "\ue010", "\ue011"  # private use: around a mark until it is known what it is
_MARK = regex.compile(f"{_OPEN}(\\d+){_CLOSE}")
_SQUARED = regex.compile(r"(?:^|[\d\s(/·])(?:[kcdmµ]?m|ft|in|yd|mi|[kc]?㎡|10)$")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def hung(figure: str) -> str:
    """Return a raised figure as it stands in a line until the footnotes are known."""
    return f"{_OPEN}{figure}{_CLOSE}"


def settled(text: str, notes: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Return a text with its exponents, and the marks of footnotes that hung in it.

    Args:
        text: with figures as `hung` gave them.
        notes: the marks that footnotes have.

    """
    found: list[str] = []
    parts: list[str] = []
    end = 0
    for match in _MARK.finditer(text):
        parts.append(text[end : match.start()])
        end = match.end()
        if match[1] in notes and not _SQUARED.search("".join(parts)):
            found.append(match[1])
        else:
            parts.append(match[1].translate(_RAISED))
    return "".join(parts) + text[end:], tuple(found)


def plain(text: str) -> str:
    """Return a text without the figures that hang in it."""
    return _MARK.sub("", text)
