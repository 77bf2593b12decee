"""Whether terms are rendered otherwise in one set of documents than in another.

Each term has a table of two rows, the sets, and a column for each rendering and one for places
without any.  Fisher's exact test (Fisher 1922), for more than two columns as Freeman and Halton
(1951) put it, gives the probability that tables with these margins differ so much by chance;
where there are too many of them they are sampled (Hope 1968).  Many terms are tested, so that
what is called a difference is bounded by the rate of false discoveries (Benjamini and Hochberg
1995).  Terms of which the sets have so few places that no table could show a difference (Tarone
1990) are too few to say and are not tested.

Places are taken as independent, which those of one document are not quite: a translator stays
with a rendering.  So the number of documents stands beside that of places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import comb

import numpy as np
import numpy.typing as npt

from align.model import Concept, Termbase, TermStatus
from align.terms.judge.consistency import FEWEST, TermPlace, names_of
from align.terms.judge.variants import LENIENT, Strictness

RATE = 0.05  # of false discoveries among the differences
TEST = "Fisher-Freeman-Halton exact test; Benjamini-Hochberg over the terms"
_STATES = 50_000  # tables beyond which they are sampled
_DRAWS = 19_999
_SLACK = 1e-7  # by which logarithms of equal probabilities may differ
_LISTED = frozenset((TermStatus.PREFERRED.value, TermStatus.ADMITTED.value))


class Difference(StrEnum):
    """What is to be said of a term in two sets."""

    DIFFERS = "differs"
    NOT_SHOWN = "no sure difference"
    FEW = "too few to say"


@dataclass(frozen=True, slots=True)
class Use:
    """How a set of documents renders a term.

    Attributes:
        places: all places of the term.
        documents: how many documents have one.
        listed: places whose rendering is as the termbase lists it.
        counts: how often each rendering stands.

    """

    places: int
    documents: int
    listed: int
    counts: Mapping[str, int]

    @property
    def share(self) -> float | None:
        """The share of places that are as listed; None where there are none."""
        return self.listed / self.places if self.places else None

    @property
    def without(self) -> int:
        """Places for which no rendering was found."""
        return self.places - sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Comparison:
    """A term in two sets.

    Attributes:
        concept: its id in the termbase.
        name: its preferred Korean term.
        first: its use in the first set.
        second: its use in the second.
        renderings: its renderings in both with their statuses, the commonest first.
        difference: what is to be said.
        p: probability of such a difference by chance; None where it was not tested.
        q: the rate of false discoveries at which it counts as a difference.

    """

    concept: str
    name: str
    first: Use
    second: Use
    renderings: tuple[tuple[str, str], ...]
    difference: Difference
    p: float | None = None
    q: float | None = None


def compare(
    first: Iterable[TermPlace],
    second: Iterable[TermPlace],
    termbase: Termbase,
    strict: Strictness = LENIENT,
) -> list[Comparison]:
    """Return every term of two sets of places, the surest difference first."""
    one, other = _by_concept(first), _by_concept(second)
    compared = [
        _of_concept(concept, one.get(concept.id, []), other.get(concept.id, []), strict)
        for concept in termbase.concepts
        if concept.id in one or concept.id in other
    ]
    return sorted(_judged(compared), key=_order)


def difference_p(first: Sequence[int], second: Sequence[int]) -> float:
    """Return the probability that two rows of counts differ so much by chance; see above.

    Args:
        first: how often each of some things was counted in the one set.
        second: the same things in the other.

    """
    whole = [a + b for a, b in zip(first, second, strict=True)]
    columns = [(count, mine) for count, mine in zip(whole, first, strict=True) if count]
    if len(columns) < 2 or not sum(first) or not sum(second):
        return 1.0
    counts, mine = (np.array(values) for values in zip(*columns, strict=True))
    seen = float(sum(_log_comb(c)[m] for c, m in zip(counts, mine, strict=True)))
    exact = _exact(counts, int(mine.sum()), seen)
    return exact if exact is not None else _sampled(counts, int(mine.sum()), seen)


def _exact(counts: npt.NDArray[np.int_], size: int, seen: float) -> float | None:
    """By all tables, those alike so far counted together; None if they are too many."""
    sums: npt.NDArray[np.int_] = np.zeros(1, int)
    logs: npt.NDArray[np.float64] = np.zeros(1)
    many: npt.NDArray[np.float64] = np.ones(1)
    for place, count in enumerate(counts):
        rest = int(counts[place + 1 :].sum())
        taken = np.arange(count + 1)
        if len(sums) * len(taken) > 10 * _STATES:
            return None
        all_sums = (sums[:, None] + taken).ravel()
        all_logs = (logs[:, None] + _log_comb(count)).ravel()
        all_many = np.repeat(many, len(taken))
        fits = (all_sums <= size) & (all_sums + rest >= size)
        keys = np.stack([all_sums[fits], np.round(all_logs[fits], 9)])
        distinct, inverse = np.unique(keys, axis=1, return_inverse=True)
        sums, logs = distinct[0].astype(int), distinct[1]
        many = np.bincount(inverse.ravel(), all_many[fits]).astype(float)
        if len(sums) > _STATES:
            return None
    weights = many * np.exp(logs - logs.max())
    return min(1.0, float(weights[logs <= seen + _SLACK].sum() / weights.sum()))


def _sampled(counts: npt.NDArray[np.int_], size: int, seen: float) -> float:
    """By tables that are drawn with the same margins, the one that was seen among them."""
    drawn = np.random.default_rng(0).multivariate_hypergeometric(
        counts, size, _DRAWS, method="marginals"
    )
    logs = sum(_log_comb(count)[drawn[:, k]] for k, count in enumerate(counts))
    return float((1 + np.count_nonzero(logs <= seen + _SLACK)) / (1 + _DRAWS))


def _log_comb(count: np.int_) -> npt.NDArray[np.float64]:
    """The logarithms of how many ways there are to take 0 to `count` of so many."""
    from scipy.special import gammaln  # a tenth of a second, for comparisons alone

    taken = np.arange(int(count) + 1)
    logs: npt.NDArray[np.float64] = (
        gammaln(count + 1) - gammaln(taken + 1) - gammaln(count - taken + 1)
    )
    return logs


def _order(compared: Comparison) -> tuple[object, ...]:
    if compared.p is None:
        return True, 1.0, 1.0, -(compared.first.places + compared.second.places), compared.name
    return False, compared.q, compared.p, 0, compared.name


def _by_concept(places: Iterable[TermPlace]) -> dict[str, list[TermPlace]]:
    groups: dict[str, list[TermPlace]] = {}
    for place in places:
        groups.setdefault(place.rendering.occurrence.concept, []).append(place)
    return groups


def _of_concept(
    concept: Concept,
    first: Sequence[TermPlace],
    second: Sequence[TermPlace],
    strict: Strictness,
) -> Comparison:
    both = [*first, *second]
    rendered = [bool(place.rendering.text) for place in both]
    names = iter(names_of(concept, (p for p in both if p.rendering.text), strict))
    labels = [next(names) if has else None for has in rendered]
    uses = _use(first, labels[: len(first)]), _use(second, labels[len(first) :])
    common = Counter(label for label in labels if label is not None).most_common()
    few = min(use.places for use in uses) < FEWEST or _least_p(*uses) > RATE
    return Comparison(
        concept.id,
        concept.name,
        *uses,
        tuple(label for label, _ in common),
        Difference.FEW if few else Difference.NOT_SHOWN,
    )


def _use(places: Sequence[TermPlace], labels: Sequence[tuple[str, str] | None]) -> Use:
    given = [label for label in labels if label is not None]
    return Use(
        len(places),
        len({place.document for place in places}),
        sum(status in _LISTED for _, status in given),
        Counter(name for name, _ in given),
    )


def _least_p(first: Use, second: Use) -> float:
    """The least probability that so many places could have, were they all to differ."""
    ways = comb(first.places + second.places, first.places)
    return (2 if first.places == second.places else 1) / ways


def _judged(compared: Sequence[Comparison]) -> list[Comparison]:
    from scipy.stats import false_discovery_control  # half a second, for comparisons alone

    tested = [c for c in compared if c.difference is not Difference.FEW]
    ps = [difference_p(*_rows(c)) for c in tested]
    qs = false_discovery_control(ps) if ps else []
    judged = [
        replace(
            c,
            difference=Difference.DIFFERS if q <= RATE else Difference.NOT_SHOWN,
            p=float(p),
            q=float(q),
        )
        for c, p, q in zip(tested, ps, qs, strict=True)
    ]
    return [*judged, *(c for c in compared if c.difference is Difference.FEW)]


def _rows(compared: Comparison) -> tuple[list[int], list[int]]:
    """The table of a term: its renderings, and last the places without one."""
    names = list(dict.fromkeys(name for name, _ in compared.renderings))
    first, second = (
        [*(use.counts.get(name, 0) for name in names), use.without]
        for use in (compared.first, compared.second)
    )
    return first, second
