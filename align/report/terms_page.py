"""The page of a check of terms: verdicts, renderings over time, every finding in context."""

from __future__ import annotations

from pathlib import Path

from align.report.pages import environment
from align.system.atomic import write_text
from align.terms.judge.term_report import TermReport
from align.terms.show import rows


def write_page(report: TermReport, path: Path) -> None:
    """Write the page, whole or not at all.

    Raises:
        StorageError: the file cannot be written.

    """
    write_text(path, page(report))


def page(report: TermReport) -> str:
    """Return the page as HTML: no scripts, no network, prints well, light and dark."""
    template = environment().get_template("terms.html")
    return template.render(report=report, **rows.whole(report))
