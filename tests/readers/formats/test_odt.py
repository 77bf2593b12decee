"""OpenDocument texts: what is read, and what is left out with its reason."""

from __future__ import annotations

import pytest

from align.model import Kind
from align.readers.formats.odt import OdtReader
from tests.readers.office import odt

SUM = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>s</mi><mo>=</mo><mn>3</mn></math>'


def texts(body: str, automatic: str = "", **objects: str) -> list[str]:
    lines = OdtReader().extract(odt(body, automatic, **objects), None).lines
    return [line.text for line in lines if not line.furniture]


def left_out(body: str, automatic: str = "", master: str = "") -> list[tuple[str, str]]:
    lines = OdtReader().extract(odt(body, automatic, master), None).lines
    return [(line.text, line.reason) for line in lines if line.furniture]


def hiding(name: str, family: str, parent: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    shown = "" if parent else '<style:text-properties text:display="none"/>'
    return (
        f'<style:style style:name="{name}" style:family="{family}"{above}>{shown}</style:style>'
    )


def test_a_word_stands_before_its_reading() -> None:
    ruby = (
        "<text:ruby><text:ruby-base>燈臺</text:ruby-base><text:ruby-text>등대"
        "</text:ruby-text></text:ruby>"
    )
    assert texts(f"<text:p>저 {ruby}는 높다.</text:p>") == ["저 燈臺(등대)는 높다."]


def test_shapes_are_paragraphs_of_their_own() -> None:
    shape = "<draw:custom-shape><text:p>그림 풀이</text:p></draw:custom-shape>"
    assert texts(f"<text:p>{shape}본문이다.</text:p>") == ["본문이다.", "그림 풀이"]
    assert texts(f"{shape}<text:p>본문이다.</text:p>") == ["그림 풀이", "본문이다."]


def test_what_describes_a_picture_is_no_text() -> None:
    told = "<svg:title>배</svg:title><svg:desc>큰 배</svg:desc>"
    frame = f"<draw:frame><draw:image/>{told}</draw:frame>"
    assert texts(f"<text:p>앞{frame}뒤</text:p>") == ["앞뒤"]


def test_a_formula_stands_in_its_sentence_or_alone() -> None:
    frame = '<draw:frame><draw:object xlink:href="./Sum"/></draw:frame>'
    body = f"<text:p>합은 {frame}이다.</text:p><text:p>{frame}</text:p>{frame}"
    assert texts(body, Sum=SUM) == ["합은 s=3이다.", "s=3", "s=3"]


@pytest.mark.parametrize(
    "attributes",
    [
        'text:display="none"',
        'text:display="condition" text:condition="ooow:x==1" text:is-hidden="true"',
        'text:display="condition" text:condition="ooow:1 == 1"',
        'text:display="condition" text:condition="ooow:TRUE"',
    ],
)
def test_a_hidden_section_is_left_out(attributes: str) -> None:
    body = f"<text:section {attributes}><text:p>감춘 글</text:p></text:section>"
    assert texts(f"{body}<text:p>글</text:p>") == ["글"]
    assert left_out(body) == [("감춘 글", "hidden")]


@pytest.mark.parametrize(
    "attributes",
    [
        'text:display="true"',
        'text:display="condition" text:condition="ooow:1==1" text:is-hidden="false"',
        'text:display="condition" text:condition="ooow:1==2"',
        'text:display="condition" text:condition="ooow:page > 3"',
    ],
)
def test_a_section_that_is_shown_is_read(attributes: str) -> None:
    body = f"<text:section {attributes}><text:p>보이는 글</text:p></text:section>"
    assert texts(body) == ["보이는 글"]
    assert left_out(body) == []


def test_styles_hide_words_and_paragraphs_and_hand_it_on() -> None:
    styles = hiding("T1", "text") + hiding("P1", "paragraph") + hiding("P2", "paragraph", "P1")
    body = (
        '<text:p>보임<text:span text:style-name="T1">감춤</text:span></text:p>'
        '<text:p text:style-name="P2">문단<text:span>도</text:span></text:p>'
        '<text:p text:style-name="T1">다른 갈래의 이름</text:p>'
    )
    assert texts(body, styles) == ["보임", "다른 갈래의 이름"]
    assert left_out(body, styles) == [("감춤", "hidden"), ("문단도", "hidden")]


def test_hidden_fields_are_left_out() -> None:
    body = (
        '<text:p>글<text:hidden-text text:is-hidden="true" text:string-value="감춤"/></text:p>'
        '<text:p>글<text:hidden-text text:is-hidden="false" text:string-value="둘">둘'
        "</text:hidden-text></text:p>"
        '<text:p>문단<text:hidden-paragraph text:is-hidden="true"/></text:p>'
        '<text:p>줄<text:hidden-paragraph text:is-hidden="false"/></text:p>'
    )
    assert texts(body) == ["글", "글둘", "줄"]
    assert left_out(body) == [("감춤", "hidden"), ("문단", "hidden")]


def test_comments_and_deletions_are_listed_in_cells_too() -> None:
    comment = (
        "<office:annotation><dc:creator>아무개</dc:creator><text:p>살필 것</text:p>"
        "</office:annotation>"
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>지운 글</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        f"<table:table><table:table-row><table:table-cell><text:p>칸{comment}</text:p>"
        "</table:table-cell><table:table-cell><text:p>옆</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert texts(body) == ["칸 | 옆"]
    assert left_out(body) == [("지운 글", "deleted"), ("살필 것", "comment")]


def test_headers_and_contents_are_listed() -> None:
    master = (
        "<style:master-page><style:header><text:p>머리</text:p></style:header>"
        "<style:footer-left><text:p>꼬리</text:p></style:footer-left></style:master-page>"
    )
    body = (
        "<text:table-of-content><text:index-body><text:p>첫째 1</text:p><text:p>둘째 2</text:p>"
        "</text:index-body></text:table-of-content><text:h>첫째</text:h>"
    )
    assert left_out(body, master=master) == [
        *(
            ("첫째 1", "contents"),
            ("둘째 2", "contents"),
            ("머리", "header"),
            ("꼬리", "footer"),
        )
    ]


def test_a_note_in_a_cell_is_a_footnote_once() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>붙임</text:p></text:note-body></text:note>"
    )
    body = (
        f"<table:table><table:table-row><table:table-cell><text:p>{note}</text:p>"
        "</table:table-cell><table:table-cell><text:p>칸</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    row, footnote = OdtReader().extract(odt(body), None).lines
    assert (row.cells, row.notes) == (("", "칸"), ("note0",))
    assert (footnote.kind, footnote.text) == (Kind.FOOTNOTE, "1) 붙임")


def test_line_breaks_of_the_xml_are_blanks() -> None:
    assert texts("<text:p>한\n줄<text:line-break/>둘째 줄</text:p>") == ["한 줄", "둘째 줄"]


def test_a_hidden_point_of_a_list_is_not_counted() -> None:
    numbers = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
        'style:num-format="1" style:num-suffix="."/></text:list-style>'
    )
    points = "".join(
        f'<text:list-item><text:p text:style-name="{style}">{text}</text:p></text:list-item>'
        for text, style in (("하나", ""), ("감춤", "P1"), ("둘", ""))
    )
    body = f'<text:list text:style-name="L">{points}</text:list>'
    assert texts(body, numbers + hiding("P1", "paragraph")) == ["1. 하나", "2. 둘"]
