from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.readers import read
from align.readers.parts.line import Line
from align.readers.parts.private import common, with_common_signs


@pytest.mark.parametrize(
    ("private", "expected"),
    [
        ("\uf53a글 문서", "한글 문서"),
        ("\U000f03ef\U000f03f0\U000f03f1\U000f03f2\U000f03f3\U000f03f4", "한글과컴퓨터"),
        ("\U000f02b1 뜻", "① 뜻"),
        ("\U000f028a 둘째", "② 둘째"),
        ("가\U000f02ef나", "가·나"),
        ("\uf0b7 그대로", "\uf0b7 그대로"),
    ],
)
def test_private_signs_whose_meaning_is_known_become_common(
    private: str, expected: str
) -> None:
    assert common(private) == expected


@given(st.text(st.characters(exclude_categories=["Co"])))
def test_a_text_without_private_signs_stays(text: str) -> None:
    assert common(text) == text


def test_cells_and_labels_are_written_anew_too() -> None:
    line = Line("\U000f02b1 \uf53a글", label="\U000f02b1", cells=("\uf53a글", ""))
    assert with_common_signs(line) == Line("① 한글", label="①", cells=("한글", ""))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_the_signs_are_common_in_every_format(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"page{suffix}"
    text = "안내문은 \uf53a글로 쓰여 있고 누구나 내려받아 읽을 수 있다."
    path.write_text(f"<p>{text}</p>" if suffix == ".html" else text)
    assert [s.text for s in read(path).segments] == [text.replace("\uf53a", "한")]
