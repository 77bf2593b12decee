"""What the review page asks for, read from its requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from align.errors import QueryError, RequestError
from align.memory.search import Query
from align.model import Side, TermStatus
from align.web.asked import Asked
from align.web.review.edits import Edit

_SIDES: Mapping[str, tuple[Side, ...]] = MappingProxyType(
    {**{side.value: (side,) for side in Side}, "both": tuple(Side)}
)
_STATUSES = {status.value: status for status in TermStatus}
_MOST_HITS = 50


class AskedState(NamedTuple):
    """A bitext as the page shows it: the names of both documents, and the version."""

    names: tuple[str, str]
    version: int


@dataclass(frozen=True, slots=True)
class AskedTerm:
    """A rendering to be confirmed: what it stands for, and what a termbase says of it."""

    concept: str
    text: str
    status: TermStatus


def asked_names(asked: Asked) -> tuple[str, str]:
    """Return the names of both documents of the bitext that a request is about.

    Raises:
        RequestError: one is missing, or no text.

    """
    return asked.text(Side.ORIGINAL), asked.text(Side.TRANSLATION)


def asked_state(asked: Asked) -> AskedState:
    """Return the bitext that a request is to change, as the page shows it.

    Raises:
        RequestError: a name or the version is missing, or not of its type.

    """
    return AskedState(asked_names(asked), asked.number("version"))


def asked_edit(asked: Asked) -> Edit:
    """Return the edit that a request is for; its bitext stands beside it.

    Raises:
        RequestError: a value is missing, or not of its type.

    """
    values = asked.within("values")
    return Edit(
        asked.text("action"),
        asked.number("bead"),
        values.choice("side", _SIDES, ()),
        values.number("direction", 1) > 0,
        values.text("text", ""),
        values.number("segment", -1),
        values.number("offset", 0),
    )


def asked_query(asked: Asked) -> Query:
    """Return the query that a request is for, with as many hits as the page shows.

    Raises:
        RequestError: a value is missing, or cannot be read.

    """
    try:
        return Query.read({"limit": str(_MOST_HITS), **asked.texts()})
    except QueryError as error:
        raise RequestError(error.what, where=error.where) from error


def asked_term(asked: Asked) -> AskedTerm:
    """Return the rendering that a request is to confirm.

    Raises:
        RequestError: a value is missing, or not of its type.

    """
    return AskedTerm(
        asked.text("concept"),
        asked.text("rendering").strip(),
        asked.choice("status", _STATUSES),
    )
