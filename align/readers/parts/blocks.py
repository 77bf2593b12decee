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
    """Lines in reading order; footnotes go behind them, whenever they are added."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._footnotes: list[Line] = []
        self._count = 0

    def lines(self) -> tuple[Line, ...]:
        """Return what was gathered, footnotes last."""
        return (*self._lines, *self._footnotes)

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
        if notes and not parts and self._lines:
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

    def _hang(self, notes: tuple[str, ...]) -> None:
        last = self._lines[-1]
        self._lines[-1] = replace(last, notes=(*last.notes, *notes))


def tidy(text: str) -> str:
    """Return a text with single blanks and none at its ends."""
    return _BLANKS.sub(" ", text).strip()
