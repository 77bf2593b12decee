"""Numbers that an office program generates: 3.1. and 가. are in no text, only in its lists.

A list has levels, each with a template (`%1.%2.`) and a system of numerals; a
paragraph says its list and level, and the number follows from those before it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

import regex

LEVELS = 10
_PLACE = regex.compile(r"[%^](\d)")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_SYLLABLES = "가나다라마바사아자차카타파하"
_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_DIGITS = "일이삼사오육칠팔구"
_HANJA = "一二三四五六七八九"


class System(StrEnum):
    """A system of numerals."""

    DECIMAL = "1"
    ZERO = "01"
    FULL = "１"
    ROMAN = "I"
    SMALL_ROMAN = "i"
    LETTER = "A"
    SMALL_LETTER = "a"
    SYLLABLE = "가"
    JAMO = "ㄱ"
    KOREAN = "일"
    HANJA = "一"
    CIRCLED = "①"
    BRACKETED = "⑴"
    CIRCLED_SYLLABLE = "㉮"
    CIRCLED_JAMO = "㉠"
    CIRCLED_LETTER = "Ⓐ"
    CIRCLED_SMALL_LETTER = "ⓐ"
    NONE = ""


_RUNS = {  # characters that follow one another, and how many there are
    System.CIRCLED: 20,
    System.BRACKETED: 20,
    System.CIRCLED_SYLLABLE: 14,
    System.CIRCLED_JAMO: 14,
    System.CIRCLED_LETTER: 26,
    System.CIRCLED_SMALL_LETTER: 26,
}
_SERIES = {System.SYLLABLE: _SYLLABLES, System.JAMO: _JAMO}


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    """One level of a list: its template, its numerals and where it starts.

    A template without a place (`%1`) is a bullet.
    """

    template: str
    system: System = System.DECIMAL
    start: int = 1


def spell(number: int, system: System) -> str:
    """Return a number in a system of numerals; in digits where the system ends."""
    if number < 1 or system in (System.DECIMAL, System.NONE):
        return "" if system is System.NONE else str(number)
    if system is System.ZERO:
        return f"{number:02d}"
    if system is System.FULL:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if system in (System.ROMAN, System.SMALL_ROMAN):
        roman = _roman(number)
        return roman if system is System.ROMAN else roman.lower()
    if system in (System.LETTER, System.SMALL_LETTER):
        letter = chr(ord(system.value) + (number - 1) % 26)
        return letter * (1 + (number - 1) // 26) if number <= 26 * 8 else str(number)
    if system in _SERIES and number <= len(_SERIES[system]):
        return _SERIES[system][number - 1]
    if system in _RUNS and number <= _RUNS[system]:
        return chr(ord(system.value) + number - 1)
    if system is System.KOREAN and number < 100:
        return _counted(number, _DIGITS, "십")
    if system is System.HANJA and number < 100:
        return _counted(number, _HANJA, "十")
    return str(number)


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def _counted(number: int, digits: str, ten: str) -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else digits[tens - 1]) + ten if tens else ""
    return head + (digits[ones - 1] if ones else "")


class Counters:
    """Counts the numbers of all lists of a document, read from its top."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * LEVELS)

    def label(self, name: str, levels: dict[int, NumberingLevel], depth: int) -> str:
        """Return the label of the next paragraph.

        Args:
            name: which list the paragraph belongs to; lists of one name count on.
            levels: what the list says of its levels, by depth.
            depth: the paragraph's level, 0 outermost.

        """
        level = levels.get(depth)
        if level is None or not 0 <= depth < LEVELS:
            return ""
        counts = self._counts[name]
        for above in range(depth):  # a level that was passed over stands at its start
            if counts[above] == 0 and above in levels:
                counts[above] = levels[above].start
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        return _PLACE.sub(
            lambda match: self._spelt(counts, levels, int(match[1])), level.template
        )

    def restart(self, name: str) -> None:
        """Let a list count from its start again."""
        self._counts.pop(name, None)

    @staticmethod
    def _spelt(counts: list[int], levels: dict[int, NumberingLevel], place: int) -> str:
        depth = place - 1
        system = levels[depth].system if depth in levels else System.DECIMAL
        return spell(counts[depth], system) if 0 <= depth < LEVELS else ""


_SYMBOLS = {  # private characters of symbol fonts that lists use as bullets
    **dict.fromkeys("\uf0b7\uf06c\uf09f", "●"),
    **dict.fromkeys("\uf0a7\uf06e", "■"),
    **dict.fromkeys("\uf0a8\uf071\uf06f\uf0fe", "□"),
    **dict.fromkeys("\uf0a1\uf09e", "○"),
    **dict.fromkeys("\uf0d8\uf0e0", "▶"),
    **dict.fromkeys("\uf075\uf076", "◆"),
    **dict.fromkeys("\uf02d\uf0be", "-"),
}
_PRIVATE = regex.compile(r"\p{Co}")


def bullet(char: str) -> str:
    """Return a bullet as a character that every font has; • for one that is unknown."""
    known = "".join(_SYMBOLS.get(one, one) for one in char.strip())
    return _PRIVATE.sub("•", known) or "•"
