"""The anatomy of an institution's page: furniture, facts about the page, body, footer.

What is dropped is kept in a list with the reason, so that nothing goes unseen.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from align.lang.line_signs import ends_sentence
from align.lang.lists import any_of, word_list
from align.lang.normalise import match_form
from align.model import Dropped, Kind
from align.readers.layout.labels import read_label
from align.readers.layout.segments import is_notice, looks_like_title
from align.readers.parts.line import Line

_FURNITURE = "page_furniture"
_NAVIGATION = frozenset(word_list(_FURNITURE, "navigation"))
_FOOTER = frozenset(word_list(_FURNITURE, "footer"))
_COPYRIGHT = regex.compile(
    r"\W*(?:copyright\b|ⓒ|©|\(c\)\s*(?:19|20)\d\d).*|.{0,80}all rights reserved\W*",
    regex.IGNORECASE,
)
_FACT_OF_LABEL = {
    label: fact
    for fact in ("date", "department", "hits", "url", "files")
    for label in word_list(_FURNITURE, fact)
}
_INLINE_FACT = regex.compile(
    rf"(?P<label>{any_of(map(regex.escape, _FACT_OF_LABEL))})"
    r"(?:\s*[:：]\s*|\s+(?=\d))(?P<value>\S.*)",
    regex.IGNORECASE,
)
_CONTACT_CELL = regex.compile(
    r"(?:담당|책임|주무|문의|소관)\s*(?:부서|자|처|기관|과)?|총괄|연락처|전화(?:번호)?|이메일|"
    r"(?:contact|division|department|telephone|tel|e-?mail)\b.*",
    regex.IGNORECASE,
)
_TELEPHONE = regex.compile(
    r"(?<!\d)\(?0\d{1,2}\)?[-.)\s]\s?\d{3,4}[-.\s]\d{4}(?!\d)|@[\w-]+\.\w+"
)
_MAX_CONTACT_CELL = 40
_DATE = regex.compile(
    r"(?P<y>(?:19|20)\d\d)\s*(?:[-./]|년)\s*(?P<m>\d{1,2})\s*(?:[-./]|월)\s*(?P<d>\d{1,2})\s*(?:일|\.)?"
)
_LONE_DATE = regex.compile(rf"\W*{_DATE.pattern}\s*(?:\(\s*[월화수목금토일A-Za-z.]+\s*\))?\W*")
_COUNTED = regex.compile(r"(?:조회(?:수)?|hits?|views?)\s*:?\s*[\d,]+", regex.IGNORECASE)
_MAX_FACT_VALUE = 60
_SHORT_SENTENCE = 30


@dataclass(slots=True)
class Page:
    """A page taken apart."""

    body: list[Line] = field(default_factory=list)
    titled: bool = False
    facts: dict[str, str] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)

    @property
    def date(self) -> datetime.date | None:
        """The day that the page gives as its own."""
        return find_date(self.facts.get("date", ""))


def find_date(text: str) -> datetime.date | None:
    """Return the first complete date in `text` (2017-12-19, 2017. 12. 19., 2017년 …)."""
    for match in _DATE.finditer(match_form(text)):
        try:
            return datetime.date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
    return None


def is_fact_label(text: str) -> bool:
    """Whether a line is the label of a fact about the page, such as 작성일."""
    return _plain(text) in _FACT_OF_LABEL


def take_apart(lines: Sequence[Line]) -> Page:
    """Separate a page's body from its navigation, facts and footer."""
    page = Page()
    page.dropped += [
        Dropped(x.text, x.reason or "navigation", x.number) for x in lines if x.furniture
    ]
    lines = _without_contacts(page, [line for line in lines if not line.furniture])
    end = _footer_start(lines)
    position = 0
    while position < end:
        position += _take_head(page, lines, position)
        if _body_begun(page):
            break
    page.body.extend(lines[position:end])
    page.dropped += [Dropped(line.text, "footer", line.number) for line in lines[end:]]
    return page


def _without_contacts(page: Page, lines: Sequence[Line]) -> list[Line]:
    """The lines without the rows that name offices, officials and telephones."""
    kept: list[Line] = []
    inside = False
    for line in lines:
        inside = _is_contact(line, inside)
        if not inside:
            kept.append(line)
            continue
        page.dropped.append(Dropped(line.text, "contact", line.number))
        cells = [cell for cell in line.cells if cell]
        if "department" not in page.facts and len(cells) > 1:
            label = "".join(match_form(cells[0]).split())
            if label in {"담당부서", "주무부서", "소관부서"}:
                page.facts["department"] = " ".join(cells[1].split())
    return kept


def _is_contact(line: Line, inside: bool) -> bool:
    """Whether a row holds a label of contacts, or goes on with them."""
    cells = [match_form(cell).strip() for cell in line.cells if cell.strip()]
    if not cells or max(map(len, cells)) > _MAX_CONTACT_CELL:
        return False
    labels = sum(_CONTACT_CELL.fullmatch(cell) is not None for cell in cells)
    telephone = any(_TELEPHONE.search(cell) for cell in cells)
    if inside:
        return bool(labels) or telephone
    return bool(labels) and (
        telephone or labels > 1 or _CONTACT_CELL.fullmatch(cells[0]) is not None
    )


def _body_begun(page: Page) -> bool:
    """The head ends at the first line that is neither furniture, fact nor title."""
    return len(page.body) > (1 if page.titled else 0)


def _take_head(page: Page, lines: Sequence[Line], position: int) -> int:
    """Take one line of the head, or a label and its value; return how many lines."""
    line = lines[position]
    plain = _plain(line.text)
    if line.kind is Kind.CODE:
        page.body.append(line)
        return 1
    if line.kind is Kind.TITLE and not page.body:
        page.titled = True
        page.body.append(line)
        return 1
    if plain in _NAVIGATION:
        page.dropped.append(Dropped(line.text, "navigation", line.number))
        return 1
    if _take_facts(page, line):
        return 1
    if plain in _FACT_OF_LABEL and position + 1 < len(lines):
        value = lines[position + 1]
        if len(value.text) <= _MAX_FACT_VALUE and _plain(value.text) not in _FACT_OF_LABEL:
            _note_fact(page, _FACT_OF_LABEL[plain], value.text, (line, value))
            return 2
    if plain in _FACT_OF_LABEL:
        page.dropped.append(Dropped(line.text, "metadata", line.number))
        return 1
    if not page.body and line.kind in (None, Kind.HEADING) and looks_like_title(line.text):
        page.titled = True
    page.body.append(line)
    return 1


def _take_facts(page: Page, line: Line) -> bool:
    """Note what a line says of the page if it says nothing else; whether it does."""
    text = match_form(line.text)
    facts = _row_facts(line.cells)
    inline = _INLINE_FACT.fullmatch(text)
    if not facts and (_LONE_DATE.fullmatch(text) or _is_fact_line(line)):
        facts = [("date", line.text)]
    elif inline and len(line.text) <= _MAX_FACT_VALUE and not read_label(line.text):
        facts = [(_FACT_OF_LABEL[inline["label"].lower()], inline["value"])]
    for fact, value in facts:
        page.facts.setdefault(fact, value.strip())
    if facts:
        page.dropped.append(Dropped(line.text, "metadata", line.number))
    return bool(facts)


def _is_fact_line(line: Line) -> bool:
    """Whether a line is an office, a date and a count of readers run together."""
    text = match_form(line.text)
    return (
        len(text) <= _MAX_FACT_VALUE
        and _DATE.search(text) is not None
        and _COUNTED.search(text) is not None
        and not read_label(line.text)
    )


def _row_facts(cells: Sequence[str]) -> list[tuple[str, str]]:
    """The facts of a row that alternates between labels and values; none if it does not."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2 or len(filled) % 2:
        return []
    facts = []
    for label, value in zip(filled[::2], filled[1::2], strict=True):
        fact = _FACT_OF_LABEL.get("".join(_plain(label).split())) or _FACT_OF_LABEL.get(
            _plain(label)
        )
        if fact is None:
            return []
        facts.append((fact, value))
    return facts


def _note_fact(page: Page, fact: str, value: str, lines: Sequence[Line]) -> None:
    page.facts.setdefault(fact, value.strip())
    page.dropped += [Dropped(line.text, "metadata", line.number) for line in lines]


def _footer_start(lines: Sequence[Line]) -> int:
    """Where the page's footer begins: after the last line that is surely body.

    The footer begins at the first line that only pages have at their end,
    provided that no label, notice or full sentence comes after it.
    """
    for position in range(len(lines)):
        text = lines[position].text
        if lines[position].kind is Kind.CODE:
            continue
        if _plain(text) in _FOOTER or _COPYRIGHT.match(match_form(text)):
            rest = lines[position + 1 :]
            if position > 0 and not any(_surely_body(line.text) for line in rest):
                return position
    return len(lines)


def _surely_body(text: str) -> bool:
    sentence = ends_sentence(text) and len(text) > _SHORT_SENTENCE
    return read_label(text) is not None or is_notice(text) or sentence


def _plain(text: str) -> str:
    return match_form(text).strip(" :·|").lower()
