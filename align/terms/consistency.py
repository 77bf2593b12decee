"""Is a term rendered the same way every time?  A score with its support and interval.

Consistency is the share of the commonest rendering among the places that have
one.  All preferred terms of a concept count as one rendering; places where the
term is left out, taken up by a pronoun or not translated at all are neither
consistent nor inconsistent and are counted on their own.  The interval is
Wilson's (1927), which holds for small support.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from align.lang.english import rendering_key, without_article
from align.lang.normalise import match_form
from align.model import Concept, Found, Language, Rendering, Termbase, TermStatus

_Z95 = 1.959964
_RENDERED = (Found.KNOWN, Found.LOCATED)


@dataclass(frozen=True, slots=True)
class Share:
    """One rendering of a term and how often it stands for it."""

    rendering: str
    count: int
    share: float
    status: str  # a TermStatus, or “unknown” to the termbase


@dataclass(frozen=True, slots=True)
class Place:
    """One rendering in one document."""

    document: str
    rendering: Rendering


@dataclass(frozen=True, slots=True)
class TermConsistency:
    """How consistently one concept is rendered.

    Attributes:
        concept: its id in the termbase.
        name: its preferred Korean term.
        shares: its renderings, the commonest first.
        support: places that have a rendering.
        without: places that have none, by the reason.
        score: share of the commonest rendering, 1.0 where all are the same.
        low: lower end of the 95 % interval of the score.
        high: upper end of it.
        preferred: share of the preferred renderings.
        deviations: the places whose rendering is not a preferred one.

    """

    concept: str
    name: str
    shares: tuple[Share, ...]
    support: int
    without: tuple[tuple[str, int], ...]
    score: float
    low: float
    high: float
    preferred: float
    deviations: tuple[Place, ...]


def consistency(places: Iterable[Place], termbase: Termbase) -> list[TermConsistency]:
    """Return the consistency of every concept that occurs, the least consistent first.

    Concepts with one rendered place come last: one place is always consistent.
    """
    by_concept: dict[str, list[Place]] = {}
    for place in places:
        by_concept.setdefault(place.rendering.occurrence.concept, []).append(place)
    results = [
        _of_concept(concept, by_concept[concept.id])
        for concept in termbase.concepts
        if concept.id in by_concept
    ]
    return sorted(results, key=lambda r: (r.support < 2, r.score, -r.support, r.name))


def signature(finder: str) -> str:
    """Return the settings of a consistency score, after those of the finder of renderings."""
    return f"consistency:1|interval:wilson95|{finder}"


def label(rendering: Rendering, concept: Concept) -> tuple[str, str]:
    """Return the name under which a rendering is counted, and its status.

    A rendering that the termbase does not know counts under its own words.
    """
    term = rendering.term
    if term is None:
        return without_article(match_form(rendering.text)).lower(), "unknown"
    if term.status is TermStatus.PREFERRED:
        first = next(
            t for t in concept.in_language(Language.ENGLISH) if t.status is TermStatus.PREFERRED
        )
        return first.text, term.status
    return term.text, term.status


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval for `hits` out of `count`; (0, 1) for none."""
    if not count:
        return 0.0, 1.0
    share, z2 = hits / count, _Z95**2
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = _Z95 * sqrt(share * (1 - share) / count + z2 / (4 * count**2)) / (1 + z2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def _one_name_each(labels: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give renderings that differ in number or quotation marks the name of the first."""
    names: dict[tuple[str, str], str] = {}
    return [(names.setdefault((rendering_key(n), s), n), s) for n, s in labels]


def _of_concept(concept: Concept, places: Sequence[Place]) -> TermConsistency:
    rendered = [place for place in places if place.rendering.found in _RENDERED]
    labels = _one_name_each([label(place.rendering, concept) for place in rendered])
    counts = Counter(labels).most_common()
    support = len(rendered)
    most = counts[0][1] if counts else 0
    low, high = wilson(most, support)
    preferred = sum(status == TermStatus.PREFERRED for _, status in labels)
    return TermConsistency(
        concept.id,
        concept.name,
        tuple(Share(name, n, n / support, str(status)) for (name, status), n in counts),
        support,
        tuple(Counter(p.rendering.found.value for p in places if p not in rendered).items()),
        most / support if support else 1.0,
        low,
        high,
        preferred / support if support else 1.0,
        tuple(
            place
            for place, (_, status) in zip(rendered, labels, strict=True)
            if status != TermStatus.PREFERRED
        ),
    )
