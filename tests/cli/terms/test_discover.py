from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.cli.main import status
from align.terms.termbase import read_termbase
from tests.cli.terms.conftest import PLAIN


def test_discover_drafts_a_termbase_and_prints_what_it_drafts(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "draft.csv"
    command = ["terms", "discover", str(filled), "-o", str(out), "--most", "15", *PLAIN]
    assert status([*command, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    drafted = [concept.name for concept in read_termbase(out).concepts]
    assert [row["term"] for row in rows] == drafted
    assert len(drafted) == 15


def test_most_is_how_many_terms_are_listed(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lists = []
    for most in ("3", "9"):
        command = ["terms", "discover", str(filled), "--most", most, *PLAIN]
        assert status([*command, "--format", "json"]) == 0
        lists.append([row["term"] for row in json.loads(capsys.readouterr().out)])
    assert lists[0] == lists[1][:3]
    assert len(lists[1]) == 9


def test_the_draft_never_takes_the_place_of_the_termbase(
    filled: Path, termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = termbase.read_bytes()
    command = ["terms", "discover", str(filled), "-t", str(termbase), "-o", str(termbase)]
    assert status([*command, *PLAIN]) == 3
    assert "another file" in capsys.readouterr().err
    assert termbase.read_bytes() == before
