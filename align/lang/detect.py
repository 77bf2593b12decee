"""Which language a text is in: Korean, English, or one that the toolkit does not read.

Hangul settles Korean by itself.  Latin text is told apart by py3langid, a
maintained classifier that needs NumPy alone.
"""

from __future__ import annotations

import py3langid
import regex

from align.lang.normalise import match_form
from align.model import Language

_HANGUL = regex.compile(r"[\p{Script=Hangul}]")
_LETTER = regex.compile(r"\p{L}")
_MIN_LETTERS = 40
_MIN_HANGUL_SHARE = 0.2


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, `und` without letters.

    Page furniture is often in the other language, so give this the body of a
    page.  A Latin text of fewer than 40 letters counts as English.
    """
    text = match_form(text)
    letters = len(_LETTER.findall(text))
    if not letters:
        return "und"
    if len(_HANGUL.findall(text)) >= _MIN_HANGUL_SHARE * letters:
        return Language.KOREAN
    if letters < _MIN_LETTERS and text.isascii():
        return Language.ENGLISH
    code, _score = py3langid.classify(text)
    return str(code)
