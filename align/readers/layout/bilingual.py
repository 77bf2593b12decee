"""Files that hold a Korean text and its English translation, split into the two.

They stand in two columns of a table, by turns, or one after the other.  A file
is split only where both sides are of the length that translations have and share
their figures, so that a page that quotes a speech in English stays one.  Source code
is in neither language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from align.lang.code import looks_like_code
from align.lang.detect import LETTERS_PER_SYLLABLE, block_language, count_letters
from align.lang.figures import figures
from align.model import Kind, Language
from align.readers.parts.line import Line

_LEAST_BLOCKS = 3
_LEAST_FIGURES = 3
_SHARED_FIGURES = 0.5
_LONGER = 2.2  # how many times longer than expected one side may be
_TABLE_SHARE = 0.6  # of a table's rows that pair the languages, and of the letters in it

Sides = dict[Language, list[Line]]


def split_languages(lines: Sequence[Line]) -> Sides | None:
    """Return the lines of each language, None for a file of one language."""
    for sides in (_from_table(lines), _from_blocks(lines)):
        if sides is not None and _translate_each_other(sides):
            return sides
    return None


def _from_table(lines: Sequence[Line]) -> Sides | None:
    """The two columns of a table that puts the languages side by side."""
    rows = [line for line in lines if len(line.cells) > 1]
    pairs = Counter(filter(None, map(_columns, rows)))
    if not pairs:
        return None
    columns, count = pairs.most_common(1)[0]
    letters = sum(count_letters(line.text) for line in lines)
    inside = sum(count_letters(line.text) for line in rows)
    if count < max(_LEAST_BLOCKS, _TABLE_SHARE * len(rows)) or inside < _TABLE_SHARE * letters:
        return None
    sides: Sides = {language: [] for language in Language}
    for line in lines:
        if len(line.cells) <= 1:
            language = block_language(line.text)
            if language is not None:
                sides[language].append(line)
            continue
        for language, column in zip(Language, columns, strict=True):
            if column < len(line.cells) and line.cells[column]:
                cell = Line(line.cells[column], line.number, page=line.page)
                sides[language].append(cell)
    return sides


def _columns(row: Line) -> tuple[int, int] | None:
    """Which cells are Korean and English, where one of each is."""
    languages = [block_language(cell) for cell in row.cells]
    if languages.count(Language.KOREAN) != 1 or languages.count(Language.ENGLISH) != 1:
        return None
    return languages.index(Language.KOREAN), languages.index(Language.ENGLISH)


def _from_blocks(lines: Sequence[Line]) -> Sides | None:
    """Blocks by their language; one that has none goes with the block before it."""
    sides: Sides = {language: [] for language in Language}
    current: Language | None = None
    waiting: list[Line] = []
    for line in lines:
        own = None if line.kind is Kind.CODE else block_language(line.text)
        language = own or current
        if language is None:
            waiting.append(line)
            continue
        sides[language] += [*waiting, line]
        waiting, current = [], language
    if min(map(len, sides.values())) < _LEAST_BLOCKS:
        return None  # as nearly all files, before anything is counted
    counts = [
        sum(count_letters(line.text) > 1 for line in _prose(side)) for side in sides.values()
    ]
    if min(counts) < _LEAST_BLOCKS or max(counts) > 2 * min(counts):
        return None
    return sides


def _translate_each_other(sides: Sides) -> bool:
    """Whether two sides have the lengths and the figures of a text and its translation."""
    lengths = {
        language: sum(count_letters(line.text) for line in _prose(side))
        for language, side in sides.items()
    }
    expected = lengths[Language.KOREAN] * LETTERS_PER_SYLLABLE
    english = lengths[Language.ENGLISH]
    if not (english and expected / _LONGER <= english <= expected * _LONGER):
        return False
    counted = [
        Counter(f for line in side for f in figures(line.text, language))
        for language, side in sides.items()
    ]
    fewer = min(sum(counts.values()) for counts in counted)
    shared = sum((counted[0] & counted[1]).values())
    return fewer < _LEAST_FIGURES or shared >= _SHARED_FIGURES * fewer


def _prose(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not _is_code(line)]


def _is_code(line: Line) -> bool:
    """Whether a line is code, as its format says or its signs, unless it speaks Korean."""
    korean = block_language(line.text) is Language.KOREAN
    return line.kind is Kind.CODE or (not korean and looks_like_code(line.text))
