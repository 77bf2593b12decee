"""The text of a page among its menus, the lists beside it and the pages it leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Kind
from align.readers.formats.html import HtmlReader, aside, walking
from align.readers.layout import article
from align.readers.parts.line import Line

TITLE = "안개가 잦은 항로에 새 등대 열두 곳을 세운다"
PROSE = [
    "바다안전원은 4월 2일 안개가 잦은 남쪽 항로에 등대 열두 곳을 새로 세우겠다고 밝혔다.",
    "첫 등대는 가을에 불을 켜고, 나머지는 내후년 봄까지 차례로 불을 켠다고 한다.",
    "“배를 모는 사람들이 밤에도 길을 잃지 않게 하는 일이다.” 탁현오 원장은 이렇게 말했다.",
]
MENU = "".join(
    f'<li><a href="/{i}">{word}</a></li>' for i, word in enumerate("가나다라마바사아")
)
NAMES = f"<title>{TITLE} - 바다안전원</title>"


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def lines(body: str, head: str = NAMES) -> list[Line]:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return [x for x in HtmlReader().extract(page.encode(), None).lines if not x.furniture]


def kept(body: str, head: str = NAMES) -> list[str]:
    return [line.text for line in lines(body, head)]


def test_the_headline_is_the_line_that_the_page_is_named_after() -> None:
    body = (
        f'<h1><a href="/">바다안전원</a></h1><ul>{MENU}</ul><div><h2>{TITLE}</h2>'
        f"<div>{paragraphs(PROSE)}</div></div>"
    )
    first, *rest = lines(body)
    assert (first.text, first.kind) == (TITLE, Kind.TITLE)
    assert [line.text for line in rest] == PROSE


def test_a_headline_may_be_a_link_and_stand_far_above() -> None:
    body = (
        f'<h2><a href="/12">{TITLE}</a></h2><div>담당 2031-04-02</div><ul>{MENU}</ul>'
        f"<div>{paragraphs(PROSE)}</div>"
    )
    assert kept(body) == [TITLE, "담당 2031-04-02", *PROSE]


def test_names_of_the_page_in_its_head_serve_too() -> None:
    head = f'<title>소식</title><meta property="og:title" content="{TITLE}">'
    assert kept(f"<div>소식</div><h3>{TITLE}</h3>{paragraphs(PROSE)}", head) == [TITLE, *PROSE]


@pytest.mark.parametrize(
    "heading", ["관련기사", "관련 뉴스", "많이 본 기사", "Related — 관련", "Read more"]
)
def test_what_stands_below_a_heading_of_other_pages_is_not_of_the_text(heading: str) -> None:
    teasers = "".join(
        f'<div><h3><a href="/{i}">다른 소식 {i}</a></h3><p>{text}</p></div>'
        for i, text in enumerate(PROSE)
    )
    body = (
        f"<main><h1>{TITLE}</h1><div>{paragraphs(PROSE)}</div>"
        f"<section><h2>{heading}</h2>{teasers}</section></main>"
    )
    assert kept(body) == [TITLE, *PROSE]


def test_a_box_of_related_links_does_not_end_a_text_that_goes_on() -> None:
    box = f"<div><strong>관련기사</strong><ul>{MENU}</ul></div>"
    body = f"<h1>{TITLE}</h1><div>{paragraphs(PROSE)}{box}{paragraphs(PROSE[::-1])}</div>"
    found = kept(body)
    assert all(found.count(text) == 2 for text in PROSE)


def test_a_list_of_links_inside_the_text_is_of_it() -> None:
    sources = '<ul><li><a href="/a">등대 목록</a></li><li><a href="/b">항로 그림</a></li></ul>'
    body = f"<h1>{TITLE}</h1><div>{paragraphs(PROSE[:1])}{sources}{paragraphs(PROSE[1:])}</div>"
    assert kept(body) == [TITLE, PROSE[0], "• 등대 목록", "• 항로 그림", *PROSE[1:]]


def test_a_note_set_beside_the_text_is_said_and_buttons_are_not() -> None:
    beside = f"<aside><p><b>알아 두기</b></p><p>{PROSE[2]}</p></aside>"
    share = '<div class="sns-share"><p>공유</p><p>글자 크기를 고릅니다.</p></div>'
    text = f"{paragraphs(PROSE[:1])}{beside}{paragraphs(PROSE[1:2])}"
    body = f"<h1>{TITLE}</h1>{share}<div>{text}</div>"
    assert kept(body) == [TITLE, PROSE[0], "알아 두기", PROSE[2], PROSE[1]]


def test_captions_and_subheadings_below_a_headline_stay() -> None:
    body = (
        f"<h1>{TITLE}</h1><p>안개 속의 뱃길</p><p>2031-04-02 조회 12</p>"
        f'<div class="photo_comment"><small>새 등대의 모형</small></div>{paragraphs(PROSE)}'
    )
    assert {"안개 속의 뱃길", "새 등대의 모형"} <= set(kept(body))


def test_comments_below_are_not_of_the_text() -> None:
    said = "".join(f"<li><p>{text}</p></li>" for text in PROSE[:1])
    comments = f'<div id="comments"><h3>댓글</h3><ul>{said}</ul></div>'
    text = paragraphs([*PROSE, *PROSE])
    assert kept(f"<h1>{TITLE}</h1><div>{text}</div>{comments}") == [TITLE, *PROSE, *PROSE]


def test_a_heading_is_not_known_by_the_words_it_is_named_after() -> None:
    heading = '<h3 id="5-share-the-light">등대를 나누는 법</h3>'
    body = f"<h1>{TITLE}</h1>{paragraphs(PROSE)}{heading}{paragraphs(PROSE)}"
    assert "등대를 나누는 법" in kept(body)


def test_an_anchor_is_no_link() -> None:
    heading = '<h2><a name="a"></a><a id="b"></a>새 등대가 서는 곳</h2>'
    body = f"<h1>{TITLE}</h1>{paragraphs(PROSE)}{heading}{paragraphs(PROSE)}"
    assert "새 등대가 서는 곳" in kept(body)


def test_a_page_without_menus_loses_nothing() -> None:
    body = f"<p>{TITLE}</p>{paragraphs(PROSE)}<p>탁현오</p><p>바다안전원장</p>"
    assert kept(body, "") == [TITLE, *PROSE, "탁현오", "바다안전원장"]


_SENTENCES = st.lists(
    st.text(alphabet="가나다라마바사아자차카타파하 ", min_size=30, max_size=90).map(
        lambda text: f"등대 {' '.join(text.split())} 밝혔다."
    ),
    min_size=3,
    max_size=12,
)


@given(
    sentences=_SENTENCES,
    above=st.integers(2, 40),
    below=st.integers(2, 40),
    tag=st.sampled_from(["p", "div", "li"]),
)
def test_no_sentence_goes_and_no_menu_stays(
    sentences: list[str], above: int, below: int, tag: str
) -> None:
    menu = "".join(f'<li><a href="/{i}">차림{i}</a></li>' for i in range(above))
    other = "".join(f'<li><a href="/o{i}">다른 글{i}</a></li>' for i in range(below))
    text = "".join(f"<{tag}>{sentence}</{tag}>" for sentence in sentences)
    body = f"<ul>{menu}</ul><h1>{TITLE}</h1><div>{text}</div><ul>{other}</ul>"
    found = kept(body)
    bare = [line.removeprefix("• ") for line in found]
    assert [s for s in sentences if s not in bare] == []
    assert not any(line.startswith(("차림", "다른 글")) for line in bare)


@pytest.mark.parametrize(
    "body",
    [
        '<div class="btn">단추</div>' * 2000 + f"<p>{PROSE[0]}</p>",
        "<div>관련기사</div>" * 20000,
        f"<h2>{TITLE}</h2><p>{PROSE[0]}</p>" * 2000,
    ],
)
def test_however_often_a_menu_or_a_headline_stands_work_grows_with_the_page(
    body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counter[str]()
    for module, name in ((walking, "unlinked"), (aside, "unlinked"), (article, "run_below")):
        monkeypatch.setattr(module, name, _counting(getattr(module, name), name, counted))
    kept(body + f"<p>{PROSE[1]}</p>")
    assert counted["run_below"] <= 60
    assert counted["page"] <= 1


def _counting(call: Callable[..., Any], name: str, counted: Counter[str]) -> Callable[..., Any]:
    def counting(*args: Any) -> Any:
        counted[name] += 1
        if name == "unlinked" and args[0].tag in ("html", "body"):
            counted["page"] += 1
        return call(*args)

    return counting
