"""What a page says of itself: its date, office, readers and files, in all printed forms."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import regex

from align.lang.lists import any_of, word_list
from align.lang.normalise import match_form
from align.readers.layout.labels import read_label
from align.readers.parts.line import Line

Fact = tuple[str, str]
"""Its name, such as `date`, and its value as printed."""

_GROUPS = {
    name: name for name in ("date", "department", "hits", "url", "files", "number", "title")
}
_FACT_OF_LABEL = {
    label: name
    for group, name in {**_GROUPS, "readings": "hits"}.items()
    for label in word_list("page_furniture", group)
}
_SPACED = regex.compile(r"[가-힣]{2}")  # boards print such labels as 제 목
_LABELS = any_of(
    r"\s{0,4}".join(label) if _SPACED.fullmatch(label) else regex.escape(label)
    for label in _FACT_OF_LABEL
)
_LABELLED = regex.compile(
    rf"(?:^|(?<=[\s|·•/,\]]))(?P<label>{_LABELS})(?:\s*[:：]\s*|\s+(?P<loose>))",
    regex.IGNORECASE,
)
_DATE = regex.compile(
    r"(?P<y>(?:19|20)\d\d)\s*(?:[-./]|년)\s*(?P<m>\d{1,2})\s*(?:[-./]|월)\s*(?P<d>\d{1,2})\s*(?:일|\.)?"
)
_LONE_DATE = regex.compile(rf"\W*{_DATE.pattern}\s*(?:\(\s*[월화수목금토일A-Za-z.]+\s*\))?\W*")
_COUNTED = regex.compile(r"(?:조회(?:수)?|hits?|views?)\s*:?\s*[\d,]+", regex.IGNORECASE)
_ENDING = r"\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|txt)\b"
_FILE_NAME = rf"[^\s/\\][^/\\|]{{0,120}}{_ENDING}"
_SIZE = r"[\d.,]+\s*[KMG]?i?B(?:ytes?)?"
_OPENS = (
    r"(?:첨부파일)?\s*(?:미리보기|바로보기|바로듣기|다운로드|내려받기|download|preview|view)"
)
_FILES_LABEL = (
    rf"(?:{any_of(map(regex.escape, word_list('page_furniture', 'files')))}|첨부파일|"
    r"attachments?|attached files?)(?![a-z])\s*\d*\s*[:：.\])]?\s*"
)
_FILES = regex.compile(
    rf"(?:{_FILES_LABEL}{_FILE_NAME}.{{0,60}}"
    rf"|{_FILE_NAME}\W*(?:{_SIZE}\W*)?(?:{_OPENS}\W*(?:{_SIZE}\W*|\d+\s*회\W*)?)+"
    rf"|{_FILE_NAME}\W*{_SIZE}\W*)",
    regex.IGNORECASE,
)
_LONE_FILE = regex.compile(rf"{_FILE_NAME}\W*", regex.IGNORECASE)
_NAME = regex.compile(rf"[^/\\|]+?{_ENDING}", regex.IGNORECASE)
_BEFORE_NAME = regex.compile(
    rf"^(?:{_FILES_LABEL}|{_OPENS}|{_SIZE}|[\s,;:)\]]+)+", regex.IGNORECASE
)
_FIGURES = regex.compile(r"\d[\d,]*")
_BULLET = regex.compile(r"\s*[•·‣▪∙*-]\s+")
_MAX_VALUE, _MAX_LINE = 60, 160


def find_date(text: str) -> datetime.date | None:
    """Return the first complete date in `text` (2017-12-19, 2017. 12. 19., 2017년 …)."""
    for match in _DATE.finditer(match_form(text)):
        try:
            return datetime.date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
    return None


def find_hits(text: str) -> int | None:
    """Return how often a page was read, from what it prints (`1,846`, `1846회`)."""
    figures = _FIGURES.search(match_form(text))
    return int(figures[0].replace(",", "")) if figures else None


def file_names(text: str) -> list[str]:
    """Return the names of the files that a line offers, if it says nothing else."""
    text = match_form(without_bullet(text)).strip()
    if len(text) > _MAX_LINE or not (_FILES.fullmatch(text) or _LONE_FILE.fullmatch(text)):
        return []
    names = (_BEFORE_NAME.sub("", found, count=1) for found in _NAME.findall(text))
    return [name.strip() for name in names if name.strip()]


def fact_of_label(text: str) -> str:
    """Return the fact that a line is the label of, such as 작성일; nothing if of none."""
    label = plain(text)
    return _FACT_OF_LABEL.get(label) or _FACT_OF_LABEL.get("".join(label.split()), "")


def plain(text: str) -> str:
    """Return a line in the form for matching, without the signs at its ends and its case."""
    return match_form(text).strip(" :·|—–-").lower()


def without_bullet(text: str) -> str:
    """Return a line without the bullet of a list."""
    return _BULLET.sub("", text, count=1) if _BULLET.match(text) else text


def facts_of(line: Line) -> list[Fact]:
    """Return what a line says of the page if it says nothing else; nothing if it does."""
    facts = _row_facts(line.cells)
    if facts:
        return facts
    text = match_form(without_bullet(line.text)).strip()
    if read_label(text) is not None or len(text) > _MAX_LINE:
        return []
    if _LONE_DATE.fullmatch(text) or _is_dateline(text):
        return [("date", line.text)]
    if _FILES.fullmatch(text):
        return [("files", text)]
    return _inline_facts(text)


def _is_dateline(text: str) -> bool:
    """Whether a line is an office, a date and a count of readers run together."""
    return (
        len(text) <= _MAX_VALUE
        and _DATE.search(text) is not None
        and _COUNTED.search(text) is not None
        and _LABELLED.match(text) is None
    )


def _inline_facts(text: str) -> list[Fact]:
    """The facts of a line that begins with a label: `작성일 : 2017-12-19 조회수 26`.

    A label without a colon counts where a figure follows, or beside one that surely is.
    """
    found = list(_LABELLED.finditer(text))
    if not found or found[0].start() != 0:
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    values = [text[m.end() : end].strip(" |·•/,") for m, end in zip(found, ends, strict=True)]
    sure = [
        m["loose"] is None or value[:1].isdigit()
        for m, value in zip(found, values, strict=True)
    ]
    if not any(sure) or (len(found) == 1 and not values[0]):
        return []
    if any(len(value) > _MAX_VALUE for value in values) or sum(sure) < len(sure) - 1:
        return []
    return [
        (fact_of_label(m["label"]), value)
        for m, value in zip(found, values, strict=True)
        if value
    ]


def _row_facts(cells: Sequence[str]) -> list[Fact]:
    """The facts of a row that alternates between labels and values; none if it does not."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2 or len(filled) % 2:
        return []
    facts = []
    for label, value in zip(filled[::2], filled[1::2], strict=True):
        name = fact_of_label(label)
        if not name or fact_of_label(value):
            return []
        facts.append((name, value))
    return facts
