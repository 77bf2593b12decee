"""A small HTTP API for other tools: look things up in a memory, read only.

It says of itself what it takes, as OpenAPI 3.1 at `/openapi.json`.  It listens on this
machine alone and answers nobody who does not show the token.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from align.errors import RefusedError
from align.memory import Memory
from align.memory.search import Query, search
from align.memory.search.query import PARAMETERS
from align.model import Status
from align.system.version import __version__
from align.web.answers import answering, is_key, require_local
from align.web.asked import Asked


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
                Route("/search", answering(self._search, self._require_token)),
                Route("/openapi.json", answering(lambda _: description(), require_local)),
            ]
        )

    def _search(self, asked: Asked) -> dict[str, Any]:
        query = Query.read(asked.texts())
        with Memory(self.path, create=False) as memory:
            return asdict(search(memory, query))

    def _require_token(self, request: Request) -> None:
        require_local(request)
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not is_key(given, self.token):
            raise RefusedError("show the token that align serve printed")


def description() -> dict[str, Any]:
    """Return what the API takes and gives, as OpenAPI 3.1."""
    text = {"type": "string"}
    share = {"type": "number", "minimum": 0, "maximum": 1}
    spans = {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}
    beads = {"type": "array", "items": {"type": "array", "items": text}}
    hit = {
        "document": text,
        "translation_document": text,
        "date": {"type": ["string", "null"], "format": "date"},
        "position": {"type": "integer"},
        "status": {"type": "string", "enum": [status.value for status in Status]},
        "confidence": share,
        "original": text,
        "translation": text,
        "original_spans": spans,
        "translation_spans": spans,
        "percent": {"type": ["integer", "null"]},
        "before": beads,
        "after": beads,
    }
    properties = {
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
                        for parameter in PARAMETERS
                    ],
                    "responses": {
                        "200": _json(
                            "the best hits first",
                            {
                                "type": "object",
                                "properties": properties,
                                "required": list(properties),
                            },
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
