"""English terms as a pattern that meets their inflections, hyphens, quotes and articles."""

from __future__ import annotations

from functools import cache

import regex

from align.lang.lists import any_of, word_list

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
_OPENING = r"[\"'(\[]?"
_DETERMINER = rf"(?:(?:{any_of(sorted(DETERMINERS))})\s+)?"
_JOINT = r"[\"')\]]?[\s\-/]+" + _DETERMINER + _OPENING
_NO_COMPASS = rf"(?<!\b(?:{any_of(sorted(COMPASS))})\s)"
_OUR = r"(?<=\b(?:lab|hon|fav|neighb|behavi|col|harb|endeav|hum|rum))"
_SPELLINGS = tuple(
    (regex.compile(either, regex.I), american, pattern)
    for either, american, pattern in (
        (_OUR + "ou?r", "or", "ou?r"),
        ("i[sz]ation", "ization", "i[sz]ation"),
        (r"\bco-?op", "coop", "co-?op"),
        (r"\bcent(?:er|re)\b", "center", "cent(?:er|re)"),
        ("defen[sc]e", "defense", "defen[sc]e"),
        (r"\bprogram(?:me)?\b", "program", "program(?:me)?"),
    )
)
"""British and American: what either looks like, the American, and a pattern for both."""


def american(text: str) -> str:
    """Return a text with the commonest British spellings as Americans have them."""
    for either, spelling, _ in _SPELLINGS:
        text = either.sub(spelling, text)
    return text


@cache
def term_pattern(term: str, *, spellings: bool = False) -> regex.Pattern[str]:
    """Return a pattern that finds `term` in text in the form for matching.

    Case, hyphen or space, quotation marks inside, articles, plural, possessive and
    verb endings make no difference; with `spellings`, British and American neither.
    """
    words = regex.split(r"[\s\-]+", without_article(term))
    stems = [_inflected(word) if word.isalpha() else _dotted(word) for word in words]
    # A name of one word is another behind a point of the compass: Korea, North Korea.
    other = _NO_COMPASS if len(words) == 1 and words[0][:1].isupper() else ""
    joined = _JOINT.join(stems)
    for either, _, pattern in _SPELLINGS if spellings else ():
        joined = either.sub(pattern, joined)
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}]){other}{joined}(?![\p{{L}}\p{{N}}])", regex.I)


def pronoun_in(text: str) -> str:
    """Return the first word that may stand for a term (it, they), empty where there is none."""
    words = (match.group() for match in WORD.finditer(_EXPLETIVE.sub("", text)))
    return next((word for word in words if word.lower() in _PRONOUNS), "")


def without_article(text: str) -> str:
    """Return a phrase without the article that it begins with."""
    return str(_ARTICLE.sub("", text.strip()))


def rendering_key(text: str) -> str:
    """Return what makes two renderings the same: lower case, no article, quotes or plural."""
    words = regex.findall(r"[\p{L}\p{N}.']+", without_article(text).lower())
    words = [word.removesuffix("'s").strip("'.") for word in words]
    return " ".join([*words[:-1], stem(words[-1])]) if words else ""


def stem(word: str) -> str:
    """Return a word without its inflection, good enough to compare two words by."""
    word = word.lower()
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return (word.removesuffix(ending) + instead).removesuffix("e")
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    return word.removesuffix("e")


def _dotted(word: str) -> str:
    """A pattern for a word with signs in it; the dots of U.S. may be missing."""
    escaped = str(regex.escape(word))
    abbreviated = regex.fullmatch(r"(?:\p{Lu}\.){2,}", word)
    if not abbreviated:
        return escaped
    letters = escaped.replace(r"\.", r"\.?")
    return f"(?-i:{letters})(?:'s)?"


def _inflected(word: str) -> str:
    """A pattern for a word with any of its endings."""
    if len(word) < 3 or word.isupper():
        return regex.escape(word) + r"(?:'s|s)?"
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    base = word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    if base.endswith("y") and base[-2] not in "aeiou":
        return regex.escape(base[:-1]) + r"(?:y|ies|ied|ying)(?:'s?)?"
    if base.endswith("e"):
        return regex.escape(base[:-1]) + r"(?:e|es|ed|ing)(?:'s?)?"
    return regex.escape(base) + r"(?:s|es|ed|ing)?(?:'s?)?"
