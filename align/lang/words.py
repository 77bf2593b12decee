"""The words of a text that carry meaning, cut down to what two languages can share.

Korean words lose their particles and endings by rule, English ones their
function words.  Rough, fast and without a dictionary: meant for evidence that
is added up over many words, not for reading.
"""

from __future__ import annotations

import regex

from align.lang.english import FUNCTION_WORDS
from align.lang.korean import ENDINGS
from align.lang.lists import word_list
from align.model import Language

_TOKEN = regex.compile(r"\p{Hangul}+|\p{Latin}[\p{Latin}'.&]*[\p{Latin}]|\p{Latin}|\p{Han}+")
_ENDING = regex.compile(rf"(?<=\p{{Hangul}}{{2}})(?:{ENDINGS})$")
KOREAN_FUNCTION_WORDS = frozenset(word_list("korean_function_words"))


def content_words(text: str, language: Language) -> list[str]:
    """Return the content words of `text`, which is in the form for matching, in order.

    English words keep their case, by which names are known.
    """
    tokens = _TOKEN.findall(text)
    if language is Language.ENGLISH:
        return [token for token in tokens if token.lower() not in FUNCTION_WORDS]
    kept = (token for token in tokens if token not in KOREAN_FUNCTION_WORDS)
    return [str(_ENDING.sub("", token)) for token in kept]
