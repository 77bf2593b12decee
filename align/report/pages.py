"""The Jinja2 environment of all pages: everything escaped, nothing undefined."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

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
    """Return a text with the first place of a part marked, found whatever its case."""
    at = text.lower().find(part.lower()) if part else -1
    if at < 0:
        return Markup("{}").format(text)
    pieces = text[:at], text[at : at + len(part)], text[at + len(part) :]
    return Markup("{}<mark>{}</mark>{}").format(*pieces)
