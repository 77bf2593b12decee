"""The words of a bead: English ones with their places, Korean ones with each term as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from align.lang.english import FUNCTION_WORDS, WORD, stem
from align.lang.korean import word_ends
from align.lang.normalise import match_form
from align.lang.words import content_words
from align.model import Language, Occurrence
from align.terms.find.hits import Texts

_BREAKS = frozenset(',;:.!?()[]"')
_MARK = "\0"  # begins the word that stands for a concept; no text has it
_HANGUL = regex.compile(r"[가-힣]*")
_PARTICLE = regex.compile(rf"(?:{word_ends('particle', 'ending')})$")
_DATELINE = regex.compile(
    r"^\W*\p{Lu}{3}[\p{Lu}.'\- ]*(?:,\s*\p{Lu}[\p{L}.]*(?:\s\p{Lu}?[\p{L}\d.]*){0,3})*"
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:--?|[—–])\s"
)
"""Where and by which agency a report was sent, before it begins: SEOUL, May 3 (Sea News) --"""
_CLAUSE = regex.compile(r"(?:'s|')$")


@dataclass(frozen=True, slots=True)
class Word:
    """An English word at its place in a folded segment.

    Attributes:
        text: as it stands.
        lower: in lower case.
        stem: without inflection, by which it is counted.
        segment: index of its segment.
        start: offset of its first character.
        end: offset behind its last one.
        joined: whether no punctuation cuts it from the word before.
        hyphened: whether a hyphen alone joins it to the word before.
        is_content: whether it says what a text is about.

    """

    text: str
    lower: str
    stem: str
    segment: int
    start: int
    end: int
    joined: bool
    hyphened: bool
    is_content: bool


def english_words(texts: Texts) -> list[Word]:
    """Return the words of some folded segments, in order; those of datelines are left out."""
    words: list[Word] = []
    for segment, folded in texts.items():
        last = -1
        dateline = _DATELINE.match(folded.text)
        for match in WORD.finditer(folded.text, dateline.end() if dateline else 0):
            between = folded.text[last : match.start()] if last >= 0 else "."
            text = match.group()
            lower = text.lower()
            words.append(
                Word(
                    text,
                    lower,
                    stem(_CLAUSE.sub("", lower)),
                    segment,
                    *match.span(),
                    joined=not _BREAKS & set(between),
                    hyphened=between == "-",
                    is_content=lower not in FUNCTION_WORDS,
                )
            )
            last = match.end()
    return words


def korean_words(
    korean: Mapping[int, str], occurrences: Sequence[Occurrence]
) -> tuple[list[str], list[int]]:
    """Return the words of some segments as written, and which of them each occurrence is.

    An occurrence is one word, named by its concept; what stands around it within its own
    word, such as 일본군 before 위안부, is another one.
    """
    words: list[str] = []
    rows = [0] * len(occurrences)
    for index, text in korean.items():
        here = [k for k, occurrence in enumerate(occurrences) if occurrence.segment == index]
        position = 0
        for k in sorted(here, key=lambda k: occurrences[k].start):
            occurrence = occurrences[k]
            words += _content(text[position : occurrence.start])
            rows[k] = len(words)
            words.append(concept_word(occurrence.concept))
            tail = _HANGUL.match(text, occurrence.end)
            position = tail.end() if tail else occurrence.end
            rest = _PARTICLE.sub("", text[occurrence.end : position])
            words += [rest] if len(rest) > 1 else []
        words += _content(text[position:])
    return words, rows


def concept_word(concept: str) -> str:
    """Return the word that stands for a concept among Korean words."""
    return f"{_MARK}{concept}"


def concept_of(word: str) -> str:
    """Return the concept that a word stands for; empty for one of the text."""
    return word[1:] if word.startswith(_MARK) else ""


def count_spellings(words: Iterable[Word], counts: dict[str, Counter[str]]) -> None:
    """Add to `counts` how each stem is written."""
    for word in words:
        counts.setdefault(word.stem, Counter())[word.text] += 1


def _content(text: str) -> list[str]:
    words = content_words(match_form(text), Language.KOREAN)
    return [word for word in words if len(word) > 1 or not _PARTICLE.fullmatch(word)]
