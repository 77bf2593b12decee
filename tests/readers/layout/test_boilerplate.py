from __future__ import annotations

import datetime

import pytest

from align.readers.layout.boilerplate import take_apart
from align.readers.layout.facts import find_date
from align.readers.parts.line import Line


def apart(*texts: str):
    return take_apart([Line(text, number) for number, text in enumerate(texts, start=1)])


@pytest.mark.parametrize(
    "text",
    ["2017-12-19", "2017. 12. 19.(화)", "2017년 12월 19일", "2017/12/19", "on 2017.12.19"],
)
def test_dates_are_read_in_every_form(text: str) -> None:
    assert find_date(text) == datetime.date(2017, 12, 19)


@pytest.mark.parametrize("text", ["2017-13-45", "12.19(화)", "no date"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_date(text) is None


def test_labels_and_values_of_the_head_are_facts() -> None:
    page = apart("KOR", "A Title", "Date", "2017-12-19", "hit", "26", "1. A paragraph here.")
    assert (page.facts["date"], page.facts["hits"]) == ("2017-12-19", "26")
    assert [line.text for line in page.body] == ["A Title", "1. A paragraph here."]


def test_facts_on_one_line_are_read_too() -> None:
    page = apart("제목", "작성일: 2017-12-19", "담당부서 : 북미국", "1. 장관은 말하였다.")
    assert page.date == datetime.date(2017, 12, 19)
    assert page.facts["department"] == "북미국"


def test_words_of_the_menu_are_kept_inside_the_body() -> None:
    page = apart("A Title", "1. The Minister spoke at length.", "Next", "2. He left the hall.")
    assert [line.text for line in page.body][2] == "Next"


def test_a_footer_is_dropped_with_what_follows_it() -> None:
    page = apart("A Title", "1. The Minister spoke at length.", "List", "Prev", "Older release")
    assert [line.text for line in page.body] == ["A Title", "1. The Minister spoke at length."]
    assert [line.reason for line in page.dropped] == ["footer"] * 3


def test_every_line_is_either_kept_or_listed() -> None:
    texts = ["ENG", "제목", "작성일", "2017-12-19", "1. 본문입니다.", "목록", "이전글"]
    page = apart(*texts)
    assert sorted([line.text for line in [*page.body, *page.dropped]]) == sorted(texts)
