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
_KOREAN_SHARE = 0.4  # of what a Korean block says in Hangul; its names may be in Latin letters
_ENGLISH_REST = 0.2  # of what an English one may
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
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    said = hangul * LETTERS_PER_SYLLABLE
    share = said / max(1.0, said + latin)
    if hangul and share >= _KOREAN_SHARE:
        return Language.KOREAN
    mostly_latin = latin > (1 - _KOREAN_SHARE) * letters
    return Language.ENGLISH if mostly_latin and share <= _ENGLISH_REST else None


def detect_blocks(texts: Sequence[str]) -> str:
    """Return the language of a document by its blocks: how many, and how much they say.

    A long quotation in English does not make a Korean page English.
    """
    blocks, said = dict.fromkeys(Language, 0), dict.fromkeys(Language, 0.0)
    for text in texts:
        language = block_language(text)
        if language is not None:
            longer = LETTERS_PER_SYLLABLE if language is Language.KOREAN else 1.0
            blocks[language] += 1
            said[language] += len(_LETTER.findall(text)) * longer
    korean, english = Language.KOREAN, Language.ENGLISH
    if blocks[korean]:
        by_blocks = blocks[korean] / (blocks[korean] + blocks[english])
        by_said = said[korean] / (said[korean] + said[english])
        if (by_blocks + by_said) / 2 >= 0.5:
            return korean
    rest = [text for text in texts if block_language(text) is not korean]
    return detect("\n".join(rest if blocks[english] else texts))
