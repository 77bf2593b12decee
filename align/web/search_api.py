"""A small HTTP API for other tools: look things up in a memory, read only.

It says of itself what it takes, as OpenAPI 3.1 at `/openapi.json`.  It listens on this
machine alone and answers nobody who does not show the token.
"""

from __future__ import annotations

import datetime
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from align.errors import AlignError, QueryError
from align.memory import Memory
from align.memory.search import (
    LIMIT,
    Filters,
    Found,
    Side,
    concordance,
    fuzzy,
    matching,
    with_context,
)
from align.model import Status
from align.system.version import __version__

_MOST = 1000
_HOSTS = ("127.0.0.1", "localhost")
_WAYS = ("words", "fuzzy", "regex")


@dataclass(frozen=True, slots=True)
class _Parameter:
    """What may stand in a query: how it is described, and read."""

    name: str
    about: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    default: Any = None


def _number(low: float, high: float, kind: type[int] | type[float]) -> Callable[[str], Any]:
    def read(text: str) -> float:
        value = kind(text)
        if not low <= value <= high:
            raise ValueError(f"{text} is not between {low} and {high}")
        return value

    return read


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"{text!r} is none of {', '.join(choices)}")
        return text

    return read


def _statuses(text: str) -> tuple[Status, ...]:
    return tuple(Status(part) for part in text.split(","))


_DAY = {"type": "string", "format": "date"}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_SIDES = tuple(side.value for side in Side)
_PARAMETERS = (
    _Parameter("text", "what to look for", {"type": "string", "minLength": 1}, str),
    _Parameter(
        "way",
        "all words; units like the text; or a regular expression",
        {"type": "string", "enum": list(_WAYS), "default": "words"},
        _one_of(_WAYS),
        "words",
    ),
    _Parameter(
        "least",
        "how alike a fuzzy match must be, in percent",
        {"type": "integer", "minimum": 1, "maximum": 100, "default": 70},
        _number(1, 100, int),
        70,
    ),
    _Parameter(
        "in", "side to look in", {"type": "string", "enum": list(_SIDES)}, _one_of(_SIDES)
    ),
    _Parameter("since", "earliest date", _DAY, datetime.date.fromisoformat),
    _Parameter("until", "latest date", _DAY, datetime.date.fromisoformat),
    _Parameter("document", "name, with * and ?", {"type": "string"}, str, ""),
    _Parameter(
        "status",
        f"of the bead, several with commas: {', '.join(Status)}",
        {"type": "string"},
        _statuses,
        (),
    ),
    _Parameter("confidence", "at least", _SHARE, _number(0, 1, float), 0.0),
    _Parameter("below", "at most", _SHARE, _number(0, 1, float), 1.0),
    _Parameter(
        "limit",
        "hits",
        {"type": "integer", "minimum": 1, "maximum": _MOST, "default": LIMIT},
        _number(1, _MOST, int),
        LIMIT,
    ),
    _Parameter(
        "context",
        "beads before and after each hit",
        {"type": "integer", "minimum": 0, "maximum": 20, "default": 0},
        _number(0, 20, int),
        0,
    ),
)


@dataclass(frozen=True)
class Service:
    """What the server answers from.

    Attributes:
        path: the memory.
        token: what a client must show, as `Authorization: Bearer TOKEN`.

    """

    path: Path
    token: str

    def application(self) -> Starlette:
        """Return the application, an ASGI callable."""
        return Starlette(
            routes=[
                Route("/search", self._search),
                Route("/openapi.json", self._description),
            ]
        )

    async def _description(self, request: Request) -> Response:
        return _answer(description()) if self._local(request) else _error("unknown host", 403)

    async def _search(self, request: Request) -> Response:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        known = hmac.compare_digest(given.encode(), self.token.encode())
        if not (known and self._local(request)):
            return _error("show the token that align serve printed", 403)
        try:
            asked = _read(request.query_params)
            found = await run_in_threadpool(self._found, asked)
        except (ValueError, QueryError) as error:
            return _error(str(error), 422)
        except AlignError as error:
            return _error(str(error), 500)
        return _answer(asdict(found))

    def _found(self, asked: Mapping[str, Any]) -> Found:
        settings: dict[str, Any] = {
            "side": Side(asked["in"]) if asked["in"] else None,
            "limit": asked["limit"],
            "filters": Filters(
                asked["since"],
                asked["until"],
                asked["document"],
                asked["status"],
                asked["confidence"],
                asked["below"],
            ),
        }
        with Memory(self.path, create=False) as memory:
            if asked["way"] == "regex":
                found = matching(memory, asked["text"], **settings)
            elif asked["way"] == "fuzzy":
                found = fuzzy(memory, asked["text"], asked["least"], **settings)
            else:
                found = concordance(memory, asked["text"], **settings)
            if not asked["context"]:
                return found
            hits = (with_context(memory, hit, asked["context"]) for hit in found.hits)
            return Found(tuple(hits), found.total, found.searched)

    def _local(self, request: Request) -> bool:
        """Whether the request names this machine, not a page's name that leads to it."""
        return request.headers.get("host", "").rsplit(":", 1)[0] in _HOSTS


def description() -> dict[str, Any]:
    """Return what the API takes and gives, as OpenAPI 3.1."""
    text = {"type": "string"}
    spans = {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}
    beads = {"type": "array", "items": {"type": "array", "items": text}}
    hit = {
        "document": text,
        "translation_document": text,
        "date": {"type": ["string", "null"], "format": "date"},
        "position": {"type": "integer"},
        "status": {"type": "string", "enum": [status.value for status in Status]},
        "confidence": _SHARE,
        "original": text,
        "translation": text,
        "original_spans": spans,
        "translation_spans": spans,
        "percent": {"type": ["integer", "null"]},
        "before": beads,
        "after": beads,
    }
    found = {
        "hits": {
            "type": "array",
            "items": {"type": "object", "properties": hit, "required": list(hit)},
        },
        "total": {"type": ["integer", "null"]},
        "searched": text,
    }
    wrong = {"type": "object", "properties": {"error": text}, "required": ["error"]}
    return {
        "openapi": "3.1.0",
        "info": {"title": "daeyeok", "version": __version__},
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "paths": {
            "/search": {
                "get": {
                    "operationId": "search",
                    "summary": "Where a memory has some words, in either language",
                    "security": [{"token": []}],
                    "parameters": [
                        {
                            "name": parameter.name,
                            "in": "query",
                            "required": parameter.name == "text",
                            "description": parameter.about,
                            "schema": dict(parameter.schema),
                        }
                        for parameter in _PARAMETERS
                    ],
                    "responses": {
                        "200": _json(
                            "the best hits first",
                            {"type": "object", "properties": found, "required": list(found)},
                        ),
                        "403": _json("no token", wrong),
                        "422": _json("a parameter is wrong", wrong),
                        "500": _json("the memory cannot be read", wrong),
                    },
                }
            }
        },
    }


def _json(about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": schema}}}


def _read(given: Mapping[str, str]) -> dict[str, Any]:
    """The values of all parameters.

    Raises:
        ValueError: one is missing or wrong.

    """
    values: dict[str, Any] = {}
    for parameter in _PARAMETERS:
        text = given.get(parameter.name)
        if text is None:
            values[parameter.name] = parameter.default
            continue
        try:
            values[parameter.name] = parameter.read(text)
        except ValueError as error:
            raise ValueError(f"{parameter.name}: {error}") from error
    if not values["text"]:
        raise ValueError("text: say what to look for")
    return values


def _error(message: str, status: int) -> Response:
    return _answer({"error": message}, status)


def _answer(value: object, status: int = 200) -> Response:
    text = json.dumps(value, ensure_ascii=False, default=str)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return Response(text, status, headers, "application/json")
