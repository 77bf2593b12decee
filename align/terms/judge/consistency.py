"""Is a term rendered the same way every time?  Shares, scores and a verdict with its support.

Consistency is the share of the commonest rendering among all places of the term: a place for
which no rendering was found, or none stands, agrees with no other.  All preferred terms of a
concept count as one rendering, each in all its forms.

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
from align.model import Bitext, Concept, FormKind, Language, Rendering, Termbase, TermStatus
from align.terms.judge.tiers import SURE, Tier, tier_of
from align.terms.judge.variants import (
    LENIENT,
    Strictness,
    as_written,
    is_quoted,
    rules_between,
    variant_key,
)

UNLISTED = "unlisted"  # what stands for a status where the termbase has none
FEWEST = 3  # places from which a verdict is given
CONSISTENT = 0.9  # share of the commonest rendering from which it is consistent
_DRAWS = 2000
_PRIOR = 0.5


class Verdict(StrEnum):
    """What is to be said of a term."""

    CONTRADICTS = "contradicts"  # a deprecated form is used
    VARIES = "varies"  # in ways that the termbase does not list
    UNLISTED = "unlisted"  # mostly the same way, with deviations from the termbase
    LOOK = "to look at"  # nothing deviates for sure, and not every place is as listed
    NOT_FOUND = "not found"  # no rendering anywhere
    FEW = "too few"
    ADMITTED = "admitted"  # in several ways, all of which the termbase lists
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
    """A surface form of a rendering: of which kind, and by which rules it is one of it."""

    text: str
    count: int
    kind: FormKind
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
        places: all its places.
        support: those that have a rendering.
        listed: those whose rendering is as the termbase lists it, in one of its forms.
        without: places that have none, by the reason.
        tiers: how many places each tier has.
        score: share of the commonest rendering among all places; 0 where none has one.
        low: lower end of the 95 % interval of the score.
        high: upper end of it.
        herfindahl: probability that two places have the same rendering.
        entropy: of the renderings, 0 (one) to 1 (all equally often).
        preferred: share of the preferred renderings among all places.
        years: how often each rendering stood, by year.
        turns: days at which the usage turned.

    """

    concept: str
    name: str
    verdict: Verdict
    shares: tuple[Share, ...]
    places: int
    support: int
    listed: int
    without: tuple[tuple[str, int], ...]
    tiers: Mapping[Tier, int]
    score: float
    low: float
    high: float
    herfindahl: float
    entropy: float
    preferred: float
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
    return sorted(results, key=lambda r: (r.places < 2, r.score, -r.places, r.name))


def overall(results: Sequence[TermConsistency]) -> float | None:
    """Return the mean score weighted by places; None where no term occurs."""
    places = sum(result.places for result in results)
    return sum(r.score * r.places for r in results) / places if places else None


def in_words(result: TermConsistency) -> str:
    """Return what an editor wants to hear: “9 of 12 as listed; look at these 3”."""
    look = sum(count for tier, count in result.tiers.items() if tier)
    listed = f"{result.listed} of {result.places} as listed"
    if not look:
        return listed
    return f"{listed}; look at {'this one' if look == 1 else f'these {look}'}"


def scores_by_document(
    places: Iterable[TermPlace], termbase: Termbase, strict: Strictness = LENIENT
) -> dict[str, tuple[float, int]]:
    """Return each document's score and places: how far it agrees with itself."""
    concepts = {concept.id: concept for concept in termbase.concepts}
    groups: dict[str, dict[str, list[TermPlace]]] = defaultdict(lambda: defaultdict(list))
    for place in places:
        groups[place.document][place.rendering.occurrence.concept].append(place)
    scores = {}
    for document, by_concept in groups.items():
        agreed = sum(
            _agreeing(concepts[name], group, strict) for name, group in by_concept.items()
        )
        count = sum(map(len, by_concept.values()))
        scores[document] = (agreed / count, count)
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
        f"consistency:3|interval:dirichlet95|strict:{strict.signature}"
        f"|sure:{SURE}|fewest:{FEWEST}|{finder}"
    )


def label(
    rendering: Rendering, concept: Concept, strict: Strictness = LENIENT
) -> tuple[str, str]:
    """Return the name under which a rendering is counted, and its status.

    A rendering that the termbase does not know, or in a form that is strict, counts under
    its own words.
    """
    term = rendering.term
    if term is None or rendering.form in strict.kinds:
        return without_article(match_form(rendering.text)), UNLISTED
    if term.status is TermStatus.PREFERRED:
        first = next(
            t for t in concept.in_language(Language.ENGLISH) if t.status is TermStatus.PREFERRED
        )
        return first.text, term.status
    return term.text, term.status


def names_of(
    concept: Concept, places: Iterable[TermPlace], strict: Strictness = LENIENT
) -> list[tuple[str, str]]:
    """Return the name and the status under which each place that has a rendering counts.

    Forms that differ by rule have the first's name.  Quotation marks and capitals part what
    has one name otherwise where they are strict.
    """
    names: dict[tuple[str, str, str], str] = {}
    named = []
    for place in places:
        name, status = label(place.rendering, concept, strict)
        form = place.form or place.rendering.text
        key = (variant_key(name), status, "")
        if strict.capitals:
            key, name = (variant_key(form, strict), status, ""), form
        elif strict.quotes and is_quoted(form):
            key, name = (variant_key(name), status, "quoted"), form
        named.append((names.setdefault(key, name), str(status)))
    return named


def interval(counts: Sequence[int]) -> tuple[float, float]:
    """Return the 95 % credible interval of the first rendering's share; (0, 1) for none."""
    if not sum(counts):
        return 0.0, 1.0
    draws = np.random.default_rng(0).dirichlet([*(c + _PRIOR for c in counts), _PRIOR], _DRAWS)
    low, high = np.quantile(draws[:, 0], [0.025, 0.975])
    return float(low), float(high)


def _is_rendered(place: TermPlace) -> bool:
    return bool(place.rendering.text)


def _agreeing(concept: Concept, places: Sequence[TermPlace], strict: Strictness) -> int:
    """How many places have the commonest rendering."""
    names = Counter(names_of(concept, [p for p in places if _is_rendered(p)], strict))
    return max(names.values(), default=0)


def _of_concept(
    concept: Concept, places: Sequence[TermPlace], strict: Strictness
) -> TermConsistency:
    rendered = [place for place in places if _is_rendered(place)]
    names = names_of(concept, rendered, strict)
    counts = Counter(names).most_common()
    numbers = [count for _, count in counts]
    whole = len(places)
    alone = [1] * (whole - len(rendered))  # places without a rendering agree with none
    low, high = interval([*(numbers or [0]), *alone])
    statuses = Counter(status for _, status in names)
    tiers = Counter(tier_of(place.rendering, concept, strict)[0] for place in places)
    shares = tuple(
        Share(name, n, n / whole, status, _forms(name, rendered, names))
        for (name, status), n in counts
    )
    dated = sorted(
        (place.date, name)
        for place, (name, _) in zip(rendered, names, strict=True)
        if place.date is not None
    )
    listed = len(rendered) - statuses[UNLISTED] - statuses[TermStatus.DEPRECATED]
    return TermConsistency(
        concept.id,
        concept.name,
        _verdict(shares, listed, whole, tiers),
        shares,
        whole,
        len(rendered),
        listed,
        tuple(Counter(p.rendering.found.value for p in places if not _is_rendered(p)).items()),
        dict(tiers),
        numbers[0] / whole if numbers else 0.0,
        low,
        high,
        sum((n / whole) ** 2 for n in numbers),
        _entropy([*numbers, *alone]),
        statuses[TermStatus.PREFERRED] / whole,
        _by_year(dated),
        tuple(_turns(dated)),
    )


def _forms(
    name: str, places: Sequence[TermPlace], names: Sequence[tuple[str, str]]
) -> tuple[Form, ...]:
    counter: Counter[str] = Counter()
    kinds: dict[str, FormKind] = {}
    for place, (mine, _) in zip(places, names, strict=True):
        if mine == name:
            text = place.form or place.rendering.text
            counter[text] += 1
            kinds.setdefault(text, place.rendering.form)
    return tuple(
        Form(text, count, kinds[text], tuple(rules_between(text, name)))
        for text, count in counter.most_common()
    )


def _verdict(
    shares: Sequence[Share], listed: int, whole: int, tiers: Mapping[Tier, int]
) -> Verdict:
    if any(share.status == TermStatus.DEPRECATED for share in shares):
        return Verdict.CONTRADICTS
    if not shares:
        return Verdict.NOT_FOUND
    if whole < FEWEST:
        return Verdict.FEW
    if (listed < CONSISTENT * whole and tiers.get(Tier.DEVIATION)) or _vary(shares):
        return Verdict.VARIES
    if tiers.get(Tier.DEVIATION):
        return Verdict.UNLISTED
    if tiers.get(Tier.LOOK):
        return Verdict.LOOK
    if shares[0].share >= CONSISTENT:
        return Verdict.CONSISTENT
    return Verdict.ADMITTED if listed >= CONSISTENT * whole else Verdict.LOOK


def _vary(shares: Sequence[Share]) -> bool:
    """Whether a term that nobody lists in English, as in discovery, has several renderings."""
    unlisted = all(share.status == UNLISTED for share in shares)
    return unlisted and shares[0].share < CONSISTENT


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
