"""Which English words stand for a term at one place.

First the termbase's English terms are looked for in the aligned translation;
what they leave open is located by likeness and carries its evidence.  Where
nothing is likely enough, a pronoun or an omission is reported as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from align.aligner.embedding import Embedder
from align.lang.english import EXPLETIVE, PRONOUNS, WORD
from align.lang.normalise import fold
from align.model import Bead, Bitext, Concept, Document, Found, Occurrence, Rendering, Termbase
from align.terms.hits import Hit, Texts, known_hits
from align.terms.locate import Locator
from align.terms.occurrences import OccurrenceFinder

THRESHOLD = 0.6


@dataclass(frozen=True)
class RenderingFinder:
    """Finds the renderings of a termbase's terms in bitexts.

    Attributes:
        termbase: what is known of the terms.
        embedder: for the likeness of unknown renderings; None goes by shared words alone.
        threshold: the weight from which a located rendering is believed.

    """

    termbase: Termbase
    embedder: Embedder | None = None
    threshold: float = THRESHOLD

    @property
    def signature(self) -> str:
        """A short name of everything that decides the result."""
        embedder = self.embedder.name if self.embedder else "none"
        base = self.termbase.digest[:8]
        return f"renderings:1|termbase:{base}|embed:{embedder}|threshold:{self.threshold}"

    def find(self, bitext: Bitext) -> list[Rendering]:
        """Return the rendering of every occurrence in a bitext, in the original's order."""
        bead_of = {i: k for k, bead in enumerate(bitext.beads) for i in bead.original}
        by_bead: dict[int, list[Occurrence]] = defaultdict(list)
        for occurrence in self._occurrences.find(bitext.original.segments):
            by_bead[bead_of[occurrence.segment]].append(occurrence)
        found = [
            rendering
            for k, occurrences in by_bead.items()
            for rendering in self._in_bead(bitext.translation, bitext.beads[k], occurrences)
        ]
        return sorted(found, key=lambda r: (r.occurrence.segment, r.occurrence.start))

    @cached_property
    def _occurrences(self) -> OccurrenceFinder:
        return OccurrenceFinder(self.termbase)

    @cached_property
    def _concepts(self) -> dict[str, Concept]:
        return {concept.id: concept for concept in self.termbase.concepts}

    @cached_property
    def _locator(self) -> Locator:
        return Locator(self.embedder, self.threshold)

    def _in_bead(
        self, translation: Document, bead: Bead, occurrences: Sequence[Occurrence]
    ) -> Iterator[Rendering]:
        if not bead.translation:
            yield from (Rendering(o, Found.UNTRANSLATED) for o in occurrences)
            return
        texts = {j: fold(translation.segments[j].text) for j in bead.translation}
        concepts = {o.concept: self._concepts[o.concept] for o in occurrences}
        taken = known_hits(texts, concepts.values())
        waiting = {name: [h for h in taken if h.concept == name] for name in concepts}
        open_occurrences = []
        for occurrence in occurrences:
            if waiting[occurrence.concept]:
                yield _rendered(
                    occurrence, waiting[occurrence.concept].pop(0), texts, translation
                )
            else:
                open_occurrences.append(occurrence)
        for occurrence in open_occurrences:
            hit = self._locate(occurrence, texts, taken)
            if hit is None:
                yield _without(occurrence, texts)
            else:
                taken.append(hit)
                yield _rendered(occurrence, hit, texts, translation)

    def _locate(self, occurrence: Occurrence, texts: Texts, taken: Sequence[Hit]) -> Hit | None:
        """Locate a rendering; a second one beside a first is taken up or left out instead."""
        if any(hit.concept == occurrence.concept for hit in taken):
            return None
        concept = self._concepts[occurrence.concept]
        return self._locator.locate(concept, occurrence.surface, texts, taken)


def _rendered(
    occurrence: Occurrence, hit: Hit, texts: Texts, translation: Document
) -> Rendering:
    start, end = texts[hit.segment].span(hit.start, hit.end)
    return Rendering(
        occurrence,
        Found.KNOWN if hit.term else Found.LOCATED,
        translation.segments[hit.segment].text[start:end],
        hit.segment,
        start,
        end,
        hit.term,
        hit.certainty,
        hit.evidence,
    )


def _without(occurrence: Occurrence, texts: Texts) -> Rendering:
    """An occurrence that nothing stands for: a pronoun may take it up."""
    for segment, folded in texts.items():
        for match in WORD.finditer(EXPLETIVE.sub("", folded.text)):
            if match.group().lower() in PRONOUNS:
                evidence = f"the translation has “{match.group()}”"
                return Rendering(
                    occurrence, Found.PRONOUN, segment=segment, certainty=0.5, evidence=evidence
                )
    return Rendering(occurrence, Found.OMITTED, certainty=0.5, evidence="no likely phrase")
