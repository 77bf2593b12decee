from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from align.cli.main import status
from align.formats.beadlist import read_beads

KOREAN, ENGLISH = "ko/2013-06-14_보도자료.txt", "en/2013-06-14_press_release.txt"


def test_two_files_become_a_translation_memory(mofa: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.tmx"
    assert status(["files", str(mofa / KOREAN), str(mofa / ENGLISH), "-o", str(out)]) == 0
    assert len(list(etree.parse(out).iter("tu"))) > 5


def test_two_files_become_a_bead_list(mofa: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.beads"
    assert status(["files", str(mofa / KOREAN), str(mofa / ENGLISH), "-o", str(out)]) == 0
    gold = read_beads(mofa / "truth" / "2013-06-14-director-general.gold")
    found = {(bead.original, bead.translation) for bead in read_beads(out)}
    assert found == {(bead.original, bead.translation) for bead in gold}


def test_sides_that_are_swapped_are_taken_the_right_way(
    mofa: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    straight, swapped = tmp_path / "a.beads", tmp_path / "b.beads"
    assert status(["files", str(mofa / KOREAN), str(mofa / ENGLISH), "-o", str(straight)]) == 0
    assert status(["files", str(mofa / ENGLISH), str(mofa / KOREAN), "-o", str(swapped)]) == 0
    assert straight.read_text("utf-8") == swapped.read_text("utf-8")
    assert "is the English side" in capsys.readouterr().err


def test_a_wrong_pair_is_told(
    mofa: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = str(mofa / "en" / "tashkent-visit-outcome.txt")
    arguments = ["files", str(mofa / KOREAN), other, "-o", str(tmp_path / "a.tmx")]
    assert status(arguments) == 0
    assert "do not look like translations" in capsys.readouterr().err
    assert status([*arguments, "--fail-on-unlike"]) == 1


def test_two_files_in_one_language_are_an_error(
    mofa: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(mofa / KOREAN)
    assert status(["files", path, path, "-o", str(tmp_path / "a.tmx")]) == 3
    assert "is in Korean like" in capsys.readouterr().err


def test_a_segment_of_a_megabyte_and_empty_lines_are_no_trouble(tmp_path: Path) -> None:
    korean, english = tmp_path / "k.txt", tmp_path / "e.txt"
    huge = "양측은 협의를 계속하기로 하였다. " * 8_000
    korean.write_text("제목\n" + "\n" * 20_000 + huge + "\n" * 20_000 + "끝.\n", "utf-8")
    english.write_text("A Title\n\n" + "The two sides agreed. " * 1_000 + "\n", "utf-8")
    out = tmp_path / "a.beads"
    assert status(["files", str(korean), str(english), "-o", str(out)]) == 0
    assert len(read_beads(out)) <= 3


def test_the_best_alignments_are_printed_with_what_differs(
    mofa: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sides = [str(next((mofa / side).glob("2013-06-14*"))) for side in ("ko", "en")]
    assert status(["files", *sides, "-o", str(tmp_path / "a.beads"), "--best", "3"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].split()[:2] == ["rank", "probability"]
    assert printed[1].split()[-1] == "–"
    assert "]:[" in printed[2]


@pytest.mark.slow
def test_two_files_become_sentences(mofa: Path, tmp_path: Path) -> None:
    sides = [str(next((mofa / side).glob("2013-06-14*"))) for side in ("ko", "en")]
    out = tmp_path / "a.tmx"
    assert status(["files", *sides, "-o", str(out), "--level", "sentence"]) == 0
    assert 'segtype="sentence"' in out.read_text("utf-8")


def test_a_bead_type_that_is_none_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "a.tmx")
    assert status(["files", "k.txt", "e.txt", "-o", out, "--bead-types", "2-0"]) == 2
    assert "2-0 is not possible" in capsys.readouterr().err
