"""Where a sentence surely ends, Korean and English, without any model of either language."""

from __future__ import annotations

import regex

_SENTENCE_END = regex.compile(
    r"(?<=[가-힣][.!?][\"”’')\]]?)\s+(?=\S)"
    r"|(?<=\p{Ll}{3}[.!?][\"”’')\]]?)\s+(?=[\"“‘'(]?\p{Lu})"
    r"|(?<=[\d)%][.!?][\"”’']?)\s+(?=[\"“‘']?\p{Lu}\p{Ll})"
)
_TITLES = regex.compile(r"\b(?:Gov|Gen|Sen|Rep|Prof|Capt|Corp|Inc|Ltd|Sept|Aug|Dept|Supt)\.$")
_CLAUSE_END = regex.compile(
    r"(?<=[^\s,]{2},)\s+"
    r"(?=(?:and|but|or|while|which|where|who|as|so|including|such)\b)"
    r"|(?<=[;:])\s+|\s+(?=[–—]\s)|(?<=[가-힣]{2},)\s+"
    r"|(?<=(?:하며|하고|으며|이며|지만|는데|되며|되고|면서))\s+"
    r"|(?<=(?:기에|므로|때문에|은데|인데|니까|거나|하면|되면|으면|다면|라면|어서|아서|해서))\s+"
)
_HANGUL = regex.compile(r"\p{Hangul}")
_LEAST, _LONG = (12, 30), (55, 120)  # characters of Korean and English: a clause, a long text


def sure_sentences(text: str) -> list[str]:
    """Return a text cut where a sentence surely ends; what is doubtful stays whole."""
    parts: list[str] = []
    for part in _SENTENCE_END.split(text):
        if parts and _TITLES.search(parts[-1]):
            parts[-1] += f" {part}"
        elif part:
            parts.append(part)
    return parts


def clauses(text: str) -> list[str]:
    """Return a text cut at sentences, and long ones at clauses of some length."""
    return [clause for sentence in sure_sentences(text) for clause in _clauses(sentence)]


def _clauses(sentence: str) -> list[str]:
    english = _HANGUL.search(sentence) is None
    if len(sentence) < _LONG[english]:
        return [sentence]
    parts: list[str] = []
    for part in _CLAUSE_END.split(sentence):
        if parts and min(len(parts[-1]), len(part)) < _LEAST[english]:
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts
