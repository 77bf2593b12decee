"""How much each line of a web page speaks for being of its text, and where such lines run.

A sentence outside of links speaks for it, a link and what stands in an element beside the
text against it.  Far below nothing is a line that stands over other pages, such as Related
articles, unless the text goes on behind them.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from align.lang.line_signs import ends_sentence
from align.model import Kind
from align.readers.layout.labels import read_label
from align.readers.layout.menus import ends_page, is_banner, is_foot
from align.readers.parts.line import LINKS, Line

LINK_SHARE = 0.5
"""Of a line's letters; where more are links it is one."""
_HANGUL = regex.compile(r"[가-힣]")
_PROSE = 80  # letters; a longer line is prose even where no full stop ends it
_LEAST_BLANKS = 3  # an address of the web has none
_LEAST_PROSE = 25
_MOST_WEIGHT = 10.0
_LETTERS_PER_WEIGHT = 40
_LINKED, _BESIDE, _SHORT, _PARTED = -1.0, -1.0, -0.1, -16.0
_DROP = 15.0  # below the highest sum, where a run has ended
_BENEATH = 2  # lines in which a heading of other pages leads there


def weights_of(lines: Sequence[Line]) -> list[float]:
    """Return a weight for each line: above 0 for a text's, below for what stands around one."""
    return _with_partings(lines, _between_nothing(lines, [_weight(line) for line in lines]))


def is_said(line: Line) -> bool:
    """Return whether what stands beside the text is a sentence of its own and no link."""
    long = latin_letters(line.text) > _LEAST_PROSE and ends_sentence(line.text)
    return long and line.linked < LINK_SHARE


def heaviest(weights: Sequence[float]) -> tuple[int, int, float]:
    """Return the first and last place of the run whose sum is the greatest, and that sum.

    A run ends, too, where its weights fall far below their highest sum.
    """
    best, ends = 0.0, (0, 0)
    start, total, peak = 0, 0.0, 0.0
    for i, weight in enumerate(weights):
        if total <= 0 or total < peak - _DROP:
            start, total, peak = i, 0.0, 0.0
        total += weight
        peak = max(peak, total)
        if total > best:
            best, ends = total, (start, i)
    return *ends, best


def run_below(weights: Sequence[float], top: int) -> tuple[float, int]:
    """Return the highest sum of lines below a headline, and the line that reaches it."""
    best, end, total = 0.0, top, 0.0
    for i in range(top + 1, len(weights)):
        total = max(total + weights[i], 0.0 if end == top else -_DROP)
        if total > best:
            best, end = total, i
        elif end > top and total < best - _DROP:
            break
    return best, end


def _weight(line: Line) -> float:
    """How much a line speaks for being of a text, and against it where negative."""
    if line.furniture and line.reason != LINKS:
        return 0.0
    if line.aside:
        return _BESIDE
    if line.kind is Kind.CODE:
        return 1.0
    letters = latin_letters(line.text) * (1 - line.linked)
    long = letters > _PROSE and line.text.count(" ") >= _LEAST_BLANKS
    long = long and line.linked <= LINK_SHARE
    prose = long or (letters > _LEAST_PROSE and ends_sentence(line.text))
    if prose and not is_banner(line.text):
        return min(_MOST_WEIGHT, letters / _LETTERS_PER_WEIGHT)
    if line.linked > LINK_SHARE:
        return _LINKED
    if line.kind in (Kind.HEADING, Kind.ROW) or read_label(line.text):
        return 0.0
    return _SHORT


def latin_letters(text: str) -> int:
    """Return the length of a text in Latin letters, of which a syllable of Hangul takes two."""
    return len(text) + len(_HANGUL.findall(text))


def _between_nothing(lines: Sequence[Line], weights: Sequence[float]) -> list[float]:
    """The weights, nothing for what stands between paragraphs of the same element."""
    between = list(weights)
    before: int | None = None
    for i, weight in enumerate(weights):
        if weight <= 0:
            continue
        if before is not None and lines[before].path[:-1] == lines[i].path[:-1] != ():
            between[before + 1 : i] = [0.0] * (i - before - 1)
        before = i
    return between


def _with_partings(lines: Sequence[Line], weights: Sequence[float]) -> list[float]:
    """The weights, far below nothing where a line stands over other pages or ends this one.

    It does not part what goes on below it in the same element.
    """
    parted = list(weights)
    before = _prose_before(lines, weights)
    following: Line | None = None  # the next line of prose
    beneath: list[Line] = []  # the next lines that are printed
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        leads = is_foot(line) and (not beneath or any(map(_leads_on, beneath)))
        parts = (leads or ends_page(line)) and not line.aside
        if parts and not _are_together(before[i], following):
            parted[i] = _PARTED
        if weights[i] > 0:
            following = line
        if not line.furniture or line.reason == LINKS:
            beneath = [line, *beneath[: _BENEATH - 1]]
    return parted


def _prose_before(lines: Sequence[Line], weights: Sequence[float]) -> list[Line | None]:
    """For each line, the last one of prose above it."""
    above: list[Line | None] = []
    last: Line | None = None
    for line, weight in zip(lines, weights, strict=True):
        above.append(last)
        last = line if weight > 0 else last
    return above


def _leads_on(line: Line) -> bool:
    return line.aside or line.linked > LINK_SHARE or is_foot(line)


def _are_together(one: Line | None, other: Line | None) -> bool:
    """Whether two lines stand in the same element, or alike in two of the same parts."""
    if one is None or other is None or not one.path:
        return False
    depth = min(len(one.path), len(other.path)) - 1
    if len(one.path) != len(other.path):
        return depth > 0 and one.path[:depth] == other.path[:depth]
    return sum(a != b for a, b in zip(one.path[:-1], other.path[:-1], strict=True)) <= 1
