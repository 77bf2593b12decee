"""What a check of terms has to say: one finding a place, with a name that lasts.

A finding's name is made of the term, the rendering and both texts; it is the same
in the next report as long as the texts are, so that a waiver can hold on to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from align.model import Concept, Language, Rendering, Termbase, TermStatus
from align.terms.judge.placed import Placed
from align.terms.judge.tiers import Tier, tier_of
from align.terms.judge.variants import LENIENT, Strictness, variant_key

_LIKELIEST = "likeliest: "  # what the evidence says first where nothing was found


class FindingKind(StrEnum):
    """What is wrong at a place, or may be."""

    DEPRECATED = "deprecated"  # the termbase says not to use it
    UNLISTED = "unlisted"  # the termbase does not list it, or not in this form
    NOT_FOUND = "not found"  # no rendering is likely enough


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that somebody should look at.

    Attributes:
        name: lasts as long as the texts; what a waiver names.
        kind: what is wrong.
        tier: whether it is a deviation, or to be looked at.
        concept: id of the concept.
        term: its Korean name.
        rendering: the English as it stands; empty where none was found.
        wanted: what the termbase prefers.
        probability: that the place deviates from the termbase.
        doubt: why it may be right all the same; empty where nothing says so.
        document: the original's name.
        translation: the translation's.
        date: as 2017-12-19, empty if unknown.
        line: in the source file of the translation; 0 unknown.
        original_text: the paragraph.
        translation_text: what is aligned to it.
        message: all this in a sentence.
        term_span: where the term stands in the original's paragraph; None where a person
            has edited it away.
        rendering_span: where the rendering stands in what is aligned; None where there is
            none, or no more.
        likeliest: what it may be where no rendering was found, with its probability.
        form: the kind of form of a listed term that the rendering is; empty for none.
        note: what the termbase says of the term that the rendering is a form of.
        original_line: of the term in the source file of the original; 0 unknown.
        id: what the table that the texts came from calls their row.

    """

    name: str
    kind: FindingKind
    tier: Tier
    concept: str
    term: str
    rendering: str
    wanted: str
    probability: float
    doubt: str
    document: str
    translation: str
    date: str
    line: int
    original_text: str
    translation_text: str
    message: str
    term_span: tuple[int, int] | None = None
    rendering_span: tuple[int, int] | None = None
    likeliest: str = ""
    form: str = ""
    note: str = ""
    original_line: int = 0
    id: str = ""


def findings(
    places: Iterable[Placed], termbase: Termbase, strict: Strictness = LENIENT
) -> list[Finding]:
    """Return the findings: deviations first, then what to look at, the likeliest first."""
    concepts = {concept.id: concept for concept in termbase.concepts}
    unsorted = (
        _finding(tier, probability, item, concept)
        for item in places
        for concept in [concepts[item.place.rendering.occurrence.concept]]
        for tier, probability in [tier_of(item.place.rendering, concept, strict)]
        if tier is not Tier.NONE
    )
    return sorted(unsorted, key=_order)


def _order(finding: Finding) -> tuple[object, ...]:
    kinds = list(FindingKind)
    return (
        *(finding.tier is Tier.LOOK, finding.kind is not FindingKind.DEPRECATED),
        *(-finding.probability, kinds.index(finding.kind)),
        *(finding.term, finding.date, finding.document),
    )


def _kind(rendering: Rendering) -> FindingKind:
    if not rendering.text:
        return FindingKind.NOT_FOUND
    term = rendering.term
    if term is not None and term.status is TermStatus.DEPRECATED:
        return FindingKind.DEPRECATED
    return FindingKind.UNLISTED


def _finding(tier: Tier, probability: float, item: Placed, concept: Concept) -> Finding:
    place, rendering, texts = item.place, item.place.rendering, item.texts
    assert texts is not None
    kind, wanted = _kind(rendering), _wanted(concept)
    key = "|".join(
        (
            *(concept.id, kind, variant_key(rendering.text)),
            *(texts.original_text, texts.translation_text),
        )
    )
    return Finding(
        hashlib.sha256(key.encode("utf-8")).hexdigest()[:12],
        kind,
        tier,
        concept.id,
        concept.name,
        rendering.text,
        wanted,
        round(probability, 3),
        rendering.doubt or rendering.occurrence.doubt,
        texts.document,
        texts.translation,
        place.date.isoformat() if place.date else "",
        item.line,
        texts.original_text,
        texts.translation_text,
        _message(kind, rendering, concept, wanted),
        *item.spans(),
        rendering.evidence.removeprefix(_LIKELIEST) if kind is FindingKind.NOT_FOUND else "",
        rendering.form.value if rendering.term else "",
        rendering.term.note if rendering.term else "",
        item.original_line,
        item.id,
    )


def _wanted(concept: Concept) -> str:
    preferred = (
        term.text
        for term in concept.in_language(Language.ENGLISH)
        if term.status is TermStatus.PREFERRED
    )
    return next(preferred, "")


def _message(kind: FindingKind, rendering: Rendering, concept: Concept, wanted: str) -> str:
    instead = f"; the termbase prefers “{wanted}”" if wanted else ""
    if kind is FindingKind.NOT_FOUND:
        likeliest = f" ({rendering.evidence})" if rendering.evidence else ""
        return f"no rendering of {concept.name} was found here{likeliest}{instead}"
    said = f"{concept.name} is “{rendering.text}” here"
    if kind is FindingKind.DEPRECATED:
        note = rendering.term.note if rendering.term else ""
        return f"{said}, which the termbase deprecates{f' ({note})' if note else ''}{instead}"
    if rendering.term is not None:
        return f"{said}, a form of “{rendering.term.text}” by {rendering.form.value}{instead}"
    doubt = f"; {rendering.doubt}" if rendering.doubt else ""
    sure = f"{rendering.placed:.0%}"
    return f"{said}, which the termbase does not list ({sure}{doubt}){instead}"
