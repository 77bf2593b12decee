from __future__ import annotations

import pytest

from align.lang.line_signs import ends_open, ends_sentence, goes_on


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("기여를 삭제하거나 거부할 권리와 책임이 있으며,", "사유를 알린다."),
        ("공개 영역에서 단체를 대표할 때를", "포함한다."),
        ("그 이후에는 보관되지", "않습니다."),
        ("온라인에서도 쓸 수", "있다."),
        ("The work must be provided as a", "Whole and at no cost."),
        ("unless the report says so,", "We decide."),
        ("Your report will be acknowledged", "within five days."),
    ],
)
def test_a_line_goes_on_where_its_last_word_or_the_next_one_says_so(
    line: str, following: str
) -> None:
    assert goes_on(line, following)
    assert not ends_sentence(line)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("집행 책임", "운영진은 기준을 밝힌다."),
        ("열람 제한", "요청할 수 있다."),
        ("책임을 진다.", "그러나 예외가 있다."),
        ("Enforcement", "Community leaders decide."),
        ("They met in Seoul.", "they parted."),
    ],
)
def test_a_heading_and_a_sentence_do_not(line: str, following: str) -> None:
    assert not goes_on(line, following)


def test_a_line_is_open_only_where_it_surely_stops_inside() -> None:
    assert ends_open("The work must be provided as a")
    assert not ends_open("The work is as follows:")
    assert not ends_open("")


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("    queue.push(item);", "return queue"),
        ('import { parse } from "parser",', "let session = parse(config)"),
        ("the second item", "the third item"),
    ],
)
def test_code_and_short_items_of_a_list_do_not(line: str, following: str) -> None:
    assert not goes_on(line, following)
