from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from lxml import etree

from align.cli.main import cli, status
from align.memory import Memory
from align.readers import read


@pytest.mark.parametrize("command", [None, *sorted(cli.commands)])
def test_every_command_explains_itself_with_examples(
    command: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status([*([command] if command else []), "--help"]) == 0
    assert "align " in capsys.readouterr().out.partition("\n")[2]


def test_inspect_prints_facts_and_segments(
    mofa: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["inspect", str(mofa / "en" / "2013-06-14_press_release.txt")]) == 0
    printed = capsys.readouterr().out
    assert "2013-06-14" in printed
    assert "unofficial    yes" in printed
    assert "Director-General Yoon stressed" in " ".join(printed.split())


def test_inspect_shows_what_was_left_out(
    mofa: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(mofa / "en" / "2013-06-14_press_release.txt")
    assert status(["inspect", file, "--dropped"]) == 0
    assert "Privacy Policy" in capsys.readouterr().out


def test_inspect_as_json_and_csv_hold_every_segment(
    mofa: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = mofa / "ko" / "20140417_국장급협의_결과.txt"
    expected = [segment.body for segment in read(path).segments]
    assert status(["inspect", str(path), "--format", "json"]) == 0
    assert [s["text"] for s in json.loads(capsys.readouterr().out)["segments"]] == expected
    assert status(["inspect", str(path), "--format", "csv"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert [row["text"] for row in rows] == expected


def test_inspect_of_a_missing_file_has_status_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["inspect", "nowhere.txt"]) == 3
    assert "nowhere.txt: is not there" in capsys.readouterr().err


def test_export_writes_a_memory_again(mofa: Path, tmp_path: Path) -> None:
    files = ["ko/2013-06-14_보도자료.txt", "en/2013-06-14_press_release.txt"]
    assert status(["run", *(str(mofa / f) for f in files), "-o", str(tmp_path / "out")]) == 0
    again = tmp_path / "again.tmx"
    assert status(["export", str(tmp_path / "out" / "memory.db"), "-o", str(again)]) == 0
    with Memory(tmp_path / "out" / "memory.db") as memory:
        pairs = sum(bead.is_pair for bitext in memory.bitexts() for bead in bitext.beads)
    assert len(list(etree.parse(again).iter("tu"))) == pairs > 5


def test_export_to_an_unknown_ending_has_status_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Memory(tmp_path / "m.db").close()
    assert status(["export", str(tmp_path / "m.db"), "-o", str(tmp_path / "m.doc")]) == 3
    assert "Known: .beads, .csv" in capsys.readouterr().err


def test_evaluate_scores_a_folder(mofa: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["evaluate", str(mofa / "truth"), "--format", "json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["strict"]["f1"] >= 0.95
    assert scores["calibration"]["expected_error"] < 0.1
    assert scores["lax"]["f1"] >= scores["strict"]["f1"]


def test_evaluate_of_a_folder_without_gold_has_status_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["evaluate", str(tmp_path)]) == 3
    assert "NAME.gold" in capsys.readouterr().err


@pytest.mark.slow
def test_trained_weights_can_be_used(
    mofa: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = tmp_path / "weights.json"
    assert status(["train", str(mofa / "truth"), "-o", str(weights), "--no-held-out"]) == 0
    assert status(["evaluate", str(mofa / "truth"), "--weights", str(weights)]) == 0
    assert "strict" in capsys.readouterr().out


@pytest.mark.slow
def test_evaluation_may_learn_words_first(
    mofa: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = str(mofa / "terms.csv")
    arguments = ["evaluate", str(mofa / "truth"), "--learn-words", "--terms", terms]
    assert status([*arguments, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["strict"]["f1"] == 1
    assert "lexicon:none" not in found["aligner"]


@pytest.mark.slow
def test_a_reviewed_memory_teaches(mofa: Path, tmp_path: Path) -> None:
    out, weights = tmp_path / "out", tmp_path / "w.json"
    assert status(["run", str(mofa), "-o", str(out)]) == 0
    train = ["train", str(out / "memory.db"), "-o", str(weights), "--no-held-out"]
    assert status(train) == 3  # nobody has reviewed anything yet
    with sqlite3.connect(out / "memory.db") as database:
        database.execute("UPDATE bead SET status = 'accepted'")
    assert status(train) == 0
    assert json.loads(weights.read_text("utf-8"))["weights"]["embedding.cosine"] > 0
