"""The pages of a release as institutions publish them: text, HTML, in several encodings."""

from __future__ import annotations

import textwrap
import unicodedata
from html import escape

from corpora.build.source import Pair

KO_MENU = ["바로가기 메뉴", "본문 바로가기", "주메뉴 바로가기", "검색창 열기", "ENG"]
EN_MENU = ["바로가기 메뉴", "본문 바로가기", "주메뉴 바로가기", "검색창 열기", "KOR"]
KO_FOOTER = ["첨부파일", "목록", "이전글", "다음글", "만족도 조사", "개인정보처리방침"]
EN_FOOTER = ["List", "Prev", "Next", "Privacy Policy"]


def lay_out(pair: Pair, language: str) -> str:
    """The page of one side in the layout that its header names."""
    segments = pair.segments[language]
    return {"page": _page, "plain": _plain, "wrapped": _wrapped, "html": _html}[
        pair.header[f"{language}-layout"]
    ](pair, language, segments)


def _page(pair: Pair, language: str, segments: list[str]) -> str:
    date, hits = pair.header["date"], str(700 + 37 * len(pair.name))
    title, *body = segments
    if language == "ko":
        department = pair.header.get("ko-department", "대변인실")
        top = [*KO_MENU, "", "보도자료", "", title, ""]
        top += ["부서명", department, "작성일", date, "조회수", hits]
        bottom = KO_FOOTER
    else:
        top = [*EN_MENU, "", "Press Releases", "", title, "", "Date", date, "hit", hits]
        bottom = EN_FOOTER
    return "\n".join([*top, "", "\n\n".join(body), "", "", *bottom, ""])


def _plain(pair: Pair, language: str, segments: list[str]) -> str:
    year, month, day = (int(part) for part in pair.header["date"].split("-"))
    date = f"({year}. {month}. {day}.)" if language == "ko" else f"({pair.header['date']})"
    return "\n".join([segments[0], date, "", *segments[1:], ""])


def _wrapped(pair: Pair, language: str, segments: list[str]) -> str:
    return "\n\n".join(textwrap.fill(s, 72, break_on_hyphens=False) for s in segments) + "\n"


def _html(pair: Pair, language: str, segments: list[str]) -> str:
    korean = language == "ko"
    menu = KO_MENU if korean else EN_MENU
    footer = KO_FOOTER if korean else EN_FOOTER
    board, date_label = ("보도자료", "작성일") if korean else ("Press Releases", "Date")
    department = pair.header.get("ko-department", "")
    facts = f"<dt>{date_label}</dt><dd>{pair.header['date']}</dd>"
    if korean and department:
        facts += f"<dt>부서명</dt><dd>{department}</dd>"
    title, *body = (escape(s, quote=False) for s in segments)
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title} | {board}</title>
<link rel="canonical" href="https://www.example.org/{language}/press/{pair.name}">
<style>.bo_con p {{ margin: 0 }}</style>
<script>var hits = 0; /* <p>not text</p> */</script>
</head>
<body>
<div id="skip">{"".join(f'<a href="#c">{item}</a>' for item in menu)}</div>
<nav><ul><li>{board}</li></ul></nav>
<div id="content">
<h2>{board}</h2>
<div class="bo_head"><h3>{title}</h3><dl>{facts}</dl></div>
<div class="bo_con">
{_html_body(body)}
</div>
</div>
<footer>{"".join(f"<span>{item}</span>" for item in footer)}</footer>
</body>
</html>
"""


def _html_body(segments: list[str]) -> str:
    """Paragraphs, with every third one joined to the next by a line break as editors do."""
    out: list[str] = []
    for i, text in enumerate(segments):
        if i % 3 == 1 and out:
            out[-1] = out[-1].removesuffix("</p>") + f"<br>\n{text}</p>"
        else:
            out.append(f"<p>{text}</p>")
    return "\n".join(out)


def encode(text: str, encoding: str) -> bytes:
    """Bytes of a page; `nfd` is UTF-8 with decomposed Hangul."""
    if encoding == "nfd":
        return unicodedata.normalize("NFD", text).encode("utf-8")
    return text.encode(encoding)
