from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from align.cli.main import status
from align.memory import Memory
from align.model import Bead, Bitext, Document, Language, Segment


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "memory.db"
    original = Document("ko", Language.KOREAN, (Segment("50만여 척이 대피했다."),))
    translation = Document("en", Language.ENGLISH, (Segment("50,000 boats returned."),))
    with Memory(path) as opened:
        opened.put_bitext(Bitext(original, translation, (Bead((0,), (0,)),)), "test")
    return path


def test_issues_are_printed_and_fail_where_asked(
    memory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["check", str(memory), "--format", "json"]) == 0
    (issue,) = json.loads(capsys.readouterr().out)
    assert (issue["kind"], issue["original"], issue["rendering"]) == (
        "figure", "500,000", "50,000",
    )  # fmt: skip
    assert status(["check", str(memory), "--fail-on", "warning"]) == 1
    assert status(["check", str(memory), "--kind", "date", "--fail-on", "note"]) == 0


def test_issues_go_to_a_workbook(memory: Path, tmp_path: Path) -> None:
    out = tmp_path / "issues.xlsx"
    assert status(["check", str(memory), "-o", str(out)]) == 0
    rows = list(load_workbook(out)["issues"].values)
    assert (
        rows[1][rows[0].index("message")]
        == "500,000 in the original, 50,000 in the translation"
    )


def test_another_ending_is_refused(memory: Path, tmp_path: Path) -> None:
    assert status(["check", str(memory), "-o", str(tmp_path / "issues.doc")]) == 3
