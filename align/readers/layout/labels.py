"""Numbers and bullets as Korean offices and their translators print them.

A label is known by its rank, the depth at which offices use it: `1.` and □ at
the top, ㅇ and ° under them, then `-`, then `·`.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

_SYLLABLES = "가나다라마바사아자차카타파하"
_RANKS = (
    (0, r"[IVXⅠ-Ⅻ]{1,4}[.．]"),
    (1, r"\d{1,2}[.．](?!\d)"),
    (1, r"[□■◇◆❏▣]|ㅁ(?=\s)"),
    (2, rf"[{_SYLLABLES}][.．](?=\s)"),
    (2, r"[A-Z][.．](?=\s)(?!\s*[A-Z][.．])"),
    (2, r"[ㅇ○◯●◎°ºo](?=[\s(])|[◦❍⚬](?=\s)"),
    (2, r"[ㅇ○◯◦](?=[가-힣「『“\"'(])"),
    (3, r"\d{1,2}(?:\.\d{1,2}){2,8}[.．](?=\s)"),
    (3, r"\(?\d{1,2}\)"),
    (3, r"[ivx]{1,5}[.．)](?=\s)"),
    (3, r"[-–—―−](?=\s)"),
    (3, r"[▲▶▷►△▪▫](?=\s)"),
    (4, rf"[{_SYLLABLES}]\)(?=\s)"),
    (4, r"[a-h]\)(?=\s)"),
    (4, r"[·•ㆍ‧∙・*](?=\s)"),
    (5, rf"\([{_SYLLABLES}]\)(?=\s)"),
    (4, r"[①-⑳]"),
    (5, r"[㉮-㉻㉠-㉭]"),
)
_NOTE_RANK = 9
_NOTE = r"[※＊](?=\s?)|\*{1,3}(?=\s?[^\s*])"
_LABEL = regex.compile(
    r"\s*(?:"
    + "|".join(f"(?P<r{i}>{p})" for i, (_, p) in enumerate(_RANKS))
    + rf"|(?P<note>{_NOTE}))"
)
_NUMBER = regex.compile(r"(\d+)\D*$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, its rank (0 outermost) and its number, if it is one."""

    text: str
    rank: int
    number: int | None = None

    @property
    def is_note(self) -> bool:
        """Whether it marks a note (※, *) rather than a place in the outline."""
        return self.rank == _NOTE_RANK


def read_label(line: str) -> Label | None:
    """Return the label that `line` begins with, or None.

    A lone `*` before a space is a bullet, `*` close to its text a note; a
    year or a decimal at the head of a line is no label.
    """
    match = _LABEL.match(line)
    if match is None or not line[match.end() :].strip():
        return None
    text = match.group()
    name = next(key for key, value in match.groupdict().items() if value is not None)
    if name == "note":
        return Label(text, _NOTE_RANK)
    rank = _RANKS[int(name[1:])][0]
    number = _NUMBER.search(text)
    return Label(text, rank, int(number[1]) if number else None)


def given_label(label: str, level: int) -> Label:
    """Return a label that the file's format generates, `level` counted from 1 outermost.

    Its rank is the one that it has in print; one that is unknown there goes by its level.
    """
    printed = read_label(f"{label} x")
    if printed is not None and printed.text.strip() == label:
        return printed
    number = _NUMBER.search(label)
    return Label(label, max(1, level), int(number[1]) if number else None)
