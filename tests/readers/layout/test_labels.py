from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.readers.layout.labels import read_label


@pytest.mark.parametrize(
    ("line", "label", "rank"),
    [
        ("1. 장관은", "1.", 1),
        ("□ 장관은", "□", 1),
        ("ㅇ 장관은", "ㅇ", 2),
        ("○ 장관은", "○", 2),
        ("° Minister", "°", 2),
        ("가. 개요", "가.", 2),
        ("- 이에", "-", 3),
        ("▲ (10.18) 개막식", "▲", 3),
        ("· 이에", "·", 4),
        ("① 이에", "①", 4),
        ("※ 참고", "※", 9),
    ],
)
def test_a_label_is_read_with_its_rank(line: str, label: str, rank: int) -> None:
    found = read_label(line)
    assert found is not None
    assert (found.text, found.rank) == (label, rank)


@pytest.mark.parametrize(
    "line", ["2017. 12. 19.", "3.5% 증가", "가운데", "one", "-3도", "1.", "사. ", "A. B. Kim"]
)
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert read_label(line) is None


@given(st.text())
def test_a_label_is_a_prefix_of_its_line(line: str) -> None:
    label = read_label(line)
    assert label is None or line.startswith(label.text)
