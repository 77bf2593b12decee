"""The words of a text that carry meaning, cut down to what two languages can share.

Korean words lose their particles and endings by rule, English ones their
function words.  Rough, fast and without a dictionary: meant for evidence that
is added up over many words, not for reading.
"""

from __future__ import annotations

import regex

from align.lang.english import FUNCTION_WORDS
from align.lang.korean import ENDINGS
from align.model import Language

_TOKEN = regex.compile(r"\p{Hangul}+|\p{Latin}[\p{Latin}'.&]*[\p{Latin}]|\p{Latin}|\p{Han}+")
_ENDING = regex.compile(rf"(?<=\p{{Hangul}}{{2}})(?:{ENDINGS})$")
KOREAN_FUNCTION_WORDS = frozenset(
    "및 등 또는 그 이 저 것 수 때 중 후 전 더 위해 통해 대한 대해 관련 있다 없다 있는 "
    "있다고 한다 하는 한다고 했다 밝혔다 말했다 전했다 따르면 그는 그녀는 이는 이를 이번 "
    "지난 또한 아울러 그리고 하지만 그러나 같은 위한 모든".split()
)


def content_words(text: str, language: Language) -> list[str]:
    """Return the content words of `text`, which is in the form for matching, in order.

    English words keep their case, by which names are known.
    """
    tokens = _TOKEN.findall(text)
    if language is Language.ENGLISH:
        return [token for token in tokens if token.lower() not in FUNCTION_WORDS]
    kept = (token for token in tokens if token not in KOREAN_FUNCTION_WORDS)
    return [str(_ENDING.sub("", token)) for token in kept]
