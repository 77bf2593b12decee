"""Gathers the blocks of an office file as lines, each in one way for all formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from align.model import Kind
from align.readers.parts.line import Line

CELL = " | "
_BREAK = regex.compile(r"[\n\v\f\r\u2028]+")
_BLANKS = regex.compile(r"[ \t\u00a0\u2003]+")


class Blocks:
    """Lines in reading order; footnotes go behind them, whenever they are added.

    What is left out stands last, as furniture with its reason.
    """

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._footnotes: list[Line] = []
        self._left_out: list[Line] = []
        self._count = 0

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read, whatever was left out."""
        return not self._lines and not self._footnotes

    def lines(self) -> tuple[Line, ...]:
        """Return what was gathered, footnotes and what was left out last."""
        return (*self._lines, *self._footnotes, *self._left_out)

    def paragraph(
        self,
        text: str,
        *,
        kind: Kind | None = None,
        level: int = 0,
        label: str = "",
        notes: tuple[str, ...] = (),
        page: int = 0,
    ) -> None:
        """Add a paragraph; a break of lines within it begins a block of its own."""
        self._count += 1
        parts = [tidy(part) for part in _BREAK.split(text)]
        parts = [part for part in parts if part]
        for position, part in enumerate(parts):
            first = position == 0
            self._lines.append(
                Line(
                    f"{label} {part}" if label and first else part,
                    self._count,
                    kind=kind,
                    level=level,
                    label=label if first else "",
                    notes=notes if position == len(parts) - 1 else (),
                    page=page,
                )
            )
        if notes and not parts:
            self._hang(notes)

    def row(self, cells: Sequence[str], notes: tuple[str, ...] = (), page: int = 0) -> None:
        """Add a table's row, bars between its cells; a row of one cell is a paragraph."""
        texts = tuple(tidy(_BREAK.sub(" ", cell)) for cell in cells)
        filled = [text for text in texts if text]
        if len(texts) == 1:
            self.paragraph(cells[0], notes=notes, page=page)
            return
        self._count += 1
        if filled:
            line = Line(
                CELL.join(filled),
                self._count,
                kind=Kind.ROW,
                cells=texts,
                notes=notes,
                page=page,
            )
            self._lines.append(line)

    def footnote(self, name: str, label: str, text: str, page: int = 0) -> None:
        """Add a footnote to those that stand behind the text."""
        text = tidy(_BREAK.sub(" ", text))
        if text:
            self._footnotes.append(
                Line(f"{label} {text}", 0, False, page, Kind.FOOTNOTE, label=label, name=name)
            )

    def leave_out(self, text: str, reason: str) -> None:
        """Note a text that does not belong to what is read, and why."""
        text = tidy(_BREAK.sub(" ", text))
        if text:
            self._left_out.append(Line(text, self._count, furniture=True, reason=reason))

    def cell(self) -> Cell:
        """Return what gathers one cell of a table's row."""
        return Cell(self)

    def _hang(self, notes: tuple[str, ...]) -> None:
        if self._lines:
            last = self._lines[-1]
            self._lines[-1] = replace(last, notes=(*last.notes, *notes))


class Cell(Blocks):
    """The blocks of a table's cell, which are read on one line."""

    def __init__(self, around: Blocks) -> None:
        super().__init__()
        self._around = around
        self._early: tuple[str, ...] = ()  # footnotes before any text

    @property
    def text(self) -> str:
        """The cell's text; only breaks within a paragraph are kept."""
        text, last = "", 0
        for line in self._lines:
            own = " ".join(filter(None, line.cells)) if line.cells else line.text
            gap = "\n" if line.number == last else " "
            text, last = f"{text}{gap}{own}" if text else own, line.number
        return text

    @property
    def notes(self) -> tuple[str, ...]:
        """The names of the footnotes that hang in it."""
        return (*self._early, *(name for line in self._lines for name in line.notes))

    def paragraph(
        self,
        text: str,
        *,
        kind: Kind | None = None,
        level: int = 0,
        label: str = "",
        notes: tuple[str, ...] = (),
        page: int = 0,
    ) -> None:
        """Add a paragraph; a cell may hold nothing but its number."""
        if label and not text.strip():
            text, label = label, ""
        super().paragraph(text, kind=kind, level=level, label=label, notes=notes, page=page)

    def leave_out(self, text: str, reason: str) -> None:
        """Note it where the whole table stands."""
        self._around.leave_out(text, reason)

    def footnote(self, name: str, label: str, text: str, page: int = 0) -> None:
        """Add a footnote to those of the whole file."""
        self._around.footnote(name, label, text, page)

    def _hang(self, notes: tuple[str, ...]) -> None:
        super()._hang(notes)
        if not self._lines:
            self._early += notes


def tidy(text: str) -> str:
    """Return a text with single blanks and none at its ends."""
    return _BLANKS.sub(" ", text).strip()
