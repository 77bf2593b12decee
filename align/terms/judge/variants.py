"""Surface forms of a rendering grouped into one, by rules that can be told and switched off.

“Comfort women”, comfort women and the comfort women are one rendering.  For a
ministry the quotation marks are a matter of substance, so every form is kept as
a sub-variant, and quotation marks or capitals can be made to count.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from align.lang.english import american, rendering_key, without_article
from align.lang.normalise import match_form

_QUOTES = regex.compile(r"""\"|(?<!\w)'|'(?!\w)""")
_OPEN, _CLOSE = frozenset("\"'"), frozenset("\"'")


@dataclass(frozen=True, slots=True)
class Strictness:
    """What makes two renderings different that would otherwise be one."""

    quotes: bool = False
    capitals: bool = False

    @property
    def signature(self) -> str:
        """Its settings in a word."""
        told = [name for name in ("quotes", "capitals") if getattr(self, name)]
        return "+".join(told) or "none"


LENIENT = Strictness()


def as_written(text: str, start: int, end: int) -> str:
    """Return a span of a text with the quotation marks around it, if it has any."""
    before, after = text[start - 1 : start], text[end : end + 1]
    quoted = match_form(before) in _OPEN and match_form(after) in _CLOSE
    return (
        f"{before}{text[start:end]}{after}" if before and after and quoted else text[start:end]
    )


def variant_key(form: str, strict: Strictness = LENIENT) -> str:
    """Return what makes two forms the same rendering.

    Article, capitals, hyphen, possessive, plural, British or American spelling and
    quotation marks make no difference, unless `strict` says so.
    """
    folded = match_form(form)
    key = rendering_key(american(folded))
    if strict.capitals:
        key = without_article(_QUOTES.sub("", folded))
    if strict.quotes and folded[:1] in _OPEN and folded[-1:] in _CLOSE:
        key = f'"{key}"'
    return key


def rules_between(form: str, name: str) -> list[str]:
    """Return which differences between a form and its rendering's name were passed over."""
    mine, other = match_form(form), match_form(name)
    rules = []
    for rule, fold in _RULES:
        after = fold(mine), fold(other)
        if mine != other and (
            after[0] == after[1] or (after[0] != mine) != (after[1] != other)
        ):
            rules.append(rule)
        mine, other = after
    return rules


def without_quotes(text: str) -> str:
    """Return a text without its quotation marks."""
    return str(_QUOTES.sub("", text))


_RULES = (
    ("quotation marks", without_quotes),
    ("article", without_article),
    ("capitals", str.lower),
    ("spelling", american),
    ("hyphen", lambda text: text.replace("-", " ")),
    ("inflection", rendering_key),
)
