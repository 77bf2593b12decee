"""A whole check of terms over a collection: places, scores, findings, repetitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.model import Bitext, Rendering, Termbase
from align.terms.consistency import (
    Collapse,
    Place,
    TermConsistency,
    by_document,
    collapses,
    consistency,
    overall,
    places_of,
    signature,
)
from align.terms.findings import Finding, findings
from align.terms.renderings import RenderingFinder
from align.terms.repeated import Repetition, repetitions
from align.terms.variants import LENIENT, Strictness
from align.terms.waivers import Waiver, without_waived

Track = Callable[[Iterable[list[Rendering]], int], Iterator[list[Rendering]]]


@dataclass(frozen=True, slots=True)
class TermReport:
    """What a check found.

    Attributes:
        results: every concept that occurs, the least consistent first.
        places: every occurrence with its bitext.
        findings: what somebody should look at, contradictions first.
        waived: findings that an editor has judged right.
        documents: each document's score and support.
        collapses: renderings that stand for several concepts.
        repetitions: text that returns with a difference.
        score: of the whole collection, weighted by support.
        signature: every setting that decides the figures.

    """

    results: tuple[TermConsistency, ...]
    places: tuple[tuple[Bitext, Place], ...]
    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    documents: dict[str, tuple[float, int]]
    collapses: tuple[Collapse, ...]
    repetitions: tuple[Repetition, ...]
    score: float
    signature: str


def check(
    bitexts: Sequence[Bitext],
    finder: RenderingFinder,
    *,
    strict: Strictness = LENIENT,
    waivers: Iterable[Waiver] = (),
    sentences: Sequence[Bitext] = (),
    track: Track = lambda found, _: iter(found),
) -> TermReport:
    """Return what is to be said of a collection's terms.

    Args:
        bitexts: the collection.
        finder: with the termbase; it counts what stands beside the terms first.
        strict: what makes two renderings different.
        waivers: findings that stay away.
        sentences: the collection in sentences, where those that return are wanted too.
        track: shows progress over the bitexts, of which it is told the number.

    """
    known = finder.knowing(bitexts)
    found = track((known.find(bitext) for bitext in bitexts), len(bitexts))
    placed = tuple(
        (bitext, place)
        for bitext, renderings in zip(bitexts, found, strict=True)
        for place in places_of(bitext, renderings)
    )
    places = [place for _, place in placed]
    termbase: Termbase = finder.termbase
    results = consistency(places, termbase, strict)
    standing, waived = without_waived(findings(placed, results, termbase), waivers)
    return TermReport(
        tuple(results),
        placed,
        tuple(standing),
        tuple(waived),
        by_document(places, termbase, strict),
        tuple(collapses(places, termbase)),
        tuple(_repetitions(bitexts, sentences)),
        overall(results),
        signature(known.signature, strict),
    )


def _repetitions(
    bitexts: Sequence[Bitext], sentences: Sequence[Bitext]
) -> Iterator[Repetition]:
    """Those of paragraphs, then those of sentences that are not told already."""
    told = set()
    for found in (*repetitions(bitexts), *repetitions(sentences)):
        key = found.first, found.second, found.reversed
        if key not in told:
            told.add(key)
            yield found


def occurrences_of(report: TermReport, concept: str) -> list[tuple[Bitext, Place]]:
    """Return every place of a concept, the newest first."""
    mine = [
        (bitext, place)
        for bitext, place in report.places
        if place.rendering.occurrence.concept == concept
    ]
    return sorted(
        mine, key=lambda item: (item[1].date is not None, item[1].date or 0), reverse=True
    )
