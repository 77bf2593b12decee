"""A whole check of terms over a collection: places, scores, findings, repetitions."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from align.checks.repeated import Repetition
from align.model import Bitext, Concept, Rendering, Termbase
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.consistency import (
    Collapse,
    TermConsistency,
    collapses,
    consistency,
    overall,
    scores_by_document,
    signature,
)
from align.terms.judge.findings import Finding, findings
from align.terms.judge.known import Known, without_known
from align.terms.judge.placed import Placed
from align.terms.judge.recurrence import with_recurrence
from align.terms.judge.scope import EVERYTHING, LeftAway, Scope, Selected, select
from align.terms.judge.variants import LENIENT, Strictness
from align.terms.judge.waivers import Waiver, without_waived

Track = Callable[[Iterable[list[Rendering]], int], Iterable[list[Rendering]]]


def _untracked(renderings: Iterable[list[Rendering]], _total: int) -> Iterable[list[Rendering]]:
    return renderings


@dataclass(frozen=True, slots=True)
class TermReport:
    """What a check found.

    Attributes:
        results: every concept that occurs, the least consistent first.
        places: every occurrence; those that may be findings with the texts around them.
        findings: what somebody should look at: deviations, then what may be one.
        waived: findings that an editor has judged right.
        documents: each document's score and places.
        collapses: renderings that stand for several concepts.
        repetitions: text that returns with a difference.
        score: of the whole collection, weighted by places; None where no term occurs.
        signature: every setting that decides the figures.
        concepts: those of the termbase by their ids.
        strict: what makes two renderings different.
        known: findings that are left away since somebody has been told of them.
        left_away: documents and findings that are left away, and why.

    """

    results: tuple[TermConsistency, ...]
    places: tuple[Placed, ...]
    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    documents: dict[str, tuple[float, int]]
    collapses: tuple[Collapse, ...]
    repetitions: tuple[Repetition, ...]
    score: float | None
    signature: str
    concepts: Mapping[str, Concept]
    strict: Strictness = LENIENT
    known: tuple[Finding, ...] = ()
    left_away: tuple[LeftAway, ...] = ()


def find_places(
    bitexts: Sequence[Bitext],
    finder: RenderingFinder,
    track: Track = _untracked,
    scope: Scope = EVERYTHING,
) -> tuple[Selected, str]:
    """Return every occurrence in a scope, and the signature of what found them.

    Args:
        bitexts: the collection, from all of which is learned.
        finder: with the termbase; it counts what stands beside the terms first.
        track: shows progress over the bitexts, of which it is told the number.
        scope: which documents' places are wanted.

    """
    occurrences = [finder.occurrences(bitext) for bitext in bitexts]
    known = finder.knowing(zip(bitexts, occurrences, strict=True))
    tracked = track(map(known.find, bitexts, occurrences), len(bitexts))
    return select(zip(bitexts, tracked, strict=True), scope), known.signature


def check(
    bitexts: Sequence[Bitext],
    finder: RenderingFinder,
    *,
    strict: Strictness = LENIENT,
    waivers: Iterable[Waiver] = (),
    repeated: Sequence[Repetition] = (),
    track: Track = _untracked,
    scope: Scope = EVERYTHING,
    known: Sequence[Known] = (),
) -> TermReport:
    """Return what is to be said of a collection's terms.

    Args:
        bitexts: the collection.
        finder: with the termbase; see `find_places`.
        strict: what makes two renderings different.
        waivers: findings that stay away.
        repeated: text that returns with a difference, if somebody looked for it.
        track: shows progress over the bitexts, of which it is told the number.
        scope: which documents are reported and counted.
        known: findings that somebody has been told of, which stay away.

    Raises:
        InputError: a pattern of the scope fits no document.

    """
    selected, found_by = find_places(bitexts, finder, track, scope)
    return judge_selected(
        selected,
        finder.termbase,
        found_by,
        strict=strict,
        waivers=waivers,
        repeated=repeated,
        known=known,
    )


def judge_selected(
    selected: Selected,
    termbase: Termbase,
    found_by: str,
    *,
    strict: Strictness = LENIENT,
    waivers: Iterable[Waiver] = (),
    repeated: Sequence[Repetition] = (),
    known: Sequence[Known] = (),
) -> TermReport:
    """Return what is to be said of the places in a scope; see `check`."""
    report = judge(
        selected.placed,
        termbase,
        found_by,
        strict=strict,
        waivers=waivers,
        repeated=[
            item
            for item in repeated
            if {item.first.document, item.second.document} & selected.documents
        ],
    )
    new, old, left = without_known(report.findings, known)
    return replace(
        report,
        findings=tuple(new),
        known=tuple(old),
        left_away=(*selected.left_away, *left),
    )


def judge(
    placed: Sequence[Placed],
    termbase: Termbase,
    found_by: str,
    *,
    strict: Strictness = LENIENT,
    waivers: Iterable[Waiver] = (),
    repeated: Sequence[Repetition] = (),
) -> TermReport:
    """Return what is to be said of places that were found already; see `check`.

    `found_by` is the signature of what found them.
    """
    placed = with_recurrence(placed)
    places = [item.place for item in placed]
    results = consistency(places, termbase, strict)
    standing, waived = without_waived(findings(placed, termbase, strict), waivers)
    return TermReport(
        tuple(results),
        tuple(placed),
        tuple(standing),
        tuple(waived),
        scores_by_document(places, termbase, strict),
        tuple(collapses(places, termbase)),
        tuple(repeated),
        overall(results),
        signature(found_by, strict),
        {concept.id: concept for concept in termbase.concepts},
        strict,
    )


def newest_first(placed: Iterable[Placed], concepts: Collection[str]) -> list[Placed]:
    """Return the places of some concepts, the newest first; those without a date last."""
    mine = [item for item in placed if item.place.rendering.occurrence.concept in concepts]
    return sorted(mine, key=lambda item: item.place.date or datetime.date.min, reverse=True)
