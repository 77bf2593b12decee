"""Stretches of a translation that stand for a concept, and those of known terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from align.lang.english_words import rank
from align.lang.normalise import Folded
from align.model import Concept, FormKind, Term
from align.terms.find.forms import FormIndex, patterns_of, standing
from align.terms.find.mentions import Mentions

Texts = Mapping[int, Folded]
"""The translation segments of one bead in the form for matching, by their index."""
_EVIDENCE = {
    FormKind.SAME: "termbase",
    FormKind.INFLECTION: "termbase, inflected",
    FormKind.SPELLING: "termbase, spelled otherwise",
    FormKind.ABBREVIATION: "termbase, abbreviated",
    FormKind.DERIVATION: "termbase, derived",
    FormKind.SHORT: "termbase, a second mention in short",
}


@dataclass(frozen=True, slots=True)
class TermHit:
    """A stretch of a folded translation segment, from `start` to `end`."""

    concept: str
    segment: int
    start: int
    end: int
    term: Term | None = None
    certainty: float = 1.0
    evidence: str = ""
    form: FormKind = FormKind.SAME
    placed: float = 1.0

    def overlaps(self, other: TermHit) -> bool:
        """Whether two hits share a character."""
        same = self.segment == other.segment
        return same and self.start < other.end and other.start < self.end


def known_hits(
    texts: Texts, concepts: Iterable[Concept], mentions: Mentions | None = None
) -> list[TermHit]:
    """Return where English terms of `concepts` stand, in any form, no two overlapping.

    Of two that overlap the longer one is taken, of those as long the closer form, and of those
    as close the better term; a short second mention only where nothing else stands.

    Args:
        texts: where to look.
        concepts: with the terms to look for.
        mentions: what the document has said before; without it there are no short mentions
            and no abbreviations that only the document knows.

    """
    every = sorted(
        every_hit(texts, concepts, mentions),
        key=lambda hit: (
            hit.form is FormKind.SHORT,
            hit.start - hit.end,
            rank(hit.form),
            hit.term is not None and standing(hit.term),
            hit.segment,
            hit.start,
        ),
    )
    chosen: list[TermHit] = []
    for hit in every:
        if not any(hit.overlaps(other) for other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: (hit.segment, hit.start))


def every_hit(
    texts: Texts, concepts: Iterable[Concept], mentions: Mentions | None = None
) -> Iterator[TermHit]:
    """Yield every place of an English term of `concepts`, also those that overlap."""
    chosen = tuple(concepts)
    index = _index(chosen)
    more = FormIndex(mentions.patterns(chosen)) if mentions else None
    for segment, folded in texts.items():
        for source in (index, more) if more else (index,):
            for match in source.matches(folded.text, segment):
                pattern = match.pattern
                yield TermHit(
                    pattern.concept,
                    segment,
                    match.start,
                    match.end,
                    pattern.term,
                    1.0,
                    _EVIDENCE[match.form],
                    match.form,
                )


@lru_cache(maxsize=256)
def _index(concepts: tuple[Concept, ...]) -> FormIndex:
    return FormIndex(pattern for concept in concepts for pattern in patterns_of(concept))
