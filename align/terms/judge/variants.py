"""Surface forms of a rendering grouped into one, by rules that can be told and switched off.

“Comfort women”, comfort women and the comfort women are one rendering.  For a
ministry the quotation marks are a matter of substance, so every form is kept as
a sub-variant, and quotation marks, capitals or a kind of form can be made to count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import regex

from align.lang.english import american, rendering_key, without_article
from align.lang.normalise import match_form
from align.model import FormKind

_QUOTES = regex.compile(r"""\"|(?<!\w)'|'(?!\w)""")
_MARKS = frozenset("\"'")
_STOPS = frozenset(",.;:!?")
_DOTTED = regex.compile(r"(?<![\p{L}.])(?:\p{Lu}\.){2,}")


@dataclass(frozen=True, slots=True)
class Strictness:
    """What makes two renderings different that would otherwise be one.

    All but the first two are kinds of forms: a rendering that is one of them then counts as
    another rendering than the term that the termbase lists.
    """

    quotes: bool = False
    capitals: bool = False
    inflection: bool = False
    spelling: bool = False
    abbreviation: bool = False
    derivation: bool = False
    short: bool = False

    @classmethod
    def named(cls, names: Iterable[str]) -> Strictness:
        """Return what is strict about the things that are named.

        Raises:
            ValueError: one of the names is none of `STRICT`.

        """
        wanted = set(names)
        if unknown := wanted - set(STRICT):
            raise ValueError(f"strict is to name {', '.join(STRICT)}, not {min(unknown)}")
        return cls(**dict.fromkeys(wanted, True))

    @property
    def signature(self) -> str:
        """Its settings in a word."""
        return "+".join(name for name in STRICT if getattr(self, name)) or "none"

    @property
    def kinds(self) -> frozenset[FormKind]:
        """The kinds of forms that count as another rendering."""
        return frozenset(kind for kind in FormKind if getattr(self, kind.value, False))


STRICT = tuple(field.name for field in fields(Strictness))
"""What can be made strict, by name."""
LENIENT = Strictness()
STRICTEST = Strictness.named(STRICT)


def as_written(text: str, start: int, end: int) -> str:
    """Return a span of a text with the quotation marks around it, if it has both.

    A comma or a full stop inside of the closing mark is passed over.
    """
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if after and after in _STOPS:
        after = text[end + 1 : end + 2]
    opens, closes = match_form(before), match_form(after)
    quoted = opens == closes and opens in _MARKS
    return f"{before}{text[start:end]}{after}" if quoted else text[start:end]


def is_quoted(form: str) -> bool:
    """Whether a form has quotation marks around it, of whatever kind."""
    folded = match_form(form)
    return folded[:1] in _MARKS and folded[-1:] in _MARKS


def variant_key(form: str, strict: Strictness = LENIENT) -> str:
    """Return what makes two forms the same rendering.

    Article, capitals, hyphen, possessive, inflection, British or American spelling, the dots of
    an abbreviation and quotation marks make no difference, unless `strict` says so.
    """
    folded = match_form(form)
    key = without_quotes(folded)
    if not strict.abbreviation:
        key = _without_dots(key)
    if not strict.spelling:
        key = american(key)
    words = without_article(key).replace("-", " ").split()
    key = " ".join(words).lower() if strict.inflection else rendering_key(key)
    if strict.capitals:
        key = f"{key} {''.join('A' if word[0].isupper() else 'a' for word in words)}"
    if strict.quotes and is_quoted(form):
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


def _without_dots(text: str) -> str:
    """A text with UN for U.N."""
    return str(_DOTTED.sub(lambda match: match.group().replace(".", ""), text))


_RULES = (
    ("quotation marks", without_quotes),
    ("article", without_article),
    ("dots", _without_dots),
    ("capitals", str.lower),
    ("spelling", american),
    ("hyphen", lambda text: text.replace("-", " ")),
    ("inflection", rendering_key),
)
