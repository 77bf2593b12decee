"""English text: its small words, and what makes two renderings of a term the same."""

from __future__ import annotations

import regex

from align.lang.english_words import OWN_PLURALS, american_word, lexicon
from align.lang.lists import word_list

_LIST = "english_words"
FUNCTION_WORDS = frozenset(word_list(_LIST, "function"))
DETERMINERS = frozenset(word_list(_LIST, "determiner"))
COMPASS = frozenset(word_list(_LIST, "compass"))
"""Words before a name that make it another name: North Korea."""
_PRONOUNS = frozenset(word_list(_LIST, "pronoun"))
_EXPLETIVE = regex.compile(
    r"\bit\s+(?:is|was|has been|will be)\s+\w+\s+(?:that|to)\b", regex.IGNORECASE
)
"""An `it` that stands for nothing: it was agreed that, it is necessary to."""
WORD = regex.compile(r"[\p{L}\p{N}]+(?:['.&][\p{L}\p{N}]+)*\.?(?<=\p{L}\.\p{L}\.|[\p{L}\p{N}])")
_ARTICLE = regex.compile(r"^(?:the|an?)\s+", regex.IGNORECASE)
_COOP = regex.compile(r"\bco-?op", regex.I)
_LETTERS = regex.compile(r"\p{L}+")


def american(text: str) -> str:
    """Return a text with British spellings as Americans have them, also in inflected words."""
    return str(_LETTERS.sub(_as_american, _COOP.sub("coop", text)))


def pronoun_in(text: str) -> str:
    """Return the first word that may stand for a term (it, they), empty where there is none."""
    words = (match.group() for match in WORD.finditer(_EXPLETIVE.sub("", text)))
    return next((word for word in words if word.lower() in _PRONOUNS), "")


def without_article(text: str) -> str:
    """Return a phrase without the article that it begins with."""
    return str(_ARTICLE.sub("", text.strip()))


def rendering_key(text: str) -> str:
    """Return what makes two renderings the same: lower case, no article, quotes or plural.

    The last word counts without its inflection, and the one before the first “of”.
    """
    words = regex.findall(r"[\p{L}\p{N}.']+", without_article(text).lower())
    words = [word.removesuffix("'s").strip("'.") for word in words]
    small = next((i for i, w in enumerate(words) if i and w in FUNCTION_WORDS), len(words))
    heads = {small - 1, len(words) - 1}
    return " ".join(base_form(word) if i in heads else word for i, word in enumerate(words))


def base_form(word: str) -> str:
    """Return the word of the lexicon that a word in small letters is a form of.

    Of several the shortest, so that buildings, building and build are one; a word that no
    lexicon has loses its endings by rule.
    """
    if word in OWN_PLURALS:
        return word
    found = lexicon(word)
    if not found:
        return stem(word)
    others = sorted(found - {word}, key=lambda lemma: (len(lemma), lemma))
    if not others or len(others[0]) > len(word):
        return word
    other = others[0]
    if len(other) == len(word) and word in lexicon(other) and word < other:
        return word  # two that name each other: the first of them, never in a circle
    return base_form(other)


def stem(word: str) -> str:
    """Return a word without its inflection, good enough to compare two words by."""
    word = word.lower()
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return (word.removesuffix(ending) + instead).removesuffix("e")
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    return word.removesuffix("e")


def _as_american(match: regex.Match[str]) -> str:
    """A word in American spelling, with the capitals and the ending that it had."""
    word = str(match.group())
    low = word.lower()
    changed = american_word(low)
    spelled = {lemma: american_word(lemma) for lemma in lexicon(low) - {low}}
    # Analyses are those of an analysis as well: left as they are.
    if changed == low and all(lemma != other for lemma, other in spelled.items()):
        for lemma, other in spelled.items():
            changed = _with_ending(low, lemma, other)
    return word if changed == low else _capital_like(word, changed)


def _with_ending(word: str, lemma: str, spelled: str) -> str:
    """What the other spelling of its lemma makes of an inflected word."""
    bare = lemma.removesuffix("e")
    if not word.startswith(bare):
        return word
    if word.startswith(lemma) and not word[len(lemma) :].startswith("d"):
        return spelled + word[len(lemma) :]
    return spelled.removesuffix("e") + word[len(bare) :]


def _capital_like(word: str, other: str) -> str:
    if word.isupper():
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other
