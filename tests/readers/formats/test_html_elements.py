"""What elements do to the text around them."""

from __future__ import annotations

import pytest

from align.errors import EmptyInputError
from align.model import Kind
from align.readers.formats.html import HtmlReader
from align.readers.parts.line import Line


def lines(body: str) -> list[Line]:
    page = f"<html><head><title>t</title></head><body>{body}</body></html>"
    return list(HtmlReader().extract(page.encode(), None).lines)


def shown(body: str) -> list[str]:
    return [line.text for line in lines(body) if not line.furniture]


def left_out(body: str) -> list[tuple[str, str]]:
    return [(line.text, line.reason) for line in lines(body) if line.furniture]


@pytest.mark.parametrize(
    "tag",
    ["kbd", "tt", "nobr", "bdo", "data", "samp", "o:p", "st1:city", "x-word", "big", "math"],
)
def test_what_is_no_block_stands_in_the_line(tag: str) -> None:
    assert shown(f"<p>등대는 <{tag}>밤마다</{tag}> 켜진다.</p>") == ["등대는 밤마다 켜진다."]


@pytest.mark.parametrize(
    "void",
    [
        '<img src="a" alt="b">',
        "<wbr>",
        "<input>",
        "<svg><title>x</title></svg>",
        "<iframe></iframe>",
    ],
)
def test_what_prints_no_text_cuts_none(void: str) -> None:
    assert shown(f"<p>등대는 {void}밤마다 켜진다.</p>") == ["등대는 밤마다 켜진다."]


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        ("<span hidden>안 보임</span>", "hidden"),
        ('<span style="display: none">안 보임</span>', "hidden"),
        ('<i aria-hidden="true">안 보임</i>', "hidden"),
        ('<del datetime="2031">안 보임</del>', "deleted"),
        ("<select><option>안 보임</option></select>", "control"),
        ('<span class="MsoCommentReference">안 보임</span>', "comment"),
        ("<template>안 보임</template>", "hidden"),
    ],
)
def test_what_is_not_shown_is_left_out_with_its_reason(element: str, reason: str) -> None:
    body = f"<p>등대는 {element}밤마다 켜진다.</p>"
    assert shown(body) == ["등대는 밤마다 켜진다."]
    assert left_out(body) == [("안 보임", reason)]


def test_what_is_struck_out_is_still_printed() -> None:
    assert shown("<p>값은 <del>오만</del> 삼만 원</p>") == ["값은 오만 삼만 원"]


def test_a_page_behind_a_dialogue_is_not_hidden() -> None:
    body = '<div aria-hidden="true"><p>등대는 밤마다 켜진다.</p></div><div>닫기</div>'
    assert "등대는 밤마다 켜진다." in shown(body)


def test_the_reading_of_a_word_is_beside_the_sentence() -> None:
    body = "<p>그 <ruby>燈臺<rp>(</rp><rt>등대</rt><rp>)</rp></ruby>는 낡았다.</p>"
    assert shown(body) == ["그 燈臺는 낡았다."]
    assert left_out(body) == [("등대", "reading")]


def test_two_breaks_end_a_paragraph_and_one_ends_a_line_of_it() -> None:
    body = (
        "<div>등대지기는 밤마다 계단을<br>올라가 불을 켠다.<br><br>"
        "아침에는 불을 끄고 나서<br>잠을 잔다.</div>"
    )
    assert shown(body) == [
        "등대지기는 밤마다 계단을 올라가 불을 켠다.",
        "아침에는 불을 끄고 나서 잠을 잔다.",
    ]


def test_lines_of_an_address_stay_lines() -> None:
    body = "<div>등대 안내소<br>바닷길 17<br><br>전화로 물어보면 언제든 알려 준다.</div>"
    assert shown(body)[:2] == ["등대 안내소", "바닷길 17"]


def test_a_break_in_a_cell_parts_words() -> None:
    body = "<table><tr><td>등대<br>수리</td><td>12</td></tr></table>"
    assert shown(body) == ["등대 수리 | 12"]


def test_a_cell_that_holds_a_page_is_one() -> None:
    text = (
        "등대지기는 밤마다 긴 계단을 올라가 불을 켜고 아침이 오면 다시 내려와 불을 끄고 나서 "
        "그날의 일을 공책에 적는다."
    )
    body = (
        f"<table><tr><td>차례</td><td><p>{text}</p><p>{text} 끝.</p><p>셋</p></td></tr></table>"
    )
    assert shown(body) == ["차례", text, f"{text} 끝.", "셋"]


def test_a_footnote_of_word_hangs_on_its_sentence() -> None:
    body = (
        '<p>등대는 낡았다<a style="mso-footnote-id:ftn1" href="#_ftn1">[1]</a>.</p>'
        '<div style="mso-element:footnote-list"><div style="mso-element:footnote" id="ftn1">'
        '<p><a href="#_ftnref1">[1]</a> 백 년 전의 것이다.</p></div></div>'
    )
    text, note = [line for line in lines(body) if not line.furniture]
    assert (text.text, text.notes) == ("등대는 낡았다.", ("ftn1",))
    assert (note.text, note.kind, note.name) == ("1) 백 년 전의 것이다.", Kind.FOOTNOTE, "ftn1")


def test_code_is_kept_as_written() -> None:
    (line,) = lines("<pre><code>a = [1]\n  b = 2\n</code></pre>")
    assert (line.text, line.kind) == ("a = [1]\n  b = 2", Kind.CODE)


def test_a_frameset_names_the_pages_that_hold_its_text() -> None:
    page = '<html><frameset><frame src="left.html"><frame src="main.html"></frameset></html>'
    with pytest.raises(EmptyInputError, match=r"left\.html, main\.html"):
        HtmlReader().extract(page.encode(), None)


def test_the_declaration_of_an_xhtml_page_names_its_code() -> None:
    page = '<?xml version="1.0" encoding="euc-kr"?><html><body><p>믜운 등대</p></body></html>'
    assert HtmlReader().extract(page.encode("cp949"), None).lines[0].text == "믜운 등대"


def test_an_example_laid_out_in_another_language_is_one_block_as_written() -> None:
    page = (
        '<html lang="ko-KR"><body><p>등대지기는 날마다 이렇게 적는다.</p>'
        '<pre lang="en">Lit at 18:02\nFog from 20:10</pre>'
        '<pre lang="ko">하나\n둘</pre></body></html>'
    )
    shown = [x for x in HtmlReader().extract(page.encode(), None).lines if not x.furniture]
    assert [(line.text, line.kind) for line in shown][1:] == [
        ("Lit at 18:02\nFog from 20:10", Kind.CODE),
        ("하나", None),
        ("둘", None),
    ]
