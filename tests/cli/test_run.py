from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from align.aligner import Aligner
from align.cli.main import status
from tests.conftest import MOFA

PAIR = ("ko/2013-06-14_보도자료.txt", "en/2013-06-14_press_release.txt")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder of one pair of documents."""
    folder = tmp_path / "small"
    for name in PAIR:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(MOFA / name, folder / name)
    return folder


def test_every_figure_printed_is_in_the_scores(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    terms = str(MOFA / "terms.csv")
    arguments = ["run", str(small), "-o", str(out), "--terms", terms]
    assert status([*arguments, "--gold", str(MOFA / "truth")]) == 0
    printed = capsys.readouterr().out
    scores = json.loads((out / "scores.json").read_text("utf-8"))
    assert f"{scores['documents']['read']} read" in printed
    assert f"{scores['beads']['total']}: " in printed
    assert f"{scores['beads']['mean_confidence']:.3f}" in printed
    assert f"strict F1 {scores['gold']['strict']['f1']:.3f}" in printed
    assert scores["gold"]["documents"] == 1
    assert len(printed.splitlines()) < 30


def test_the_summary_can_be_had_as_json(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["run", str(small), "-o", str(tmp_path / "out"), "--format", "json"]) == 0
    written = json.loads((tmp_path / "out" / "scores.json").read_text("utf-8"))
    assert json.loads(capsys.readouterr().out) == written


def test_a_termbase_in_the_folder_is_used_by_itself(small: Path, tmp_path: Path) -> None:
    shutil.copy(MOFA / "terms.csv", small / "terms.csv")
    assert status(["run", str(small), "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "terms.csv").exists()


def test_without_embeddings_the_line_still_works(small: Path, tmp_path: Path) -> None:
    arguments = ["run", str(small), "-o", str(tmp_path / "out"), "--embedder", "none"]
    assert status(arguments) == 0


@pytest.mark.parametrize("bad", ["empty", "binary", "third language", "broken"])
def test_a_bad_file_is_named_and_the_rest_is_done(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: str
) -> None:
    content = {
        "empty": b"",
        "binary": bytes(range(256)) * 10,
        "third language": ("Le ministre a rencontré son homologue à Paris. " * 9).encode(),
        "broken": "양측은 협의함.".encode() + b"\xff\xfe\xff",
    }
    (small / "bad.txt").write_bytes(content[bad])
    assert status(["run", str(small), "-o", str(tmp_path / "out")]) == 4
    assert "bad.txt: " in capsys.readouterr().err
    scores = json.loads((tmp_path / "out" / "scores.json").read_text("utf-8"))
    assert scores["documents"]["failed"][0]["remedy"]
    assert len(scores["pairs"]) == 1


def test_a_path_that_is_not_there_is_named_and_the_rest_is_done(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "nowhere")
    assert status(["run", str(small), missing, "-o", str(tmp_path / "out")]) == 4
    assert f"{missing}: is not there" in capsys.readouterr().err


@pytest.mark.parametrize(
    "what", ["nowhere", "empty folder", "one language", "nothing readable"]
)
def test_input_that_gives_nothing_has_status_3(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    folder = tmp_path / "input"
    if what != "nowhere":
        folder.mkdir()
    if what == "one language":
        shutil.copy(small / PAIR[0], folder)
    if what == "nothing readable":
        (folder / "a.txt").write_bytes(b"")
    assert status(["run", str(folder), "-o", str(tmp_path / "out")]) == 3
    assert str(folder) in capsys.readouterr().err


def test_an_unpaired_document_is_listed(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(MOFA / "ko" / "2015-03-05_kenya.html", small / "ko")
    assert status(["run", str(small), "-o", str(tmp_path / "out")]) == 0
    assert "Unpaired    ko/2015-03-05_kenya.html" in capsys.readouterr().out


def test_wrong_usage_has_status_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert status(["run", "x"]) == 2
    assert status(["run", "x", "-o", str(tmp_path), "--embedder", "nothing"]) == 2
    assert "Known: sentence-transformers, use" in capsys.readouterr().err


def test_an_interruption_has_status_130_and_keeps_what_was_done(
    small: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    older = tmp_path / "out" / "memory.tmx"
    older.parent.mkdir()
    older.write_text("older export", "utf-8")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Aligner, "align", interrupted)
    assert status(["run", str(small), "-o", str(tmp_path / "out")]) == 130
    assert "run the same command to go on" in capsys.readouterr().err
    assert older.read_text("utf-8") == "older export"
    monkeypatch.undo()
    assert status(["run", str(small), "-o", str(tmp_path / "out")]) == 0


_LIMITED = """
import resource, sys
from align.lang.detect import detect
detect("Load the model of languages, which writes a file of its own, before the limit.")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from align.cli.main import status
sys.exit(status(sys.argv[2:]))
"""


@pytest.mark.parametrize("room", [1_000, 20_000, 50_000])
def test_a_full_disk_is_reported_and_loses_nothing(
    small: Path, tmp_path: Path, room: int
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "memory.tmx").write_text("older export", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(room), "run", str(small), "-o", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 5, done.stderr
    assert str(out) in done.stderr
    assert "Traceback" not in done.stderr
    assert (out / "memory.tmx").read_text("utf-8") == "older export"
    assert status(["run", str(small), "-o", str(out)]) == 0


def test_a_run_without_a_termbase_says_what_varies_and_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    korean, english = tmp_path / "in" / "news.ko.txt", tmp_path / "in" / "news.en.txt"
    korean.parent.mkdir()
    fleets = ["fishing fleet", "fishing fleet", "trawlers", "trawlers", "trawlers"]
    ports = ["항구 하나", "둘째 항구", "넓은 포구", "먼 바다", "깊은 만"]
    korean.write_text("\n\n".join(f"{p}에서 어선단이 돌아온다." for p in ports), "utf-8")
    english.write_text(
        "\n\n".join(f"The {fleet} come back, part {n}." for n, fleet in enumerate(fleets)),
        "utf-8",
    )
    out = tmp_path / "out"
    assert status(["run", str(korean.parent), "-o", str(out)]) == 0
    printed = capsys.readouterr().out
    assert f"align terms discover {out / 'memory.db'} -o" in printed
    scores = json.loads((out / "scores.json").read_text("utf-8"))
    assert all(len(item["renderings"]) > 1 for item in scores["discovered"])


def test_a_run_with_a_termbase_discovers_nothing(small: Path, tmp_path: Path) -> None:
    terms, out = str(MOFA / "terms.csv"), tmp_path / "out"
    assert status(["run", str(small), "-o", str(out), "--terms", terms]) == 0
    assert "discovered" not in json.loads((out / "scores.json").read_text("utf-8"))


def test_documents_that_do_not_translate_each_other_are_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("어제 항구에 눈이 내렸다.\n", "utf-8")
    (folder / "b.txt").write_text("The museum sells postcards of its paintings.\n", "utf-8")
    assert status(["run", str(folder), "-o", str(tmp_path / "out")]) == 0
    assert "no document here is a translation of another" in capsys.readouterr().out
