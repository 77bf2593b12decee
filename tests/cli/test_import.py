"""`align import` of other people's memories."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from align.cli.main import status
from align.memory import Memory
from align.memory.search import concordance

UNITS = [
    ("정부는 이를 환영합니다.", "The government welcomes this."),
    ("정부는  이를 환영합니다.", "The government welcomes this."),
    ("장관", ""),
    ("", ""),
    ("UNESCO", "UNESCO"),
    ("양측은 협력하기로 하였다.", "The two sides agreed to cooperate."),
]


@pytest.fixture
def legacy(tmp_path: Path) -> Path:
    units = "".join(
        f'<tu><tuv xml:lang="ko"><seg>{korean}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{english}</seg></tuv></tu>'
        for korean, english in UNITS
    )
    path = tmp_path / "legacy.tmx"
    path.write_text(
        '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" '
        'segtype="sentence" o-tmf="x" adminlang="en" srclang="ko" datatype="plaintext"/>'
        f"<body>{units}</body></tmx>",
        "utf-8",
    )
    return path


def pairs(path: Path) -> list[tuple[str, str]]:
    with Memory(path, create=False) as memory:
        return [
            (bitext.original_text(bead), bitext.translation_text(bead))
            for bitext in memory.bitexts()
            for bead in bitext.beads
        ]


def listed(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row["unit"], row["why"]) for row in csv.DictReader(file)]


def run(*arguments: object) -> int:
    return status(["import", *map(str, arguments), "--embedder", "none", "--workers", "1"])


def test_only_what_has_no_text_is_left_out_unasked(legacy: Path, tmp_path: Path) -> None:
    assert run(legacy, "-m", tmp_path / "m.db") == 0
    assert len(pairs(tmp_path / "m.db")) == 5
    assert listed(tmp_path / "legacy.left-out.csv") == [("4", "empty")]


def test_what_is_cleaned_away_is_counted_and_listed(
    legacy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "gone.csv"
    assert run(legacy, "-m", tmp_path / "m.db", "--clean", "all", "--left-out", out) == 0
    assert pairs(tmp_path / "m.db") == [UNITS[0], UNITS[5]]
    assert listed(out) == [
        ("2", "duplicates"),
        ("3", "empty"),
        ("4", "empty"),
        ("5", "same"),
    ]
    assert "left out: 2 empty" in capsys.readouterr().err


def test_what_the_memory_has_is_a_duplicate_too(legacy: Path, tmp_path: Path) -> None:
    assert run(legacy, "-m", tmp_path / "m.db") == 0
    other = legacy.rename(tmp_path / "other.tmx")
    assert run(other, "-m", tmp_path / "m.db", "--clean", "duplicates") == 0
    assert len(listed(tmp_path / "other.left-out.csv")) == 6
    with Memory(tmp_path / "m.db") as memory:
        assert concordance(memory, "협력").total == 1


def test_what_corrects_the_memory_is_not_cleaned(legacy: Path, tmp_path: Path) -> None:
    memory = tmp_path / "m.db"
    assert run(legacy, "-m", memory, "--clean", "empty,duplicates") == 0
    before = pairs(memory)
    assert status(["export", str(memory), "-o", str(tmp_path / "back.xlsx")]) == 0
    assert run(tmp_path / "back.xlsx", "-m", memory, "--clean", "all") == 0
    assert pairs(memory) == before
    assert not (tmp_path / "back.left-out.csv").exists()


def test_an_unknown_filter_is_bad_usage(legacy: Path, tmp_path: Path) -> None:
    assert run(legacy, "-m", tmp_path / "m.db", "--clean", "dirt") == 2


def test_a_broken_file_changes_nothing(legacy: Path, tmp_path: Path) -> None:
    assert run(legacy, "-m", tmp_path / "m.db") == 0
    before = pairs(tmp_path / "m.db")
    broken = tmp_path / "broken.tmx"
    broken.write_text(legacy.read_text("utf-8").replace("</body></tmx>", "<tu>"), "utf-8")
    assert run(broken, "-m", tmp_path / "m.db", "--clean", "empty") == 3
    assert pairs(tmp_path / "m.db") == before
    assert not (tmp_path / "broken.left-out.csv").exists()
