"""Is a term rendered the same way every time?  Shares, scores and a verdict with its support.

Consistency is the share of the commonest rendering among the places that have
one.  All preferred terms of a concept count as one rendering; places where the
term is left out, taken up by a pronoun, not translated at all, or where its
rendering is only guessed at, are neither consistent nor inconsistent and are
counted on their own.

The interval is Bayesian: the 95 % of the posterior of the commonest rendering's
share under a Dirichlet prior (Jeffreys) with one rendering yet unseen.  Beside it
stand the Herfindahl-Hirschman index (the probability that two places agree) and
Shannon's entropy over the logarithm of the number of renderings.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

import numpy as np

from align.lang.english import without_article
from align.lang.normalise import match_form
from align.model import Bitext, Concept, Found, Language, Rendering, Termbase, TermStatus
from align.terms.judge.variants import (
    LENIENT,
    Strictness,
    as_written,
    rules_between,
    variant_key,
)

UNLISTED = "unlisted"  # what stands for a status where the termbase has none
FEWEST = 3  # places from which a verdict is given
CONSISTENT = 0.9  # share of the commonest rendering from which it is consistent
CERTAIN = 0.3  # probability from which a located rendering is counted
_DRAWS = 2000
_PRIOR = 0.5


class Verdict(StrEnum):
    """What is to be said of a term."""

    CONTRADICTS = "contradicts"  # a deprecated form is used
    VARIES = "varies"
    UNLISTED = "unlisted"  # always the same way, which the termbase lacks in places
    FEW = "too few"
    CONSISTENT = "consistent"


@dataclass(frozen=True, slots=True)
class TermPlace:
    """One rendering in one document.

    Attributes:
        document: name of the original.
        rendering: what stands where.
        date: the document's date, if it has one.
        form: the English as written, with the quotation marks around it.

    """

    document: str
    rendering: Rendering
    date: datetime.date | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A surface form of a rendering, and by which rules it is one of it."""

    text: str
    count: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One rendering of a term and how often it stands for it."""

    rendering: str
    count: int
    share: float
    status: str  # a TermStatus, or UNLISTED
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of usage: before and after a day, what stood mostly."""

    date: datetime.date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TermConsistency:
    """How consistently one concept is rendered.

    Attributes:
        concept: its id in the termbase.
        name: its preferred Korean term.
        verdict: what is to be said of it.
        shares: its renderings, the commonest first.
        support: places that have a rendering.
        without: places that have none, by the reason.
        score: share of the commonest rendering, 1.0 where all are the same.
        low: lower end of the 95 % interval of the score.
        high: upper end of it.
        herfindahl: probability that two places have the same rendering.
        entropy: of the renderings, 0 (one) to 1 (all equally often).
        preferred: share of the preferred renderings.
        deviations: the places whose rendering is not a preferred one.
        years: how often each rendering stood, by year.
        turns: days at which the usage turned.

    """

    concept: str
    name: str
    verdict: Verdict
    shares: tuple[Share, ...]
    support: int
    without: tuple[tuple[str, int], ...]
    score: float
    low: float
    high: float
    herfindahl: float
    entropy: float
    preferred: float
    deviations: tuple[TermPlace, ...]
    years: Mapping[int, Mapping[str, int]]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Collapse:
    """One English rendering that stands for several concepts."""

    rendering: str
    concepts: tuple[tuple[str, int], ...]  # names and places, the commonest first


def places_of(bitext: Bitext, renderings: Iterable[Rendering]) -> list[TermPlace]:
    """Return the places of a bitext, with the quotation marks that stand around them."""
    segments = bitext.translation.segments
    return [
        TermPlace(
            bitext.original.id,
            r,
            bitext.date,
            as_written(segments[r.segment].text, r.start, r.end) if r.text else "",
        )
        for r in renderings
    ]


def consistency(
    places: Iterable[TermPlace], termbase: Termbase, strict: Strictness = LENIENT
) -> list[TermConsistency]:
    """Return the consistency of every concept that occurs, the least consistent first.

    Concepts with one rendered place come last: one place is always consistent.
    """
    by_concept: dict[str, list[TermPlace]] = defaultdict(list)
    for place in places:
        by_concept[place.rendering.occurrence.concept].append(place)
    results = [
        _of_concept(concept, by_concept[concept.id], strict)
        for concept in termbase.concepts
        if concept.id in by_concept
    ]
    return sorted(results, key=lambda r: (r.support < 2, r.score, -r.support, r.name))


def overall(results: Sequence[TermConsistency]) -> float:
    """Return the mean score weighted by support; 1.0 where nothing is rendered."""
    support = sum(result.support for result in results)
    return sum(r.score * r.support for r in results) / support if support else 1.0


def scores_by_document(
    places: Iterable[TermPlace], termbase: Termbase, strict: Strictness = LENIENT
) -> dict[str, tuple[float, int]]:
    """Return each document's score and support: how far it agrees with itself."""
    concepts = {concept.id: concept for concept in termbase.concepts}
    groups: dict[str, dict[str, list[TermPlace]]] = defaultdict(lambda: defaultdict(list))
    for place in places:
        rendered = groups[place.document][place.rendering.occurrence.concept]
        rendered += [place] if _is_rendered(place) else []
    scores = {}
    for document, by_concept in groups.items():
        names = (_names(concepts[name], group, strict) for name, group in by_concept.items())
        counts = [Counter(group) for group in names if group]
        support = sum(counter.total() for counter in counts)
        agreed = sum(counter.most_common(1)[0][1] for counter in counts)
        scores[document] = (agreed / support if support else 1.0, support)
    return scores


def collapses(places: Iterable[TermPlace], termbase: Termbase) -> list[Collapse]:
    """Return the renderings that stand for more than one concept, the commonest first."""
    names = {concept.id: concept.name for concept in termbase.concepts}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for place in filter(_is_rendered, places):
        key = variant_key(place.rendering.text)
        counts[key][names[place.rendering.occurrence.concept]] += 1
        forms[key][place.rendering.text] += 1
    shared = [
        Collapse(forms[key].most_common(1)[0][0], tuple(counter.most_common()))
        for key, counter in counts.items()
        if len(counter) > 1
    ]
    return sorted(shared, key=lambda c: -sum(count for _, count in c.concepts))


def signature(finder: str, strict: Strictness = LENIENT) -> str:
    """Return the settings of a consistency score, after those of the finder of renderings."""
    return (
        f"consistency:2|interval:dirichlet95|strict:{strict.signature}"
        f"|certain:{CERTAIN}|fewest:{FEWEST}|{finder}"
    )


def label(rendering: Rendering, concept: Concept) -> tuple[str, str]:
    """Return the name under which a rendering is counted, and its status.

    A rendering that the termbase does not know counts under its own words.
    """
    term = rendering.term
    if term is None:
        return without_article(match_form(rendering.text)), UNLISTED
    if term.status is TermStatus.PREFERRED:
        first = next(
            t for t in concept.in_language(Language.ENGLISH) if t.status is TermStatus.PREFERRED
        )
        return first.text, term.status
    return term.text, term.status


def interval(counts: Sequence[int]) -> tuple[float, float]:
    """Return the 95 % credible interval of the first rendering's share; (0, 1) for none."""
    if not sum(counts):
        return 0.0, 1.0
    draws = np.random.default_rng(0).dirichlet([*(c + _PRIOR for c in counts), _PRIOR], _DRAWS)
    low, high = np.quantile(draws[:, 0], [0.025, 0.975])
    return float(low), float(high)


def is_rendered(rendering: Rendering) -> bool:
    """Whether a rendering counts: the termbase knows it, or it is certain enough."""
    sure = rendering.found is Found.LOCATED and rendering.certainty >= CERTAIN
    return rendering.found is Found.KNOWN or sure


def _is_rendered(place: TermPlace) -> bool:
    return is_rendered(place.rendering)


def _reason(place: TermPlace) -> str:
    found = place.rendering.found
    return "uncertain" if found is Found.LOCATED else found.value


def _of_concept(
    concept: Concept, places: Sequence[TermPlace], strict: Strictness
) -> TermConsistency:
    rendered = [place for place in places if _is_rendered(place)]
    names = _names(concept, rendered, strict)
    counts = Counter(names).most_common()
    support = len(rendered)
    numbers = [count for _, count in counts]
    low, high = interval(numbers)
    preferred = sum(status == TermStatus.PREFERRED for _, status in names)
    shares = tuple(
        Share(name, n, n / support, status, _forms(name, rendered, names))
        for (name, status), n in counts
    )
    dated = sorted(
        (place.date, name)
        for place, (name, _) in zip(rendered, names, strict=True)
        if place.date is not None
    )
    score = numbers[0] / support if support else 1.0
    return TermConsistency(
        concept.id,
        concept.name,
        _verdict(shares, support),
        shares,
        support,
        tuple(Counter(_reason(p) for p in places if not _is_rendered(p)).items()),
        score,
        low,
        high,
        sum((n / support) ** 2 for n in numbers) if support else 1.0,
        _entropy(numbers),
        preferred / support if support else 1.0,
        tuple(
            place
            for place, (_, status) in zip(rendered, names, strict=True)
            if status != TermStatus.PREFERRED
        ),
        _by_year(dated),
        tuple(_turns(dated)),
    )


def _names(
    concept: Concept, places: Sequence[TermPlace], strict: Strictness
) -> list[tuple[str, str]]:
    """The name under which each place counts; forms that differ by rule have the first's."""
    names: dict[tuple[str, str], str] = {}
    named = []
    for place in places:
        name, status = label(place.rendering, concept)
        if strict != LENIENT:
            key = variant_key(place.form or place.rendering.text, strict)
            name = place.form or place.rendering.text
        else:
            key = variant_key(name)
        named.append((names.setdefault((key, status), name), str(status)))
    return named


def _forms(
    name: str, places: Sequence[TermPlace], names: Sequence[tuple[str, str]]
) -> tuple[Form, ...]:
    counter = Counter(
        place.form or place.rendering.text
        for place, (mine, _) in zip(places, names, strict=True)
        if mine == name
    )
    return tuple(
        Form(text, count, tuple(rules_between(text, name)))
        for text, count in counter.most_common()
    )


def _verdict(shares: Sequence[Share], support: int) -> Verdict:
    if any(share.status == TermStatus.DEPRECATED for share in shares):
        return Verdict.CONTRADICTS
    if support < FEWEST:
        return Verdict.FEW
    if shares[0].share < CONSISTENT:
        return Verdict.VARIES
    if any(share.status == UNLISTED for share in shares):
        return Verdict.UNLISTED
    return Verdict.CONSISTENT


def _entropy(counts: Sequence[int]) -> float:
    if len(counts) < 2:
        return 0.0
    whole = sum(counts)
    return -sum(c / whole * log(c / whole) for c in counts) / log(len(counts))


def _by_year(dated: Sequence[tuple[datetime.date, str]]) -> dict[int, dict[str, int]]:
    years: dict[int, Counter[str]] = defaultdict(Counter)
    for date, name in dated:
        years[date.year][name] += 1
    return {year: dict(counter.most_common()) for year, counter in sorted(years.items())}


def _turns(dated: Sequence[tuple[datetime.date, str]]) -> list[Turn]:
    """Where the usage turned: binary segmentation (Scott and Knott 1974) by likelihood.

    A day divides if what stands before and after it, each by its own shares, is
    likelier than all by one, by more than the Bayesian information criterion asks.
    """
    best, where = 0.0, 0
    names = [name for _, name in dated]
    kinds = len(set(names))
    for k in range(2, len(dated) - 1):
        if dated[k - 1][0] == dated[k][0]:
            continue
        gain = _likelihood(names[:k]) + _likelihood(names[k:]) - _likelihood(names)
        if gain > best:
            best, where = gain, k
    if not where or 2 * best <= (kinds + 1) * log(len(names)):
        return []
    before, after = (
        Counter(part).most_common(1)[0][0] for part in (names[:where], names[where:])
    )
    own = [Turn(dated[where][0], before, after)] if before != after else []
    return [*_turns(dated[:where]), *own, *_turns(dated[where:])]


def _likelihood(names: Sequence[str]) -> float:
    counts = Counter(names).values()
    return sum(c * log(c / len(names)) for c in counts)
