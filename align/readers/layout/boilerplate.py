"""The anatomy of an institution's page: furniture, facts about the page, body, footer.

What is dropped is kept in a list with the reason, so that nothing goes unseen.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from align.lang.normalise import match_form
from align.model import Dropped, Kind
from align.readers.layout.facts import (
    fact_of_label,
    facts_of,
    file_names,
    find_date,
    find_hits,
)
from align.readers.layout.head import can_be_value, title_below_menus
from align.readers.layout.menus import is_foot, is_menu, is_prose
from align.readers.layout.segments import looks_like_title
from align.readers.parts.line import Line

_CONTACT_CELL = regex.compile(
    r"(?:담당|책임|주무|문의|소관)\s*(?:부서|자|처|기관|과)?|총괄|연락처|전화(?:번호)?|이메일|"
    r"(?:contact|division|department|telephone|tel|e-?mail)\b.*",
    regex.IGNORECASE,
)
_TELEPHONE = regex.compile(
    r"(?<!\d)\(?0\d{1,2}\)?[-.)\s]\s?\d{3,4}[-.\s]\d{4}(?!\d)|@[\w-]+\.\w+"
)
_MAX_CONTACT_CELL = 40


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

    @property
    def hits(self) -> int | None:
        """How often the page says that it had been read."""
        return find_hits(self.facts.get("hits", ""))

    @property
    def attachments(self) -> tuple[str, ...]:
        """The names of the files that the page offers, in order, each once."""
        named = [name for line in self.dropped for name in file_names(line.text)]
        return tuple(dict.fromkeys(named))


def take_apart(lines: Sequence[Line]) -> Page:
    """Separate a page's body from its navigation, facts and footer."""
    page = Page()
    page.dropped += [
        Dropped(x.text, x.reason or "navigation", x.number) for x in lines if x.furniture
    ]
    lines = _without_contacts(page, [line for line in lines if not line.furniture])
    end = _footer_start(lines)
    position = title_below_menus(lines[:end])
    page.dropped += [Dropped(x.text, "navigation", x.number) for x in lines[:position]]
    while position < end:
        position += _take_head(page, lines, position)
        if _body_begun(page):
            break
    _head_as_labelled(page)
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


def _head_as_labelled(page: Page) -> None:
    """Give the page the title that it labels as such (`제목 | …`), over a board's name."""
    title = page.facts.get("title", "")
    if not title:
        return
    place = next(i for i, x in enumerate(page.dropped) if title in x.text)
    number = page.dropped[place].line
    if page.titled and page.body[0].text != title:
        above = page.body.pop(0)
        page.dropped.append(Dropped(above.text, "navigation", above.number))
    if not page.titled or not page.body or page.body[0].text != title:
        page.body.insert(0, Line(title, number, kind=Kind.TITLE))
    page.titled = True


def _take_head(page: Page, lines: Sequence[Line], position: int) -> int:
    """Take one line of the head, or a label and its value; return how many lines."""
    line = lines[position]
    if line.kind is Kind.CODE:
        page.body.append(line)
        return 1
    if line.kind is Kind.TITLE and not page.body:
        if [fact for fact, _ in facts_of(line)] == ["title"] and _take_facts(page, line):
            return 1
        page.titled = True
        page.body.append(line)
        return 1
    if is_menu(line):
        page.dropped.append(Dropped(line.text, "navigation", line.number))
        return 1
    if _take_facts(page, line):
        return 1
    label = fact_of_label(line.text)
    value = lines[position + 1] if position + 1 < len(lines) else None
    if label and value and can_be_value(value, label):
        _note_fact(page, label, value.text, (line, value))
        return 2
    if label not in ("", "title") and not (
        value and value.cells
    ):  # a word over a table is of the table
        page.dropped.append(Dropped(line.text, "metadata", line.number))
        return 1
    if not page.body and line.kind in (None, Kind.HEADING) and looks_like_title(line.text):
        page.titled = True
    page.body.append(line)
    return 1


def _take_facts(page: Page, line: Line) -> bool:
    """Note what a line says of the page if it says nothing else; whether it does."""
    facts = facts_of(line)
    for fact, value in facts:
        page.facts.setdefault(fact, value.strip())
    if facts:
        page.dropped.append(Dropped(line.text, "metadata", line.number))
    return bool(facts)


def _note_fact(page: Page, fact: str, value: str, lines: Sequence[Line]) -> None:
    page.facts.setdefault(fact, value.strip())
    page.dropped += [Dropped(line.text, "metadata", line.number) for line in lines]


def _footer_start(lines: Sequence[Line]) -> int:
    """Where the page's footer begins: after the last line that is surely body.

    The footer begins at the first line that only pages have at their end,
    provided that no label, notice or full sentence comes after it.
    """
    rest_has_prose = False
    start = len(lines)
    for position in range(len(lines) - 1, 0, -1):
        line = lines[position]
        if line.kind is not Kind.CODE and is_foot(line) and not rest_has_prose:
            start = position
        rest_has_prose = rest_has_prose or is_prose(line)
    return start
