"""The line of a page that is its headline: the one that the page's own names repeat."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from align.model import Kind
from align.readers.layout.menus import is_menu
from align.readers.layout.weights import LINK_SHARE, latin_letters
from align.readers.parts.line import LINKS, Line

_LETTERS = regex.compile(r"[\p{L}\p{N}]+")
_CUTS = regex.compile(r"\s+[-|–—:·»«›‹<>/]+\s+|::|[|<>»«›‹]")
_MOST_PLACES = 50
_LEAST, _LEAST_PRINTED = 4, 2  # letters; of a link, and of a heading or a line without
_LINKED = 0.5  # less, since the site's name is a link most times
_MOST_OF_IT = 0.6  # of a line that the page's name is a part of
_SHARE = 0.8  # of the longest part of the page's name


def headlines(lines: Sequence[Line], names: Sequence[str]) -> list[tuple[int, float]]:
    """Return where a line repeats the page's name or a part of it, and how sure it is.

    Args:
        lines: all of the page.
        names: what the page says its title is, the surest first.

    Returns:
        The surest places with a measure that is higher the more of a name the line repeats,
        higher again for a heading.

    """
    whole, parts = _trusted(names), {_key(p) for name in names for p in _CUTS.split(name)}
    longest = max(map(latin_letters, parts), default=0)
    found = []
    for i, line in enumerate(lines):
        key = _key(line.text)
        if line.furniture and line.reason != LINKS:
            continue
        printed = line.kind is Kind.HEADING or line.linked <= LINK_SHARE
        if len(key) < (_LEAST_PRINTED if printed else _LEAST):
            continue
        most = len(key) >= _LEAST and latin_letters(key) >= _SHARE * longest
        if key in parts or (most and any(key in name for name in whole)):
            likeness = latin_letters(key) / max(1, longest) + 2 * (key in whole)
            found.append((i, likeness + _standing(line)))
        elif line.kind is Kind.HEADING and any(_is_most(part, key) for part in parts):
            found.append((i, _MOST_OF_IT))
    return sorted(found, key=lambda item: -item[1])[:_MOST_PLACES]


def _trusted(names: Sequence[str]) -> set[str]:
    """The names without those that have nothing in common with the others: the site's."""
    keys = {_key(name) for name in names} - {""}
    return {
        key
        for key in keys
        if len(keys) == 1
        or any(key != other and (key in other or other in key) for other in keys)
    }


def _standing(line: Line) -> float:
    """How much more a line is a headline for where and as what it stands."""
    heads = 1.0 if line.kind is Kind.HEADING else 0.0
    return heads - (_LINKED if line.linked > LINK_SHARE else 0.0) - (1.0 if line.aside else 0.0)


def _is_most(part: str, key: str) -> bool:
    return len(part) >= max(_LEAST, _MOST_OF_IT * len(key)) and part in key


def says_again(text: str, headline: str) -> bool:
    """Return whether a line says the headline again, and next to nothing else."""
    key, named = _key(text), _key(headline)
    return named in key and len(named) >= _SHARE * len(key)


def top_heading(lines: Sequence[Line], first: int) -> int | None:
    """Return the last heading of the highest level at a text's first line or above it."""
    found = [
        i
        for i, line in enumerate(lines[: first + 1])
        if line.kind is Kind.HEADING
        and not (line.furniture or line.aside)
        and not is_menu(line)
    ]
    return min(found, key=lambda i: (lines[i].level, -i)) if found else None


def _key(text: str) -> str:
    return "".join(_LETTERS.findall(text)).casefold()
