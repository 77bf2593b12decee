"""What the report shows of a memory, gathered once; the page only lays it out."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from align.checks import Issue, Severity, check
from align.model import Band, Bead, Bitext, Kind, Side, Status, band_of
from align.scoring.calibration import Calibration
from align.terms.judge.term_report import TermReport

_BINS = 10
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
class ReportedPair:
    """A bitext as the page shows it."""

    key: str  # by which its file and its places go; it stays when others come
    bitext: Bitext
    rows: tuple[Row, ...]

    @property
    def low(self) -> int:
        """Beads that need a look."""
        return sum(row.level == Band.LOW for row in self.rows)

    @property
    def alarms(self) -> int:
        """What the checks find, notes left out."""
        return sum(
            issue.severity is not Severity.NOTE for row in self.rows for issue in row.issues
        )

    @property
    def confidence(self) -> float:
        """Mean confidence of its beads."""
        return fmean(row.bead.confidence for row in self.rows) if self.rows else 0.0

    @property
    def coverage(self) -> float:
        """Share of the original's paragraphs that have a translation."""
        document = self.bitext.original
        counted = {i for i, s in enumerate(document.segments) if s.kind not in _FURNITURE}
        paired = {i for row in self.rows if row.bead.is_pair for i in row.bead.original}
        return len(counted & paired) / max(1, len(counted))


@dataclass(frozen=True)
class Content:
    """Everything that the report shows.

    Attributes:
        pairs: bitexts in the order of their originals' names.
        issues: what the checks find, the gravest first.
        terms: the check of terms, None without a termbase.
        calibration: how far confidences can be believed, None without gold.

    """

    pairs: tuple[ReportedPair, ...]
    issues: tuple[Issue, ...]
    terms: TermReport | None
    calibration: Calibration | None

    @property
    def beads(self) -> int:
        """How many beads there are."""
        return sum(len(pair.rows) for pair in self.pairs)

    @property
    def coverage(self) -> float:
        """Mean coverage of the originals."""
        return fmean(pair.coverage for pair in self.pairs) if self.pairs else 0.0

    def doubtful(self, most: int) -> list[Row]:
        """Beads that need a look, the least certain first."""
        rows = [row for pair in self.pairs for row in pair.rows if row.level == Band.LOW]
        return sorted(rows, key=lambda row: row.bead.confidence)[:most]

    def kinds(self) -> dict[str, dict[str, int]]:
        """How many issues of each kind there are, by severity."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for issue in self.issues:
            counts[issue.kind][issue.severity.value] += 1
        return {kind: dict(found) for kind, found in sorted(counts.items())}

    def types(self) -> dict[str, int]:
        """Beads by type, the commonest first."""
        found = Counter(row.bead.type for pair in self.pairs for row in pair.rows)
        return dict(found.most_common())

    def histogram(self) -> list[int]:
        """Beads by confidence, in ten equal bins."""
        counts = [0] * _BINS
        for pair in self.pairs:
            for row in pair.rows:
                counts[min(_BINS - 1, int(row.bead.confidence * _BINS))] += 1
        return counts


def gather(
    bitexts: Iterable[Bitext],
    terms: TermReport | None = None,
    calibration: Calibration | None = None,
    issues: Sequence[Issue] | None = None,
) -> Content:
    """Return what the report shows of some bitexts; `issues` are known, or looked for."""
    ordered = sorted(bitexts, key=lambda bitext: bitext.names)
    if issues is None:
        issues = check(ordered)
    by_bead: dict[tuple[str, str, int], list[Issue]] = defaultdict(list)
    for issue in issues:
        by_bead[issue.document, issue.translation, issue.bead].append(issue)
    pairs = tuple(_pair(bitext, by_bead) for bitext in ordered)
    return Content(pairs, tuple(issues), terms, calibration)


def _pair(
    bitext: Bitext, issues: Mapping[tuple[str, str, int], Sequence[Issue]]
) -> ReportedPair:
    key = hashlib.sha256("\n".join(bitext.names).encode("utf-8", "surrogatepass")).hexdigest()[
        :12
    ]
    rows = tuple(
        Row(
            f"d{key}-{position}",
            bead,
            _texts(bitext, bead, Side.ORIGINAL),
            _texts(bitext, bead, Side.TRANSLATION),
            tuple(issues.get((*bitext.names, position), ())),
        )
        for position, bead in enumerate(bitext.beads)
    )
    return ReportedPair(key, bitext, rows)


def _texts(bitext: Bitext, bead: Bead, side: Side) -> tuple[str, ...]:
    """The paragraphs of a bead with their labels, or what a person made of them."""
    if bead.edited:
        return (bitext.text(bead, side),)
    return tuple(segment.text for segment in bitext.segments(bead, side))
