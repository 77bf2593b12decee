"""The report as one self-contained file, or as several where it would be too large.

No network, readable without scripts; the few lines of script only sort and filter
tables.  Beyond `WHOLE` documents, or `WHOLE_BEADS` beads, each document stands in a file
of its own, in a folder beside the page, so that the page still opens at once.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from align.checks import Issue
from align.model import Bitext
from align.report import charts
from align.report.content import Content, Gathering, ReportedPair, add_all
from align.report.pages import render
from align.report.terms_page import shown_terms
from align.scoring.calibration import Calibration
from align.system.atomic import write_text
from align.system.version import __version__
from align.terms.judge.term_report import TermReport
from align.terms.judge.tiers import Tier

WHOLE = 100
"""Documents up to which everything stands in one file."""
WHOLE_BEADS = 20_000
"""Beads up to which it does."""
_LEAST_CONSISTENT = 8
_CHARTED = 40
_TO_LOOK_AT = (Tier.DEVIATION, Tier.LOOK)
_OURS = re.compile(r"[0-9a-f]{12}\.html|\d{5}\.html")  # names that pages have, or had


class Report:
    """A report that is written while bitexts go by, so that none of them is held.

    Args:
        path: the page.
        documents: how many bitexts there will be.
        beads: how many in all of them; either tells whether each document has a file.
        language: of the page's own words, en or ko.

    """

    def __init__(self, path: Path, documents: int, beads: int, language: str = "en") -> None:
        self._path = path
        self._language = language
        self._folder = path.with_name(f"{path.stem}_documents")
        self._split = documents > WHOLE or beads > WHOLE_BEADS
        self._written: list[Path] = []
        self._gathering = Gathering(self._keep)

    def add(self, bitext: Bitext, issues: Sequence[Issue]) -> None:
        """Take a bitext, and what the checks find in it.

        Raises:
            StorageError: its file cannot be written.

        """
        self._gathering.add(bitext, issues)

    def add_issues(self, issues: Iterable[Issue]) -> None:
        """Take issues that belong to no one bitext."""
        self._gathering.add_issues(issues)

    def write(
        self, terms: TermReport | None = None, calibration: Calibration | None = None
    ) -> list[Path]:
        """Write the page and return the files that the report is made of, the page first.

        Raises:
            StorageError: it cannot be written; what stood there stands.

        """
        content = self._gathering.content(terms, calibration)
        folder = self._folder.name if self._split else ""
        write_text(self._path, page(content, self._language, folder))
        _remove_others(self._folder, self._written)
        return [self._path, *self._written]

    def _keep(self, pair: ReportedPair) -> ReportedPair:
        """What is kept of a bitext: all, or what the page says of it beside its own file."""
        if not self._split:
            return pair
        file = self._folder / f"{pair.key}.html"
        _write_changed(file, pair, self._path.name, self._language)
        self._written.append(file)
        return replace(pair, rows=())


def write_report(
    bitexts: Sequence[Bitext],
    path: Path,
    language: str = "en",
    terms: TermReport | None = None,
) -> list[Path]:
    """Write the report of bitexts at hand, looked at by the checks; see `Report`."""
    beads = sum(len(bitext.beads) for bitext in bitexts)
    report = Report(path, len(bitexts), beads, language)
    add_all(report, bitexts)
    return report.write(terms)


def page(content: Content, language: str = "en", folder: str = "") -> str:
    """Return the page.

    Args:
        content: what to show.
        language: of the page's own words, en or ko.
        folder: where the documents stand, empty to have them in the page.

    """
    return render(
        "report.html",
        language,
        content=content,
        folder=folder,
        doubtful=content.least_sure,
        least=_least_consistent(content.terms),
        term_charts=dict(_term_charts(content.terms)),
        **shown_terms(content.terms),
        issues=content.issues,
        issues_left=content.issue_count - len(content.issues),
        histogram=_histogram(content),
        types=_types(content),
        reliability=_reliability(content),
    )


def _write_changed(file: Path, pair: ReportedPair, back: str, language: str) -> None:
    """Write the page of a document, unless it stands there as it would be written."""
    shown = repr((__version__, language, back, pair))
    key = hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()
    end = f"<!-- {key} -->\n"
    if not _ends_with(file, end):
        write_text(file, _document_page(pair, back, language) + end)


def _remove_others(folder: Path, written: Sequence[Path]) -> None:
    """Take away the pages of documents that are in the report no more."""
    kept = {file.name for file in written}
    for file in folder.glob("*.html"):
        if file.name not in kept and _OURS.fullmatch(file.name):
            file.unlink()


def _ends_with(file: Path, end: str) -> bool:
    try:
        with file.open("rb") as opened:
            opened.seek(-len(end), os.SEEK_END)
            return opened.read() == end.encode("ascii")
    except OSError:  # not there, or shorter
        return False


def _document_page(pair: ReportedPair, back: str, language: str) -> str:
    return render("document.html", language, pair=pair, back=back)


def _least_consistent(terms: TermReport | None) -> list[Any]:
    if terms is None:
        return []
    look = [result for result in terms.results if any(map(result.tiers.get, _TO_LOOK_AT))]
    return look[:_LEAST_CONSISTENT]


def _term_charts(terms: TermReport | None) -> Iterator[tuple[str, Markup]]:
    """The renderings of each varying term over the years."""
    varying = [r for r in terms.results if len(r.shares) > 1] if terms else []
    for result in varying[:_CHARTED]:
        years = sorted(result.years)
        if len(years) < 2:
            continue
        series = {
            share.rendering: [result.years[year].get(share.rendering, 0) for year in years]
            for share in result.shares
        }
        yield result.concept, charts.stacked([str(y) for y in years], series, result.name)


def _histogram(content: Content) -> Markup:
    counts = content.histogram
    labels = [f"{n / len(counts):.1f}" for n in range(len(counts))]
    return charts.bars(labels, counts, "Beads by confidence")


def _types(content: Content) -> Markup:
    counts = content.types
    return charts.bars(list(counts), list(counts.values()), "Beads by type")


def _reliability(content: Content) -> Markup | None:
    if content.calibration is None:
        return None
    points = [(b.confidence, b.right) for b in content.calibration.bins if b.count]
    return charts.reliability(points, "Share right by confidence")
