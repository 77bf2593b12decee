"""The cell of a glossary: one term or several, with abbreviations and Hanja in brackets."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from align.model import Language

_CUT = regex.compile(r"\([^()]*\)|（[^（）]*）|(?P<cut>[;；|\r\n]+|\s/\s)")
_BULLET = regex.compile(r"(?:[-–•·∙▪*]|\d{1,2}[.)])\s+")
_BRACKET = regex.compile(r"(?P<before>.*\S)\s*[(（]\s*(?P<inside>[^()（）]+?)\s*[)）]\Z")
_ONLY_BRACKET = regex.compile(r"[(（][^()（）]*[)）]")
_ABBREVIATION = regex.compile(r"[A-Z][A-Za-z0-9.&/-]{1,11}")
_HANJA = regex.compile(r"[\p{Script=Han}\s·]+")
_LETTER = regex.compile(r"[\p{L}\p{N}]")


def terms_in(cell: str, language: Language) -> tuple[list[str], list[str]]:
    """Return the terms that a cell lists, the first one first, and remarks on them.

    Semicolons, bars, line breaks and slashes between spaces part terms, commas and
    `and/or` do not.  “Official Development Assistance (ODA)” is two terms; the Hanja
    of 의사(醫師) are a remark.  Texts without letters are no terms.
    """
    terms: list[str] = []
    remarks: list[str] = []
    for part in _parts(cell):
        match = _BRACKET.fullmatch(part)
        if match is None:
            terms.append(part)
        elif language is Language.KOREAN and _HANJA.fullmatch(match["inside"]):
            terms.append(match["before"])
            remarks.append(match["inside"])
        elif _is_short_for(match["inside"], match["before"]) or _is_short_for(
            match["before"], match["inside"]
        ):
            terms += [match["before"], match["inside"]]
        else:
            terms.append(part)
    return list(dict.fromkeys(filter(_LETTER.search, terms))), remarks


def _parts(cell: str) -> Iterator[str]:
    """The parts of a cell; a bracket on a line of its own belongs to the line before."""
    cuts = [match.span() for match in _CUT.finditer(cell) if match["cut"]]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(cell)]
    parts: list[str] = []
    for start, end in zip(starts, ends, strict=True):
        part = _BULLET.sub("", " ".join(cell[start:end].split()), count=1)
        if part.count('"') % 2:
            part = part.strip('"')  # a mark that was never closed
        if parts and _ONLY_BRACKET.fullmatch(part):
            parts[-1] += f" {part}"
        elif part:
            parts.append(part)
    yield from parts


def _is_short_for(short: str, whole: str) -> bool:
    """Whether a text is an abbreviation of another: ODA; behind Korean any may be one."""
    capitals = [char.lower() for char in short if char.isupper()]
    if not _ABBREVIATION.fullmatch(short) or len(capitals) < 2:
        return False
    if regex.search(r"\p{Script=Hangul}", whole):
        return True
    if len(whole) <= len(short):
        return False
    letters = iter(whole.lower())
    return whole[0].lower() == capitals[0] and all(char in letters for char in capitals)
