"""Printed lines as paragraphs: where one ends, and which are titles and footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import regex

from align.lang.line_signs import ends_sentence
from align.model import Kind
from align.readers.formats.pdf.joining import Joiner
from align.readers.formats.pdf.lines import PrintedLine
from align.readers.formats.pdf.marks import settled
from align.readers.layout.labels import read_label
from align.readers.layout.segments import is_notice
from align.readers.parts.blocks import Blocks

_TITLE_SIZE = 1.25  # of the body's letters
_NOTE_SIZE = 0.92
_SAME_SIZE = 0.1
_NOTE = regex.compile(r"(?P<mark>\d{1,3})[).]?\s*(?=\S)")
_INDENT = 0.8  # letters
_LEADING = 0.4  # letters more than usual between two lines part them
_ROOM = 2.0  # letters of room at a line's end that a next syllable would have filled


def add_paragraphs(blocks: Blocks, pages: Sequence[Sequence[PrintedLine]]) -> None:
    """Add the paragraphs, rows and footnotes of a document's pages to `blocks`."""
    lines = [line for page in pages for line in page]
    size = _body_size(lines)
    notes = [line for page in pages for line in _footnotes(page, size)]
    named = {id(line) for line in notes}
    groups = list(_paragraphs([line for line in lines if id(line) not in named]))
    joiner = _joiner(lines, groups)
    marks = {match["mark"] for note in notes if (match := _NOTE.match(note.text.strip()))}
    for group in groups:
        first = group[0]
        if first.cells:
            cells = [settled(joiner.join(cell), marks) for cell in first.cells]
            hung = tuple(f"{first.page}.{mark}" for _, found in cells for mark in found)
            blocks.row([text for text, _ in cells], notes=hung, page=first.page)
            continue
        hung = tuple(
            f"{line.page}.{mark}" for line in group for mark in settled(line.text, marks)[1]
        )
        large = first.size >= _TITLE_SIZE * size and first.page == lines[0].page
        text = settled(joiner.join([line.text for line in group]), marks)[0]
        kind = Kind.TITLE if large else None
        blocks.paragraph(text, kind=kind, notes=hung, page=first.page)
    _add_footnotes(blocks, notes, joiner)


def _joiner(lines: Sequence[PrintedLine], groups: Sequence[Sequence[PrintedLine]]) -> Joiner:
    """What joins the lines, knowing all the document's words and where paragraphs go on."""
    texts = [line.text for line in lines if line.text]
    cells = [cell for line in lines for cell in line.cells]
    inner = [line.text for group in groups for line in group[:-1]]
    inner += [text for cell in cells for text in cell[:-1]]
    return Joiner(texts + [text for cell in cells for text in cell], inner)


def _body_size(lines: Sequence[PrintedLine]) -> float:
    """The size that most letters have."""
    sizes: dict[float, int] = {}
    for line in lines:
        if line.text:
            rounded = round(line.size, 1)
            sizes[rounded] = sizes.get(rounded, 0) + len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def _footnotes(page: Sequence[PrintedLine], size: float) -> list[PrintedLine]:
    """The lines in small letters at a page's foot, from the first that begins with a number."""
    tail: list[PrintedLine] = []
    for line in sorted(page, key=lambda line: -line.top):
        numbered = bool(line.marks) and not line.text.strip()
        if line.cells or (line.size > _NOTE_SIZE * size and not numbered):
            break
        tail.append(line)
    tail.reverse()
    while tail and not _NOTE.match(tail[0].text.strip()):
        tail.pop(0)
    return tail


def _add_footnotes(blocks: Blocks, notes: Sequence[PrintedLine], joiner: Joiner) -> None:
    open_note: tuple[str, str] | None = None
    held: list[str] = []
    for line in [*notes, None]:
        match = _NOTE.match(line.text.strip()) if line else None
        if (match or line is None) and open_note:
            name, mark = open_note
            blocks.footnote(name, f"{mark})", joiner.join(held), int(name.split(".")[0]))
        if line is None:
            break
        if match:
            open_note = f"{line.page}.{match['mark']}", match["mark"]
            held = [line.text.lstrip()[match.end() :]]
        else:
            held.append(line.text)


def _paragraphs(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Groups of lines that are one paragraph each."""
    leading = _leading(lines)
    group: list[PrintedLine] = []
    for line in lines:
        if group and _begins(group, line, leading):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _leading(lines: Sequence[PrintedLine]) -> float:
    """The usual space between two lines of a paragraph, in points."""
    gaps = [
        b.top - a.bottom
        for a, b in pairwise(lines)
        if a.page == b.page and a.left == b.left and 0 <= b.top - a.bottom < 2 * a.size
    ]
    return sorted(gaps)[len(gaps) // 4] if gaps else 0.0


def _begins(group: Sequence[PrintedLine], line: PrintedLine, leading: float) -> bool:
    """Whether a line begins a new paragraph after those before it."""
    last = group[-1]
    if line.cells or last.cells or is_notice(line.text):
        return True
    size = max(last.size, line.size)
    if abs(last.size - line.size) > _SAME_SIZE * size:
        return True
    if read_label(line.text.strip()):
        return True
    moved = line.page != last.page or line.left != last.left or line.top < last.top
    if not moved and line.top - last.bottom > leading + _LEADING * size:
        return True
    if _had_room(last, line):
        return True
    if moved:
        return ends_sentence(last.text)
    labelled = read_label(group[0].text.strip()) is not None
    return line.x0 > last.x0 + _INDENT * size and (len(group) > 1 or not labelled)


def _had_room(last: PrintedLine, line: PrintedLine) -> bool:
    """Whether the next line's first word would have stood on the last one."""
    room = last.right - last.x1
    letters = median([last.size, line.size])
    word = line.text.split(None, 1)[0] if line.text.strip() else ""
    per_letter = (line.x1 - line.x0) / max(1, len(line.text.rstrip()))
    return room > max(_ROOM * letters, (len(word) + 1) * per_letter + letters / 2)
