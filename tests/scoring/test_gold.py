"""Folders of gold that hold what cannot be scored."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import FormatError, LanguageError
from align.scoring.gold import read_bitexts

KOREAN = "양측은 협의를 계속하기로 하였다.\n다음 회의는 3월에 열린다.\n"


def folder(path: Path, english: str) -> Path:
    (path / "a.ko").write_text(KOREAN, "utf-8")
    (path / "a.en").write_text(english, "utf-8")
    (path / "a.gold").write_text("[0]:[0]\n[1]:[1]\n", "utf-8")
    return path


def test_two_sides_of_one_language_are_told(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match=r"a\.en: is in Korean"):
        read_bitexts(folder(tmp_path, KOREAN))


def test_a_side_of_blank_lines_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"a\.en: holds no text"):
        read_bitexts(folder(tmp_path, "\n \n"))
