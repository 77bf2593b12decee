"""Which language a text is in: Korean, English, or one that the toolkit does not read.

Hangul settles Korean by itself.  Latin text is told apart by py3langid, a
maintained classifier that needs NumPy alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import py3langid
import regex

from align.lang.normalise import match_form
from align.model import Language

_HANGUL = regex.compile(r"[\p{Script=Hangul}]")
_LETTER = regex.compile(r"\p{L}")
_LATIN = regex.compile(r"[\p{Script=Latin}]")
_MIN_LETTERS = 40
_MIN_HANGUL_SHARE = 0.2
_BLOCK_LETTERS = 2
_BLOCK_SHARE = 0.3  # of Hangul in a Korean block, whose names may be in Latin letters
_BLOCK_REST = 0.1  # of Hangul in an English one
LETTERS_PER_SYLLABLE = 2.2  # of English for a syllable of Korean that says the same


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


def block_language(text: str) -> Language | None:
    """Return the language of one block, None where its letters do not tell.

    A block in any Latin script counts as English here; `detect` judges the whole.
    """
    letters = len(_LETTER.findall(text))
    if letters < _BLOCK_LETTERS:
        return None
    hangul = len(_HANGUL.findall(text)) / letters
    if hangul >= _BLOCK_SHARE:
        return Language.KOREAN
    latin = len(_LATIN.findall(text)) / letters
    return Language.ENGLISH if latin > 1 - _BLOCK_SHARE and hangul < _BLOCK_REST else None


def detect_blocks(texts: Sequence[str]) -> str:
    """Return the language of a document by its blocks, each as long as what it says.

    A long quotation in English does not make a Korean page English.
    """
    weights = dict.fromkeys(Language, 0.0)
    for text in texts:
        language = block_language(text)
        if language is not None:
            letters = len(_LETTER.findall(text))
            longer = language is Language.KOREAN
            weights[language] += letters * (LETTERS_PER_SYLLABLE if longer else 1)
    if weights[Language.KOREAN] >= weights[Language.ENGLISH] > 0:
        return Language.KOREAN
    rest = [text for text in texts if block_language(text) is not Language.KOREAN]
    return detect("\n".join(rest if weights[Language.ENGLISH] else texts))
