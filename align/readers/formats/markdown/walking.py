"""The blocks of a Markdown text: headings, lists, quotations, tables, code, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex
from markdown_it.token import Token

from align.model import Kind
from align.readers.formats.markdown.embedded import (
    html_lines,
    is_directive,
    markdown_within,
    without_comments,
)
from align.readers.formats.markdown.front import Front, read_front
from align.readers.formats.markdown.syntax import BOX, box_title, parser
from align.readers.layout.labels import read_label
from align.readers.parts.blocks import CELL, tidy
from align.readers.parts.line import Line

_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_HTML_BREAK = regex.compile(r"<br\s*/?>", regex.IGNORECASE)
_READING = regex.compile(r"<(?P<close>/?)(?:rt|rp)\b[^>]*>", regex.IGNORECASE)


class Walker:
    """Goes through the tokens of a text and gathers its blocks.

    Attributes:
        lines: the blocks so far, what is left out among them.
        footnotes: those that stand below the text.
        front: what the file says of itself above its text.

    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.footnotes: list[Line] = []
        self.front = Front()
        self._above = 0  # lines of the file above the text that is being read
        self._depth = 0  # of the lists that are open
        self._item = ""  # marker of an item whose first block is still to come
        self._heading = 0
        self._quotes = 0
        self._cells: list[str] | None = None
        self._row_start = 0
        self._notes: list[str] = []
        self._footnote = ""
        self._box_name: str | None = None  # of a box whose title may only repeat it

    def read(self, text: str, above: int = 0) -> None:
        """Take in a text that begins so many lines below the file's top."""
        before, self._above = self._above, above
        for token in parser().parse(text):
            self._take(token)
        self._above = before

    def page(self) -> tuple[Line, ...]:
        """Return all blocks, on top what the front matter alone has: a title, a description."""
        lines = list(self.lines)
        shown = [line for line in lines if not line.furniture]
        titled = bool(shown) and shown[0].kind is Kind.TITLE
        above = []
        if self.front.title and not titled:
            above.append(Line(self.front.title, 1, kind=Kind.TITLE))
        if self.front.description:
            above.append(Line(self.front.description, 1))
        at = lines.index(shown[0]) + 1 if titled else 0
        return (*lines[:at], *above, *lines[at:], *self.footnotes)

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind in ("code_block", "fence"):
            self._code(token)
        elif kind == "html_block":
            self._html(token)
        elif kind == "front_matter":
            self.front = read_front(token.content)
        elif kind.startswith(("tr_", "footnote_")):
            self._part(token)
        elif kind.endswith("_open"):
            self._open(token)
        elif kind.endswith("_close"):
            self._close(token)

    def _open(self, token: Token) -> None:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            self._depth += 1
        elif token.type == "list_item_open":
            self._item = f"{token.info}{token.markup}"
        elif token.type == "heading_open":
            self._heading = int(token.tag[1])
        elif token.type == "blockquote_open":
            self._quotes += 1
        elif token.type == "admonition_title_open":
            self._box_name = self._box_name or ""
        elif token.type == "admonition_open":
            self._box_name = str(token.meta.get("tag", ""))
        elif token.type == f"container_{BOX}_open":
            self._add(box_title(token.info), self._line_of(token))

    def _close(self, token: Token) -> None:
        if token.type in ("ordered_list_close", "bullet_list_close"):
            self._depth -= 1
        elif token.type == "heading_close":
            self._heading = 0
        elif token.type == "blockquote_close":
            self._quotes -= 1
        elif token.type == "admonition_title_close":
            self._box_name = None

    def _part(self, token: Token) -> None:
        """A table's row or a footnote begins or ends."""
        if token.type == "tr_open":
            self._cells, self._row_start = [], self._line_of(token)
        elif token.type == "tr_close":
            self._row()
        elif token.type == "footnote_open":
            self._footnote = _note_name(token)
        elif token.type == "footnote_close":
            self._footnote = ""

    def _inline(self, token: Token) -> None:
        text, notes = _text(token.children or ())
        self._notes += notes
        if self._cells is not None:
            self._cells.append(tidy(text.replace("\n", " ")))
            return
        if self._box_name is not None and text.lower() == self._box_name.lower():
            return  # a box without a title of its own
        if is_directive(token.content):
            self._leave_out(token.content, self._line_of(token), "markup")
            return
        self._block(text, token)

    def _code(self, token: Token) -> None:
        """A block of code as written: one block of the page, however many lines it has."""
        if self._footnote:
            self._block(token.content, token)
            return
        text = token.content.strip("\n").rstrip()
        if not text:
            return
        self._item = ""  # of an item that begins with code; a bullet is no part of that
        self.lines.append(Line(text, self._line_of(token), kind=Kind.CODE))

    def _html(self, token: Token) -> None:
        start = self._line_of(token)
        block, comments = without_comments(token.content)
        for comment in comments:
            self._leave_out(comment, start, "comment")
        inner = markdown_within(block)
        if inner is not None:
            self.read(inner, above=start - 1)
            return
        for line in html_lines(block):
            self.lines.append(replace(line, number=start + max(0, line.number - 1)))

    def _leave_out(self, text: str, start: int, reason: str) -> None:
        text = " ".join(text.split())
        if text:
            self.lines.append(Line(text, start, furniture=True, reason=reason))

    def _line_of(self, token: Token) -> int:
        return self._above + token.map[0] + 1 if token.map else 0

    def _block(self, text: str, token: Token) -> None:
        start = self._line_of(token)
        if self._footnote:
            number = sum(line.label != "" for line in self.footnotes) + 1
            label = f"{number})"
            line = Line(
                f"{label} {tidy(text)}", start, kind=Kind.FOOTNOTE, label=label,
                name=self._footnote,
            )  # fmt: skip
            self.footnotes.append(line)
            return
        self._add(text, start)

    def _add(self, text: str, start: int) -> None:
        parts = [part for part in map(tidy, text.split("\n")) if part]
        for position, part in enumerate(parts):
            last = position == len(parts) - 1
            self.lines.append(self._line(part, start, tuple(self._notes) if last else ()))
        self._notes = []

    def _line(self, text: str, start: int, notes: tuple[str, ...]) -> Line:
        label, self._item = self._item, ""
        if label and read_label(text):  # `- ㅇ …`: the bullet of the list says nothing more
            label = ""
        kind = None
        if self._heading:
            first = all(line.furniture for line in self.lines)
            kind = Kind.TITLE if self._heading == 1 and first else Kind.HEADING
        elif self._quotes:
            kind = Kind.QUOTATION
        level = self._heading or self._depth
        shown = f"{label} {text}" if label else text
        return Line(shown, start, kind=kind, level=level, label=label, notes=notes)

    def _row(self) -> None:
        cells, self._cells = tuple(self._cells or ()), None
        text = CELL.join(filter(None, cells))
        if text:
            notes = tuple(self._notes)
            self.lines.append(
                Line(text, self._row_start, kind=Kind.ROW, cells=cells, notes=notes)
            )
        self._notes = []


def _text(tokens: Sequence[Token]) -> tuple[str, list[str]]:
    """The text of a run of inline tokens as a reader of the page sees it, and its footnotes."""
    parts: list[str] = []
    notes: list[str] = []
    reading = False  # whether a ruby's reading is open, which is no part of the sentence
    for token in tokens:
        if token.type == "html_inline":
            ruby = _READING.fullmatch(token.content)
            reading = not ruby["close"] if ruby else reading
            parts += ["\n"] if _HTML_BREAK.fullmatch(token.content) else []
        elif reading:
            continue
        elif token.type in ("text", "code_inline", "image"):
            parts.append(token.content)
        elif token.type in _BREAKS:
            parts.append(_BREAKS[token.type])
        elif token.type == "footnote_ref":
            notes.append(_note_name(token))
    return "".join(parts), notes


def _note_name(token: Token) -> str:
    return f"footnote{token.meta.get('id', '')}"
