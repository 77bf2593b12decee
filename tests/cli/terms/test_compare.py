"""Two sets of documents side by side."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from align.cli.main import status
from tests.cli.terms.conftest import PLAIN
from tests.cli.terms.ministry import BAD, GOOD, TERMS, put, release


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """Kim writes as the termbase says, Lee mostly does not; Park wrote little."""
    termbase = tmp_path / "t.csv"
    termbase.write_text(TERMS, "utf-8")
    memory = put(
        tmp_path / "m.db",
        *(release(f"kim/{k}", f"2016-0{k + 1}-03", GOOD, GOOD) for k in range(4)),
        *(release(f"lee/{k}", f"2017-0{k + 1}-03", BAD, BAD) for k in range(4)),
        release("lee/last", "2018-12-31", GOOD),
        release("park/only", "2019-01-01", BAD, GOOD),
        release("undated", "", GOOD),
    )
    return ["terms", "compare", str(memory), "-t", str(termbase), *PLAIN]


@pytest.mark.parametrize(
    ("first", "second"), [("kim/*", "lee/*"), ("2016", "2017..2018"), ("..2016-12", "*lee*")]
)
def test_two_sets_are_named_by_patterns_or_by_dates(
    command: list[str], first: str, second: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status([*command, "--first", first, "--second", second, "--format", "json"]) == 0
    compared = json.loads(capsys.readouterr().out)
    assert compared["first"] == {"set": first, "documents": 4}
    assert compared["second"] == {"set": second, "documents": 5}
    assert compared["neither"] == 2
    (term,) = compared["terms"]
    assert (term["term"], term["difference"]) == ("부표", "differs")
    assert (term["first_listed"], term["first_places"], term["first_share"]) == (8, 8, 1.0)
    assert (term["second_listed"], term["second_places"]) == (1, 9)
    assert term["p"] == term["q"] == pytest.approx(10 / 24310, rel=1e-2)
    assert {
        row["rendering"]: (row["first"], row["second"]) for row in compared["renderings"]
    } == {
        "marker buoy": (8, 1),
        "floater": (0, 8),
    }


def test_the_table_shows_both_sides_of_every_rendering(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert status([*command, "--first", "kim/*"]) == 0  # against all others
    printed = capsys.readouterr().out
    assert "8 of 8 (100 %)" in printed
    assert "3 of 12 (25 %)" in printed
    assert "kim/* (4 documents) against all others (7)" in printed
    assert "Fisher" in printed


def test_few_places_are_too_few_to_say(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status([*command, "--first", "park/*", "--second", "kim/*", "--format", "csv"])
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert (row["difference"], row["p"], row["first_places"]) == ("too few to say", "", "2")


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".json"])
def test_a_comparison_is_written_to_a_file(
    command: list[str], ending: str, tmp_path: Path
) -> None:
    out = tmp_path / f"compared{ending}"
    assert status([*command, "--first", "2016", "--second", "2017", "-o", str(out)]) == 0
    if ending == ".xlsx":
        assert openpyxl.load_workbook(out).sheetnames == ["terms", "renderings", "sets"]
    elif ending == ".csv":
        assert "first_renderings" in out.read_text("utf-8-sig")
    else:
        assert json.loads(out.read_text("utf-8"))["first"]["set"] == "2016"


def test_sets_that_are_empty_or_share_documents_are_errors(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert status([*command, "--first", "kim/*", "--second", "choi/*"]) == 3
    assert "no document is in the set choi/*" in capsys.readouterr().err
    assert status([*command, "--first", "kim/*", "--second", "2016"]) == 3
    assert "is in both sets" in capsys.readouterr().err
    assert status([*command, "--first", "2016-14"]) == 2
    assert status(command) == 2
