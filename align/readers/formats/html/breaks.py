"""What `<br>` means in a block: two of them end a paragraph, one ends a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

import regex

from align.lang.line_signs import ends_sentence
from align.readers.layout.labels import read_label

BREAK = "\ue000"  # private use: stands for <br> until the block is cut
_PARAGRAPH = regex.compile(rf"{BREAK}\s*(?:{BREAK}\s*)+")
_FULL = 0.5  # of the longest line; a shorter one was not broken for its width


def broken(text: str) -> Iterator[str]:
    """Yield the parts of a block in which `BREAK` stands for its line breaks.

    Where two breaks part paragraphs, a line that stops within a sentence goes on in the next,
    as in texts that were wrapped with `<br>`; addresses and lists keep their lines, since no
    sentence ends them.  Where no two stand together, each may part paragraphs.
    """
    paragraphs = _PARAGRAPH.split(text.strip(f"{BREAK} "))
    for paragraph in paragraphs:
        lines = [line for line in map(str.strip, paragraph.split(BREAK)) if line]
        yield from _joined(lines) if len(paragraphs) > 1 else lines


def _joined(lines: Sequence[str]) -> Iterator[str]:
    most = max(map(len, lines), default=0)
    for run in _sentences(lines):
        if _is_wrapped(run, most):
            yield " ".join(run)
        else:
            yield from run


def _sentences(lines: Sequence[str]) -> list[list[str]]:
    """Runs of lines, each up to one that ends a sentence or stands before a label."""
    starts = [
        i == 0 or ends_sentence(lines[i - 1]) or read_label(line) is not None
        for i, line in enumerate(lines)
    ]
    numbers = list(accumulate(starts))
    grouped = groupby(zip(numbers, lines, strict=True), key=lambda item: item[0])
    return [[line for _, line in run] for _, run in grouped]


def _is_wrapped(run: Sequence[str], most: int) -> bool:
    return ends_sentence(run[-1]) and all(len(line) >= _FULL * most for line in run[:-1])
