"""Lines that only pages have around their texts: menus, paths, links to share, banners."""

from __future__ import annotations

import regex

from align.lang.line_signs import ends_sentence
from align.lang.lists import any_of, word_list
from align.lang.normalise import match_form
from align.readers.layout.facts import plain, without_bullet
from align.readers.layout.labels import read_label
from align.readers.layout.segments import is_notice
from align.readers.parts.line import Line

_MENU_WORDS = frozenset(word_list("page_furniture", "navigation", "menu"))
_FOOT_WORDS = frozenset(word_list("page_furniture", "footer", "foot"))
_WORDS = any_of(map(regex.escape, _MENU_WORDS))
_MENU = regex.compile(
    # What leads elsewhere on the page: 본문 바로가기, Skip to content.
    r".{0,40}바로\s?가기|.{0,40}(?:메뉴|검색창?|팝업) (?:열기|닫기)"
    r"|(?:skip|jump) (?:to )?(?:the )?(?:main )?(?:content|navigation|menu|search)s?"
    # What a board calls the page: 보도자료 상세보기.
    rf"|(?:{_WORDS})?\s*(?:상세\s?보기|(?:게시)?글?\s?(?:내용)?\s?보기|view|detail)"
    # A path: Home > News > Press Releases.
    r"|[^.!?]{1,40}(?:\s*[>›»〉]\s*[^.!?>›»〉]{1,40}){2,}|(?:home|홈)\s*[>›»〉/|].{1,80}"
    # Where else the institution is: Ministry of Health facebook.
    r"|.{0,60}\b(?:facebook|instagram|twitter|you ?tube|linkedin|kakao(?:talk|story)|rss)"
    r"|.{0,40}(?:페이스북|인스타그램|트위터|유튜브|카카오(?:톡|스토리)|네이버\s?(?:블로그|밴드))"
    r"(?:에?\s?(?:공유(?:하기)?|바로가기))?(?:\s?새\s?창(?:으로)?\s?(?:열림|열기))?",
    regex.IGNORECASE,
)
_BANNER = regex.compile(
    r"(?=.*누리집)(?=.*(?:공식|go\.kr|전자정부|도메인)).*|(?=.*or\.kr)(?=.*도메인).*"
    r"|.*(?:자바\s?스크립트|java ?script).{0,60}(?:활성|지원|enable|support|disabled).*"
    r"|.*(?:이메일|전자우편)\s?주소.{0,40}수집.{0,40}(?:거부|금지).*"
    r"|.*\b(?:an )?official (?:web ?site|site) of\b.*|.*\bthis (?:web)?site uses cookies\b.*"
    r"|.*(?:무단\s?전재|재배포\s?금지).*|.*공공누리.{0,60}(?:이용|유형|조건).*|.*QR\s?code.*인식.*"
    r"|(?=.{0,200}$).*\b(?:subscrib\w+|sign(?:ing)? up)\b.*\b(?:newsletter|inbox|alerts?)\b.*"
    r"|(?=.{0,200}$).*뉴스레터.{0,20}(?:구독|신청).*"
    r"|(?:as you comment|join the (?:discussion|conversation)|comments? (?:policy|rules))\b.*"
    r"|.*기사의? 섹션.{0,20}(?:분류|정보).*|.*기사가 마음에 들.*"
    r"|.*본문 내용은 이 글자\s?크기로.*",
    regex.IGNORECASE,
)
_NEIGHBOUR = regex.compile(
    r"(?:이전|다음)\s?(?:글|기사|게시물|페이지)\b.*|(?:prev(?:ious)?|next)\s*(?::|\||page\b|post\b).*",
    regex.IGNORECASE,
)
_RELATED = regex.compile(
    r"(?:related|recommended|more from|read (?:more|next))\W.{0,20}"
    r"|.{0,6}(?:관련|추천|인기|최신)\s?(?:기사|뉴스|글)",
    regex.IGNORECASE,
)
_COPYRIGHT = regex.compile(
    r"\W*(?:copyright\b|ⓒ|©|\(c\)\s*(?:19|20)\d\d).*|.{0,80}all rights reserved\W*",
    regex.IGNORECASE,
)
_SHORT_SENTENCE = 30


def is_menu(line: Line) -> bool:
    """Whether a line above the text is one that only pages have there."""
    text = _text(line)
    return (
        plain(text) in _MENU_WORDS
        or _MENU.fullmatch(match_form(text)) is not None
        or is_banner(text)
    )


def is_banner(text: str) -> bool:
    """Whether a line is a sentence that sites print on every page."""
    return _BANNER.fullmatch(match_form(text).strip()) is not None


def ends_page(line: Line) -> bool:
    """Whether a line says what sites say below a text: whose it is, how to have more of it."""
    text = match_form(_text(line))
    return _COPYRIGHT.match(text) is not None or is_banner(text)


def is_foot(line: Line) -> bool:
    """Whether a line can be the first below the text."""
    text = _text(line)
    return (
        plain(text) in _FOOT_WORDS
        or _NEIGHBOUR.fullmatch(match_form(text)) is not None
        or _RELATED.fullmatch(match_form(text)) is not None
        or _COPYRIGHT.match(match_form(text)) is not None
    )


def is_prose(line: Line) -> bool:
    """Whether a line surely is of a text: a notice, a label, a sentence of some length."""
    if is_banner(line.text) or is_foot(line):
        return False
    text = line.text
    labelled = read_label(text) is not None and not (line.linked or is_menu(line))
    return labelled or is_notice(text) or is_sentence(text)


def is_sentence(text: str) -> bool:
    """Whether a line is a sentence of some length."""
    return ends_sentence(text) and len(text) > _SHORT_SENTENCE


def _text(line: Line) -> str:
    """A line without what a list puts before it."""
    text = without_bullet(line.text).strip()
    label = line.label or (printed.text if (printed := read_label(text)) else "")
    return text.removeprefix(label).strip() if label else text
