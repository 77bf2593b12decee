"""Which language a text is in: Korean, English, or one that the toolkit does not read.

Hangul settles Korean by itself.  Latin text is told apart by py3langid, a
maintained classifier that needs NumPy alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import py3langid
import regex

from align.lang.code import looks_like_code
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
_PIDGIN = "pcm"  # of Nigeria: English with many names and dates looks like it
_KOREAN = Language.KOREAN
UNKNOWN = "und"  # of ISO 639-2: undetermined
LETTERS_PER_SYLLABLE = 2.2  # of English for a syllable of Korean that says the same


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, `UNKNOWN` without letters.

    Page furniture is often in the other language, so give this the body of a
    page.  A Latin text of fewer than 40 letters counts as English.
    """
    text = match_form(text)
    letters = len(_LETTER.findall(text))
    if not letters:
        return UNKNOWN
    if len(_HANGUL.findall(text)) >= _MIN_HANGUL_SHARE * letters:
        return Language.KOREAN
    if letters < _MIN_LETTERS and text.isascii():
        return Language.ENGLISH
    code, _score = py3langid.classify(text)
    return Language.ENGLISH if code == _PIDGIN else str(code)


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

    Hangul tells in the shortest block, Latin letters only in running text: names,
    identifiers and code are written in them in any language.  A long quotation in
    English does not make a Korean page English.  `UNKNOWN` where nothing tells.
    """
    known = [(text, block_language(text)) for text in texts]
    rest = [text for text, own in known if own is not _KOREAN and not looks_like_code(text)]
    korean = [_said(text) * LETTERS_PER_SYLLABLE for text, own in known if own is _KOREAN]
    english = [_said(text) for text in rest if _runs(text) and block_language(text)]
    if korean:
        by_blocks = len(korean) / (len(korean) + len(english))
        by_said = sum(korean) / (sum(korean) + sum(english))
        if (by_blocks + by_said) / 2 >= 0.5:
            return _KOREAN
    return detect("\n".join([text for text in rest if _runs(text)] or rest))


def _runs(text: str) -> bool:
    """Whether a block in Latin letters is long enough to be told from names."""
    return _said(text) >= _MIN_LETTERS


def _said(text: str) -> int:
    return len(_LETTER.findall(text))
