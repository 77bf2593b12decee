from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import InputError
from align.system.paths import is_same_file, require_apart


def test_links_and_other_spellings_are_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "terms.csv"
    file.write_text("x", "utf-8")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert is_same_file(file, tmp_path / "a" / ".." / "b" / "terms.csv")
    assert not is_same_file(file, tmp_path / "a" / "other.csv")


def test_a_file_that_is_not_there_yet_goes_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert is_same_file(tmp_path / "a" / "t.csv", tmp_path / "b" / "t.csv")


def test_what_is_given_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    require_apart(None, [file], "")
    require_apart(file, [tmp_path / "u.csv"], "")
    with pytest.raises(InputError, match=r"t\.csv: is given to be read.*elsewhere"):
        require_apart(file, [tmp_path / "u.csv", file], "Write elsewhere")
