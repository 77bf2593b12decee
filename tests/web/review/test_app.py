from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from align.aligner import Aligner
from align.memory import Memory
from align.memory.history import ReviewedMemory
from align.model import Band, Bead, Bitext, Document, Language, Segment, Status, TermStatus
from align.terms.termbase import read_termbase
from align.web.review.app import WEIGHTS, Review
from tests.conftest import MOFA

NAMES = {"original": "2017-08-30-washington.ko", "translation": "2017-08-30-washington.en"}


@pytest.fixture
def review(memory: Path) -> Review:
    return Review(memory, Aligner(None), "kim")


@pytest.fixture
def client(review: Review) -> TestClient:
    client = TestClient(review.application(), base_url="http://127.0.0.1:8000")
    assert client.get("/", params={"token": review.token}).status_code == 200
    return client


def opened(client: TestClient) -> dict:
    found = client.get("/api/bitext", params=NAMES)
    assert found.status_code == 200, found.text
    return found.json()


def post(client: TestClient, path: str, **values: object) -> httpx.Response:
    state = opened(client)
    return client.post(path, json={**NAMES, "version": state["version"], **values})


def test_without_the_token_nothing_is_shown(review: Review) -> None:
    client = TestClient(review.application(), base_url="http://127.0.0.1:8000")
    assert client.get("/").status_code == 403
    assert client.get("/", params={"token": "guess"}).status_code == 403
    assert client.get("/api/queue").status_code == 403
    assert client.get("/static/review.js").status_code == 403


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"host": "evil.example"}]
)
def test_other_origins_and_host_names_are_refused(client: TestClient, headers: dict) -> None:
    assert client.get("/api/queue", headers=headers).status_code == 403
    body = {**NAMES, "version": 0, "action": "accept", "bead": 0}
    assert client.post("/api/edit", json=body, headers=headers).status_code == 403


def test_no_page_may_load_anything_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_the_queue_begins_with_what_is_least_sure(client: TestClient) -> None:
    found = client.get("/api/queue").json()
    doubtful = [item["doubtful"] for item in found["bitexts"]]
    assert doubtful == sorted(doubtful, reverse=True)
    assert found["decided"] == 0


def test_a_decision_is_in_the_memory_before_it_is_answered(
    client: TestClient, review: Review
) -> None:
    found = post(client, "/api/edit", action="accept", bead=3)
    assert found.json()["beads"][3]["status"] == "accepted"
    with Memory(review.path) as memory:
        bitext = memory.bitext_of(NAMES["original"], NAMES["translation"])
        assert bitext is not None
        assert bitext.beads[3].status is Status.ACCEPTED
    with ReviewedMemory(review.path) as memory:
        assert memory.decisions() == 1


def test_undo_and_redo_go_as_far_as_there_is_anything_also_after_a_restart(
    client: TestClient, review: Review
) -> None:
    before = opened(client)["beads"]
    post(client, "/api/edit", action="link", bead=2, values={"direction": 1})
    split = {"side": "original", "segment": 0, "offset": 3}
    after = post(client, "/api/edit", action="split", bead=0, values=split).json()["beads"]
    again = TestClient(review.application(), base_url="http://127.0.0.1:8000")
    again.get("/", params={"token": review.token})
    assert post(again, "/api/undo").json()["done"] == "split"
    assert post(again, "/api/undo").json()["beads"] == before
    assert post(again, "/api/undo").json()["done"] == ""
    post(again, "/api/redo")
    assert post(again, "/api/redo").json()["beads"] == after


def test_two_windows_do_not_overwrite_each_other(client: TestClient) -> None:
    old = opened(client)["version"]
    assert post(client, "/api/edit", action="accept", bead=0).status_code == 200
    stale = {**NAMES, "version": old, "action": "reject", "bead": 0}
    answer = client.post("/api/edit", json=stale)
    assert answer.status_code == 409
    assert "another window" in answer.json()["error"]
    assert opened(client)["beads"][0]["status"] == "accepted"


def test_an_edit_without_a_place_is_said_and_changes_nothing(client: TestClient) -> None:
    before = opened(client)
    answer = post(client, "/api/edit", action="link", bead=0, values={"direction": -1})
    assert answer.status_code == 422
    assert opened(client) == before


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"action": "accept"}, "bead: is missing"),
        ({"bead": 0}, "action: is missing"),
        ({"action": "accept", "bead": "first"}, "bead: 'first' is not a whole number"),
        ({"action": "accept", "bead": 0, "version": None}, "version: is missing"),
        ({"action": "accept", "bead": 0, "original": 3}, "original: 3 is not a text"),
        ({"action": "note", "bead": 0, "values": "x"}, "values: 'x' is not an object"),
        ({"action": "merge", "bead": 0, "values": {"side": "left"}}, "side: 'left' is none of"),
        ({"action": "note", "bead": 0, "values": {"text": 1}}, "text: 1 is not a text"),
    ],
)
def test_a_request_that_lacks_something_is_said_to(
    client: TestClient, values: dict, message: str
) -> None:
    before = opened(client)
    answer = post(client, "/api/edit", **values)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(message)
    assert opened(client) == before


@pytest.mark.parametrize("bug", [KeyError("signals"), ValueError("cover"), TypeError("None")])
def test_a_bug_in_an_edit_is_not_the_reviewers_fault(
    client: TestClient,
    bug: Exception,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> Bitext:
        raise bug

    before = opened(client)
    monkeypatch.setattr("align.web.review.app.edit", broken)
    answer = post(client, "/api/edit", action="accept", bead=0)
    assert answer.status_code == 500
    assert "not yours" in answer.json()["error"]
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == [bug]
    assert opened(client) == before


def test_a_bead_says_how_sure_it_is(client: TestClient) -> None:
    beads = opened(client)["beads"]
    assert {bead["band"] for bead in beads} <= set(Band)
    assert all(bead["doubtful"] == (bead["band"] != Band.SURE) for bead in beads)


def test_realigning_keeps_decisions_and_learning_keeps_its_weights(
    client: TestClient, review: Review
) -> None:
    for bead in range(4):
        post(client, "/api/edit", action="accept", bead=bead)
    found = post(client, "/api/realign").json()
    assert [bead["status"] for bead in found["beads"][:4]] == ["accepted"] * 4
    assert post(client, "/api/learn").json()["learned"] == 1
    assert review.path.with_name(WEIGHTS).exists()


def test_a_later_run_reads_the_document_as_the_reviewer_cut_it(
    client: TestClient, review: Review
) -> None:
    split = {"side": "original", "segment": 0, "offset": 3}
    post(client, "/api/edit", action="split", bead=0, values=split)
    with Memory(review.path) as memory:
        bitext = memory.bitext_of(NAMES["original"], NAMES["translation"])
        assert bitext is not None
        known = memory.find_bitext(bitext.original, bitext.translation, "another aligner")
        assert known is not None
        assert known.beads == bitext.beads


def test_a_rendering_is_confirmed_into_the_termbase(memory: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_bytes((MOFA / "terms.csv").read_bytes())
    review = Review(memory, Aligner(None), "kim", terms)
    client = TestClient(review.application(), base_url="http://127.0.0.1:8000")
    client.get("/", params={"token": review.token})
    concept = client.get("/api/terms").json()["concepts"][0][0]
    body = {"concept": concept, "rendering": "odd words", "status": "deprecated"}
    assert client.post("/api/term", json=body).status_code == 200
    added = [t for c in read_termbase(terms).concepts if c.id == concept for t in c.terms]
    assert (added[-1].text, added[-1].status) == ("odd words", TermStatus.DEPRECATED)
    assert client.post("/api/term", json={**body, "concept": "none"}).status_code == 422
    before = terms.read_bytes()
    answer = client.post("/api/term", json={**body, "rendering": "— …"})
    assert answer.status_code == 422
    assert "no letters" in answer.text
    assert terms.read_bytes() == before


def test_exports_can_be_had_from_the_page(client: TestClient) -> None:
    assert b"<tmx" in client.get("/api/export", params={"format": ".tmx"}).content
    assert client.get("/api/export", params={"format": ".exe"}).status_code == 403


def test_a_document_of_ten_thousand_beads_is_shown(tmp_path: Path) -> None:
    count = 10_000
    sides = [
        Document(name, language, tuple(Segment(f"{name} {i}") for i in range(count)))
        for name, language in zip(("k", "e"), Language, strict=True)
    ]
    path = tmp_path / "long.db"
    with Memory(path) as memory:
        beads = tuple(Bead((i,), (i,)) for i in range(count))
        memory.put_bitext(Bitext(sides[0], sides[1], beads), "test")
    review = Review(path, Aligner(None), "kim")
    client = TestClient(review.application(), base_url="http://127.0.0.1:8000")
    client.get("/", params={"token": review.token})
    found = client.get("/api/bitext", params={"original": "k", "translation": "e"}).json()
    assert len(found["beads"]) == count


@pytest.mark.slow
def test_killing_the_server_at_any_moment_loses_nothing(memory: Path) -> None:
    answered = 0
    for round_ in range(5):
        command = [sys.executable, "-c", "from align.cli.main import main; main()", "review"]
        command += [str(memory), "--no-browser", "--embedder", "none"]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        with httpx.Client(follow_redirects=True) as client:
            base = address.split("/?")[0]
            _until_it_answers(client, address)
            for bead in range(round_, round_ + 3):
                state = client.get(f"{base}/api/bitext", params=NAMES).json()
                body = {**NAMES, "version": state["version"], "action": "note",
                        "bead": bead, "values": {"text": f"{round_}-{bead}"}}  # fmt: skip
                assert client.post(f"{base}/api/edit", json=body).status_code == 200
                answered += 1
        server.send_signal(signal.SIGKILL)
        server.wait()
    with ReviewedMemory(memory) as opened_again:
        assert opened_again.decisions() == answered
        bitext = opened_again.bitext_of(NAMES["original"], NAMES["translation"])
        assert bitext is not None
        assert bitext.beads[6].note == "4-6"


def _until_it_answers(client: httpx.Client, address: str) -> None:
    for _ in range(100):
        try:
            assert client.get(address).status_code == 200
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def test_the_memory_is_searched_from_the_page(client: TestClient) -> None:
    found = client.get("/api/search", params={"text": "강제징용"}).json()
    assert found["total"] == len(found["hits"]) > 0
    hit = found["hits"][0]
    assert ["강제징용", True] in hit["sides"][0]
    state = client.get(
        "/api/bitext", params={"original": hit["original"], "translation": hit["translation"]}
    ).json()
    texts = [side["text"] for side in state["beads"][hit["bead"]]["sides"][0]]
    assert "강제징용" in "".join(texts)


def test_a_search_for_nothing_is_answered_with_what_is_wrong(client: TestClient) -> None:
    answer = client.get("/api/search", params={"text": "?!"})
    assert answer.status_code == 422
    assert "no word" in answer.json()["error"]
    assert client.get("/api/search", params={"text": "가", "way": "dowsing"}).status_code == 400
