"""Signs in Unicode's private area that Hancom Office writes, as signs that all fonts have.

Only signs whose meaning is known are replaced; others stay as they are.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from align.readers.parts.line import Line

_COMPANY = "한글과컴퓨터"
_DIGITS = "⓪①②③④⑤⑥⑦⑧⑨"
_SIGNS = {
    "\uf53a": "한",  # as in 한글, in the spelling of Hancom's name with an old vowel
    **{chr(0xF03EF + place): letter for place, letter in enumerate(_COMPANY)},
    "\U000f012b": "(인)",
    **{chr(0xF0288 + number): _DIGITS[number] for number in range(10)},
    # Digits in a square, white and black: no font has them, so the circle that is nearest.
    **{chr(0xF02B0 + number): _DIGITS[number] for number in range(1, 10)},
    **{chr(0xF02CD + number): _DIGITS[number] for number in range(1, 10)},
    "\U000f02ef": "·",
    "\U000f02fb": "▸",
    "\U000f02fc": "►",
    "\U000f031c": "■",
    "\U000f03a0": "↵",
    "\U000f03c5": "□",
    **dict(
        zip(
            "\U000f0806\U000f0807\U000f0808\U000f080c\U000f080e\U000f0810",
            "┌┬┐└┘│",
            strict=True,
        )
    ),
}
_PRIVATE = regex.compile("[" + "".join(_SIGNS) + "]")


def common(text: str) -> str:
    """Return a text with the private signs whose meaning is known replaced."""
    return _PRIVATE.sub(lambda match: _SIGNS[match[0]], text)


def with_common_signs(line: Line) -> Line:
    """Return a line with the private signs whose meaning is known replaced."""
    if not _PRIVATE.search(line.text):
        return line
    return replace(
        line,
        text=common(line.text),
        label=common(line.label),
        cells=tuple(map(common, line.cells)),
    )
