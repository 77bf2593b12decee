"""Next month's files: what is new, since a day, or in some documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from align.cli.main import status
from tests.cli.terms.conftest import PLAIN
from tests.cli.terms.ministry import BAD, GOOD, TERMS, put, release


class Check:
    """`align terms check` on a memory that grows."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.memory, self.termbase = folder / "m.db", folder / "t.csv"
        self.termbase.write_text(TERMS, "utf-8")
        self.capsys = capsys

    def command(self, *options: str) -> list[str]:
        return [
            *("terms", "check", str(self.memory), "-t", str(self.termbase)),
            *(*PLAIN, "--format", "json", *options),
        ]

    def __call__(self, *options: str) -> dict[str, Any]:
        self.capsys.readouterr()
        assert status(self.command(*options)) == 0
        report: dict[str, Any] = json.loads(self.capsys.readouterr().out)
        return report

    def documents(self, *options: str) -> list[str]:
        return sorted(finding["document"] for finding in self(*options)["findings"])


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    found = Check(tmp_path, capsys)
    put(
        found.memory,
        release("kim/jan", "2026-01-10", BAD, GOOD),
        release("lee/feb", "2026-02-10", GOOD, BAD),
        release("lee/undated", "", BAD),
    )
    return found


def test_new_is_all_at_first_and_then_what_came_since(check: Check) -> None:
    assert len(check.documents("--new")) == 3
    assert check.documents("--new") == []
    put(check.memory, release("kim/mar", "2026-03-02", BAD))
    report = check("--new")
    assert [finding["document"] for finding in report["findings"]] == ["kim/mar.ko.txt"]
    assert report["left_away"] == [
        {"why": "that the last check had", "documents": 0, "places": 0, "findings": 3}
    ]
    assert report["terms"][0]["places"] == 6  # what is counted of the terms stays whole


def test_a_sentence_that_a_new_document_repeats_is_new(check: Check) -> None:
    put(check.memory, release("old", "2026-03-01", BAD, korean=["부표를 설치하였다."]))
    check()
    put(check.memory, release("copy", "2026-04-01", BAD, korean=["부표를 설치하였다."]))
    assert check.documents("--new") == ["copy.ko.txt"]


def test_a_check_that_fails_does_not_count(
    check: Check, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(check.command("--new", "-o", str(tmp_path / "x.doc"))) == 3
    assert len(check.documents("--new")) == 3
    put(check.memory, release("kim/mar", "2026-03-02", BAD))
    assert status(check.command("--new", "--fail-on", "deprecated")) == 1  # it ended well
    assert check.documents("--new") == []


def test_a_check_of_some_documents_leaves_the_others_new(check: Check) -> None:
    assert check.documents("--new", "--document", "kim/*") == ["kim/jan.ko.txt"]
    assert check.documents("--new") == ["lee/feb.ko.txt", "lee/undated.ko.txt"]
    check("--document", "kim/*")
    assert check.documents("--new") == []


def test_a_mended_place_is_new_when_it_comes_back(check: Check) -> None:
    check()
    put(check.memory, release("kim/jan", "2026-01-10", GOOD, GOOD))
    check()
    put(check.memory, release("kim/jan", "2026-01-10", BAD, GOOD))
    assert check.documents("--new") == ["kim/jan.ko.txt"]


def test_other_termbases_and_strictness_have_their_own_last_check(
    check: Check, tmp_path: Path
) -> None:
    check()
    assert len(check.documents("--new", "--strict", "quotes")) == 3
    other = tmp_path / "other.csv"
    other.write_text(TERMS, "utf-8")
    assert len(check.documents("--new", "-t", str(other))) == 3
    assert check.documents("--new") == []


@pytest.mark.parametrize("ending", [".json", ".csv", ".xlsx", ".sarif"])
def test_a_baseline_keeps_its_findings_away(check: Check, ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"january{ending}"
    check("-o", str(out), "--document", "kim/*")
    report = check("--baseline", str(out))
    assert {row["document"] for row in report["findings"]} == {
        *("lee/feb.ko.txt", "lee/undated.ko.txt"),
    }
    assert report["left_away"][0]["why"] == f"that january{ending} has"


@pytest.mark.parametrize("ending", [".json", ".csv", ".xlsx", ".sarif"])
def test_a_baseline_may_be_without_findings(check: Check, ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"none{ending}"
    check()
    check("--new", "-o", str(out))
    assert len(check.documents("--baseline", str(out))) == 3


def test_a_baseline_that_is_something_else_is_an_error(
    check: Check, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in {"a.json": "[]", "b.csv": "term,count\n부표,3\n", "c.sarif": "x"}.items():
        (tmp_path / name).write_text(text, "utf-8")
        assert status(check.command("--baseline", str(tmp_path / name))) == 3
        assert "align terms check -o" in capsys.readouterr().err


def test_documents_are_chosen_by_day_and_name_and_the_others_counted(check: Check) -> None:
    report = check("--since", "2026-02")
    assert [row["document"] for row in report["documents"]] == ["lee/feb.ko.txt"]
    assert report["terms"][0]["as listed"] == "1 of 2"
    assert {(row["why"], row["documents"], row["places"]) for row in report["left_away"]} == {
        ("before 2026-02-01", 1, 2),
        ("without a date", 1, 1),
    }
    named = check("--document", "*jan.en*", "--document", "lee/undated*")
    assert len(named["documents"]) == 2  # by the original's or the translation's name


def test_a_part_is_judged_by_what_was_learned_of_all(check: Check) -> None:
    whole = check("--document", "*")["signature"]
    assert check("--since", "2026-02")["signature"] == whole == check()["signature"]


def test_what_is_left_away_is_printed(check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    status(
        [*check.command("--since", "2026-02-01", "--document", "lee/*"), "--format", "table"]
    )
    printed = capsys.readouterr().out
    assert (
        "1 document not named lee/* (2 places); 1 document without a date (1 place)" in printed
    )


def test_a_name_that_no_document_has_is_an_error_and_so_is_no_date(
    check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(check.command("--document", "park/*")) == 3
    assert "no document is named park/*" in capsys.readouterr().err
    assert status(check.command("--since", "2026-13")) == 2
    assert status(check.command("--since", "last month")) == 2


def test_a_workbook_offers_decisions(check: Check, tmp_path: Path) -> None:
    out = tmp_path / "x.xlsx"
    check("-o", str(out))
    sheet = openpyxl.load_workbook(out)["findings"]
    titles = [cell.value for cell in sheet[1]]
    assert titles[:3] == ["finding", "decision", "reason"]
    (offered,) = sheet.data_validations.dataValidation
    assert offered.formula1 == '"fine,wrong"'
    assert str(offered.sqref) == "B2:B4"
