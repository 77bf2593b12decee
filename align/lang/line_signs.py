"""What a line of a page shows of itself: a note, a caption, a byline, part of a menu.

Such lines often have no counterpart in the translation.  They are signs and no more: what they
count is learned, and none of them drops a line.
"""

from __future__ import annotations

from enum import Enum

import regex

from align.lang.code import looks_like_code
from align.lang.lists import any_of, word_list
from align.lang.normalise import match_form

_FLAGS = regex.IGNORECASE | regex.VERSION1
_FURNITURE = any_of(
    map(regex.escape, word_list("page_furniture", "navigation", "footer", "hits"))
)


class LineSign(Enum):
    """What a line looks like, by its form alone."""

    NOTE = "note"
    CAPTION = "caption"
    BYLINE = "byline"
    CONTACT = "contact"
    MENU = "menu"
    LISTING = "listing"


_PATTERNS: dict[LineSign, regex.Pattern[str]] = {
    LineSign.NOTE: regex.compile(
        r"[※†‡*＊]\s*\S|[(\[<〈【]\s*(?:참고|주|주석|역주|옮긴이\s*주|note|n\.?b\.?)\b"
        r"|(?:참고|주의?|역주|notes?|n\.b\.)\s*[:：)]",
        _FLAGS,
    ),
    LineSign.CAPTION: regex.compile(
        r"[▲△▶◀▼]\s*\S|[(\[<〈【]\s*(?:사진|그림|표|자료\s*사진|photos?|image"
        r"|fig(?:ure)?|video)\b"
        r"|(?:사진|photos?|image|credit|fig(?:ure)?|그림)\s*(?:\d+\s*)?[=:：/]"
        r"|.*(?:사진\s*[=/:]|\bphoto (?:by|courtesy|:)|[(\[]"
        r"(?:pool|[\p{L} ]{2,24}사진|[\p{L} ]*제공"
        r"|reuters|yonhap|ap|afp|연합(?:뉴스)?|뉴시스|뉴스1)[)\]]\s*\W*$)",
        _FLAGS,
    ),
    LineSign.BYLINE: regex.compile(
        r"(?:by|글|written by|posted by|작성자|글쓴이|옮긴이|번역|author"
        r"|translator|출처|source)"
        r"\s*[:：]?\s+[\p{L} .\-,·&]{2,60}$"
        r"|.{0,40}\p{Hangul}{2,4}\s*(?:선임\s*)?(?:기자|특파원|논설위원)\b.{0,40}$"
        r"|(?:입력|수정|등록|작성일?|게시|발행|published|updated|posted"
        r"|last (?:updated|modified)"
        r"|최종\s*수정|등록일)\s*[:：]?.{0,12}\d{4}.{0,40}$"
        r"|\W*\d{4}\s*[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}.{0,16}$"
        r"|\W*(?:\p{L}+ )?\p{Lu}\p{L}+ \d{1,2}, \d{4}(?:\s*[-|,]?\s*\d\d:\d\d)?\W*$",
        _FLAGS,
    ),
    LineSign.CONTACT: regex.compile(
        r"(?:.*\s)?\S+@\S+\.\w+\W*$|\W*https?://\S+\W*$|(?:tel|phone|fax|전화|팩스|문의|연락처|담당"
        r"(?:자|부서|과)?|이메일|e-?mail|contacts?|media contact)\s*[:：)/]"
        r"|.{0,40}\(?\+?\d{2,4}\)?[-. ]\d{3,4}[-. ]\d{4}\)?\W*$",
        _FLAGS,
    ),
    LineSign.MENU: regex.compile(
        rf"(?:{_FURNITURE}|skip (?:to|navigation)|main menu|log ?in|sign (?:in|up)|site ?map"
        r"|link copied|copy link|related (?:posts|articles)|read more|back to .{0,20}|comments?"
        r"|tags?|categor(?:y|ies)|subscribe|목록으로|이전\s*글|다음\s*글|처음으로|맨\s*위로|댓글|태그"
        r"|분류|추천|스크랩|관련\s*(?:기사|글|링크)|더\s*보기|구독)(?:\s*[:：|>(].*)?\W*\d*\W*$"
        r"|(?:[^|>·•]{1,24}\s[|>›»]\s){1,}[^|>]{1,60}$"
        r"|.{0,20}(?:copyright|©|ⓒ|all rights reserved|무단\s*전재).*",
        _FLAGS,
    ),
    LineSign.LISTING: regex.compile(
        r"(?:첨부(?:파일)?|붙임|별첨|attach(?:ed|ments?)(?: files?)?|file)\s*\d*\s*[:：.\]>]?"
        r"|.{1,80}\.(?:hwpx?|pdf|docx?|xlsx?|zip|jpe?g|png)\b.{0,24}$"
        r"|(?:목차|차례|(?:table of )?contents)\s*[:：]?$|.{2,80}(?:\.{4,}|…{2,}|·{4,})\s*\d+$"
        r"|-\s*\([^)]{1,12}\)\s*\S",
        _FLAGS,
    ),
}
_SENTENCE_END = regex.compile(
    r"(?:[.!?。]|[함음됨임]|예정|[였했았었니한된있없]다)[\"')\]」』]*$"
)
_CLOSED = regex.compile(
    r"(?:[.!?:;。…]|(?:다|요|함|음|됨|임|것|까|죠|오)(?=\W*$))[\"')\]」』”’*\s\d]*$"
)


_GOES_ON_KOREAN = regex.compile(
    r"\p{Hangul}(?:[을를는며에와]|으로|에서|에게|[하되이있없]고|하여|되어|[하되]지|위해|위하여|위한|대한|대해|통한|통해|관한"
    r"|따른|의한|의해|[않있없]은|지만|므로|거나|도록|면서|이나|처럼|까지|부터|때문에|로[써서]|라고|다고|했던|과의|[하되]게"
    r"|적인|(?<![권제기무유극상남북])한|(?<=\s)수)$"
    r"|(?:^|\s)(?:및|또는|그리고|혹은|다른|모든|어떤|이런|그런|이러한|그러한|수)$"
)
_GOES_ON_ENGLISH = regex.compile(
    r"(?:^|\s)(?:the|an?|of|and|or|to|in|on|at|for|with|by|from|as|that|which|who|whose|is|are|was|were"
    r"|be|been|being|has|have|had|will|would|can|could|may|might|must|shall|should|not|its|their|his|her"
    r"|our|your|my|this|these|those|but|nor|if|than|into|onto|between|through|under|about|any|such)$"
)


_LEAST = 25  # characters that one of two lines has that are no items of a list


def goes_on(text: str, following: str) -> bool:
    """Whether a line surely goes on in the next: its last word or the next one's first tells.

    Korean tells by particles and endings that close no sentence, English by a function word or,
    unless both are short, by a small letter that follows; both by a comma.  Code never tells.
    """
    if looks_like_code(text) or looks_like_code(following):
        return False
    line = match_form(text).rstrip()
    if line.endswith((",", "，", "、")) or _GOES_ON_KOREAN.search(line):
        return True
    items = max(len(line), len(following.strip())) < _LEAST
    small = not items and following.lstrip()[:1].islower() and ends_open(text)
    return small or _GOES_ON_ENGLISH.search(line) is not None


def line_signs(text: str) -> frozenset[LineSign]:
    """Return what a line, in the form for matching, looks like; nothing for plain prose."""
    return frozenset(sign for sign, form in _PATTERNS.items() if form.match(text.strip()))


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a Korean or English sentence does, 개조식 endings included."""
    return _SENTENCE_END.search(match_form(text).rstrip()) is not None


def ends_open(text: str) -> bool:
    """Whether a line surely stops before its sentence does.

    It does not where it only may be the end: at a colon, a note's number, any Korean ending.
    """
    return bool(text.strip()) and not ends_sentence(text) and not _CLOSED.search(text.rstrip())
