"""Who is answered on this machine, and how: keys, host names, headers, errors as statuses."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from align.errors import (
    AlignError,
    ConflictError,
    EditError,
    QueryError,
    RefusedError,
    RequestError,
)
from align.web.asked import Asked, asked_of

Endpoint = Callable[[Request], Awaitable[Response]]
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""What goes with every answer: nothing is loaded from elsewhere, and nothing is kept."""
_HOSTS = ("127.0.0.1", "localhost")
_STATUSES: dict[type[AlignError], int] = {
    RequestError: 400,
    RefusedError: 403,
    ConflictError: 409,
    EditError: 422,
    QueryError: 422,
}
_OUR_FAULT = "the server made a mistake that is not yours; its terminal says which"
_log = logging.getLogger(__name__)


def answering(work: Callable[[Asked], object], require: Callable[[Request], None]) -> Endpoint:
    """Return an endpoint that answers with JSON; the work is done in a thread.

    Args:
        work: from what is asked to what is answered, as plain values.
        require: raises RefusedError for those who may not ask.

    """

    async def answer(request: Request) -> Response:
        require(request)
        return as_json(await run_in_threadpool(work, await asked_of(request)))

    return guarded(answer)


def guarded(answer: Endpoint) -> Endpoint:
    """Return an endpoint that says as a status and a sentence what went wrong in another.

    An error of the toolkit's own family is a person's to mend; any other is a bug, which
    is logged with its traceback.
    """

    async def endpoint(request: Request) -> Response:
        try:
            return await answer(request)
        except AlignError as error:
            status = _STATUSES.get(type(error), 500)
            return _said(request, error.describe(), status)
        except Exception:
            _log.exception("%s %s failed", request.method, request.url.path)
            return _said(request, _OUR_FAULT, 500)

    return endpoint


def as_json(value: object, status: int = 200) -> Response:
    """Return an answer of plain values; dates are written as ISO 8601."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return Response(text, status, HEADERS, "application/json")


def require_local(request: Request) -> None:
    """Raise RefusedError where the host is another name, even one that leads to here."""
    if request.headers.get("host", "").rsplit(":", 1)[0] not in _HOSTS:
        raise RefusedError("this is not the name of this server")


def is_key(given: str, key: str) -> bool:
    """Return whether a text is the key; how long that takes tells nothing of it."""
    return hmac.compare_digest(given.encode(), key.encode())


def _said(request: Request, message: str, status: int) -> Response:
    """A message: plain to somebody who opens an address, as JSON to a program."""
    if "text/html" in request.headers.get("accept", ""):
        return PlainTextResponse(message, status, HEADERS)
    return as_json({"error": message}, status)
