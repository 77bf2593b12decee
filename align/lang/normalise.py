"""The form of a text in which it is compared; the text as written stays as it is.

NFC and a small table of our own, not NFKC: compatibility normalisation turns
ㆍ (U+318D, the usual middle dot of ministry texts), ㉠ and ㄱ into conjoining
jamo that match nothing.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

_DOTS = dict.fromkeys("ㆍ‧・･∙•⋅", "·")
_QUOTES = {**dict.fromkeys("“”„‟″＂", '"'), **dict.fromkeys("‘’‚‛′＇`´", "'")}
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t", " ")
_DELETED = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_HALF_WIDTH_JAMO = {
    char: unicodedata.lookup(unicodedata.name(char).removeprefix("HALFWIDTH "))
    for char in map(chr, range(0xFFA1, 0xFFDD))
    if unicodedata.name(char, "").startswith("HALFWIDTH HANGUL LETTER")
}
_TABLE = str.maketrans(
    {**_FULL_WIDTH, **_DOTS, **_QUOTES, **_DASHES, **_SPACES, **_DELETED, **_HALF_WIDTH_JAMO}
)
_GRAPHEME = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in its form for matching, with the way back to the text as written.

    `offsets[k]` is where the k-th character of `text` begins in the original;
    one more entry holds the original's length.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the text as written for a span of the folded text."""
        return self.offsets[start], self.offsets[end]


def match_form(text: str) -> str:
    """Return `text` as it is compared: NFC, one kind of quote, dash, dot and space."""
    return unicodedata.normalize("NFC", text).translate(_TABLE)


def fold(text: str) -> Folded:
    """Return the form of `text` for matching with a map of offsets back to it."""
    folded = match_form(text)
    if len(folded) == len(text) and unicodedata.is_normalized("NFC", text):
        return Folded(folded, tuple(range(len(text) + 1)))
    parts: list[str] = []
    offsets: list[int] = []
    for cluster in _GRAPHEME.finditer(text):
        part = match_form(cluster.group())
        parts.append(part)
        offsets.extend([cluster.start()] * len(part))
    return Folded("".join(parts), (*offsets, len(text)))
