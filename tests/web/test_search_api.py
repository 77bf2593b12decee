"""The HTTP API keeps to its own description."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from align.memory import Memory
from align.web.search_api import Service, description
from tests.memory.test_search import made

SHOWN = {"Authorization": "Bearer secret"}


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    path = tmp_path / "m.db"
    with Memory(path) as memory:
        memory.put_bitext(made(), "a")
        memory.put_bitext(made("later", day=20), "a")
    service = Service(path, "secret")
    return TestClient(service.application(), base_url="http://127.0.0.1:8700")


def schema(status: int) -> dict:
    answers = description()["paths"]["/search"]["get"]["responses"]
    return answers[str(status)]["content"]["application/json"]["schema"]


def search(client: TestClient, code: int = 200, /, **asked: object) -> dict:
    answer = client.get("/search", params=asked, headers=SHOWN)
    assert answer.status_code == code, answer.text
    Draft202012Validator(schema(code)).validate(answer.json())
    return answer.json()


def test_the_description_is_valid_and_served(client: TestClient) -> None:
    validate(description())
    assert client.get("/openapi.json").json() == description()


def test_a_search_answers_as_it_is_described(client: TestClient) -> None:
    found = search(client, text="위안부", limit=1, context=1)
    assert found["total"] == 4
    (hit,) = found["hits"]
    assert hit["date"] == "2017-12-20"
    (start, end) = hit["original_spans"][0]
    assert hit["original"][start:end] == "위안부"
    assert hit["after"] or hit["before"]


def test_every_way_and_filter_is_there(client: TestClient) -> None:
    text = "정부는 대북 제재를 준수한다."
    assert search(client, text=text, way="fuzzy", least=80)["hits"][0]["percent"] == 87
    assert search(client, text="제재|합의", way="regex", **{"in": "ko"})["total"] == 4
    assert search(client, text="위안부", since="2017-12-05")["total"] == 2
    assert search(client, text="위안부", document="later*", status="auto,edited")["total"] == 2
    assert search(client, text="위안부", confidence=0.95)["total"] == 0
    assert search(client, text="위안부", below=0.5)["total"] == 0


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"text": "?!"},
        {"text": "(", "way": "regex"},
        {"text": "가", "way": "dowsing"},
        {"text": "가", "limit": "0"},
        {"text": "가", "limit": "many"},
        {"text": "가", "since": "yesterday"},
        {"text": "가", "status": "unknown"},
    ],
)
def test_what_is_wrong_is_said(client: TestClient, asked: dict) -> None:
    assert search(client, 422, **asked)["error"]


def test_nobody_is_answered_without_the_token(client: TestClient) -> None:
    assert client.get("/search", params={"text": "위안부"}).status_code == 403
    wrong = {"Authorization": "Bearer guess"}
    assert client.get("/search", params={"text": "가"}, headers=wrong).status_code == 403


def test_another_host_name_is_refused(client: TestClient) -> None:
    headers = {**SHOWN, "host": "evil.example"}
    assert client.get("/search", params={"text": "가"}, headers=headers).status_code == 403
    assert client.get("/openapi.json", headers={"host": "evil.example"}).status_code == 403


def test_a_memory_that_is_gone_is_said_to_be(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "m.db").unlink()
    assert "is not there" in search(client, 500, text="가")["error"]
