"""The page of a check of terms: what is as listed, and every place to look at in its texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from align.report.pages import render
from align.report.wording import LANGUAGES
from align.system.atomic import write_text
from align.terms.judge.findings import Finding
from align.terms.judge.term_report import TermReport
from align.terms.judge.tiers import Tier
from align.terms.show import rows


def write_page(report: TermReport, path: Path, language: str = LANGUAGES[0]) -> None:
    """Write the page, whole or not at all.

    Raises:
        StorageError: the file cannot be written.

    """
    write_text(path, page(report, language))


def page(report: TermReport, language: str = LANGUAGES[0]) -> str:
    """Return the page as HTML: no network, readable without scripts, on paper and phones.

    Args:
        report: what the check found.
        language: of the page's own words, en or ko.

    """
    return render(
        "terms.html",
        language,
        report=report,
        collapses=rows.collapse_rows(report),
        repetitions=rows.repetition_rows(report.repetitions),
        forms=rows.form_rows(report),
        **shown_terms(report),
    )


def shown_terms(report: TermReport | None) -> dict[str, Any]:
    """Return what both pages show of a check: its findings by tier, and how many are right."""
    findings = report.findings if report else ()
    results = report.results if report else ()
    return {
        "tiers": {
            tier.value: [finding for finding in findings if finding.tier is tier]
            for tier in (Tier.DEVIATION, Tier.LOOK)
        },
        "choices": {
            "term": _each(findings, "term"),
            "document": sorted(_each(findings, "document")),
            "tier": _each(findings, "tier"),
            "kind": _each(findings, "kind"),
        },
        "first_of": {finding.concept: finding.name for finding in reversed(findings)},
        "listed": sum(result.listed for result in results),
        "places": sum(result.places for result in results),
    }


def _each(findings: tuple[Finding, ...], name: str) -> list[str]:
    """The values that a field has, each once and in the order in which they come."""
    return [str(value) for value in dict.fromkeys(getattr(f, name) for f in findings)]
