"""Stretches of a translation that stand for a concept, and those of known terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from align.lang.english import term_pattern
from align.lang.normalise import Folded
from align.model import Concept, FormKind, Language, Term

_LISTED, _SPELLED = "termbase", "termbase, spelled otherwise"
Texts = Mapping[int, Folded]
"""The translation segments of one bead in the form for matching, by their index."""


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

    def overlaps(self, other: TermHit) -> bool:
        """Whether two hits share a character."""
        same = self.segment == other.segment
        return same and self.start < other.end and other.start < self.end


def known_hits(texts: Texts, concepts: Iterable[Concept]) -> list[TermHit]:
    """Return where English terms of `concepts` stand.

    Of two that overlap the longer one is taken, and of those as long the one that is
    spelled as the termbase has it.
    """
    every = sorted(
        _every_hit(texts, concepts),
        key=lambda hit: (hit.start - hit.end, hit.evidence != _LISTED, hit.segment, hit.start),
    )
    chosen: list[TermHit] = []
    for hit in every:
        if not any(hit.overlaps(other) for other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: (hit.segment, hit.start))


def _every_hit(texts: Texts, concepts: Iterable[Concept]) -> Iterator[TermHit]:
    for concept in concepts:
        for term in concept.in_language(Language.ENGLISH):
            for segment, folded in texts.items():
                for match in term_pattern(term.text, spellings=True).finditer(folded.text):
                    exact = term_pattern(term.text).fullmatch(folded.text, *match.span())
                    evidence = _LISTED if exact else _SPELLED
                    yield TermHit(concept.id, segment, *match.span(), term, 1.0, evidence)
