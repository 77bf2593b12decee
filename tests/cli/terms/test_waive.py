from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.cli.main import status
from tests.cli.terms.conftest import PLAIN


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
