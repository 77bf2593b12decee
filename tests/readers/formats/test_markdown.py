"""Markdown as manuals and sites write it."""

from __future__ import annotations

import pytest

from align.model import Kind
from align.readers.formats.markdown import MarkdownReader
from align.readers.parts.line import Line


def lines(text: str) -> list[Line]:
    return list(MarkdownReader().extract(text.encode(), None).lines)


def shown(text: str) -> list[str]:
    return [line.text for line in lines(text) if not line.furniture]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("## 등대 {#light}", "등대"),
        ("## 등대 {: .big #light}", "등대"),
        ("## 등대 {/*light*/}", "등대"),
        ("등대는 희다.\n{: .note}", "등대는 희다."),
        ("[2031년 3월]{: datetime='2031-03'}에 켰다.", "2031년 3월에 켰다."),
        ("~~등대~~", "등대"),
        ("`{#light}`", "{#light}"),
        ("켠 뒤 `a{: x}` 를 본다", "켠 뒤 a{: x} 를 본다"),
        ("값은 {x}이다", "값은 {x}이다"),
    ],
)
def test_marks_about_a_text_are_no_text(source: str, text: str) -> None:
    assert shown(source) == [text]


@pytest.mark.parametrize(
    "source",
    [
        "> [!NOTE]\n> 밤에는 켠다.",
        ":::tip\n밤에는 켠다.\n:::",
        ":::danger{.wide}\n\n밤에는 켠다.\n\n:::",
        "!!! warning\n    밤에는 켠다.",
        "<Note>\n\n밤에는 켠다.\n\n</Note>",
        "<Note kind={a}>\n밤에는 켠다.\n</Note>",
        "<details>\n\n밤에는 켠다.\n\n</details>",
        "<div>밤에는 켠다.</div>",
    ],
)
def test_the_text_of_a_box_is_text_and_its_fence_is_not(source: str) -> None:
    assert shown(source) == ["밤에는 켠다."]


@pytest.mark.parametrize(
    "source",
    [
        ":::tip 불 켜기\n밤에는 켠다.\n:::",
        ":::tip[불 켜기]\n밤에는 켠다.\n:::",
        '!!! tip "불 켜기"\n    밤에는 켠다.',
        "<details>\n<summary>불 켜기</summary>\n\n밤에는 켠다.\n\n</details>",
    ],
)
def test_the_title_of_a_box_is_text(source: str) -> None:
    assert shown(source) == ["불 켜기", "밤에는 켠다."]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import Light from './light.js';", "markup"),
        ("{% include light.html %}", "markup"),
        ("{{< light >}}", "markup"),
        ("<Light size={{a: 1}}>", "markup"),
        ("<!-- 나중에 고친다 -->", "comment"),
    ],
)
def test_what_speaks_to_the_generator_is_left_out_and_listed(source: str, reason: str) -> None:
    found = lines(f"등대는 희다.\n\n{source}\n\n바다는 푸르다.")
    assert [line.text for line in found if not line.furniture] == [
        "등대는 희다.",
        "바다는 푸르다.",
    ]
    assert [line.reason for line in found if line.furniture] == [reason]


def test_front_matter_gives_the_title_that_the_text_lacks() -> None:
    found = lines("---\ntitle: 등대 안내\ndescription: 불을 켜는 법\n---\n\n밤에는 켠다.")
    assert [(x.text, x.kind) for x in found] == [
        ("등대 안내", Kind.TITLE),
        ("불을 켜는 법", None),
        ("밤에는 켠다.", None),
    ]


def test_a_title_in_the_text_stands_before_the_front_matters() -> None:
    assert shown("---\ntitle: 다른 이름\nsummary: 요약\n---\n\n# 등대\n\n밤에는 켠다.") == [
        *("등대", "요약", "밤에는 켠다."),
    ]


@pytest.mark.parametrize("front", ["title: [", "- a\n- b", "title: 3"])
def test_front_matter_that_says_nothing_is_passed_over(front: str) -> None:
    assert shown(f"---\n{front}\n---\n\n밤에는 켠다.") == ["밤에는 켠다."]


def test_rows_know_their_lines_and_breaks_part_words() -> None:
    found = lines("| 이름 | 수 |\n|---|---|\n| 등대<br>배 | 2 |")
    assert [(line.text, line.number) for line in found] == [
        ("이름 | 수", 1),
        ("등대 배 | 2", 3),
    ]


def test_markdown_within_components_keeps_its_lines() -> None:
    found = lines("# 등대\n\n<Box>\n- 하나\n- 둘\n</Box>\n\n끝.")
    assert [(line.text, line.number) for line in found] == [
        *(("등대", 1), ("- 하나", 4), ("- 둘", 5), ("끝.", 8)),
    ]


def test_a_reading_in_a_line_is_no_part_of_it() -> None:
    assert shown("그 <ruby>燈臺<rt>등대</rt></ruby>는 낡았다.") == ["그 燈臺는 낡았다."]
