"""The review's server: reads and changes one memory, for one browser on this machine.

It listens on 127.0.0.1 alone.  The address that is opened carries a token, which is
exchanged for a cookie; a request without it, from another origin or under another host
name is refused.  Every change is in the memory before it is answered.
"""

from __future__ import annotations

import hmac
import secrets
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from align.aligner import Aligner
from align.aligner.realign import realign
from align.aligner.training import refit, reviewed
from align.errors import AlignError, ConflictError, QueryError
from align.formats.registry import format_of
from align.memory.history import ReviewedMemory
from align.memory.search import Found, concordance, fuzzy, matching
from align.model import Bitext, Concept, Language, Term, Termbase, TermStatus
from align.system.atomic import write_text
from align.terms.termbase import merged, read_termbase, write_termbase
from align.web.review.edits import EditError, edit
from align.web.review.states import LOW, Issues, bitext_state, hit_list, queue

_COOKIE = "align-review"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_STATIC = {"review.js": "text/javascript", "review.css": "text/css"}
WEIGHTS = "review-weights.json"
"""Beside the memory: what was learned from decisions, for --weights."""
_WAYS: dict[str, Callable[..., Found]] = {
    "words": concordance,
    "fuzzy": fuzzy,
    "regex": matching,
}
_MOST_HITS = 50
_EXPORTS = (".tmx", ".xlf", ".xlsx", ".tsv", ".jsonl", ".html")


@dataclass
class Review:
    """What the server works on.

    Attributes:
        path: the memory.
        aligner: what aligns around decisions.
        who: the reviewer's name, noted with each decision.
        termbase: where confirmed renderings go, None to do without.
        token: what the browser must show.

    """

    path: Path
    aligner: Aligner
    who: str
    termbase: Path | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _issues: Issues = field(default_factory=Issues, init=False, repr=False)

    def application(self) -> Starlette:
        """Return the application, an ASGI callable."""
        routes = [
            Route("/", self._page),
            Route("/static/{name}", self._static),
            Route("/api/queue", self._guarded(self._queue)),
            Route("/api/bitext", self._guarded(self._bitext)),
            Route("/api/edit", self._guarded(self._edit), methods=["POST"]),
            Route("/api/undo", self._guarded(self._undo), methods=["POST"]),
            Route("/api/redo", self._guarded(self._redo), methods=["POST"]),
            Route("/api/realign", self._guarded(self._realign), methods=["POST"]),
            Route("/api/learn", self._guarded(self._learn), methods=["POST"]),
            Route("/api/search", self._guarded(self._search)),
            Route("/api/terms", self._guarded(self._terms)),
            Route("/api/term", self._guarded(self._term), methods=["POST"]),
            Route("/api/export", self._export),
        ]
        return Starlette(routes=routes)

    # -- pages ----------------------------------------------------------------------

    async def _page(self, request: Request) -> Response:
        given = request.query_params.get("token")
        if given is not None and hmac.compare_digest(given, self.token):
            response = Response(status_code=303, headers={"location": "/"})
            response.set_cookie(_COOKIE, self.token, httponly=True, samesite="strict")
            return response
        if not self._allowed(request):
            return _refused()
        page = files("align.web.review").joinpath("static/review.html").read_text("utf-8")
        return HTMLResponse(page, headers=_headers())

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC or not self._allowed(request):
            return _refused()
        content = files("align.web.review").joinpath(f"static/{name}").read_bytes()
        return Response(content, media_type=_STATIC[name], headers=_headers())

    async def _export(self, request: Request) -> Response:
        suffix = request.query_params.get("format", ".tmx")
        if not self._allowed(request) or suffix not in _EXPORTS:
            return _refused()
        path = Path(tempfile.mkdtemp(prefix="align-review-")) / f"memory{suffix}"
        await run_in_threadpool(self._write, path)
        gone = BackgroundTask(shutil.rmtree, path.parent, ignore_errors=True)
        return FileResponse(path, filename=path.name, headers=_headers(), background=gone)

    def _write(self, path: Path) -> None:
        with self._memory() as memory:
            format_of(path).write(memory.bitexts(), path)

    # -- what the page asks for -------------------------------------------------------

    def _queue(self, _: dict[str, Any]) -> dict[str, Any]:
        with self._memory() as memory:
            return queue(memory.overview(LOW), memory.decisions())

    def _bitext(self, asked: dict[str, Any]) -> dict[str, Any]:
        with self._memory() as memory:
            return self._state(memory, asked)

    def _edit(self, asked: dict[str, Any]) -> dict[str, Any]:
        def change(bitext: Bitext) -> Bitext:
            return edit(bitext, asked["action"], int(asked["bead"]), asked.get("values", {}))

        return self._change(asked, change, str(asked["action"]))

    def _realign(self, asked: dict[str, Any]) -> dict[str, Any]:
        return self._change(asked, lambda bitext: realign(bitext, self.aligner), "re-align")

    def _learn(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Refit the weights to all decisions, keep them beside the memory, and align anew."""
        embedder = self.aligner.embedder
        with self._memory() as memory:
            examples = [x for b in memory.bitexts() for x in reviewed(b, embedder)]
        made_by = {"command": "align review", "stretches": len(examples)}
        weights = refit(self.aligner.weights, examples, made_by=made_by)
        write_text(self.path.with_name(WEIGHTS), weights.to_json())
        self.aligner = replace(self.aligner, weights=weights)
        return {**self._realign(asked), "learned": len(examples)}

    def _search(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Where the memory has some words; `way` is words, fuzzy or regex."""
        look = _WAYS[asked.get("way", "words")]
        with self._memory() as memory:
            return hit_list(look(memory, asked["text"], limit=_MOST_HITS))

    def _terms(self, _: dict[str, Any]) -> dict[str, Any]:
        """The concepts that a rendering can be confirmed for."""
        if self.termbase is None:
            return {"concepts": []}
        found = [
            [concept.id, concept.name] for concept in read_termbase(self.termbase).concepts
        ]
        return {"concepts": found}

    def _term(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Add a rendering to the termbase; what stands there already stays as it is."""
        if self.termbase is None:
            raise EditError(
                "start the review with a termbase: align review MEMORY -t terms.csv"
            )
        known, text = read_termbase(self.termbase), str(asked["rendering"]).strip()
        if asked["concept"] not in {concept.id for concept in known.concepts} or not text:
            raise EditError("say for which term, and select the words that stand for it")
        term = Term(text, Language.ENGLISH, TermStatus(asked["status"]), f"review: {self.who}")
        new = Termbase((Concept(asked["concept"], (term,)),))
        write_termbase(merged(known, new), self.termbase)
        return {"added": text, "status": term.status.value}

    def _undo(self, asked: dict[str, Any]) -> dict[str, Any]:
        return self._step(asked, back=True)

    def _redo(self, asked: dict[str, Any]) -> dict[str, Any]:
        return self._step(asked, back=False)

    def _step(self, asked: dict[str, Any], *, back: bool) -> dict[str, Any]:
        with self._memory() as memory:
            names = asked["original"], asked["translation"]
            done = memory.step(*names, int(asked["version"]), back=back)
            return {**self._state(memory, asked), "done": done}

    def _change(
        self, asked: dict[str, Any], change: Callable[[Bitext], Bitext], action: str
    ) -> dict[str, Any]:
        with self._memory() as memory:
            bitext, _ = memory.reviewed(asked["original"], asked["translation"])
            after = change(bitext)
            version = memory.change(bitext, after, int(asked["version"]), self.who, action)
            return bitext_state(after, version, self._issues)

    def _state(self, memory: ReviewedMemory, asked: dict[str, Any]) -> dict[str, Any]:
        bitext, version = memory.reviewed(asked["original"], asked["translation"])
        return bitext_state(bitext, version, self._issues)

    def _memory(self) -> ReviewedMemory:
        return ReviewedMemory(self.path, create=False)

    # -- who may ask ------------------------------------------------------------------

    def _guarded(
        self, answer: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint that answers the page alone, and says errors as JSON."""

        async def endpoint(request: Request) -> Response:
            if not self._allowed(request):
                return _refused()
            posted = request.method == "POST"
            try:
                asked = await request.json() if posted else dict(request.query_params)
                found = await run_in_threadpool(answer, asked)
            except (KeyError, ValueError, TypeError) as error:
                status = 422 if isinstance(error, EditError) else 400
                return JSONResponse({"error": str(error)}, status, headers=_headers())
            except AlignError as error:
                kinds = {ConflictError: 409, QueryError: 422}
                status = kinds.get(type(error), 500)
                return JSONResponse({"error": error.describe()}, status, headers=_headers())
            return JSONResponse(found, headers=_headers())

        return endpoint

    def _allowed(self, request: Request) -> bool:
        cookie = request.cookies.get(_COOKIE, "")
        origin = request.headers.get("origin")
        host = request.headers.get("host", "")
        return (
            hmac.compare_digest(cookie, self.token)
            and host.rsplit(":", 1)[0] in ("127.0.0.1", "localhost")
            and (origin is None or origin == f"http://{host}")
        )


def _refused() -> Response:
    text = "Open the address that align review printed; it holds the key."
    return Response(text, 403, media_type="text/plain", headers=_headers())


def _headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
