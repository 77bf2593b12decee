"""Which English words stand for a term at one place.

First the termbase's English terms are looked for in the aligned translation;
what they leave open is located by likeness, by the words that stand beside the
term elsewhere, and by place, with its probability.  Where none is likely enough,
a pronoun or an omission is reported as such.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from align.aligner.embedding import Embedder
from align.execution.threads import one_thread
from align.lang.english import pronoun_in
from align.lang.morphology import Morphology
from align.lang.normalise import fold, match_form
from align.model import Bead, Bitext, Concept, Document, Found, Occurrence, Rendering, Termbase
from align.model.codec import codec_of
from align.terms.find.assign import assign_hits
from align.terms.find.association import NOTHING, Association, associate
from align.terms.find.hits import TermHit, Texts, known_hits
from align.terms.find.locate import Chooser, default_chooser
from align.terms.find.occurrences import OccurrenceFinder
from align.terms.find.phrases import BeadPhrases, WordVectors

_VERSION = 3


@dataclass(frozen=True)
class RenderingFinder:
    """Finds the renderings of a termbase's terms in bitexts.

    Attributes:
        termbase: what is known of the terms.
        embedder: for the likeness of unknown renderings; None goes by the rest.
        association: what stands beside the terms in the whole collection; see `knowing`.
        morphology: for terms inside of compounds; None goes by rules.
        chooser: what decides among phrases that no termbase lists.

    """

    termbase: Termbase
    embedder: Embedder | None = None
    association: Association = NOTHING
    morphology: Morphology | None = None
    chooser: Chooser = field(default_factory=default_chooser)

    @property
    def signature(self) -> str:
        """A short name of everything that decides the result."""
        embedder = self.embedder.name if self.embedder else "none"
        return (
            f"renderings:{_VERSION}|embed:{embedder}|weights:{self.chooser.signature}"
            f"|association:{self.association.signature}|{self.occurrence_signature}"
        )

    @property
    def occurrence_signature(self) -> str:
        """The part of the signature that decides where terms stand."""
        digest = self.termbase.digest or content_digest(self.termbase)
        return f"termbase:{digest[:8]}|{self._occurrences.signature}"

    def occurrences(self, bitext: Bitext) -> list[Occurrence]:
        """Return where the terms stand in the original, in order."""
        return list(self._occurrences.find(bitext.original.segments))

    @one_thread()
    def knowing(self, places: Iterable[tuple[Bitext, Sequence[Occurrence]]]) -> RenderingFinder:
        """Return the finder with what stands beside the terms in a collection.

        `places` are its bitexts with the occurrences in each.
        """
        return self.with_association(associate(b for item in places for b in _beads(*item)))

    def with_association(self, association: Association) -> RenderingFinder:
        """Return the finder with what was counted beside the terms before."""
        return replace(self, association=association)

    def find_all(self, bitexts: Sequence[Bitext]) -> Iterator[list[Rendering]]:
        """Yield the renderings in each bitext, knowing all of them."""
        occurrences = [self.occurrences(bitext) for bitext in bitexts]
        known = self.knowing(zip(bitexts, occurrences, strict=True))
        yield from map(known.find, bitexts, occurrences)

    @one_thread()
    def find(
        self, bitext: Bitext, occurrences: Sequence[Occurrence] | None = None
    ) -> list[Rendering]:
        """Return the rendering of every occurrence in a bitext, in the original's order.

        `occurrences` are those of the bitext, where somebody has looked for them.
        """
        if occurrences is None:
            occurrences = self.occurrences(bitext)
        renderings = [
            rendering
            for bead, here in _by_bead(bitext, occurrences)
            for rendering in self._in_bead(bitext, bead, here)
        ]
        return sorted(renderings, key=lambda r: (r.occurrence.segment, r.occurrence.start))

    def phrases(self, bitext: Bitext, bead: Bead) -> BeadPhrases:
        """Return what could stand for a term in a bead's translation."""
        korean = {i: bitext.original.segments[i].text for i in bead.original}
        return BeadPhrases(korean, texts_of(bitext, bead), self._vectors, self.association)

    @cached_property
    def _occurrences(self) -> OccurrenceFinder:
        return OccurrenceFinder(self.termbase, self.morphology)

    @cached_property
    def _concepts(self) -> Mapping[str, Concept]:
        return {concept.id: concept for concept in self.termbase.concepts}

    @cached_property
    def _vectors(self) -> WordVectors | None:
        return WordVectors(self.embedder) if self.embedder else None

    def _in_bead(
        self, bitext: Bitext, bead: Bead, occurrences: Sequence[Occurrence]
    ) -> Iterator[Rendering]:
        if not bead.translation:
            yield from (Rendering(o, Found.UNTRANSLATED) for o in occurrences)
            return
        texts = texts_of(bitext, bead)
        concepts = {o.concept: self._concepts[o.concept] for o in occurrences}
        taken = known_hits(texts, concepts.values())
        still_open = []
        korean = {i: bitext.original.segments[i].text for i in bead.original}
        for name in concepts:
            mine = [o for o in occurrences if o.concept == name]
            hits = [hit for hit in taken if hit.concept == name]
            given = assign_hits(mine, hits, korean, texts, self._vectors)
            for number, occurrence in enumerate(mine):
                if number in given:
                    yield _rendered(occurrence, given[number], texts, bitext.translation)
                else:
                    still_open.append(occurrence)
        if not still_open:
            return
        phrases = self.phrases(bitext, bead)
        for occurrence in still_open:
            choices = phrases.choices(concepts[occurrence.concept], occurrence, taken)
            chosen, probability = self.chooser.choose(choices)
            if chosen is None:
                yield _without(occurrence, texts, probability)
                continue
            hit = replace(chosen, certainty=probability, evidence=choices.reasons(chosen))
            taken.append(hit)
            yield _rendered(occurrence, hit, texts, bitext.translation)


def content_digest(termbase: Termbase) -> str:
    """Return a digest of a termbase that came from no file, in hexadecimal."""
    plain = repr(codec_of(Termbase).encode(termbase))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def texts_of(bitext: Bitext, bead: Bead) -> Texts:
    """Return the translation segments of a bead in the form for matching."""
    return {j: fold(bitext.translation.segments[j].text) for j in bead.translation}


def _by_bead(
    bitext: Bitext, occurrences: Sequence[Occurrence]
) -> Iterator[tuple[Bead, list[Occurrence]]]:
    bead_of = {i: k for k, bead in enumerate(bitext.beads) for i in bead.original}
    by_bead: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        by_bead[bead_of[occurrence.segment]].append(occurrence)
    return ((bitext.beads[k], here) for k, here in by_bead.items())


def _beads(
    bitext: Bitext, occurrences: Sequence[Occurrence]
) -> Iterator[tuple[Sequence[str], str]]:
    """The concepts that occur in each bead, and its English."""
    terms = {bead.original: here for bead, here in _by_bead(bitext, occurrences)}
    for bead in bitext.beads:
        english = " ".join(bitext.translation.segments[j].text for j in bead.translation)
        yield [o.concept for o in terms.get(bead.original, ())], match_form(english)


def _rendered(
    occurrence: Occurrence, hit: TermHit, texts: Texts, translation: Document
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
        round(hit.certainty, 3),
        hit.evidence,
    )


def _without(occurrence: Occurrence, texts: Texts, probability: float) -> Rendering:
    """An occurrence that nothing stands for: a pronoun may take it up."""
    certainty = round(probability, 3)
    for segment, folded in texts.items():
        if pronoun := pronoun_in(folded.text):
            return Rendering(
                occurrence,
                Found.PRONOUN,
                segment=segment,
                certainty=certainty,
                evidence=f"the translation has “{pronoun}”",
            )
    return Rendering(
        occurrence, Found.OMITTED, certainty=certainty, evidence="no likely phrase"
    )
