"""Lines of print joined into text: where a line breaks inside a word, and where between two.

Korean is set so that a line may end after any syllable, so a break says nothing by
itself.  Most programs leave the blank at a line's end in the file, and then it
decides.  Where they do not, the words of the document and of the grammar decide,
or Kiwi where it is installed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import regex

from align.lang.korean import word_ends
from align.lang.lists import word_list
from align.lang.morphology import installed, kiwi

_HANGUL = regex.compile(r"[가-힣]")
_AFTER_HANGUL = regex.compile(r"[가-힣\d]")
_LATIN = regex.compile(r"[\p{Latin}]")
_LATIN_END = regex.compile(r"[\p{Latin}\d][,;:.!?)”’\"']*$")
_LATIN_START = regex.compile(r"[(\[“‘\"'$]*[\p{Latin}\d]")
_WORDLIKE = regex.compile(r"[\p{L}\d,.;:!?)”’」』]")
_HYPHENATED = regex.compile(r"\p{Ll}{2,}-$")
_FIGURES = regex.compile(r"\s*[-+(]?\d[\d.,:/%)-]*\s*")
_WORD = regex.compile(r"\S+")
_CARRIED = regex.compile(rf"(?:{word_ends('carried')})[.,)”’」]*")
_COMPLETE = regex.compile(
    rf"[가-힣](?:{word_ends('complete-1')})$|[가-힣]{{2,}}(?:{word_ends('complete-2')})$|"
    rf"(?:{word_ends('complete')})$|[,.:;)”’」…]$"
)
_ALONE = frozenset(word_list("korean_single_words", "alone"))
_OPENING = "‘“『「<《"
_LEAST_BLANKS = 0.1  # of the breaks; with fewer, the file does not keep blanks at a line's end
_MOST_BLANKS = 0.65  # with more, lines are broken between words, and one without is an accident


class Joiner:
    """Joins the lines of one document.

    Args:
        lines: all its lines, blanks at their ends kept; words are learned from them.
        broken: those of them after which a paragraph goes on.

    """

    def __init__(self, lines: Sequence[str], broken: Sequence[str]) -> None:
        self._words = _inner_words(lines)
        share = sum(line.endswith(" ") for line in broken) / max(1, len(broken))
        self._blanks_tell = share >= _LEAST_BLANKS
        self._between_words = share >= _MOST_BLANKS

    def join(self, lines: Sequence[str]) -> str:
        """Return the text of one paragraph, of which `lines` are the lines."""
        text = last = ""
        for line in lines:
            figures = _FIGURES.fullmatch(last) and _FIGURES.fullmatch(line)
            if figures:  # one below the other, as in a table's cell
                text = f"{text.rstrip()} {line.lstrip()}"
            else:
                text = self._joined(text, line) if text else line
            last = line
        return text.strip()

    def _joined(self, text: str, line: str) -> str:
        blank, text, line = text[-1:].isspace(), text.rstrip(), line.lstrip()
        if not text or not line:
            return text + line
        if _HYPHENATED.search(text) and line[0].islower():
            return self._unhyphenated(text, line)
        if blank or _between_latin(text, line):
            return f"{text} {line}"
        if text[-1].isdigit() and line[0].isdigit():
            return text + line
        if self._between_words:
            return f"{text} {line}" if _WORDLIKE.match(text[-1]) else text + line
        if self._blanks_tell:
            return text + line
        if _HANGUL.match(text[-1]) and _AFTER_HANGUL.match(line):
            return text + (" " if self._parts(text, line) else "") + line
        return f"{text} {line}" if text[-1] in ",.;:!?" or line[0] in _OPENING else text + line

    def _unhyphenated(self, text: str, line: str) -> str:
        """A hyphen at a line's end: of the word, if the document has it so elsewhere."""
        head, tail = _last(text).rstrip("-"), _first(line)
        whole = f"{head}-{tail}".strip(".,;:").lower()
        if self._words[whole] or not head.isalpha():
            return text + line
        return text[:-1] + line

    def _parts(self, text: str, line: str) -> bool:
        """Whether a blank belongs between two lines that both are Hangul at the break."""
        if installed() is not None:
            return bool(
                kiwi().glue([text[-40:], line[:40]], return_space_insertions=True)[1][0]
            )
        head, tail = _last(text), _first(line)
        if line[0].isdigit():
            return not head.endswith("제")
        if self._words[head + tail.rstrip(".,")]:
            return False
        if _CARRIED.fullmatch(tail) or (len(head) == 1 and head not in _ALONE):
            return False
        if _COMPLETE.search(head) or head in _ALONE:
            return True
        if tail[-1:] in "," and len(tail) < 3:
            return False
        return bool(self._words[head] and self._words[tail])


def _between_latin(text: str, line: str) -> bool:
    """Whether a break stands between words of Latin letters, one of them perhaps a figure."""
    ends, starts = _LATIN_END.search(text), _LATIN_START.match(line)
    return bool(ends and starts and (_LATIN.search(ends[0]) or _LATIN.search(starts[0])))


def _last(text: str) -> str:
    return text.rsplit(None, 1)[-1]


def _first(text: str) -> str:
    return text.split(None, 1)[0]


def _inner_words(lines: Iterable[str]) -> Counter[str]:
    """Words that stand inside a line, so that they are whole."""
    words: Counter[str] = Counter()
    for line in lines:
        for word in _WORD.findall(line)[1:-1]:
            words[word.strip(".,;:()“”‘’\"'").lower()] += 1
    return words
