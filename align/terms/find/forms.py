"""A listed English term in every form: inflected, spelled otherwise, derived, abbreviated.

The words of the terms are indexed by what their forms have in common, and the words of a text
are looked up there: no term costs anything where none of its words stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import regex

from align.lang.english import COMPASS, DETERMINERS, FUNCTION_WORDS, WORD, without_article
from align.lang.english_names import (
    abbreviations_of,
    adjectives_of,
    full_names,
    is_place,
    otherwise,
)
from align.lang.english_words import (
    further,
    is_acronym,
    keys,
    lemmas,
    plain,
    rank,
    term_keys,
    word_form,
)
from align.lang.normalise import match_form
from align.model import Concept, FormKind, Language, Term, TermStatus

_JOINT = regex.compile(r"""["')\]]?[\s\-/]+["'(\[]?|-""")
_HYPHEN = regex.compile(r"(?<=\w)-(?=\w)")
_FEW = frozenset("one two three four five six seven eight nine ten both several many".split())
_MONTHS = frozenset("january march april may june july august october".split())
_OTHER_NAME = regex.compile(r" (?:(?:of|for)(?: the)? )?\p{Lu}")
"""What makes a name in short another in full: the Ministry of Finance, the Council Hall."""
_BEFORE = regex.compile(r"[.#](?=\p{L})")
_BEHIND = regex.compile(r"(?<=\w)[+#]+\Z")
_NO_SIGNS = ("", "")
_INDEFINITE = frozenset({"a", "an"})
_LOUD = 12  # letters of a headline; fewer may be an abbreviation alone


class Word(NamedTuple):
    """A word of a text from `start` to `end`, its possessive left out."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write a term: its words, and how far it is from the term by itself.

    Attributes:
        concept: whose term it is.
        term: that the termbase lists.
        words: in order, without an article at the beginning.
        form: how `words` differ from the term.
        name: whether its capitals tell it from a common word: May, Turkey.
        since: place in the document from which it holds, by segment and offset.
        signs: what stands right before and behind the words and belongs to them: C++, .NET.

    """

    concept: str
    term: Term
    words: tuple[str, ...]
    form: FormKind = FormKind.SAME
    name: bool = False
    since: tuple[int, int] = (-1, 0)
    signs: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern stands in a text, and which form of its term that is."""

    pattern: Pattern
    start: int
    end: int
    form: FormKind


def form_of(
    rendering: str, concept: Concept, more: Iterable[Pattern] = ()
) -> tuple[FormKind, Term] | None:
    """Return which form of which English term of a concept a phrase is, None where it is none.

    An article, a pronoun or a number at the beginning makes no difference: the two ministers.

    Args:
        rendering: as a translation has it, with or without quotation marks.
        concept: with the terms.
        more: forms that only this document has; see `Mentions.patterns`.

    """
    text = match_form(rendering)
    words = words_of(text)
    if not words:
        return None
    index = FormIndex([*patterns_of(concept), *(replace(p, since=(-1, 0)) for p in more)])
    fitting = [
        match
        for match in index.matches(text)
        if match.end >= words[-1].end and _only_determiners(words, match.start)
    ]
    if not fitting:
        return None
    best = min(fitting, key=lambda match: (rank(match.form), standing(match.pattern.term)))
    return best.form, best.pattern.term


@lru_cache(maxsize=1 << 10)  # a bead is read for its listed terms and for its short mentions
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text in its form for matching, each without its possessive."""
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        bare = word[:-2] if word[-2:] in ("'s", "'S") else word
        found.append(Word(bare, match.start(), match.start() + len(bare)))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def patterns_of(concept: Concept) -> tuple[Pattern, ...]:
    """Return all ways to write the English terms of a concept, which no document must tell."""
    found: list[Pattern] = []
    for term in concept.in_language(Language.ENGLISH):
        words = _split(term.text)
        if not words:
            continue
        name = _is_name(term, concept)
        own = Pattern(concept.id, term, words, FormKind.SAME, name, signs=_signs(term.text))
        found.append(own)
        if solid := _solid(term.text):
            found.append(replace(own, words=solid))
        found += (
            replace(own, words=_split(other), form=form, name=True, signs=_NO_SIGNS)
            for other, form in _other_names(" ".join(words))
        )
        if len(words) > 1:
            once = set(otherwise(words)) - {words}
            twice = {more for other in once for more in otherwise(other)} - once - {words}
            found += (
                replace(own, words=other, form=FormKind.ABBREVIATION, signs=_NO_SIGNS)
                for other in sorted(once | twice)
            )
    return tuple(dict.fromkeys(found))


class FormIndex:
    """Patterns by the keys of their first words."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(patterns)
        by_key: dict[str, list[int]] = defaultdict(list)
        for number, pattern in enumerate(self._patterns):
            for key in term_keys(pattern.words[0]):
                by_key[key].append(number)
        self._by_key = dict(by_key)
        self._seen: dict[str, tuple[Pattern, ...]] = {}  # a text repeats its words

    def matches(self, text: str, segment: int = 0) -> Iterator[Match]:
        """Yield where the patterns stand in a text in its form for matching, all of them."""
        words = words_of(text)
        loud = _shouted(text)
        for place, word in enumerate(words):
            found = self._candidates(word.text)
            if text[word.end : word.end + 1] == "-":
                joined = (self._candidates(whole.text) for whole in _from(words, place, text))
                found = tuple(dict.fromkeys(chain.from_iterable(joined)))
            for pattern in found:
                if (segment, word.start) >= pattern.since:
                    match = _matched(pattern, words, place, text, loud)
                    if match:
                        yield match

    def _candidates(self, word: str) -> Iterable[Pattern]:
        if word not in self._seen:
            numbers = {n for key in keys(word) for n in self._by_key.get(key, ())}
            self._seen[word] = tuple(self._patterns[n] for n in sorted(numbers))
        return self._seen[word]


def standing(term: Term) -> int:
    """Return the place of a term among others by its status, the preferred first."""
    return list(TermStatus).index(term.status)


def balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span so that it has both marks of a pair of quotation marks, or neither.

    The bracket that closes one in it belongs to it too.
    """
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    for mark in "\"'":
        inside = [
            i
            for i in range(start, end)
            if text[i] == mark
            and not (text[i - 1 : i].isalnum() and text[i + 1 : i + 2].isalnum())
        ]
        if len(inside) % 2 == 0:
            continue
        if text[end : end + 1] == mark:
            end += 1
        elif text[start - 1 : start] == mark and start:
            start -= 1
    return start, end


def _matched(
    pattern: Pattern, words: Sequence[Word], place: int, text: str, loud: bool
) -> Match | None:
    """Where a pattern stands from one word on, if it does."""
    form, here, last = pattern.form, place, None
    for number, wanted in enumerate(pattern.words):
        got = _next(pattern, number, words, here, text, loud)
        if got is None:
            if number and wanted.casefold() in DETERMINERS:
                continue
            return None
        kind, last = got
        if kind is FormKind.DERIVATION and (
            form is kind or not _may_be_derived(pattern, number)
        ):
            return None
        form = further(form, kind)
        here = next(i for i in range(here, len(words)) if words[i].end >= last.end) + 1
    if last is None or (len(pattern.words) == 1 and _other_name(pattern, words, place, text)):
        return None
    if form is FormKind.ABBREVIATION and place and words[place - 1].text[-1].isdigit():
        return None  # 3 PM is no prime minister
    if form is FormKind.SHORT and not _pointed_at(pattern, words, place, text):
        return None
    span = _with_signs(pattern, text, words[place].start, last.end)
    return Match(pattern, *balanced(text, *span), form) if span else None


def _with_signs(pattern: Pattern, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words with the signs of a pattern stand; None where the signs are others.

    C++ is not C: neither stands where the other does.
    """
    before, behind = pattern.signs
    if not text.startswith(before, start - len(before)) or start < len(before):
        return None
    if not text.startswith(behind, end):
        return None
    letter = end - start == 1 and text[start].isalpha()
    if letter and not behind and text[end : end + 1] in ("+", "#"):
        return None
    return start - len(before), end + len(behind)


def _next(
    pattern: Pattern, number: int, words: Sequence[Word], here: int, text: str, loud: bool
) -> tuple[FormKind, Word] | None:
    """The form of a pattern's word that stands at a place, or behind a determiner there."""
    for skipped in (0, 1):
        place = here + skipped
        if place >= len(words) or (number and not _joined(words, place, text)):
            return None
        for word in _from(words, place, text):
            kind = _word_kind(pattern, pattern.words[number], word.text, loud)
            if kind is not None:
                return kind, word
        if not number or words[place].text.casefold() not in DETERMINERS:
            return None
    return None


def _may_be_derived(pattern: Pattern, number: int) -> bool:
    """Whether a word may be derived: not before others in a name, unless it is a place."""
    word = pattern.words[number]
    within = number + 1 < len(pattern.words) and word[:1].isupper()
    return not within or is_place(word)


def _word_kind(pattern: Pattern, wanted: str, word: str, loud: bool) -> FormKind | None:
    """Which form of a pattern's word a word is, if the pattern may have that form."""
    if loud and not is_acronym(plain(wanted)):
        word = word.title() if wanted[:1].isupper() else word.lower()
    kind = word_form(wanted, word)
    if kind is None or kind is FormKind.SAME:
        return None if kind is None or _small(pattern, wanted, word) else kind
    if len(pattern.words) > 1 and wanted.casefold() in FUNCTION_WORDS:
        return None
    if pattern.name and wanted[:1].isupper() and not word[:1].isupper():
        return None
    if pattern.form is not FormKind.SAME and kind is FormKind.DERIVATION:
        return None
    if len(pattern.words) == 1 and wanted[:1].isupper() and word[:1].islower():
        return None if kind is FormKind.INFLECTION and not _is_plural(wanted, word) else kind
    return kind


def _small(pattern: Pattern, wanted: str, word: str) -> bool:
    """Whether a word in small letters cannot be the name that a pattern is."""
    return pattern.name and wanted[:1].isupper() and word[:1].islower()


def _is_plural(term: str, word: str) -> bool:
    return word.endswith(("s", "men", "women", "children")) and not term.endswith("s")


def _other_name(pattern: Pattern, words: Sequence[Word], place: int, text: str) -> bool:
    """Whether a name of one word is another behind a point of the compass: North Korea.

    Northern Mexico is, and northern Mexico is not.
    """
    if not place or not pattern.words[0][:1].isupper() or not words[place].text[:1].isupper():
        return False
    before = words[place - 1]
    return (
        before.text[:1].isupper()
        and before.text.casefold() in COMPASS
        and text[before.end : words[place].start] in " -"
    )


def _pointed_at(pattern: Pattern, words: Sequence[Word], place: int, text: str) -> bool:
    """Whether a short mention has a determiner before it, or a capital of its own.

    And is no part of another name: the Dominican Republic, the Ministry of Finance.
    """
    start, end = words[place].start, words[place + len(pattern.words) - 1].end
    if _OTHER_NAME.match(text, end):
        return False
    before = words[place - 1] if place and text[words[place - 1].end : start] == " " else None
    compass = pattern.words[0].casefold() in COMPASS
    if before and before.text.casefold() in DETERMINERS:
        capital = words[place].text[:1].isupper()
        return before.text.casefold() not in _INDEFINITE and (capital or not compass)
    if before and before.text[:1].isupper() and before.text.casefold() not in FUNCTION_WORDS:
        return False
    begins = not text[:start].rstrip(" \"'(")[-1:].strip(".!?:;")
    return not compass and not begins and words[place].text[:1].isupper()


def _from(words: Sequence[Word], place: int, text: str) -> Iterator[Word]:
    """The word at a place, and the one that it makes with the next behind a hyphen."""
    word = words[place]
    yield word
    if place + 1 < len(words):
        after = words[place + 1]
        if text[word.end : after.start] == "-":
            yield Word(word.text + after.text, word.start, after.end)


def _joined(words: Sequence[Word], place: int, text: str) -> bool:
    """Whether nothing but a space, a hyphen or a mark stands before a word."""
    between = text[words[place - 1].end : words[place].start]
    if between[:2] in ("'s", "'S"):
        between = between[2:]
    return bool(_JOINT.fullmatch(between))


def _only_determiners(words: Sequence[Word], start: int) -> bool:
    before = [word.text.casefold() for word in words if word.start < start]
    return all(word in DETERMINERS or word in _FEW or word.isdigit() for word in before)


def _split(text: str) -> tuple[str, ...]:
    """The words of a term, without an article at the beginning."""
    return tuple(word.text for word in words_of(without_article(match_form(text))))


def _signs(text: str) -> tuple[str, str]:
    """The signs before the first word of a term and behind its last one."""
    text = match_form(text)
    before, behind = _BEFORE.match(text), _BEHIND.search(text)
    return before.group() if before else "", behind.group() if behind else ""


def _solid(text: str) -> tuple[str, ...]:
    """The words of a term without its hyphens, midterm for mid-term; none if it has none."""
    text = match_form(text)
    return _split(_HYPHEN.sub("", text)) if _HYPHEN.search(text) else ()


def _other_names(text: str) -> Iterator[tuple[str, FormKind]]:
    """What else a term may be called: its abbreviation, its full name, its people."""
    several = len(text.split()) > 1
    for short in abbreviations_of(text):
        yield short, FormKind.ABBREVIATION
    for full in full_names(plain(text)):
        yield full, FormKind.ABBREVIATION
        for adjective in adjectives_of(full):
            yield adjective, FormKind.DERIVATION
    for adjective in adjectives_of(text) if several else ():
        yield adjective, FormKind.DERIVATION


def _is_name(term: Term, concept: Concept) -> bool:
    """Whether a term says something else in small letters.

    A place or a month does, and a word in capitals that begins a longer name of the same
    thing, as Labour does for Labour Party; President does not.
    """
    words = _split(term.text)
    if not words[0][:1].isupper() or is_acronym(plain(words[0])):
        return False
    if len(words) > 1:
        return False
    word = words[0]
    if is_place(word) or word.casefold() in _MONTHS:
        return True
    if word.casefold() not in lemmas(word.casefold()) or _plural(word):
        return True
    longer = (_split(other.text) for other in concept.in_language(Language.ENGLISH))
    return any(
        len(other) > 1 and other[0] == word and all(w[:1].isupper() for w in other)
        for other in longer
    )


def _plural(word: str) -> bool:
    low = word.casefold()
    return low.endswith("s") and low[:-1] in lemmas(low)


def _shouted(text: str) -> bool:
    """Whether a text is all in capitals, as headlines are."""
    return text.isupper() and len(text) > _LOUD
