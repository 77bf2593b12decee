"""The formats that need no other program are written as they lie in the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.readers import read
from corpora.convert.folders import WRITERS
from corpora.convert.release import read_forum, read_release
from tests.conftest import FORMATS


@pytest.mark.parametrize("suffix", [".docx", ".hwpx", ".html", ".mhtml", ".md", ".txt"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_format_is_written_as_the_corpus_has_it(
    suffix: str, language: str, tmp_path: Path
) -> None:
    path = tmp_path / f"forum.{language}{suffix}"
    WRITERS[suffix](read_forum(language), path, language)
    lying = read(FORMATS / path.name)
    assert [s.text for s in read(path).segments] == [s.text for s in lying.segments]


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
def test_a_format_without_dates_is_the_same_byte_for_byte(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"forum.ko{suffix}"
    WRITERS[suffix](read_forum("ko"), path, "ko")
    assert path.read_bytes() == (FORMATS / path.name).read_bytes()


def test_a_release_of_the_sample_keeps_its_labels_apart() -> None:
    release = read_release("2018-04-27-inter-korean", "ko", "2018-04-27")
    assert release.title == release.blocks[0].printed
    assert any(block.label for block in release.blocks)
    assert all(not block.text.startswith(("ㅇ ", "- ")) for block in release.blocks)
