"""Each kind of error has its status: the asker's, the reviewer's, or ours."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient

from align.errors import (
    AlignError,
    ConflictError,
    EditError,
    QueryError,
    RefusedError,
    RequestError,
    StorageError,
)
from align.web.answers import HEADERS, answering, require_local
from align.web.asked import Asked


def client(
    work: Callable[[Asked], object], require: Callable[[Request], None] = require_local
) -> TestClient:
    routes = [Route("/", answering(work, require), methods=["GET", "POST"])]
    return TestClient(Starlette(routes=routes), base_url="http://127.0.0.1:8000")


def failing(error: Exception) -> Callable[[Asked], object]:
    def work(_: Asked) -> object:
        raise error

    return work


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (RequestError, 400),
        (RefusedError, 403),
        (ConflictError, 409),
        (EditError, 422),
        (QueryError, 422),
        (StorageError, 500),
    ],
)
def test_an_error_of_the_family_says_itself(kind: type[AlignError], status: int) -> None:
    error = kind("is not right", where="here", remedy="Mend it")
    answer = client(failing(error)).get("/")
    assert answer.status_code == status
    assert answer.json() == {"error": "here: is not right. Mend it"}


@pytest.mark.parametrize(
    "bug", [KeyError("bead"), ValueError("no"), TypeError("no"), OSError()]
)
def test_a_bug_is_our_fault_and_is_logged(
    bug: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client(failing(bug)).get("/")
    assert answer.status_code == 500
    assert "not yours" in answer.json()["error"]
    (record,) = caplog.records
    assert record.exc_info is not None
    assert record.exc_info[1] is bug


def test_a_stranger_is_refused_before_anything_is_read() -> None:
    asked: list[Asked] = []
    answer = client(asked.append).get("/", headers={"host": "evil.example"})
    assert answer.status_code == 403
    assert not asked


def test_every_answer_forbids_to_keep_or_load_anything() -> None:
    for work in (lambda _: {}, failing(KeyError("bug"))):
        answer = client(work).get("/")
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_person_reads_a_message_and_a_program_json() -> None:
    work = failing(RequestError("is missing", where="text"))
    answer = client(work).get("/", headers={"accept": "text/html,*/*"})
    assert (answer.text, answer.headers["content-type"]) == (
        "text: is missing",
        "text/plain; charset=utf-8",
    )


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"3", b"null", b"\xff\xfe"])
def test_what_is_no_json_object_is_no_request(body: bytes) -> None:
    answer = client(lambda _: {}).post("/", content=body)
    assert answer.status_code == 400
    assert "JSON" in answer.json()["error"]


def test_values_are_read_by_type() -> None:
    asked = Asked({"name": "가", "count": 3, "inner": {"way": "up"}})
    assert (asked.text("name"), asked.number("count")) == ("가", 3)
    assert asked.within("inner").choice("way", {"up": 1, "down": -1}) == 1
    assert asked.text("other", "") == ""
    assert asked.number("other", 7) == 7
    assert asked.within("other").choice("way", {"up": 1}, 0) == 0


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (lambda asked: asked.text("none"), "none: is missing"),
        (lambda asked: asked.text("null"), "null: is missing"),
        (lambda asked: asked.text("count"), "count: 3 is not a text"),
        (lambda asked: asked.number("name"), "name: 'x' is not a whole number"),
        (lambda asked: asked.number("flag"), "flag: True is not a whole number"),
        (lambda asked: asked.number("share", 1), "share: 0.5 is not a whole number"),
        (lambda asked: asked.within("count"), "count: 3 is not an object"),
        (lambda asked: asked.choice("name", {"up": 1}), "name: 'x' is none of up"),
        (lambda asked: asked.texts(), "is not a text"),
    ],
)
def test_what_is_missing_or_of_another_type_is_said(
    read: Callable[[Asked], object], message: str
) -> None:
    asked = Asked({"name": "x", "count": 3, "flag": True, "share": 0.5, "null": None})
    with pytest.raises(RequestError, match=message):
        read(asked)


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        (b"[" * 100_000, "no JSON"),
        (b'{"text": "\\ud800"}', "text: holds half a character"),
    ],
)
def test_what_no_client_of_ours_sends_is_the_askers_fault(posted: bytes, said: str) -> None:
    answer = client(lambda asked: asked.text("text")).post("/", content=posted)
    assert answer.status_code == 400
    assert said in answer.json()["error"]
