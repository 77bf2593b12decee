"""Plain text and page text: a line is a block, unless the file is wrapped at a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from math import inf

import regex

from align.lang.line_signs import ends_sentence
from align.model import Kind
from align.readers.base import Extract
from align.readers.layout.labels import read_label
from align.readers.parts.blocks import CELL
from align.readers.parts.encoding import decode
from align.readers.parts.line import Line

_WRAP_COLUMN = 100
_CELLS = regex.compile(r"\t+|\s\|\s")
_FULL_LINE = 0.7
_WRAPPED_SHARE = 0.6
_ROOM = 0.85  # share of the longest line that an end of a paragraph leaves room within


class TextReader:
    """Reads `.txt` and `.text` files."""

    suffixes = (".txt", ".text")

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the lines of a text file, wrapped lines joined."""
        text, encoding = decode(data, encoding)
        blocks = list(_blocks(text))
        if _is_wrapped(blocks):
            most = max(len(line.text.strip()) for block in blocks for line in block)
            room = inf if len(blocks) == 1 else _ROOM * most
            lines = [line for block in blocks for line in _unwrap(block, room)]
        else:
            lines = [line for block in blocks for line in block]
        stripped = (replace(line, text=line.text.strip()) for line in lines)
        return Extract(tuple(map(_with_cells, stripped)), encoding)


def _with_cells(line: Line) -> Line:
    """A line of a copied table, whose cells tabs or bars part."""
    cells = tuple(cell.strip() for cell in _CELLS.split(line.text))
    if len(cells) < 2 or read_label(line.text):
        return line
    text = CELL.join(filter(None, cells))
    return replace(line, text=text, cells=cells, kind=Kind.ROW)


def _blocks(text: str) -> Iterator[list[Line]]:
    """Runs of lines between blank ones, their indentation kept."""
    numbered = [Line(line.rstrip(), i) for i, line in enumerate(text.splitlines(), start=1)]
    for filled, block in groupby(numbered, key=lambda line: bool(line.text)):
        if filled:
            yield list(block)


def _is_wrapped(blocks: list[list[Line]]) -> bool:
    """Whether lines break at a column, in the middle of sentences and nearly at full width."""
    width = max((len(line.text.strip()) for block in blocks for line in block), default=0)
    inner = [line.text.strip() for block in blocks for line in block[:-1]]
    if width > _WRAP_COLUMN or len(inner) < 3:
        return False
    cut = sum(len(text) >= _FULL_LINE * width and not ends_sentence(text) for text in inner)
    return cut >= _WRAPPED_SHARE * len(inner)


def _unwrap(block: list[Line], room: float) -> Iterator[Line]:
    """Join a block's lines; a label begins a new one, and so does a line that is indented.

    So does what follows the end of a sentence where its first word would have stood within
    `room` characters.  Where no blank line parts a file, any end of a sentence at the end of a
    line may be one of a paragraph, and the aligner rather joins lines than parts them.
    """
    current, before = block[0], _indentation(block[0].text)
    hanging = read_label(block[0].text.strip()) is not None
    for above, line in pairwise(block):
        indented = _indentation(line.text)
        labelled = read_label(line.text.strip()) is not None
        ended = ends_sentence(above.text) and _with_next_word(above, line) <= room
        if labelled or ended or (indented > before and not hanging):
            yield current
            current = line
            hanging = labelled
        else:
            current = replace(current, text=f"{current.text} {line.text.strip()}")
            hanging = False
        before = indented
    yield current


def _with_next_word(line: Line, following: Line) -> int:
    """How long a line would be with the first word of the next."""
    return len(f"{line.text.strip()} {following.text.split(maxsplit=1)[0]}")


def _indentation(text: str) -> int:
    return len(text) - len(text.lstrip())
