"""Web pages whose markup says nothing of menus, pages in one file, and Markdown."""

from __future__ import annotations

from align.model import Kind
from align.readers.formats.html import HtmlReader
from align.readers.formats.markdown import MarkdownReader
from align.readers.formats.mhtml import MhtmlReader
from tests.conftest import FORMATS

TEXT = (
    "1. 박세린 경제외교조정관은 3.14.(화) 서울에서 호주 외교통상부 차관보와 "
    "공급망 협력 회의를 갖고, 핵심광물 분야의 협력 방안을 협의하였다."
)
PAGE = f"""<html><head><title>공급망 협력 회의 개최 | 정책포털</title></head><body>
<div class="top"><div>정책포털</div>
<ul><li><a href="a">뉴스</a></li><li><a href="b">자료</a></li></ul></div>
<div class="side"><h3>많이 본 뉴스</h3><div><a href="1">내년 예산안 의결</a></div></div>
<div class="head"><h4>공급망 협력 회의 개최</h4><p>외교부 2023.03.14 조회 1,204</p></div>
<div class="view"><p>{TEXT}</p><p>ㅇ {TEXT[3:]}</p><p>짧은 글.</p>
<p>붙임 : 사진 1부. 끝.</p></div>
<div class="comment"><h3>댓글</h3><p>댓글은 로그인 후 작성할 수 있습니다.</p></div>
<div class="foot"><p>서울특별시 종로구 대표전화 02-000-0000</p></div></body></html>"""


def kept(page: str) -> list[str]:
    return [x.text for x in HtmlReader().extract(page.encode(), None).lines if not x.furniture]


def test_what_stands_around_an_article_is_furniture() -> None:
    assert kept(PAGE) == [
        "공급망 협력 회의 개최",
        "외교부 2023.03.14 조회 1,204",
        TEXT,
        f"ㅇ {TEXT[3:]}",
        "짧은 글.",
        "붙임 : 사진 1부. 끝.",
    ]


def test_a_page_too_short_to_judge_is_kept_whole() -> None:
    assert kept("<html><body><p>양측은 만났다.</p><p>끝.</p></body></html>") == [
        "양측은 만났다.",
        "끝.",
    ]


def test_lists_show_the_numbers_and_bullets_that_a_browser_shows() -> None:
    page = "<ol start=3><li>가</li><li>나<ul><li>다</li><li>- 라</li></ul></li></ol>"
    lines = HtmlReader().extract(f"<html><body>{page}</body></html>".encode(), None).lines
    assert [line.text for line in lines] == ["3. 가", "4. 나", "• 다", "- 라"]


def test_headings_quotations_and_rows_have_their_kinds() -> None:
    page = (
        "<html><body><h2>장</h2><blockquote><p>말</p></blockquote>"
        "<table><tr><td>가</td><td>나</td></tr><tr><td><p>홀로</p></td></tr></table></body></html>"
    )
    lines = HtmlReader().extract(page.encode(), None).lines
    assert [(line.kind, line.text) for line in lines] == [
        (Kind.HEADING, "장"),
        (Kind.QUOTATION, "말"),
        (Kind.ROW, "가 | 나"),
        (None, "홀로"),
    ]


def test_a_page_in_one_file_is_the_page() -> None:
    html = HtmlReader().extract((FORMATS / "forum.ko.html").read_bytes(), None)
    mhtml = MhtmlReader().extract((FORMATS / "forum.ko.mhtml").read_bytes(), None)
    assert [x.text for x in mhtml.lines] == [x.text for x in html.lines]
    assert mhtml.url == "https://www.example.org/ko/press/1"


def test_markdown_gives_what_a_reader_of_it_sees() -> None:
    text = """\
---
date: 2024-05-21
---
# 제목

1. 첫째[^a]
   - 아래
2. **둘째** [이음](http://x)

> 말

| 가 | 나 |
| --- | --- |
| 1 | 2 |

## 장

줄을\nsoft 바꿈

[^a]: 각주
"""
    lines = MarkdownReader().extract(text.encode(), None).lines
    assert [(x.kind, x.label, x.text) for x in lines] == [
        (Kind.TITLE, "", "제목"),
        (None, "1.", "1. 첫째"),
        (None, "-", "- 아래"),
        (None, "2.", "2. 둘째 이음"),
        (Kind.QUOTATION, "", "말"),
        (Kind.ROW, "", "가 | 나"),
        (Kind.ROW, "", "1 | 2"),
        (Kind.HEADING, "", "장"),
        (None, "", "줄을 soft 바꿈"),
        (Kind.FOOTNOTE, "1)", "1) 각주"),
    ]
    assert lines[1].notes == (lines[-1].name,)
