"""The Jinja2 environment of all pages: everything escaped, nothing undefined."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import regex
from markupsafe import Markup

from align.lang.normalise import fold, match_form
from align.model.bands import LOW
from align.report.wording import listed_words, value_word, words
from align.system.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment


def render(name: str, language: str, **values: Any) -> str:
    """Return a page with its own words in a language, en or ko.

    Templates find these words as `w`, `said(value)` for verdicts, kinds and doubts, and
    `as_listed(result)` for how many places of a term are as listed.
    """
    return (
        environment()
        .get_template(name)
        .render(
            w=words(language),
            said=lambda value: value_word(str(value), language),
            as_listed=lambda result: listed_words(result, language),
            language=language,
            low_below=LOW,
            version=__version__,
            **values,
        )
    )


@cache
def environment() -> Environment:
    """Return the environment, made once a process."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # for pages alone

    made = Environment(
        loader=PackageLoader("align.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["marked"] = with_mark
    made.filters["at"] = with_span
    made.filters["figure"] = figure
    return made


def with_span(text: str, span: tuple[int, int] | None) -> Markup:
    """Return a text with what stands at a place marked; without a place as it is."""
    if span is None:
        return Markup("{}").format(text)
    start, end = span
    return Markup("{}<mark>{}</mark>{}").format(text[:start], text[start:end], text[end:])


def figure(share: float) -> str:
    """Return a share with two digits; 1.00 only where nothing is missing."""
    return f"{share if share >= 1 else min(share, 0.99):.2f}"


def with_mark(text: str, part: str) -> Markup:
    """Return a text with the first place of a part marked, whatever its case and blanks."""
    folded = fold(text)
    letters = "".join(match_form(part).split())
    wanted = r"\s*".join(map(regex.escape, letters))
    match = regex.search(wanted, folded.text, regex.IGNORECASE) if letters else None
    if match is None:
        return Markup("{}").format(text)
    return with_span(text, folded.span(*match.span()))
