"""The page of a check of terms: verdicts, renderings over time, every finding in context."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from align.atomic import write_text
from align.terms import rows
from align.terms.check import TermReport

if TYPE_CHECKING:
    from jinja2 import Environment


def write_page(report: TermReport, path: Path) -> None:
    """Write the page, whole or not at all.

    Raises:
        StorageError: the file cannot be written.

    """
    write_text(path, page(report))


def page(report: TermReport) -> str:
    """Return the page as HTML: no scripts, no network, prints well, light and dark."""
    template = _environment().get_template("terms.html")
    return template.render(report=report, **rows.whole(report))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # for pages alone

    environment = Environment(
        loader=PackageLoader("align.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["marked"] = _marked
    return environment


def _marked(text: str, part: str) -> Markup:
    """A text in which the first place of a part is marked; found whatever its case."""
    at = text.lower().find(part.lower()) if part else -1
    if at < 0:
        return Markup("{}").format(text)
    pieces = text[:at], text[at : at + len(part)], text[at + len(part) :]
    return Markup("{}<mark>{}</mark>{}").format(*pieces)
