from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from align.cli.main import status
from tests.conftest import FORMATS, MIXED


def test_pairs_are_printed_with_their_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["pair", str(MIXED / "ko"), str(MIXED / "en"), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 12
    assert all(float(row["probability"]) > 0.9 and row["reasons"] for row in rows)


def test_a_table_is_corrected_and_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    shutil.copytree(MIXED, folder, ignore=shutil.ignore_patterns("truth"))
    table = folder / "pairs.csv"
    assert status(["pair", str(folder), "-o", str(table)]) == 0
    lines = table.read_text("utf-8").splitlines()
    table.write_text("\n".join(lines[:3]) + "\n", "utf-8")
    arguments = ["run", str(folder), "-o", str(tmp_path / "out"), "--pairs", str(table)]
    assert status([*arguments, "--format", "json"]) == 0
    output = capsys.readouterr().out
    summary = json.loads(output[output.index("{") :])
    assert [pair["relation"] for pair in summary["pairs"]] == ["given", "given"]
    assert len(summary["documents"]["unpaired"]) == 20


def test_what_cannot_be_read_is_said_and_the_rest_is_paired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("forum.ko.docx", "forum.en.pdf"):
        shutil.copy(FORMATS / name, tmp_path / name)
    (tmp_path / "broken.hwp").write_bytes(b"nothing of the kind")
    assert status(["pair", str(tmp_path)]) == 4
    printed = capsys.readouterr()
    assert "forum.ko.docx" in printed.out
    assert "broken.hwp: is called .hwp but is none" in printed.err


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    assert status(["pair", str(tmp_path)]) == 3


@pytest.mark.parametrize("command", ["pair", "run"])
def test_where_a_language_is_missing_the_unread_file_is_named(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("양측은 협의를 계속하기로 하였다.\n", "utf-8")
    (tmp_path / "b.txt").write_text("\n" * 40_000, "utf-8")
    more = ["-o", str(tmp_path / "out")] if command == "run" else []
    assert status([command, str(tmp_path), *more]) == 3
    said = capsys.readouterr().err
    assert "holds no English documents (1 were read; files not read: 1" in said
    assert "b.txt: is empty" in said


def test_both_documents_of_a_bilingual_file_are_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert status(["inspect", str(FORMATS / "both-row.docx"), "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [item["language"] for item in shown] == ["ko", "en"]


def test_a_footnote_shows_where_it_hangs(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["inspect", str(FORMATS / "forum.ko.hwp"), "--format", "json"]) == 0
    segments = json.loads(capsys.readouterr().out)["segments"]
    assert segments[-1]["kind"] == "footnote"
    assert segments[-1]["anchor"] == 1
