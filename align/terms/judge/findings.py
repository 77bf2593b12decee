"""What a check of terms has to say: one finding a place, with a name that lasts.

A finding's name is made of the term, the rendering and both texts; it is the same
in the next report as long as the texts are, so that a waiver can hold on to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from align.model import Concept, Language, Rendering, Termbase, TermStatus
from align.terms.judge.consistency import TermConsistency, TermPlace, Verdict
from align.terms.judge.placed import Placed
from align.terms.judge.variants import variant_key


class FindingKind(StrEnum):
    """What is wrong at a place."""

    DEPRECATED = "deprecated"
    VARIES = "varies"
    UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that somebody should look at.

    Attributes:
        name: lasts as long as the texts; what a waiver names.
        kind: what is wrong.
        concept: id of the concept.
        term: its Korean name.
        rendering: the English as it stands.
        wanted: what the termbase prefers.
        probability: that this is what stands for the term.
        document: the original's name.
        translation: the translation's.
        date: as 2017-12-19, empty if unknown.
        line: in the source file of the translation; 0 unknown.
        original_text: the paragraph.
        translation_text: what is aligned to it.
        message: all this in a sentence.

    """

    name: str
    kind: FindingKind
    concept: str
    term: str
    rendering: str
    wanted: str
    probability: float
    document: str
    translation: str
    date: str
    line: int
    original_text: str
    translation_text: str
    message: str


def findings(
    places: Iterable[Placed],
    results: Sequence[TermConsistency],
    termbase: Termbase,
) -> list[Finding]:
    """Return the findings, contradictions of the termbase first."""
    concepts = {concept.id: concept for concept in termbase.concepts}
    judged = {result.concept: result for result in results}
    deviating = {id(place): result for result in results for place in result.deviations}
    unsorted = (
        _finding(kind, item, concepts[item.place.rendering.occurrence.concept])
        for item in places
        if id(item.place) in deviating
        if (kind := _kind(item.place, judged[item.place.rendering.occurrence.concept]))
    )
    return sorted(
        unsorted, key=lambda f: (list(FindingKind).index(f.kind), f.term, f.date, f.document)
    )


def _kind(place: TermPlace, result: TermConsistency) -> FindingKind | None:
    term = place.rendering.term
    if term is None:
        return FindingKind.UNLISTED
    if term.status is TermStatus.DEPRECATED:
        return FindingKind.DEPRECATED
    commonest = variant_key(result.shares[0].rendering)
    varies = result.verdict in (Verdict.VARIES, Verdict.CONTRADICTS)
    return FindingKind.VARIES if varies and variant_key(term.text) != commonest else None


def _finding(kind: FindingKind, item: Placed, concept: Concept) -> Finding:
    place, rendering, texts = item.place, item.place.rendering, item.texts
    assert texts is not None
    wanted = _wanted(concept)
    key = "|".join(
        (
            *(concept.id, kind, variant_key(rendering.text)),
            *(texts.original_text, texts.translation_text),
        )
    )
    return Finding(
        hashlib.sha256(key.encode("utf-8")).hexdigest()[:12],
        kind,
        concept.id,
        concept.name,
        rendering.text,
        wanted,
        rendering.certainty,
        texts.document,
        texts.translation,
        place.date.isoformat() if place.date else "",
        item.line,
        texts.original_text,
        texts.translation_text,
        _message(kind, rendering, concept, wanted),
    )


def _wanted(concept: Concept) -> str:
    preferred = (
        term.text
        for term in concept.in_language(Language.ENGLISH)
        if term.status is TermStatus.PREFERRED
    )
    return next(preferred, "")


def _message(kind: FindingKind, rendering: Rendering, concept: Concept, wanted: str) -> str:
    said = f"{concept.name} is “{rendering.text}” here"
    instead = f"; the termbase prefers “{wanted}”" if wanted else ""
    if kind is FindingKind.DEPRECATED:
        note = rendering.term.note if rendering.term else ""
        return f"{said}, which the termbase deprecates{f' ({note})' if note else ''}{instead}"
    if kind is FindingKind.UNLISTED:
        return f"{said}, which the termbase does not list ({rendering.certainty:.0%}){instead}"
    return f"{said}, elsewhere mostly otherwise{instead}"
