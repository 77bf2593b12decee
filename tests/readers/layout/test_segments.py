from __future__ import annotations

import pytest

from align.model import Kind
from align.readers.layout.segments import is_notice, segment_lines
from align.readers.parts.line import Line


def outline(*lines: str) -> list[tuple[str, str]]:
    segments = segment_lines([Line(line) for line in lines], titled=False)
    return [(segment.kind.value, segment.outline) for segment in segments]


def test_points_are_numbered_under_their_paragraph() -> None:
    assert outline(
        "3. 장관은 말하였다.", "ㅇ 이에.", "- 또한.", "ㅇ 그리고.", "4. 끝으로."
    ) == [
        ("paragraph", "3"),
        ("point", "3.1"),
        ("point", "3.1.1"),
        ("point", "3.2"),
        ("paragraph", "4"),
    ]


def test_points_under_an_unnumbered_paragraph_are_numbered_too() -> None:
    assert outline(
        "세미나가 개최되었다.", "○ 참석자는.", "문 국장은 밝혔다.", "○ 발표자는."
    ) == [
        ("paragraph", "1"),
        ("point", "1.1"),
        ("paragraph", "2"),
        ("point", "2.1"),
    ]


def test_a_short_line_over_points_is_a_heading() -> None:
    assert outline("1. 개요", "○ 법안이 통과되었습니다.")[0] == ("heading", "1")


def test_a_short_sentence_is_no_heading() -> None:
    assert outline("1. 협의를 개최함.", "○ 협의는 길었음.")[0] == ("paragraph", "1")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("붙임 : 사진 1부. 끝.", Kind.ATTACHMENT),
        ("담당부서 : 북미1과", Kind.CONTACT),
        ("※ 문의 : 영사과", Kind.CONTACT),
        ("끝.", Kind.END),
        ("※ 참고로 세 번째임.", Kind.NOTE),
        ("<사진 1> 회담 모습", Kind.CAPTION),
    ],
)
def test_the_furniture_of_a_release_has_kinds_of_its_own(line: str, kind: Kind) -> None:
    assert segment_lines([Line(line)], titled=False)[0].kind is kind


@pytest.mark.parametrize(
    "line",
    [
        "* unofficial translation",
        "(Unofficial translation)",
        "/Unofficial Translation/",
        "* 비공식 번역",
        "※ 비공식 번역(Unofficial Translation)",
    ],
)
def test_the_notice_is_known_in_all_its_forms(line: str) -> None:
    assert is_notice(line)


def test_a_sentence_about_an_unofficial_translation_is_no_notice() -> None:
    assert not is_notice("The Ministry published an unofficial translation of the law.")
