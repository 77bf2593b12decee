"""The Jinja2 environment of all pages: everything escaped, nothing undefined."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from align.lang.normalise import fold, match_form

if TYPE_CHECKING:
    from jinja2 import Environment


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
    made.filters["marked"] = marked
    return made


def marked(text: str, part: str) -> Markup:
    """Return a text with the first place of a part marked, whatever its case and form."""
    folded, wanted = fold(text), match_form(part).lower()
    at = folded.text.lower().find(wanted) if wanted else -1
    if at < 0 or len(folded.text.lower()) != len(folded.text):
        return Markup("{}").format(text)
    start, end = folded.span(at, at + len(wanted))
    return Markup("{}<mark>{}</mark>{}").format(text[:start], text[start:end], text[end:])
