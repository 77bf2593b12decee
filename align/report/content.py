"""What the report shows of a memory, gathered bitext by bitext; the page only lays it out."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Generic, Protocol, TypeVar

from align.checks import Issue, Severity, check
from align.checks.checking import gravity
from align.model import Band, Bead, Bitext, Document, Kind, Side, Status, band_of
from align.scoring.calibration import Calibration
from align.terms.judge.term_report import TermReport

T = TypeVar("T")

_BINS = 10
_DOUBTFUL, _ISSUES = 30, 500  # that a page shows
_FURNITURE = {Kind.NOTICE, Kind.ATTACHMENT, Kind.CONTACT, Kind.END}


@dataclass(frozen=True)
class Row:
    """A bead as the page shows it.

    `place` is its address in the page; `issues` are what the checks say of it.
    """

    place: str
    bead: Bead
    original: tuple[str, ...]
    translation: tuple[str, ...]
    issues: tuple[Issue, ...]

    @property
    def level(self) -> str:
        """How sure the aligner is, for a colour: sure, fair or low; or who decided."""
        if self.bead.status is not Status.AUTO:
            return "decided"
        return band_of(self.bead.confidence).value


@dataclass(frozen=True)
class Named:
    """A document as the page names it."""

    id: str
    title: str


@dataclass(frozen=True)
class ReportedPair:
    """A bitext as the page shows it.

    Attributes:
        key: by which its file and its places go; it stays when others come.
        original: the Korean document.
        translation: the English one.
        date: of the original, None if it has none.
        beads: how many there are.
        low: those that need a look.
        alarms: what the checks find, notes left out.
        confidence: mean confidence of the beads.
        coverage: share of the original's paragraphs that have a translation.
        rows: the beads; none where they stand in a file of their own.

    """

    key: str
    original: Named
    translation: Named
    date: datetime.date | None
    beads: int
    low: int
    alarms: int
    confidence: float
    coverage: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Content:
    """Everything that the report shows.

    Attributes:
        pairs: bitexts in the order of their originals' names.
        issues: what the checks find, the gravest first, as many as a page shows.
        issue_count: how many issues there are in all.
        kinds: how many of each kind, by severity.
        types: beads by type, the commonest first.
        histogram: beads by confidence, in ten equal bins.
        least_sure: beads that need a look, the least certain first, as many as a page shows.
        terms: the check of terms, None without a termbase.
        calibration: how far confidences can be believed, None without gold.

    """

    pairs: tuple[ReportedPair, ...]
    issues: tuple[Issue, ...]
    issue_count: int
    kinds: dict[str, dict[str, int]]
    types: dict[str, int]
    histogram: tuple[int, ...]
    least_sure: tuple[Row, ...]
    terms: TermReport | None
    calibration: Calibration | None

    @property
    def beads(self) -> int:
        """How many beads there are."""
        return sum(pair.beads for pair in self.pairs)

    @property
    def coverage(self) -> float:
        """Mean coverage of the originals."""
        return fmean(pair.coverage for pair in self.pairs) if self.pairs else 0.0

    def doubtful(self, most: int) -> Sequence[Row]:
        """Beads that need a look, the least certain first."""
        return self.least_sure[:most]


class Gathering:
    """What is added up and picked out while bitexts go by.

    Args:
        keep: given each bitext as the page shows it, returns what of it is kept; by
            default all.

    """

    def __init__(
        self, keep: Callable[[ReportedPair], ReportedPair] = lambda pair: pair
    ) -> None:
        self._keep = keep
        self._pairs: list[ReportedPair] = []
        self._issues: _Best[Issue] = _Best(_ISSUES, gravity)
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self._types: Counter[str] = Counter()
        self._histogram = [0] * _BINS
        self._doubtful: _Best[Row] = _Best(_DOUBTFUL, lambda row: row.bead.confidence)

    def add(self, bitext: Bitext, issues: Sequence[Issue]) -> None:
        """Take a bitext, and what the checks find in it."""
        self.add_issues(issues)
        pair = _reported(bitext, issues)
        for row in pair.rows:
            self._types[row.bead.type] += 1
            self._histogram[min(_BINS - 1, int(row.bead.confidence * _BINS))] += 1
            if row.level == Band.LOW:
                self._doubtful.add(row)
        self._pairs.append(self._keep(pair))

    def add_issues(self, issues: Iterable[Issue]) -> None:
        """Take issues that belong to no one bitext."""
        for issue in issues:
            self._kinds[issue.kind][issue.severity.value] += 1
            self._issues.add(issue)

    def content(
        self, terms: TermReport | None = None, calibration: Calibration | None = None
    ) -> Content:
        """Return what the report shows of all that was added."""
        return Content(
            tuple(sorted(self._pairs, key=lambda p: (p.original.id, p.translation.id))),
            tuple(self._issues.items()),
            sum(counts.total() for counts in self._kinds.values()),
            {kind: dict(times) for kind, times in sorted(self._kinds.items())},
            dict(self._types.most_common()),
            tuple(self._histogram),
            tuple(self._doubtful.items()),
            terms,
            calibration,
        )


class Takes(Protocol):
    """What bitexts are added to, with their issues: a `Gathering`, or a report."""

    def add(self, bitext: Bitext, issues: Sequence[Issue]) -> None:
        """Take a bitext, and what the checks find in it."""

    def add_issues(self, issues: Iterable[Issue]) -> None:
        """Take issues that belong to no one bitext."""


def add_all(taker: Takes, bitexts: Sequence[Bitext]) -> None:
    """Look at bitexts at hand by the checks, and add them."""
    by_bitext: dict[tuple[str, str], list[Issue]] = defaultdict(list)
    for issue in check(bitexts):
        by_bitext[issue.document, issue.translation].append(issue)
    for bitext in bitexts:
        taker.add(bitext, by_bitext.pop(bitext.names, ()))
    for rest in by_bitext.values():
        taker.add_issues(rest)


class _Best(Generic[T]):
    """The first few of many by some order, those that come first among equals."""

    def __init__(self, most: int, order: Callable[[T], Any]) -> None:
        self._most = most
        self._order = order
        self._held: list[T] = []

    def add(self, item: T) -> None:
        self._held.append(item)
        if len(self._held) >= 2 * self._most:
            self._held = self.items()

    def items(self) -> list[T]:
        return sorted(self._held, key=self._order)[: self._most]


def _reported(bitext: Bitext, issues: Sequence[Issue]) -> ReportedPair:
    key = _key(bitext)
    by_bead: dict[int, list[Issue]] = defaultdict(list)
    for issue in issues:
        by_bead[issue.bead].append(issue)
    rows = tuple(
        Row(
            f"d{key}-{position}",
            bead,
            _texts(bitext, bead, Side.ORIGINAL),
            _texts(bitext, bead, Side.TRANSLATION),
            tuple(by_bead.get(position, ())),
        )
        for position, bead in enumerate(bitext.beads)
    )
    return ReportedPair(
        key,
        _named(bitext.original),
        _named(bitext.translation),
        bitext.original.metadata.date,
        len(rows),
        sum(row.level == Band.LOW for row in rows),
        sum(issue.severity is not Severity.NOTE for row in rows for issue in row.issues),
        fmean(row.bead.confidence for row in rows) if rows else 0.0,
        _coverage(bitext),
        rows,
    )


def _key(bitext: Bitext) -> str:
    names = "\n".join(bitext.names).encode("utf-8", "surrogatepass")
    return hashlib.sha256(names).hexdigest()[:12]


def _named(document: Document) -> Named:
    return Named(document.id, document.metadata.title or document.id)


def _coverage(bitext: Bitext) -> float:
    segments = enumerate(bitext.original.segments)
    counted = {index for index, segment in segments if segment.kind not in _FURNITURE}
    paired = {index for bead in bitext.beads if bead.is_pair for index in bead.original}
    return len(counted & paired) / max(1, len(counted))


def _texts(bitext: Bitext, bead: Bead, side: Side) -> tuple[str, ...]:
    if bead.edited:
        return (bitext.text(bead, side),)
    segments = bitext.document(side).segments
    return tuple(segments[index].text for index in bead.on(side))
