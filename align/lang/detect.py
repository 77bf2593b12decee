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
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_ENOUGH = 100_000  # characters; what follows tells no more
_MIN_LETTERS = 40
_MIN_HANGUL_SHARE = 0.2
_BLOCK_LETTERS = 2
_KOREAN_SHARE = 0.4  # of what a Korean block says in Hangul; its names may be in Latin letters
_ENGLISH_REST = 0.2  # of what an English one may
_LEAST_REST = 0.2  # of the letters of a page, in what is no code, where none of it is long
_PIDGIN = "pcm"  # of Nigeria: English with many names and dates looks like it
_KOREAN = Language.KOREAN
UNKNOWN = "und"  # of ISO 639-2: undetermined
LETTERS_PER_SYLLABLE = 2.2  # of English for a syllable of Korean that says the same


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, `UNKNOWN` without letters.

    Page furniture is often in the other language, so give this the body of a
    page.  A Latin text of fewer than 40 letters counts as English.
    """
    text = match_form(text[:_ENOUGH])
    letters = count_letters(text)
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
    letters = count_letters(text)
    if letters < _BLOCK_LETTERS:
        return None
    if text.isascii():
        return Language.ENGLISH
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
    korean = [
        count_letters(text) * LETTERS_PER_SYLLABLE for text, own in known if own is _KOREAN
    ]
    rest = [text for text, own in known if own is not _KOREAN and not looks_like_code(text)]
    running = [text for text in rest if count_letters(text) >= _MIN_LETTERS]
    english = [count_letters(text) for text in running if block_language(text)]
    if korean:
        by_blocks = len(korean) / (len(korean) + len(english))
        by_said = sum(korean) / (sum(korean) + sum(english))
        if (by_blocks + by_said) / 2 >= 0.5:
            return _KOREAN
    if not running and _letters_of(rest) < _LEAST_REST * _letters_of(texts):
        return UNKNOWN
    return detect("\n".join(running or rest))


def _letters_of(texts: Sequence[str]) -> int:
    return sum(map(count_letters, texts))


def count_letters(text: str) -> int:
    """How many letters a text has, in any script."""
    if text.isascii():
        return len(text.encode("ascii").translate(None, _NO_LETTERS))
    return len(_LETTER.findall(text))
