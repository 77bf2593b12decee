"""The blocks of a page in order, what is left out among them."""

from __future__ import annotations

from dataclasses import replace

import regex
from lxml import html

from align.model import Kind
from align.readers.formats.html.aside import is_aside, unlinked
from align.readers.formats.html.breaks import BREAK, broken
from align.readers.formats.html.elements import Role, is_block, is_link, reason, role
from align.readers.formats.html.notes import Note, hung_note, standing_note
from align.readers.layout.labels import read_label
from align.readers.parts.blocks import CELL
from align.readers.parts.line import LINKS, Line
from align.readers.parts.numbering import System, spell

_SPACE = regex.compile(r"[ \t\r\n\f]+")
_HEADING = regex.compile(r"h([1-6])")
_NUMERALS = {"1": System.DECIMAL, "a": System.SMALL_LETTER, "A": System.LETTER,
             "i": System.SMALL_ROMAN, "I": System.ROMAN}  # fmt: skip
_BULLET = "•"
_SENTENCE = 60  # letters; what is longer is no entry of a table
_PAGE_IN_CELL = 3  # blocks; a cell with so many is a part of the page, not of a table


def lines_of(root: html.HtmlElement) -> list[Line]:
    """Return the blocks of a page, its footnotes last and what it does not print marked."""
    walker = _Walker(unlinked(root))
    walker.visit(root)
    walker.flush()
    return [*walker.lines, *walker.footnotes]


class _Walker:
    """Walks a tree and cuts its text where a block begins or ends."""

    def __init__(self, letters: int, path: tuple[int, ...] = (), asides: int = 0) -> None:
        self._letters = letters  # of the page that stand in no link
        self.lines: list[Line] = []
        self.footnotes: list[Line] = []
        self._parts: list[str] = []
        self._aside: list[Line] = []  # left out of the block that is open
        self._start = 0
        self._path = list(path)
        self._block_path = path  # of the innermost block that is open
        self._asides = asides  # elements beside the text that are open
        self._menus = 0  # that are open
        self._kind: Kind | None = None
        self._level = 0
        self._label = ""  # of a list's item, until its first block is cut
        self._notes: list[str] = []
        self._links = 0  # that are open
        self._linked = 0  # letters of the block that stand in links

    def visit(self, element: html.HtmlElement) -> None:
        """Take in an element and what is in it, not what follows it."""
        does = role(element)
        if does is Role.BREAK:
            self._parts.append(BREAK)
        elif does is Role.LEFT_OUT:
            self._leave_out(element)
        elif does is Role.ROW:
            self._row(element)
        elif does is Role.MENU:
            self._menu(element)
        elif does is Role.INLINE:
            self._inline(element)
        elif does in (Role.BLOCK, Role.LINKS):
            self.flush()
            aside = not self._asides and is_aside(element, self._letters)
            self._asides += aside
            self._menus += does is Role.LINKS
            self._block(element)
            self.flush()
            self._menus -= does is Role.LINKS
            self._asides -= aside

    def flush(self) -> None:
        """End the current block."""
        text = _SPACE.sub(" ", "".join(self._parts))
        letters = sum(map(len, map(str.strip, self._parts)))
        linked = self._linked / letters if letters else 0.0
        self._parts, self._linked = [], 0
        if text.strip(f"{BREAK} "):
            self._cut(text, linked)
        self.lines += self._aside
        self._aside = []

    def _cut(self, text: str, linked: float) -> None:
        label, self._label = self._label, ""
        parts = list(broken(text))
        for position, part in enumerate(parts):
            if label and read_label(part):  # the text has a bullet of its own
                label = ""
            last = position == len(parts) - 1
            line = Line(
                f"{label} {part}" if label else part,
                self._start,
                kind=self._kind,
                level=self._level,
                label=label,
                notes=tuple(self._notes) if last else (),
                linked=linked,
                path=self._block_path,
                aside=self._asides > 0,
                furniture=self._menus > 0,
                reason=LINKS if self._menus else "",
            )
            self.lines.append(line)
            label = ""
        self._notes = []

    def _inside(self, element: html.HtmlElement) -> None:
        self._take(element.text, element)
        self._path.append(0)
        for index, child in enumerate(element):
            self._path[-1] = index
            self.visit(child)
            self._take(child.tail, child)
        self._path.pop()

    def _inline(self, element: html.HtmlElement) -> None:
        note = hung_note(element)
        if note:
            self._notes.append(note)
            return
        link = is_link(element)
        self._links += link
        self._inside(element)
        self._links -= link

    def _block(self, element: html.HtmlElement) -> None:
        """A block, with what its tag says of the lines in it."""
        note = standing_note(element)
        if note:
            self._footnote(element, note)
            return
        if element.tag in ("pre", "listing", "xmp"):
            self._preformatted(element)
            return
        before = self._kind, self._level, self._block_path
        self._block_path = tuple(self._path)
        heading = _HEADING.fullmatch(element.tag)
        if heading:
            self._kind, self._level = Kind.HEADING, int(heading[1])
        elif element.tag == "blockquote":
            self._kind = Kind.QUOTATION
        elif element.tag in ("ol", "ul"):
            self._level += 1
        elif element.tag == "li":
            self._label = _item_label(element)
        self._inside(element)
        self.flush()
        self._kind, self._level, self._block_path = before
        if element.tag == "li":
            self._label = ""

    def _take(self, text: str | None, element: html.HtmlElement) -> None:
        if text:
            if not any(part.strip() for part in self._parts):
                self._start = element.sourceline or 0
            self._parts.append(text)
            self._linked += len(text.strip()) if self._links else 0

    def _leave_out(self, element: html.HtmlElement) -> None:
        """What the page holds and does not print, as one line; it cuts nothing."""
        text = _printed(element)
        if text:
            start = element.sourceline or 0
            self._aside.append(Line(text, start, furniture=True, reason=reason(element)))
        if is_block(element):
            self.flush()

    def _menu(self, element: html.HtmlElement) -> None:
        self.flush()
        for text in element.itertext():
            if text.strip():
                start = element.sourceline or 0
                self.lines.append(
                    Line(_SPACE.sub(" ", text).strip(), start, furniture=True, linked=1.0)
                )

    def _preformatted(self, element: html.HtmlElement) -> None:
        """Text as it was laid out: code as written, the rest by its lines."""
        text = "".join(element.itertext()).strip("\n").rstrip()
        if not text.strip():
            return
        code = element.find(".//code") is not None or _is_foreign(element)
        self._start = element.sourceline or 0
        if code:
            self.lines.append(
                Line(
                    text,
                    self._start,
                    kind=Kind.CODE,
                    path=self._block_path,
                    aside=self._asides > 0,
                )
            )
            return
        self._parts.append(text.replace("\n", BREAK))
        self.flush()

    def _footnote(self, element: html.HtmlElement, note: Note) -> None:
        within = _Walker(self._letters)
        within._inside(element)
        within.flush()
        text = " ".join(line.text for line in within.lines if not line.furniture)
        label = f"{note.mark})"
        self.footnotes.append(
            Line(
                f"{label} {text.removeprefix(note.printed).strip()}",
                element.sourceline or 0,
                kind=Kind.FOOTNOTE,
                label=label,
                name=note.name,
            )
        )

    def _row(self, row: html.HtmlElement) -> None:
        self.flush()
        walkers = [
            self._in_cell(cell, index)
            for index, cell in enumerate(row)
            if cell.tag in ("td", "th")
        ]
        if len(walkers) == 1 or any(map(_is_page, walkers)):
            for walker in walkers:  # a table for the layout: what is in it is the page
                self._adopt(walker)
            return
        printed = [[line for line in walker.lines if _is_printed(line)] for walker in walkers]
        cells = tuple(" ".join(line.text for line in lines) for lines in printed)
        text = CELL.join(filter(None, cells))
        within = [line for lines in printed for line in lines]
        if text:
            self.lines.append(
                Line(
                    text,
                    row.sourceline or 0,
                    kind=Kind.ROW,
                    cells=cells,
                    notes=tuple(name for line in within for name in line.notes),
                    linked=max(line.linked for line in within),
                    path=tuple(self._path),
                    aside=self._asides > 0,
                    furniture=all(line.furniture for line in within),
                    reason=LINKS if all(line.furniture for line in within) else "",
                )
            )
        for walker in walkers:
            self.lines += [line for line in walker.lines if not _is_printed(line)]
            self.footnotes += walker.footnotes

    def _in_cell(self, cell: html.HtmlElement, index: int) -> _Walker:
        walker = _Walker(self._letters, (*self._path, index), self._asides)
        if reason(cell):
            walker._leave_out(cell)
        else:
            walker._inside(cell)
        walker.flush()
        return walker

    def _adopt(self, walker: _Walker) -> None:
        self.lines += [
            replace(line, kind=line.kind or self._kind, level=line.level or self._level)
            for line in walker.lines
        ]
        self.footnotes += walker.footnotes


def _is_foreign(element: html.HtmlElement) -> bool:
    """Whether an element says that it is of another language than the page."""
    own = str(element.get("lang", "")).partition("-")[0].lower()
    page = str(element.getroottree().getroot().get("lang", "")).partition("-")[0].lower()
    return bool(own and page) and own != page


def _is_printed(line: Line) -> bool:
    """Whether a line is of the table that it stands in, links among it."""
    return not line.furniture or line.reason == LINKS


def _is_page(walker: _Walker) -> bool:
    """Whether a cell holds paragraphs of a page rather than a table's entry."""
    printed = [line for line in walker.lines if not line.furniture]
    sentences = sum(len(line.text) > _SENTENCE for line in printed)
    return len(printed) >= _PAGE_IN_CELL and sentences >= 2


def _printed(element: html.HtmlElement) -> str:
    texts = element.xpath(".//text()[not(parent::script or parent::style)]")
    return _SPACE.sub(" ", " ".join(texts)).strip()


def _item_label(item: html.HtmlElement) -> str:
    """The number or bullet that a browser shows before a list's item."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return _BULLET
    items = [child for child in parent if child.tag == "li"]
    start = parent.get("start", "1")
    number = (int(start) if start.isdecimal() else 1) + items.index(item)
    own = item.get("value", "")
    return f"{spell(int(own) if own.isdecimal() else number, _numerals(parent))}."


def _numerals(parent: html.HtmlElement) -> System:
    return _NUMERALS.get(parent.get("type", "1"), System.DECIMAL)
