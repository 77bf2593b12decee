"""The review's server: reads and changes one memory, for one browser on this machine.

It listens on 127.0.0.1 alone.  The address that is opened carries a token, which is
exchanged for a cookie; a request without it, from another origin or under another host
name is refused.  Every change is in the memory before it is answered.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from align.aligner import Aligner
from align.aligner.realign import realign
from align.aligner.training import refit, reviewed
from align.errors import EditError, RefusedError
from align.memory.history import ReviewedMemory
from align.memory.search import search
from align.model import Bitext, Concept, Language, Term, Termbase
from align.model.bands import SURE
from align.pipeline.exporting import export_bitexts
from align.system.atomic import write_text
from align.terms.termbase import has_letters, merged, read_termbase, rewrite_termbase
from align.web.answers import HEADERS, answering, guarded, is_key, require_local
from align.web.asked import Asked
from align.web.review.edits import edit
from align.web.review.requests import (
    AskedState,
    asked_edit,
    asked_names,
    asked_query,
    asked_state,
    asked_term,
)
from align.web.review.states import Issues, bitext_state, hit_list, queue

_COOKIE = "align-review"
_STATIC = {"review.js": "text/javascript", "review.css": "text/css"}
WEIGHTS = "review-weights.json"
"""Beside the memory: what was learned from decisions, for --weights."""
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
        asked: dict[str, Callable[[Asked], dict[str, Any]]] = {
            "queue": self._queue,
            "bitext": self._bitext,
            "search": self._search,
            "terms": self._terms,
        }
        done: dict[str, Callable[[Asked], dict[str, Any]]] = {
            "edit": self._edit,
            "undo": self._undo,
            "redo": self._redo,
            "realign": self._realign,
            "learn": self._learn,
            "term": self._term,
        }
        routes = [
            Route("/", guarded(self._page)),
            Route("/static/{name}", guarded(self._static)),
            Route("/api/export", guarded(self._export)),
        ]
        for works, method in ((asked, "GET"), (done, "POST")):
            for name, work in works.items():
                answer = answering(work, self._require_page)
                routes.append(Route(f"/api/{name}", answer, methods=[method]))
        return Starlette(routes=routes)

    # -- pages ----------------------------------------------------------------------

    async def _page(self, request: Request) -> Response:
        if is_key(request.query_params.get("token", ""), self.token):
            response = Response(status_code=303, headers={"location": "/"})
            response.set_cookie(_COOKIE, self.token, httponly=True, samesite="strict")
            return response
        self._require_page(request)
        page = files("align.web.review").joinpath("static/review.html").read_text("utf-8")
        return HTMLResponse(page, headers=HEADERS)

    async def _static(self, request: Request) -> Response:
        self._require_page(request)
        name = request.path_params["name"]
        if name not in _STATIC:
            raise RefusedError(f"{name} is no file of the page")
        content = files("align.web.review").joinpath(f"static/{name}").read_bytes()
        return Response(content, media_type=_STATIC[name], headers=HEADERS)

    async def _export(self, request: Request) -> Response:
        self._require_page(request)
        suffix = request.query_params.get("format", ".tmx")
        if suffix not in _EXPORTS:
            raise RefusedError(f"{suffix} is no format that the page exports")
        path = Path(tempfile.mkdtemp(prefix="align-review-")) / f"memory{suffix}"
        gone = BackgroundTask(shutil.rmtree, path.parent, ignore_errors=True)
        try:
            await run_in_threadpool(self._write, path)
        except BaseException:
            await gone()
            raise
        return FileResponse(path, filename=path.name, headers=HEADERS, background=gone)

    def _write(self, path: Path) -> None:
        with self._memory() as memory:
            export_bitexts(memory.bitexts(), path)

    # -- what the page asks for -------------------------------------------------------

    def _queue(self, _: Asked) -> dict[str, Any]:
        with self._memory() as memory:
            return queue(memory.overview(SURE), memory.decisions())

    def _bitext(self, asked: Asked) -> dict[str, Any]:
        names = asked_names(asked)
        with self._memory() as memory:
            return self._state(memory, names)

    def _edit(self, asked: Asked) -> dict[str, Any]:
        shown, wanted = asked_state(asked), asked_edit(asked)
        return self._change(shown, lambda bitext: edit(bitext, wanted), wanted.action)

    def _realign(self, asked: Asked) -> dict[str, Any]:
        return self._realigned(asked_state(asked))

    def _learn(self, asked: Asked) -> dict[str, Any]:
        """Refit the weights to all decisions, keep them beside the memory, and align anew."""
        shown = asked_state(asked)
        embedder = self.aligner.embedder
        with self._memory() as memory:
            memory.require(*shown.names, shown.version)
            examples = [x for b in memory.bitexts() for x in reviewed(b, embedder)]
        made_by = {"command": "align review", "stretches": len(examples)}
        weights = refit(self.aligner.weights, examples, made_by=made_by)
        write_text(self.path.with_name(WEIGHTS), weights.to_json())
        self.aligner = replace(self.aligner, weights=weights)
        return {**self._realigned(shown), "learned": len(examples)}

    def _search(self, asked: Asked) -> dict[str, Any]:
        query = asked_query(asked)
        with self._memory() as memory:
            return hit_list(search(memory, query))

    def _terms(self, _: Asked) -> dict[str, Any]:
        """The concepts that a rendering can be confirmed for."""
        if self.termbase is None:
            return {"concepts": []}
        concepts = [
            [concept.id, concept.name] for concept in read_termbase(self.termbase).concepts
        ]
        return {"concepts": concepts}

    def _term(self, asked: Asked) -> dict[str, Any]:
        """Add a rendering to the termbase; what stands there already stays as it is."""
        wanted = asked_term(asked)
        if self.termbase is None:
            raise EditError(
                "start the review with a termbase: align review MEMORY -t terms.csv"
            )
        known = read_termbase(self.termbase)
        if wanted.concept not in {concept.id for concept in known.concepts} or not wanted.text:
            raise EditError("say for which term, and select the words that stand for it")
        if not has_letters(wanted.text):
            raise EditError(
                f"“{wanted.text}” has no letters; select the words that stand for it"
            )
        term = Term(wanted.text, Language.ENGLISH, wanted.status, f"review: {self.who}")
        new = Termbase((Concept(wanted.concept, (term,)),))
        rewrite_termbase(merged(known, new), self.termbase)
        return {"added": term.text, "status": term.status.value}

    def _undo(self, asked: Asked) -> dict[str, Any]:
        return self._step(asked, back=True)

    def _redo(self, asked: Asked) -> dict[str, Any]:
        return self._step(asked, back=False)

    def _step(self, asked: Asked, *, back: bool) -> dict[str, Any]:
        shown = asked_state(asked)
        with self._memory() as memory:
            done = memory.step(*shown.names, shown.version, back=back)
            return {**self._state(memory, shown.names), "done": done}

    def _realigned(self, shown: AskedState) -> dict[str, Any]:
        return self._change(shown, lambda bitext: realign(bitext, self.aligner), "re-align")

    def _change(
        self, shown: AskedState, change: Callable[[Bitext], Bitext], action: str
    ) -> dict[str, Any]:
        with self._memory() as memory:
            bitext, _ = memory.reviewed(*shown.names)
            after = change(bitext)
            version = memory.change(bitext, after, shown.version, self.who, action)
            return bitext_state(after, version, self._issues)

    def _state(self, memory: ReviewedMemory, names: tuple[str, str]) -> dict[str, Any]:
        bitext, version = memory.reviewed(*names)
        return bitext_state(bitext, version, self._issues)

    def _memory(self) -> ReviewedMemory:
        return ReviewedMemory(self.path, create=False)

    def _require_page(self, request: Request) -> None:
        """Raise RefusedError for everybody but the page, under its own address."""
        require_local(request)
        origin = request.headers.get("origin")
        own = origin is None or origin == f"http://{request.headers['host']}"
        if not (own and is_key(request.cookies.get(_COOKIE, ""), self.token)):
            raise RefusedError("open the address that align review printed; it holds the key")
