from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from align.cli.main import status
from align.memory import Memory
from tests.memory.test_search import PAIRS, made

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def memory(tmp_path: Path) -> str:
    path = tmp_path / "m.db"
    with Memory(path) as opened:
        opened.put_bitext(made(), "a")
        opened.put_bitext(made("later", day=20), "a")
    return str(path)


def test_hits_are_shown_with_their_counterpart_and_place(memory: str, capsys: Captured) -> None:
    assert status(["search", memory, "북핵", "--limit", "1"]) == 0
    shown = capsys.readouterr()
    assert "»북핵« 문제를" in shown.out
    assert "later.ko  bead 4" in shown.out
    assert "1 of about 2 hits" in shown.err


def test_the_context_is_shown_on_request(memory: str, capsys: Captured) -> None:
    status(["search", memory, "북핵", "--context", "1", "--until", "2017-12-05"])
    shown = capsys.readouterr().out
    assert "한·일 양국은" in shown
    assert "대북 제재를" in shown
    assert "later.ko" not in shown


def test_fuzzy_matches_say_how_alike_they_are(memory: str, capsys: Captured) -> None:
    assert status(["search", memory, "정부는 대북 제재를 준수한다.", "--fuzzy", "80"]) == 0
    assert "87 %" in capsys.readouterr().out
    status(["search", memory, "정부는 대북 제재를 준수한다.", "--fuzzy", "90"])
    assert "nothing found" in capsys.readouterr().err


def test_an_expression_reads_every_unit(memory: str, capsys: Captured) -> None:
    assert status(["search", memory, r"한.일", "--regex", "--in", "ko"]) == 0
    assert "»한·일«" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx"])
def test_hits_go_into_tables(memory: str, suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"hits{suffix}"
    assert status(["search", memory, "북핵", "-o", str(out)]) == 0
    if suffix == ".json":
        rows = json.loads(out.read_text("utf-8"))
    elif suffix == ".csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    else:
        head, *cells = openpyxl.load_workbook(out)["hits"].iter_rows(values_only=True)
        rows = [dict(zip(head, row, strict=True)) for row in cells]
    assert [(row["original"], row["translation"]) for row in rows] == [PAIRS[3]] * 2
    assert {row["document"] for row in rows} == {"k.ko", "later.ko"}


def test_the_format_is_chosen_for_the_screen_too(memory: str, capsys: Captured) -> None:
    status(["search", memory, "북핵", "--format", "json"])
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_nothing_found_is_a_status_on_request(memory: str) -> None:
    assert status(["search", memory, "없는말"]) == 0
    assert status(["search", memory, "없는말", "--fail-on-none"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["?!"],
        ["(", "--regex"],
        ["글", "--regex", "--fuzzy", "70"],
        ["글", "--since", "gestern"],
    ],
)
def test_what_cannot_be_looked_for_is_bad_usage(memory: str, arguments: list[str]) -> None:
    assert status(["search", memory, *arguments]) == 2


def test_a_memory_that_is_not_there_is_said_to_be_missing(
    tmp_path: Path, capsys: Captured
) -> None:
    assert status(["search", str(tmp_path / "no.db"), "글"]) == 3
    assert "is not there" in capsys.readouterr().err
    assert not (tmp_path / "no.db").exists()
