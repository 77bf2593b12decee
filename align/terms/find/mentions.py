"""What a translation calls a thing after it has named it once: “ODA”, “the Ministry”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import regex

from align.lang.english import COMPASS, FUNCTION_WORDS
from align.lang.english_words import is_acronym
from align.lang.normalise import Folded
from align.model import Concept, FormKind, TermStatus
from align.terms.find.forms import FormIndex, Match, Pattern, patterns_of, words_of

_BEHIND = regex.compile(
    r"""['"]?\s*\((?:hereinafter|hereafter|henceforth|or|also)?[\s,:]*"""
    r"""(?:referred to as|called|known as)?\s*(?:the\s+)?"""
    r""""?(?P<short>[\p{L}\p{N}.&\- ]{2,40}?)"?\)""",
    regex.I,
)
_BEFORE = regex.compile(r"""(?P<short>[\p{Lu}][\p{L}\p{N}.&]{1,9})\s+\((?:the\s+)?["']?$""")


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names that a translation has introduced, each from the place where it did.

    Made once a document by `mentions_in`, which looks all of its words up: about two seconds
    for 10,000 paragraphs of 60 words and 400 terms.  A few patterns a concept are kept.
    """

    by_concept: Mapping[str, tuple[Pattern, ...]]

    def patterns(self, concepts: Iterable[Concept]) -> Iterator[Pattern]:
        """Yield the ways to write some concepts that only this document has."""
        for concept in concepts:
            yield from self.by_concept.get(concept.id, ())


def mentions_in(texts: Mapping[int, Folded], concepts: Iterable[Concept]) -> Mentions:
    """Return what a translation introduces.

    Args:
        texts: all of its segments in the form for matching, by their index.
        concepts: of the termbase.

    """
    patterns = {concept.id: patterns_of(concept) for concept in concepts}
    several = {name for name, mine in patterns.items() if any(len(p.words) > 1 for p in mine)}
    index = FormIndex(pattern for name in several for pattern in patterns[name])
    found: dict[str, dict[tuple[str, ...], Pattern]] = {}
    for segment in sorted(texts):
        text = texts[segment].text
        for match in index.matches(text, segment):
            name = match.pattern.concept
            if name not in found:
                found[name] = {}
                for pattern in _in_short(patterns[name], (segment, match.end)):
                    found[name].setdefault(pattern.words, pattern)
            for pattern in _introduced(match, text, segment):
                found[name].setdefault(pattern.words, pattern)
    return Mentions({concept: tuple(by.values()) for concept, by in found.items()})


def _in_short(patterns: Iterable[Pattern], since: tuple[int, int]) -> Iterator[Pattern]:
    """What may be said of a concept after its first mention, whatever that was: the Bureau."""
    for pattern in patterns:
        listed = pattern.form is FormKind.SAME
        if listed and pattern.term.status is not TermStatus.DEPRECATED:
            for words in _shorter(pattern.words):
                yield Pattern(pattern.concept, pattern.term, words, FormKind.SHORT, since=since)


def _introduced(match: Match, text: str, segment: int) -> Iterator[Pattern]:
    """What a full mention in front of brackets, or in them, lets be said from there on."""
    pattern = match.pattern
    if behind := _BEHIND.match(text, match.end):
        yield from _called(behind["short"], pattern, (segment, match.end))
    if (before := _BEFORE.search(text, 0, match.start)) and text[
        match.end : match.end + 1
    ] == ")":
        yield from _called(before["short"], pattern, (segment, before.start()))


def _called(short: str, pattern: Pattern, since: tuple[int, int]) -> Iterator[Pattern]:
    """An abbreviation or a name in brackets, if it may be one of the term."""
    words = tuple(word.text for word in words_of(short))
    if not words or words[0].isdigit():
        return
    initials = {word[0].casefold() for word in pattern.words}
    if len(words) == 1 and is_acronym(words[0].replace(".", "")):
        if words[0][0].casefold() in initials:
            yield Pattern(
                pattern.concept, pattern.term, words, FormKind.ABBREVIATION, True, since
            )
    elif short[:1].isupper() and words[-1].casefold() in {w.casefold() for w in pattern.words}:
        yield Pattern(pattern.concept, pattern.term, words, FormKind.SHORT, since=since)


def _shorter(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What may be said in short for some words: the end of the phrase before its first “of”.

    North Korea is the North, and never Korea.
    """
    small = [i for i, word in enumerate(words) if word.casefold() in FUNCTION_WORDS and i]
    core = words[: small[0]] if small else words
    if core[0].casefold() in COMPASS:
        yield from [core[:1]] if len(core) == 2 else []
        return
    if len(core) < len(words):
        yield core
    yield from (core[i:] for i in range(1, len(core)))
