"""Which documents somebody asks about, by their dates and names; the others are counted."""

from __future__ import annotations

import calendar
import datetime
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

import regex

from align.errors import InputError
from align.model import Bitext, Rendering
from align.terms.judge.placed import Placed, Wanted, placed_in

_DATE = regex.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class LeftAway:
    """How much a report leaves away, and why: documents with their places, or findings."""

    why: str
    documents: int = 0
    places: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that are reported and counted.

    Attributes:
        since: their first day; None for any.
        until: their last day; None for any.
        documents: patterns with * and ? for the name of the original or the translation, of
            which one is to fit; none for any name.

    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    documents: tuple[str, ...] = ()

    def why_not(self, names: Iterable[str], date: datetime.date | None) -> str:
        """Say why a pair of documents with these names and date is left away; empty if not."""
        if self.documents and not any(named(names, each) for each in self.documents):
            return f"not named {' or '.join(self.documents)}"
        if (self.since or self.until) and date is None:
            return "without a date"
        if date is not None and self.since and date < self.since:
            return f"before {self.since}"
        if date is not None and self.until and date > self.until:
            return f"after {self.until}"
        return ""


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Selected:
    """The places of the documents in a scope.

    Attributes:
        placed: the places.
        documents: names of the originals.
        left_away: what was not in the scope.

    """

    placed: tuple[Placed, ...]
    documents: frozenset[str]
    left_away: tuple[LeftAway, ...]


def in_words(left: LeftAway) -> str:
    """Say how much is left away, and why: “3 documents before 2026-01-01 (12 places)”."""
    if left.documents:
        noun = "document" if left.documents == 1 else "documents"
        places = "1 place" if left.places == 1 else f"{left.places} places"
        return f"{left.documents} {noun} {left.why} ({places})"
    return f"{left.findings} {'finding' if left.findings == 1 else 'findings'} {left.why}"


def named(names: Iterable[str], pattern: str) -> bool:
    """Whether a name is as a pattern says; composed and decomposed Hangul are one."""
    plain = unicodedata.normalize("NFC", pattern)
    return any(fnmatchcase(unicodedata.normalize("NFC", name), plain) for name in names)


def select(
    bitexts: Iterable[tuple[Bitext, Sequence[Rendering]]],
    scope: Scope = EVERYTHING,
    wanted: Wanted | None = None,
) -> Selected:
    """Return the places of the bitexts in a scope, and how much is not in it.

    Args:
        bitexts: all of them, each with its renderings.
        scope: which are asked for.
        wanted: whether the texts around a place are wanted; by default of all.

    Raises:
        InputError: a pattern of the scope fits no name at all.

    """
    placed: list[Placed] = []
    inside: set[str] = set()
    documents, places = Counter[str](), Counter[str]()
    unmatched = set(scope.documents)
    some: list[str] = []
    for bitext, renderings in bitexts:
        unmatched -= {each for each in unmatched if named(bitext.names, each)}
        some += bitext.names if len(some) < _NAMES_SHOWN else ()
        if why := scope.why_not(bitext.names, bitext.date):
            documents[why] += 1
            places[why] += len(renderings)
            continue
        inside.add(bitext.original.id)
        placed += placed_in(bitext, renderings, wanted)
    require_matched(unmatched, some)
    left = (
        LeftAway(why, documents=count, places=places[why]) for why, count in documents.items()
    )
    return Selected(tuple(placed), frozenset(inside), tuple(left))


def require_matched(unmatched: Iterable[str], names: Sequence[str]) -> None:
    """Refuse patterns that fit no document, which would say nothing of any.

    Raises:
        InputError: there is one.

    """
    if missing := sorted(unmatched):
        like = f"Names here are such as {', '.join(names[:_NAMES_SHOWN])}" if names else ""
        raise InputError(f"no document is named {' or '.join(missing)}", remedy=like)


def is_date(text: str) -> bool:
    """Whether a text is a date as `days_of` takes it."""
    return _DATE.fullmatch(text) is not None


def days_of(text: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of 2026, 2026-01 or 2026-01-31.

    Raises:
        ValueError: it is none of these.

    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is no date: write 2026, 2026-01 or 2026-01-31")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = datetime.date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"{text} is no date: {error}") from error
    if day is not None:
        return first, first
    month = month or 12
    return first, datetime.date(year, month, calendar.monthrange(year, month)[1])
