"""How often English words stand beside a concept: word alignment learned from the collection.

The share of shared beads (Dice 1945), less the bead in question, so that a word
is never evidence for itself, and less chance, of which two more beads are made.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from align.lang.english import WORD, stem

_DOUBT = 2


@dataclass(frozen=True)
class Association:
    """Counts of beads: by concept, by English stem, and by both."""

    concepts: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    both: Counter[tuple[str, str]] = field(default_factory=Counter)

    @cached_property
    def signature(self) -> str:
        """A short name of what was counted."""
        if not self.concepts:
            return "none"
        counts = (sorted(c.items()) for c in (self.concepts, self.words, self.both))
        return hashlib.sha256(repr(list(counts)).encode("utf-8")).hexdigest()[:8]

    def of(self, concept: str, words: Sequence[str]) -> list[float]:
        """Return how associated each stem of a bead is with a concept of it, 0 to 1."""
        mine = self.concepts[concept]
        if not mine:
            return [0.0] * len(words)
        return [
            2
            * max(0, self.both[concept, word] - 1)
            / (mine + max(1, self.words[word]) - 2 + _DOUBT)
            for word in words
        ]


NOTHING = Association()
"""Of a collection that nobody has counted."""


def associate(beads: Iterable[tuple[Iterable[str], str]]) -> Association:
    """Count beads, each given as the concepts that occur in it and its English text."""
    counts = Association()
    for occurring, english in beads:
        concepts = set(occurring)
        stems = {stem(match.group()) for match in WORD.finditer(english)}
        counts.words.update(stems)
        counts.concepts.update(concepts)
        counts.both.update((concept, word) for concept in concepts for word in stems)
    return counts
