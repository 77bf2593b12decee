from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from align.cli.main import status
from align.terms.judge.waivers import read_waivers, waivers_path
from align.terms.judgements import decided_in
from tests.cli.terms.conftest import PLAIN
from tests.cli.terms.ministry import BAD, GOOD, TERMS, put, release


def test_a_waived_finding_stays_away_and_comes_back_by_undo(
    filled: Path, termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check = ["terms", "check", str(filled), "-t", str(termbase), "--format", "json", *PLAIN]
    status(check)
    before = json.loads(capsys.readouterr().out)
    name = before["findings"][0]["finding"]
    waive = ["terms", "waive", str(filled), name, "-t", str(termbase), *PLAIN]
    assert status([*waive, "--reason", "a quotation"]) == 0
    capsys.readouterr()
    status(check)
    after = json.loads(capsys.readouterr().out)
    assert [f["finding"] for f in after["waived"]] == [name]
    assert len(after["findings"]) == len(before["findings"]) - 1
    assert status([*waive, "--undo"]) == 0
    capsys.readouterr()
    status(check)
    assert json.loads(capsys.readouterr().out)["findings"] == before["findings"]


def test_waiving_what_is_no_finding_is_an_error(
    filled: Path, termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waive = ["terms", "waive", str(filled), "nothing", "-t", str(termbase), *PLAIN]
    assert status([*waive, "--reason", "x"]) == 3
    assert "no finding nothing" in capsys.readouterr().err
    assert not termbase.with_suffix(".waivers.csv").exists()


def test_a_waiver_needs_a_reason_and_undo_a_waiver(filled: Path, termbase: Path) -> None:
    waive = ["terms", "waive", str(filled), "nothing", "-t", str(termbase), *PLAIN]
    assert status(waive) == 2
    assert status([*waive, "--undo"]) == 3


Decide = Callable[[Path, Mapping[str, tuple[str, str]]], None]


def in_csv(path: Path, decisions: Mapping[str, tuple[str, str]]) -> None:
    """Fill in a sheet of findings as Korean Excel saves it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="cp949", newline="", errors="replace") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        for row in rows:
            row["decision"], row["reason"] = decisions.get(row["document"], ("", ""))
            writer.writerow(row)


def in_workbook(path: Path, decisions: Mapping[str, tuple[str, str]]) -> None:
    book = openpyxl.load_workbook(path)
    titles = [cell.value for cell in book["findings"][1]]
    for row in book["findings"].iter_rows(min_row=2):
        cells = dict(zip(titles, row, strict=True))
        cells["decision"].value, cells["reason"].value = decisions.get(
            cells["document"].value, (None, None)
        )
    book.save(path)


@pytest.fixture
def releases(tmp_path: Path) -> tuple[Path, Path]:
    termbase = tmp_path / "t.csv"
    termbase.write_text(TERMS, "utf-8")
    memory = put(
        tmp_path / "m.db", *(release(name, "2026-01-10", BAD) for name in ("a", "b", "c", "d"))
    )
    return memory, termbase


@pytest.mark.parametrize(("ending", "decide"), [(".csv", in_csv), (".xlsx", in_workbook)])
def test_decisions_in_a_sheet_become_waivers(
    releases: tuple[Path, Path],
    tmp_path: Path,
    ending: str,
    decide: Decide,
    capsys: pytest.CaptureFixture[str],
) -> None:
    memory, termbase = releases
    sheet = tmp_path / f"findings{ending}"
    check = ["terms", "check", str(memory), "-t", str(termbase), *PLAIN]
    assert status([*check, "-o", str(sheet)]) == 0
    decisions = {
        "a.ko.txt": ("맞음", "옛 이름"),
        "b.ko.txt": (" Fine ", ""),
        "c.ko.txt": ("wrong", "to be mended"),
    }
    decide(sheet, decisions)
    waive = ["terms", "waive", str(memory), "--from", str(sheet), "-t", str(termbase), *PLAIN]
    assert status(waive) == 0
    assert {w.document: w.reason for w in read_waivers(waivers_path(termbase))} == {
        "a.ko.txt": "옛 이름",
        "b.ko.txt": f"judged fine in findings{ending}",
    }
    capsys.readouterr()
    status([*check, "--format", "json"])
    left = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["document"] for finding in left} == {"c.ko.txt", "d.ko.txt"}
    assert status([*waive, "--reason", "said again"]) == 0
    assert {w.reason for w in read_waivers(waivers_path(termbase))} == {
        *("옛 이름", f"judged fine in findings{ending}"),
    }
    assert status([*waive, "--undo"]) == 0
    assert read_waivers(waivers_path(termbase)) == []


def test_a_decision_that_nobody_knows_names_its_row_and_waives_nothing(
    releases: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory, termbase = releases
    sheet = tmp_path / "x.csv"
    status(["terms", "check", str(memory), "-t", str(termbase), "-o", str(sheet), *PLAIN])
    in_csv(sheet, {"a.ko.txt": ("fine", ""), "c.ko.txt": ("perhaps", "")})
    waive = ["terms", "waive", str(memory), "--from", str(sheet), "-t", str(termbase), *PLAIN]
    assert status(waive) == 3
    said = capsys.readouterr().err
    with sheet.open(encoding="cp949", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    where = 2 + [row["decision"] for row in rows].index("perhaps")
    assert f"row {where}: perhaps" in said
    assert "Write fine, ok" in said
    assert not waivers_path(termbase).exists()


def test_findings_that_are_gone_are_said_and_passed_over(
    releases: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory, termbase = releases
    sheet = tmp_path / "x.csv"
    status(["terms", "check", str(memory), "-t", str(termbase), "-o", str(sheet), *PLAIN])
    in_csv(sheet, {"a.ko.txt": ("ok", ""), "b.ko.txt": ("ok", "")})
    put(memory, release("a", "2026-01-10", GOOD))
    waive = ["terms", "waive", str(memory), "--from", str(sheet), "-t", str(termbase), *PLAIN]
    assert status(waive) == 0
    assert "no longer there, passed over" in capsys.readouterr().err
    assert [w.document for w in read_waivers(waivers_path(termbase))] == ["b.ko.txt"]


def test_what_only_a_strict_check_finds_can_be_waived(
    releases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    memory, termbase = releases
    put(memory, release("two", "2026-01-10", "Two marker buoys were placed."))
    check = ["terms", "check", str(memory), "-t", str(termbase), "--format", "json", *PLAIN]
    capsys.readouterr()
    status(check)
    lenient = {row["finding"] for row in json.loads(capsys.readouterr().out)["findings"]}
    status([*check, "--strict", "inflection"])
    strict = {row["finding"] for row in json.loads(capsys.readouterr().out)["findings"]}
    assert strict > lenient
    (name,) = strict - lenient
    waive = ["terms", "waive", str(memory), name, "-t", str(termbase), *PLAIN]
    assert status([*waive, "--reason", "plural"]) == 0
    capsys.readouterr()
    status([*check, "--strict", "inflection"])
    report = json.loads(capsys.readouterr().out)
    assert {row["finding"] for row in report["findings"]} == lenient
    assert [row["finding"] for row in report["waived"]] == [name]


def test_findings_are_to_be_named(releases: tuple[Path, Path], tmp_path: Path) -> None:
    memory, termbase = releases
    waive = ["terms", "waive", str(memory), "-t", str(termbase), "--reason", "x", *PLAIN]
    assert status(waive) == 2
    assert status([*waive, "--from", str(tmp_path / "missing.csv")]) == 3
    assert status([*waive, "--from", str(termbase)]) == 3


@pytest.mark.parametrize(("ending", "decide"), [(".csv", in_csv), (".xlsx", in_workbook)])
def test_a_sheet_that_is_written_anew_keeps_its_decisions(
    releases: tuple[Path, Path],
    tmp_path: Path,
    ending: str,
    decide: Decide,
    capsys: pytest.CaptureFixture[str],
) -> None:
    memory, termbase = releases
    sheet = tmp_path / f"x{ending}"
    check = ["terms", "check", str(memory), "-t", str(termbase), "-o", str(sheet), *PLAIN]
    status(check)
    decide(sheet, {"a.ko.txt": ("wrong", "고칠 것"), "b.ko.txt": ("fine", "")})
    before = decided_in(sheet)
    assert sorted(before.values()) == [("fine", ""), ("wrong", "고칠 것")]
    put(memory, release("e", "2026-02-01", BAD))
    assert status(check) == 0
    assert decided_in(sheet) == before
    assert status([*check, "--new"]) == 3  # which would leave them away
    assert "holds decisions on 2 findings" in capsys.readouterr().err
    assert decided_in(sheet) == before
