"""What is looked for, and how it is read from plain values, such as a query string's."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from align.errors import QueryError
from align.memory.search.found import ALL, LIMIT, Filters
from align.model import Side, Status

LEAST = 70
"""Percent of likeness that a fuzzy match has at least, unless a query says otherwise."""
SIDES: Mapping[str, tuple[Side, ...]] = MappingProxyType(
    {**{side.language.value: (side,) for side in Side}, "both": tuple(Side)}
)
"""What people call the sides to look in."""
_MOST = 1000  # hits that a query of plain values may ask for
_AROUND = 20  # beads around each


class Method(StrEnum):
    """How to look."""

    WORDS = "words"  # all of them stand in the unit: `concordance`
    FUZZY = "fuzzy"  # the unit is like the text: `fuzzy`
    REGEX = "regex"  # the text is an expression that matches: `matching`


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for, how and where.

    Attributes:
        text: words, a text or a regular expression.
        method: which of these it is.
        least: how alike a fuzzy match must be, in percent.
        sides: where to look; empty for what suits the text: the Korean if it holds
            Hangul, else both; a fuzzy match the side in its language, an expression both.
        filters: which units may be found.
        limit: how many hits at most; 0 for all.
        context: how many beads to show before and after each hit.

    """

    text: str
    method: Method = Method.WORDS
    least: int = LEAST
    sides: tuple[Side, ...] = ()
    filters: Filters = ALL
    limit: int = LIMIT
    context: int = 0

    @classmethod
    def asked(
        cls,
        text: str,
        alike: int | None = None,
        regex: bool = False,
        side: str | None = None,
        filters: Filters = ALL,
        limit: int = LIMIT,
        context: int = 0,
    ) -> Query:
        """Return the query that options say: `alike` in percent, `side` by its name in `SIDES`.

        Raises:
            ValueError: `alike` and `regex` are both asked for, or there is no such side.

        """
        if regex and alike is not None:
            raise ValueError("alike and regex exclude each other")
        if side is not None and side not in SIDES:
            raise ValueError(f"side is to be one of {', '.join(SIDES)}")
        likely = Method.WORDS if alike is None else Method.FUZZY
        method = Method.REGEX if regex else likely
        sides = SIDES[side] if side else ()
        return cls(text, method, alike or LEAST, sides, filters, limit, context)

    @classmethod
    def read(cls, plain: Mapping[str, str]) -> Query:
        """Return the query that plain values say, by the names of `PARAMETERS`.

        Other names are passed over, and what is not there has its default.

        Raises:
            QueryError: there is no text, or a value cannot be read.

        """
        if not plain.get("text"):
            raise QueryError("say what to look for", where="text")
        own: dict[str, Any] = {}
        narrowing: dict[str, Any] = {}
        for parameter in PARAMETERS:
            if parameter.name in plain:
                values = narrowing if parameter.narrows else own
                values[parameter.field] = parameter.value(plain[parameter.name])
        return cls(**own, filters=Filters(**narrowing))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A plain value of a query.

    Attributes:
        name: what it is called.
        about: what it is, in a few words.
        schema: what it may be, as JSON Schema.
        read: how its text is read; ValueError says what is wrong with it.
        field: the field of `Query` that it stands for, or of `Filters`.
        narrows: whether that is a field of `Filters`.

    """

    name: str
    about: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    field: str
    narrows: bool = False

    def value(self, text: str) -> Any:
        """Return what a text says.

        Raises:
            QueryError: it is none of the values that this may have.

        """
        try:
            return self.read(text)
        except ValueError as error:
            raise QueryError(str(error), where=self.name) from error


def _number(low: float, high: float, kind: type[int] | type[float]) -> Callable[[str], Any]:
    def read(text: str) -> float:
        value = kind(text)
        if not low <= value <= high:
            raise ValueError(f"{text} is not between {low} and {high}")
        return value

    return read


def _one_of(choices: Mapping[str, Any]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if text not in choices:
            raise ValueError(f"{text!r} is none of {', '.join(choices)}")
        return choices[text]

    return read


def _statuses(text: str) -> tuple[Status, ...]:
    read = _one_of({status.value: status for status in Status})
    return tuple(read(part) for part in text.split(","))


def _whole(low: int, high: int, default: int) -> Mapping[str, Any]:
    return {"type": "integer", "minimum": low, "maximum": high, "default": default}


_METHODS = {method.value: method for method in Method}
_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_date = datetime.date.fromisoformat
PARAMETERS = (
    Parameter("text", "what to look for", {**_TEXT, "minLength": 1}, str, "text"),
    Parameter(
        "way",
        "all words; units like the text; or a regular expression",
        {**_TEXT, "enum": list(_METHODS), "default": Method.WORDS.value},
        _one_of(_METHODS),
        "method",
    ),
    Parameter(
        "least",
        "how alike a fuzzy match must be, in percent",
        _whole(1, 100, LEAST),
        _number(1, 100, int),
        "least",
    ),
    Parameter("in", "side to look in", {**_TEXT, "enum": list(SIDES)}, _one_of(SIDES), "sides"),
    Parameter("since", "earliest date", _DAY, _date, "since", narrows=True),
    Parameter("until", "latest date", _DAY, _date, "until", narrows=True),
    Parameter("document", "name, with * and ?", _TEXT, str, "document", narrows=True),
    Parameter(
        "status",
        f"of the bead, several with commas: {', '.join(Status)}",
        _TEXT,
        _statuses,
        "statuses",
        narrows=True,
    ),
    Parameter("confidence", "at least", _SHARE, _number(0, 1, float), "least", narrows=True),
    Parameter("below", "at most", _SHARE, _number(0, 1, float), "most", narrows=True),
    Parameter("limit", "hits", _whole(1, _MOST, LIMIT), _number(1, _MOST, int), "limit"),
    Parameter(
        "context",
        "beads before and after each hit",
        _whole(0, _AROUND, 0),
        _number(0, _AROUND, int),
        "context",
    ),
)
"""The plain values that a query is read from, in the order in which they are described."""
