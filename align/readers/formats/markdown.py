"""Markdown, parsed with markdown-it: headings, lists, quotations, tables, code, footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from align.model import Kind
from align.readers.base import Extract
from align.readers.layout.labels import read_label
from align.readers.parts.blocks import CELL, tidy
from align.readers.parts.encoding import decode
from align.readers.parts.line import Line

_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


class MarkdownReader:
    """Reads `.md` and `.markdown` files."""

    suffixes = (".md", ".markdown")

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the blocks of a Markdown text, numbers and bullets as it writes them."""
        text, encoding = decode(data, encoding)
        parser = MarkdownIt("commonmark").enable("table")
        parser.use(footnote_plugin).use(front_matter_plugin)
        walker = _Walker()
        for token in parser.parse(text):
            walker.take(token)
        return Extract((*walker.lines, *walker.footnotes), encoding)


class _Walker:
    """Goes through the tokens of a text and gathers its blocks."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.footnotes: list[Line] = []
        self._depth = 0  # of the lists that are open
        self._item = ""  # marker of an item whose first block is still to come
        self._heading = 0
        self._quotes = 0
        self._cells: list[str] | None = None
        self._notes: list[str] = []
        self._footnote = ""

    def take(self, token: Token) -> None:
        """Take in the next token."""
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind in ("code_block", "fence"):
            self._code(token)
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

    def _close(self, token: Token) -> None:
        if token.type in ("ordered_list_close", "bullet_list_close"):
            self._depth -= 1
        elif token.type == "heading_close":
            self._heading = 0
        elif token.type == "blockquote_close":
            self._quotes -= 1

    def _part(self, token: Token) -> None:
        """A table's row or a footnote begins or ends."""
        if token.type == "tr_open":
            self._cells = []
        elif token.type == "tr_close":
            self._row(token)
        elif token.type == "footnote_open":
            self._footnote = _note_name(token)
        elif token.type == "footnote_close":
            self._footnote = ""

    def _inline(self, token: Token) -> None:
        text, notes = _text(token.children or ())
        self._notes += notes
        if self._cells is not None:
            self._cells.append(tidy(text))
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
        start = token.map[0] + 1 if token.map else 0
        self.lines.append(Line(text, start, kind=Kind.CODE))

    def _block(self, text: str, token: Token) -> None:
        start = token.map[0] + 1 if token.map else 0
        if self._footnote:
            number = sum(line.label != "" for line in self.footnotes) + 1
            label = f"{number})"
            line = Line(
                f"{label} {tidy(text)}", start, kind=Kind.FOOTNOTE, label=label,
                name=self._footnote,
            )  # fmt: skip
            self.footnotes.append(line)
            return
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
            kind = Kind.TITLE if self._heading == 1 and not self.lines else Kind.HEADING
        elif self._quotes:
            kind = Kind.QUOTATION
        level = self._heading or self._depth
        shown = f"{label} {text}" if label else text
        return Line(shown, start, kind=kind, level=level, label=label, notes=notes)

    def _row(self, token: Token) -> None:
        cells, self._cells = tuple(self._cells or ()), None
        text = CELL.join(filter(None, cells))
        if text:
            start = token.map[0] + 1 if token.map else 0
            line = Line(text, start, kind=Kind.ROW, cells=cells, notes=tuple(self._notes))
            self.lines.append(line)
        self._notes = []


def _text(tokens: Sequence[Token]) -> tuple[str, list[str]]:
    """The text of a run of inline tokens as a reader of the page sees it, and its footnotes."""
    parts: list[str] = []
    notes: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in _BREAKS:
            parts.append(_BREAKS[token.type])
        elif token.type == "footnote_ref":
            notes.append(_note_name(token))
        elif token.type == "image":
            parts.append(token.content)
    return "".join(parts), notes


def _note_name(token: Token) -> str:
    return f"footnote{token.meta.get('id', '')}"
