"""Korean names in Latin letters, and a key by which spellings of one name sound alike.

Spellings of one name differ by system (Revised Romanization, McCune–Reischauer)
and by habit (이 is I, Yi, Lee, Rhee), and foreign names reach Hangul by ear
(오바마, 사르코지).  Consonants survive all that: the key keeps classes of them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()
_FIRST_SYLLABLE, _SYLLABLES = 0xAC00, 11172
_CLASSES = tuple(
    (regex.compile(pattern), letter)
    for pattern, letter in (
        (r"tch|tsch|sch|sh|ch|zh|ts|tz|[szjx]|c(?=[eiy])", "S"),
        (r"ng|[nm](?=[pbfv])|n", "N"),
        (r"ph|[bpfv]", "P"),
        (r"th|[dt]", "T"),
        (r"ck|kh|gh|[gkcq]", "K"),
        (r"[lr]", "R"),
        (r"m", "M"),
        (r"[^A-Z]", ""),
    )
)
_MARK, _DOUBLED = regex.compile(r"\p{M}"), regex.compile(r"(.)\1+")


def romanise(hangul: str) -> str:
    """Return Hangul in Revised Romanization, syllable by syllable, without assimilation.

    Other characters stay as they are.
    """
    return "".join(_syllable(char) for char in unicodedata.normalize("NFC", hangul))


@lru_cache(maxsize=1 << 16)
def sound_key(latin: str) -> str:
    """Return the classes of consonants of a Latin word, doubled ones once: Sarkozy → SRKS."""
    plain = unicodedata.normalize("NFD", latin.lower())
    key = _MARK.sub("", plain)
    for pattern, letter in _CLASSES:
        key = pattern.sub(letter, key)
    return str(_DOUBLED.sub(r"\1", key))


def _syllable(char: str) -> str:
    code = ord(char) - _FIRST_SYLLABLE
    if not 0 <= code < _SYLLABLES:
        return char
    initial, rest = divmod(code, 21 * 28)
    vowel, final = divmod(rest, 28)
    return (_INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]).replace("-", "")
