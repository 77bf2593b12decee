from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import InputError
from align.readers import read
from align.readers.collect import collect
from align.readers.unread import described


def test_what_programs_leave_behind_is_passed_over_without_a_word(tmp_path: Path) -> None:
    for name in (
        "~$글.docx",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        ".~lock.글.odt#",
        "글.txt",
    ):
        (tmp_path / name).write_text("등대는 희다.", "utf-8")
    found = collect([tmp_path])
    assert [source.id for source in found.sources] == ["글.txt"]
    assert not found.passed_over


def test_files_that_no_reader_reads_are_named_with_what_to_do() -> None:
    text = described({".doc": 2, ".gold": 1, ".xyz": 3})
    assert text == "1 .gold, 3 .xyz (no reader for these); 2 .doc (save them as DOCX)"


def test_so_is_one_that_is_named_itself(tmp_path: Path) -> None:
    path = tmp_path / "light.rtx.egg"
    path.write_text("등대", "utf-8")
    with pytest.raises(InputError, match="Unpack them"):
        read(path)
