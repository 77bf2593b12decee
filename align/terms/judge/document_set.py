"""A set of documents as somebody types it: names such as kim/*, a year, or 2016..2018."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Bitext
from align.terms.judge.scope import Scope, days_of, is_date

_TO = ".."


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """Documents of which one of some descriptions is true.

    Attributes:
        name: all descriptions, as they were typed.
        scopes: what they say.

    """

    name: str
    scopes: tuple[Scope, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> DocumentSet:
        """Return the set that some texts describe.

        Each is a date (2016, 2016-03 or 2016-03-09), a time from one to another (2016..2018,
        2016.. or ..2015), or a pattern with * and ? for a document's name.

        Raises:
            ValueError: a date is none.

        """
        return cls(" or ".join(texts), tuple(map(_scope, texts)))

    def holds(self, bitext: Bitext) -> bool:
        """Whether a pair of documents is in the set."""
        return any(not scope.why_not(bitext.names, bitext.date) for scope in self.scopes)


def _scope(text: str) -> Scope:
    first, between, last = text.partition(_TO)
    if not between and is_date(text):
        return Scope(*days_of(text))
    ends = [end for end in (first, last) if end]
    if between and ends and all(map(is_date, ends)):
        return Scope(days_of(first)[0] if first else None, days_of(last)[1] if last else None)
    return Scope(documents=(text,))
