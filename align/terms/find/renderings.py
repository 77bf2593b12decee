"""Which English words stand for a term at one place.

First the termbase's English terms are looked for in the aligned translation, in every form;
what they leave open is located by likeness, by what the collection teaches of its words, and
by place, with its probability.  Where no phrase is likely enough, nothing is claimed, unless
all that the translation says stands for something else.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.aligner.embedding import Embedder
from align.execution.threads import one_thread
from align.lang.english import pronoun_in
from align.lang.morphology import Morphology
from align.lang.normalise import fold
from align.model import (
    Bead,
    Bitext,
    Concept,
    Document,
    FormKind,
    Found,
    Language,
    Occurrence,
    Rendering,
    Segment,
    Termbase,
    TermStatus,
)
from align.model.codec import codec_of
from align.terms.find.assign import assign_hits
from align.terms.find.doubts import doubt_about, doubt_about_deprecated
from align.terms.find.forms import form_of
from align.terms.find.hits import TermHit, Texts, known_hits
from align.terms.find.locate import Choice, Chooser, default_chooser
from align.terms.find.mentions import Mentions, mentions_in
from align.terms.find.occurrences import OccurrenceFinder
from align.terms.find.phrases import BeadPhrases
from align.terms.find.senses import Senses, in_their_senses, senses_of
from align.terms.find.tokens import Word, count_spellings, english_words, korean_words
from align.terms.find.vectors import WordVectors
from align.terms.find.word_table import UNLEARNED, WordTable, learn

_VERSION = 12
_CROWD = 20  # open places of a bead from which each is chosen for by itself
_ENOUGH = 40  # beads of a term that are learned from before any other
_BACKGROUND = 100  # beads without a term that are learned from
_DISTANT = (FormKind.DERIVATION, FormKind.SHORT)


@dataclass(frozen=True)
class RenderingFinder:
    """Finds the renderings of a termbase's terms in bitexts.

    Attributes:
        termbase: what is known of the terms.
        embedder: for the likeness of unknown renderings; None goes by the rest.
        table: what the whole collection teaches of its words; see `knowing`.
        morphology: for terms inside of compounds; None goes by rules.
        chooser: what decides among phrases that no termbase lists.

    """

    termbase: Termbase
    embedder: Embedder | None = None
    table: WordTable = UNLEARNED
    morphology: Morphology | None = None
    chooser: Chooser = field(default_factory=default_chooser)

    @property
    def signature(self) -> str:
        """A short name of everything that decides the result."""
        embedder = self.embedder.name if self.embedder else "none"
        return (
            f"renderings:{_VERSION}|embed:{embedder}|weights:{self.chooser.signature}"
            f"|words:{self.table.signature}|{self.occurrence_signature}"
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
        """Return the finder with what a collection teaches of its words.

        `places` are its bitexts with the occurrences in each.
        """
        beads: list[tuple[list[str], list[str]]] = []
        spellings: dict[str, Counter[str]] = {}
        for korean, english in _worth(places):
            beads.append((korean, [word.stem for word in english]))
            count_spellings(english, spellings)
        written = {key: _commonest(counts) for key, counts in spellings.items()}
        vectors = self._vectors
        if vectors is None:
            return self.with_table(learn(beads, None))

        def likeness(korean: Sequence[str], english: Sequence[str]) -> NDArray[np.float32]:
            return vectors.likeness(korean, [written[word] for word in english])

        return self.with_table(learn(beads, likeness))

    def with_table(self, table: WordTable) -> RenderingFinder:
        """Return the finder with what was learned of the words before."""
        return replace(self, table=table)

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
        occurrences = self._in_their_senses(bitext, occurrences)
        mentions = self.mentions(bitext, occurrences)
        renderings = [
            rendering
            for bead, here in by_bead(bitext, occurrences)
            for rendering in self._in_bead(bitext, bead, here, mentions)
        ]
        return sorted(renderings, key=lambda r: (r.occurrence.segment, r.occurrence.start))

    def mentions(self, bitext: Bitext, occurrences: Sequence[Occurrence]) -> Mentions:
        """Return what the translation of a bitext calls the terms that occur in it."""
        names = dict.fromkeys(o.concept for o in occurrences)
        concepts = [c for c in map(self.concepts.__getitem__, names) if _has_english(c)]
        segments = bitext.translation.segments
        texts = (
            {j: fold(segment.text) for j, segment in enumerate(segments)} if concepts else {}
        )
        return mentions_in(texts, concepts)

    def known(
        self,
        bitext: Bitext,
        bead: Bead,
        occurrences: Sequence[Occurrence],
        mentions: Mentions | None,
    ) -> tuple[list[TermHit], dict[Occurrence, TermHit]]:
        """Return the known renderings in a bead, and which occurrence has which."""
        texts, korean = texts_of(bitext, bead), korean_of(bitext, bead)
        concepts = {o.concept: self.concepts[o.concept] for o in occurrences}
        hits = known_hits(texts, concepts.values(), mentions)
        given: dict[Occurrence, TermHit] = {}
        for name in concepts:
            mine = [o for o in occurrences if o.concept == name]
            own = _nearest([hit for hit in hits if hit.concept == name], len(mine))
            for number, hit in assign_hits(mine, own, korean, texts, self._vectors).items():
                given[mine[number]] = hit
        return hits, given

    def phrases(
        self, bitext: Bitext, bead: Bead, occurrences: Sequence[Occurrence]
    ) -> BeadPhrases:
        """Return what could stand for a term in a bead's translation."""
        korean, texts = korean_of(bitext, bead), texts_of(bitext, bead)
        return BeadPhrases(korean, occurrences, texts, self._vectors, self.table)

    @cached_property
    def concepts(self) -> Mapping[str, Concept]:
        """The concepts of the termbase by their ids."""
        return {concept.id: concept for concept in self.termbase.concepts}

    @cached_property
    def _occurrences(self) -> OccurrenceFinder:
        return OccurrenceFinder(self.termbase, self.morphology)

    @cached_property
    def _vectors(self) -> WordVectors | None:
        return WordVectors(self.embedder, self.concepts) if self.embedder else None

    @cached_property
    def _senses(self) -> Senses:
        return senses_of(self.termbase)

    def _in_their_senses(
        self, bitext: Bitext, occurrences: Sequence[Occurrence]
    ) -> Sequence[Occurrence]:
        """The occurrences, those of several concepts as the translation has them."""
        if not self._senses:
            return occurrences
        return [
            occurrence
            for bead, here in by_bead(bitext, occurrences)
            for occurrence in in_their_senses(here, self._senses, texts_of(bitext, bead))
        ]

    def _in_bead(
        self,
        bitext: Bitext,
        bead: Bead,
        occurrences: Sequence[Occurrence],
        mentions: Mentions,
    ) -> Iterator[Rendering]:
        if not bead.translation:
            yield from (Rendering(o, Found.UNTRANSLATED) for o in occurrences)
            return
        texts = texts_of(bitext, bead)
        hits, given = self.known(bitext, bead, occurrences, mentions)
        for occurrence, hit in given.items():
            rendering = _rendered(occurrence, hit, texts, bitext.translation)
            yield self._doubted(rendering, bitext) if _is_deprecated(hit) else rendering
        still_open = [o for o in occurrences if o not in given]
        if not still_open:
            return
        phrases = self.phrases(bitext, bead, occurrences)
        for occurrence, choice in self._located(phrases, still_open, hits):
            if choice.hit is None:
                yield _without(occurrence, texts, choice)
                continue
            hit = self._formed(_bare(choice.hit, texts), texts, occurrence, mentions)
            rendering = _rendered(occurrence, hit, texts, bitext.translation)
            yield rendering if hit.term else self._doubted(rendering, bitext)

    def _located(
        self, phrases: BeadPhrases, still_open: Sequence[Occurrence], hits: Sequence[TermHit]
    ) -> Iterator[tuple[Occurrence, Choice]]:
        """Choose for each occurrence, the surest first; the next should not have the same."""
        taken, left = list(hits), list(still_open)
        choices: dict[Occurrence, Choice] = {}
        while left:
            for o in left:
                if o not in choices:
                    offered = phrases.choices(self.concepts[o.concept], o, taken)
                    choices[o] = self.chooser.choose(offered)
            surest = max(left, key=lambda o: _rank(choices[o]))
            choice = choices.pop(surest)
            left.remove(surest)
            yield surest, choice
            if choice.hit is not None:
                taken.append(choice.hit)
                for o in left if len(left) < _CROWD else ():
                    if o.concept == surest.concept or _wants(choices[o], choice.hit):
                        del choices[o]

    def _formed(
        self, hit: TermHit, texts: Texts, occurrence: Occurrence, mentions: Mentions
    ) -> TermHit:
        """A located stretch with the listed term that it is a form of, if it is one."""
        concept = self.concepts[occurrence.concept]
        text = texts[hit.segment].text[hit.start : hit.end]
        formed = form_of(text, concept, mentions.patterns([concept]))
        return replace(hit, form=formed[0], term=formed[1]) if formed else hit

    def _doubted(self, rendering: Rendering, bitext: Bitext) -> Rendering:
        """A rendering with what speaks against calling it a deviation."""
        occurrence = rendering.occurrence
        before = _unlabelled(bitext.translation.segments[rendering.segment])[: rendering.start]
        korean = _unlabelled(bitext.original.segments[occurrence.segment])
        if rendering.term is not None:
            doubt = doubt_about_deprecated(before, occurrence, korean)
        else:
            concept = self.concepts[occurrence.concept]
            doubt = doubt_about(rendering.text, before, concept, occurrence, korean)
        return replace(rendering, doubt=doubt)


def content_digest(termbase: Termbase) -> str:
    """Return a digest of a termbase that came from no file, in hexadecimal."""
    plain = repr(codec_of(Termbase).encode(termbase))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def texts_of(bitext: Bitext, bead: Bead) -> Texts:
    """Return the translation segments of a bead in the form for matching, labels blank."""
    return {j: fold(_unlabelled(bitext.translation.segments[j])) for j in bead.translation}


def korean_of(bitext: Bitext, bead: Bead) -> dict[int, str]:
    """Return the original segments of a bead as written, labels blank."""
    return {i: _unlabelled(bitext.original.segments[i]) for i in bead.original}


def by_bead(
    bitext: Bitext, occurrences: Sequence[Occurrence]
) -> Iterator[tuple[Bead, list[Occurrence]]]:
    """Yield the beads in which terms occur, with their occurrences."""
    bead_of = {i: k for k, bead in enumerate(bitext.beads) for i in bead.original}
    groups: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        groups[bead_of[occurrence.segment]].append(occurrence)
    return ((bitext.beads[k], here) for k, here in groups.items())


def _unlabelled(segment: Segment) -> str:
    """The text with spaces for its label, which is no word of it: o, 3., ㅇ."""
    return " " * len(segment.label) + segment.text[len(segment.label) :]


def _rank(choice: Choice) -> tuple[bool, float]:
    """Phrases before none, the surest first."""
    return choice.hit is not None, choice.probability


def _wants(choice: Choice, hit: TermHit) -> bool:
    """Whether a phrase was chosen that shares words with one that is taken."""
    return choice.hit is not None and choice.hit.overlaps(hit)


def _is_deprecated(hit: TermHit) -> bool:
    return hit.term is not None and hit.term.status is TermStatus.DEPRECATED


def _has_english(concept: Concept) -> bool:
    return bool(concept.in_language(Language.ENGLISH))


def _commonest(counts: Counter[str]) -> str:
    """The spelling that is met most often, of as many the first in order."""
    return min(counts, key=lambda text: (-counts[text], text))


def _nearest(hits: Sequence[TermHit], wanted: int) -> list[TermHit]:
    """The close forms where they are enough, otherwise derivations and short ones too."""
    close = [hit for hit in hits if hit.form not in _DISTANT]
    return close if len(close) >= wanted else list(hits)


def _bare(hit: TermHit, texts: Texts) -> TermHit:
    """A stretch without the possessive that it ends in: Iraq of Iraq's."""
    text = texts[hit.segment].text[hit.start : hit.end]
    return replace(hit, end=hit.start + len(text.removesuffix("'s")))


def _worth(
    places: Iterable[tuple[Bitext, Sequence[Occurrence]]],
) -> Iterator[tuple[list[str], list[Word]]]:
    """The words of the beads that teach most: those with rare terms first, then the others.

    Of beads without a term a few hundred are enough to tell common words from them.
    """
    seen: Counter[str] = Counter()
    later = []
    others = 0
    for bitext, occurrences in places:
        terms = {bead.original: here for bead, here in by_bead(bitext, occurrences)}
        for bead in bitext.beads:
            here = terms.get(bead.original, [])
            if not (bead.original and bead.translation) or not (here or others < _BACKGROUND):
                continue
            names = {o.concept for o in here}
            words = _words(bitext, bead, here)
            if any(seen[name] < _ENOUGH for name in names):
                seen.update(names)
                yield words
            else:
                others += not here
                later.append(words)
    yield from later


def _words(
    bitext: Bitext, bead: Bead, occurrences: Sequence[Occurrence]
) -> tuple[list[str], list[Word]]:
    """The words of a bead with two sides: Korean ones, and English ones that say much."""
    korean, _ = korean_words(korean_of(bitext, bead), occurrences)
    words = english_words(texts_of(bitext, bead))
    return korean, [word for word in words if word.is_content]


def _rendered(
    occurrence: Occurrence, hit: TermHit, texts: Texts, translation: Document
) -> Rendering:
    start, end = texts[hit.segment].span(hit.start, hit.end)
    listed = hit.term is not None and hit.form not in _DISTANT
    return Rendering(
        occurrence,
        Found.KNOWN if listed else Found.LOCATED,
        translation.segments[hit.segment].text[start:end],
        hit.segment,
        start,
        end,
        hit.term,
        round(hit.certainty, 3),
        hit.evidence,
        hit.form if hit.term else FormKind.OTHER,
        placed=round(hit.placed, 3),
    )


def _without(occurrence: Occurrence, texts: Texts, choice: Choice) -> Rendering:
    """An occurrence for which nothing was found, and what is claimed of it."""
    certainty = round(choice.probability, 3)
    if not choice.certain:
        return Rendering(
            occurrence, Found.NOT_FOUND, certainty=certainty, evidence=choice.evidence
        )
    for segment, folded in texts.items():
        if pronoun := pronoun_in(folded.text):
            said = f"the translation has “{pronoun}”, and no word that is free"
            return Rendering(
                occurrence, Found.PRONOUN, "", segment, 0, 0, None, certainty, said
            )
    said = "no word of the translation is free"
    return Rendering(occurrence, Found.OMITTED, certainty=certainty, evidence=said)
