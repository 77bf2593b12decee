"""The glyphs of a page as a reader sees them: each once, upright, inside the page.

Programs draw letters twice for bold or shadow, lay watermarks across the text, print notes
along the margin, and leave marks for the printer outside the page.  Letters are grouped by the
direction they run in; the page is read in the one that most of them have.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

_ALIKE = 3  # degrees that letters of one direction may differ by
_FEW = 0.2  # of a page's letters; with fewer, another direction is no part of the text
_SAME_PLACE = 0.15  # of a letter's size that its double may be off
_SAME_ADVANCE = 0.65  # of its width
_OUTSIDE, _WATERMARK, _MARGIN = "outside the page", "watermark", "margin text"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter; places in points from the top left of the page, turned so that it stands."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float


@dataclass(frozen=True)
class Sheet:
    """A page's glyphs.

    Attributes:
        width: of the page as it is read, in points.
        height: the same.
        upright: whether it is read as it is shown; tables are looked for only then.
        glyphs: of its text.
        after: those of other directions, a list for each, that are read after it.
        left_out: texts that are no part of it, each with the reason.

    """

    width: float
    height: float
    upright: bool
    glyphs: list[Glyph]
    after: list[list[Glyph]] = field(default_factory=list)
    left_out: list[tuple[list[Glyph], str]] = field(default_factory=list)


def sheet_of(page: Any) -> Sheet:
    """Return the glyphs of a page as pdfplumber gives it."""
    inside, outside = _cropped(page)
    groups = _by_direction(inside)
    letters = {angle: _letters(chars) for angle, chars in groups.items()}
    main = max(letters, key=lambda angle: letters[angle], default=0)
    after, left_out = [], [(_turned(outside, 0, page), _OUTSIDE)] if outside else []
    for angle, chars in groups.items():
        turned = _once(_turned(chars, angle, page))
        if angle == main:
            glyphs = turned
        elif letters[angle] <= _FEW * letters[main]:
            left_out.append((turned, _MARGIN if angle % 90 == 0 else _WATERMARK))
        else:
            after.append(turned)
    sizes = (float(page.width), float(page.height))
    width, height = sizes[::-1] if main % 180 == 90 else sizes
    return Sheet(width, height, main == 0, glyphs if groups else [], after, left_out)


def _cropped(page: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The characters whose middle stands inside the page that is shown, and the others."""
    left, top, right, bottom = page.cropbox
    inside: list[dict[str, Any]] = []
    outside: list[dict[str, Any]] = []
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        shown = left <= x <= right and top <= y <= bottom
        (inside if shown else outside).append(char)
    return inside, outside


def _by_direction(chars: Sequence[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """Characters by the angle in degrees, anticlockwise, that their line runs at."""
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for char in chars:
        a, b = char["matrix"][:2]
        angle = math.degrees(math.atan2(b, a)) % 360
        straight = round(angle / 90) * 90
        near = abs(angle - straight) <= _ALIKE
        groups[(straight if near else round(angle / _ALIKE) * _ALIKE) % 360].append(char)
    return dict(groups)


def _letters(chars: Sequence[dict[str, Any]]) -> int:
    return sum(not char["text"].isspace() for char in chars)


def _turned(chars: Sequence[dict[str, Any]], angle: int, page: Any) -> list[Glyph]:
    """Characters of one direction turned so that their lines run from left to right."""
    if angle == 0:
        return [_upright(char, page) for char in chars]
    width, height = float(page.width), float(page.height)
    if angle in (90, 180, 270):
        return [_square(char, angle, width, height) for char in chars]
    return [_slanted(char, angle) for char in chars]


def _upright(char: dict[str, Any], page: Any) -> Glyph:
    base = float(page.height) - char["matrix"][5]
    if not char["top"] <= base <= char["bottom"]:  # a page whose origin is somewhere else
        base = char["bottom"]
    return _glyph(char, char["x0"], char["x1"], char["top"], char["bottom"], base)


def _square(char: dict[str, Any], angle: int, width: float, height: float) -> Glyph:
    x0, x1, top, bottom = (char[key] for key in ("x0", "x1", "top", "bottom"))
    if angle == 90:  # runs upwards
        box = height - bottom, height - top, x0, x1
    elif angle == 270:
        box = top, bottom, width - x1, width - x0
    else:
        box = width - x1, width - x0, height - bottom, height - top
    return _glyph(char, *box, box[3])


def _slanted(char: dict[str, Any], angle: int) -> Glyph:
    """A letter of a slanted line by its own origin, as wide and high as its box has it."""
    a, b, _, _, x, y = char["matrix"]
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    along, base = x * cos + y * sin, x * sin - y * cos
    across, up = char["x1"] - char["x0"], char["bottom"] - char["top"]
    width = float(char.get("adv") or 0) * math.hypot(a, b)
    if abs(cos) >= abs(sin):
        height = (up - width * abs(sin)) / abs(cos)
    else:
        height = (across - width * abs(cos)) / abs(sin)
    size = max(height, 1.0)
    return Glyph(
        char["text"], along, along + (width or size / 2), base - size, base, base, size
    )


def _glyph(
    char: dict[str, Any], x0: float, x1: float, top: float, bottom: float, base: float
) -> Glyph:
    turned = not char.get("upright", True)
    size = bottom - top if turned else float(char["size"])
    return Glyph(char["text"], x0, x1, top, bottom, base, size)


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs without those that are drawn again at nearly the same place."""
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        step = max(1.0, glyph.size / 2)
        column, row = int(glyph.x0 // step), int(glyph.base // step)
        near = (
            other
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for other in seen.get((glyph.text, i, j), ())
        )
        if not any(_is_double(glyph, other) for other in near):
            kept.append(glyph)
            seen[glyph.text, column, row].append(glyph)
    return kept


def _is_double(glyph: Glyph, other: Glyph) -> bool:
    off = max(abs(glyph.x0 - other.x0), abs(glyph.base - other.base))
    alike = abs(glyph.size - other.size) <= _SAME_PLACE * other.size
    width = max(other.x1 - other.x0, 0.1 * other.size)
    return (
        alike
        and off <= _SAME_PLACE * other.size
        and abs(glyph.x0 - other.x0) <= _SAME_ADVANCE * width
    )
