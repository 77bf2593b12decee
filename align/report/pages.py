"""The Jinja2 environment of all pages: everything escaped, nothing undefined."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex
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
    made.filters["marked"] = with_mark
    return made


def with_mark(text: str, part: str) -> Markup:
    """Return a text with the first place of a part marked, whatever its case and blanks."""
    folded = fold(text)
    letters = "".join(match_form(part).split())
    wanted = r"\s*".join(map(regex.escape, letters))
    match = regex.search(wanted, folded.text, regex.IGNORECASE) if letters else None
    if match is None:
        return Markup("{}").format(text)
    start, end = folded.span(*match.span())
    return Markup("{}<mark>{}</mark>{}").format(text[:start], text[start:end], text[end:])
