"""What is printed on each page besides its text: running heads and page numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import regex

from align.readers.formats.pdf.lines import PrintedLine

_BAND = 0.11  # of the page's height, at its top and its foot
_NUMBER = regex.compile(
    r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of|쪽\s*/)\s*\d{1,4})?\s*(?:쪽)?\W*|\W*[ivxlc]{1,6}\W*",
    regex.IGNORECASE,
)
_DIGITS = regex.compile(r"\d+")
_TITLE_SIZE = 1.25  # of the usual letters
_SHARE = 0.5  # of the pages


def is_furniture(
    pages: Sequence[Sequence[PrintedLine]], heights: Sequence[float]
) -> set[tuple[int, int]]:
    """Return which lines are furniture, each as the index of its page and of the line.

    A page number in the band at the top or the foot is; so is a line there that
    half of the pages have at the same height, numbers aside, on two pages or more.
    What stands in that band over a title in larger letters is a masthead.
    """
    furniture = {(0, index) for index in _masthead(pages[0], heights[0])} if pages else set()
    places: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for index, line in enumerate(lines):
            if line.cells or _BAND * height < line.bottom < (1 - _BAND) * height:
                continue
            text = line.text.strip()
            if _NUMBER.fullmatch(text):
                furniture.add((page, index))
            key = _DIGITS.sub("#", " ".join(text.split())), round(line.top / 6)
            places[key].append((page, index))
    for where in places.values():
        if len({page for page, _ in where}) >= max(2, _SHARE * len(pages)):
            furniture.update(where)
    return furniture


def _masthead(lines: Sequence[PrintedLine], height: float) -> list[int]:
    printed = [line for line in lines if line.text.strip()]
    if not printed:
        return []
    title = max(printed, key=lambda line: line.size)
    usual = sorted(line.size for line in printed)[len(printed) // 2]
    if title.size < _TITLE_SIZE * usual:
        return []
    return [
        index
        for index, line in enumerate(lines)
        if line.bottom <= min(title.top, _BAND * height) and line.size < title.size
    ]
