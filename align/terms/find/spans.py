"""The runs of words of a translation that could be a rendering, and their shape.

Every run of up to eight words that punctuation does not cut and function words
do not frame is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.lang.english import COMPASS, DETERMINERS, FUNCTION_WORDS
from align.lang.lists import word_list
from align.lang.parts_of_speech import parts_of_speech
from align.terms.find.tokens import Word

_LONGEST = 8
_LIST = "english_words"
_EDGELESS = frozenset(word_list(_LIST, "edgeless"))
_NOT_FIRST = FUNCTION_WORDS.difference(word_list(_LIST, "first")) | _EDGELESS
_NOT_LAST = FUNCTION_WORDS | _EDGELESS
_NOT_INSIDE = FUNCTION_WORDS.difference(word_list(_LIST, "inside"))


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words by the indexes of its first and its last one."""

    first: int
    last: int


class Spans:
    """The runs of some words, in order, and what their words alone say of them.

    Args:
        words: of a translation.

    """

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.all = _spans(words)

    def of(self, span: Span) -> Sequence[Word]:
        """Return the words of a run."""
        return self.words[span.first : span.last + 1]

    @cached_property
    def inside(self) -> NDArray[np.int64]:
        """Which words each run has, shape (spans, longest); its last one repeated."""
        steps = np.arange(_LONGEST)
        ends = self.ends
        inside: NDArray[np.int64] = np.minimum(ends[:, :1] + steps, ends[:, 1:])
        return inside

    @cached_property
    def content(self) -> NDArray[np.bool_]:
        """Which words of `inside` carry meaning, each counted once; all where none does."""
        content = np.array([word.is_content for word in self.words], dtype=bool)
        lengths = np.array([p.last - p.first for p in self.all])
        real = np.arange(_LONGEST)[None, :] <= lengths[:, None]
        grid = content[self.inside] & real
        return np.where(grid.any(axis=1, keepdims=True), grid, real)

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """The first and the last word of each run, shape (spans, 2)."""
        return np.array([[p.first, p.last] for p in self.all])

    @cached_property
    def joined(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether a word stands right before each run, and right behind it."""
        before = [self.words[span.first].joined for span in self.all]
        return np.array(before), np.array([self._follows(span) for span in self.all])

    @cached_property
    def shapes(self) -> Mapping[str, NDArray[np.float64]]:
        """Return what stands at the ends of each run and inside, and how long it is."""
        names = (
            *("length", "single", "determined", "open.left", "open.right", "hyphen.cut"),
            *("modifier.left", "head.right", "adjective.last"),
            *("capital", "capital.cut", "verb.first", "verb.inside", "verb.last"),
            *("noun.last", "participle.first", "preposition", "of"),
        )
        columns: dict[str, list[float]] = {name: [] for name in names}
        for span in self.all:
            for name, value in self._shape(span).items():
                columns[name].append(float(value))
        return {name: np.array(column) for name, column in columns.items()}

    def _shape(self, span: Span) -> dict[str, float]:
        words = self.of(span)
        first, last = words[0], words[-1]
        before = self.words[span.first - 1] if first.joined else None
        after = self.words[span.last + 1] if self._follows(span) else None
        tags, end_tags = parts_of_speech(first.text), parts_of_speech(last.text)
        inside = [word.lower for word in words if not word.is_content]
        left = before is not None and before.is_content
        right = after is not None and after.is_content
        head = right and after is not None and _can_be(after, "NOUN")
        return {
            "length": float(len(words) - len(inside)),
            "single": float(len(words) == 1),
            "determined": before is not None and before.lower in DETERMINERS,
            "open.left": left,
            "open.right": right,
            "modifier.left": left and before is not None and _can_be(before, "ADJ", "NOUN"),
            "head.right": head,
            "adjective.last": head and _can_be(last, "ADJ"),
            "hyphen.cut": first.hyphened or (after is not None and after.hyphened),
            "capital": span.first > 0 and all(_capital(w) for w in words if w.is_content),
            "capital.cut": (before is not None and _capital(before) and _capital(first))
            or (after is not None and _capital(after) and _capital(last)),
            "verb.first": tags == {"VERB"},
            "verb.inside": any(parts_of_speech(w.text) == {"VERB"} for w in words[1:-1]),
            "verb.last": bool(end_tags) and end_tags <= {"VERB", "ADV", "AUX"},
            "noun.last": not end_tags or "NOUN" in end_tags or "PROPN" in end_tags,
            "participle.first": first.lower.endswith(("ing", "ed")),
            "preposition": float(len([w for w in inside if w not in ("of", "the", "a", "an")])),
            "of": "of" in inside,
        }

    def _follows(self, span: Span) -> bool:
        """Whether a word follows that no punctuation cuts off."""
        after = span.last + 1
        return after < len(self.words) and self.words[after].joined


def _can_be(word: Word, *parts: str) -> bool:
    """Whether a word can be one of some parts of speech; one that nobody knows can."""
    tags = parts_of_speech(word.text)
    return not tags or not tags.isdisjoint(parts)


def _capital(word: Word) -> bool:
    return word.text[:1].isupper()


def _spans(words: Sequence[Word]) -> list[Span]:
    spans = []
    for first, word in enumerate(words):
        before = words[first - 1] if word.joined else None
        other = before is not None and before.lower in COMPASS and _capital(before)
        if word.lower in _NOT_FIRST or (other and _capital(word)):  # North Korea for Korea
            continue
        for last in range(first, min(first + _LONGEST, len(words))):
            end = words[last]
            if last > first and (not end.joined or end.lower in _NOT_INSIDE):
                break
            if end.lower not in _NOT_LAST:
                spans.append(Span(first, last))
    return spans
