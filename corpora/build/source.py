"""A press release as it is written in `sources/mofa/`, and what its marks say.

A source file:

    date: 2013-06-14
    translator: A                            whose habits the English shows
    ko-file: ko/2013-06-14_보도자료.txt      where the page goes
    ko-layout: page                          page, plain, wrapped or html
    ko-encoding: cp949                       default utf-8; nfd is UTF-8 decomposed
    notice: * unofficial translation         closing line of the English, if any
    ---
    ko: 양측은 {소통=communication}을 ...     a blank line ends a bead
    en: The two sides ... communication ...
    ko#x: ... / en#x: ...                     two halves of a bead, apart: a moved paragraph

`{surface=English}` marks a rendering, `{surface=-}` an omission,
`{surface=~it}` a place taken up by a pronoun or another word that only points, and
`{surface=!}` a word that only begins like a term (테러리스트).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

MOFA = Path(__file__).parent.parent / "mofa"
SOURCES = Path(__file__).parent.parent / "sources" / "mofa"
MARK = re.compile(r"\{([^{}=]+)=([^{}]+)\}")

Bead = tuple[list[int], list[int]]


@dataclass
class Pair:
    """One press release: its header, its segments and its beads."""

    name: str
    header: dict[str, str]
    segments: dict[str, list[str]] = field(default_factory=lambda: {"ko": [], "en": []})
    beads: list[Bead] = field(default_factory=list)
    terms: list[dict[str, str]] = field(default_factory=list)


def read_source(path: Path, concepts: dict[str, str]) -> Pair:
    """Parse one source file and check its term marks against the termbase."""
    head, _, body = path.read_text("utf-8").partition("\n---\n")
    pair = Pair(path.stem, dict(line.split(": ", 1) for line in head.splitlines()))
    halves: dict[str, Bead] = {}
    for block in re.split(r"\n\s*\n", body.strip()):
        _read_block(pair, block, halves, concepts)
    if notice := pair.header.get("notice"):
        pair.beads.append(([], [_append(pair, "en", notice)]))
    _check_renderings(pair)
    return pair


def _read_block(
    pair: Pair, block: str, halves: dict[str, Bead], concepts: dict[str, str]
) -> None:
    bead: Bead = ([], [])
    for line in block.splitlines():
        side, text = line.split(": ", 1)
        language, _, half = side.partition("#")
        if half:
            bead = halves.setdefault(half, bead)
        if language == "ko":
            text = _take_terms(pair, text, concepts)
        index = _append(pair, language, text)
        bead[0 if language == "ko" else 1].append(index)
    if bead not in pair.beads:
        pair.beads.append(bead)


def _append(pair: Pair, language: str, text: str) -> int:
    pair.segments[language].append(text)
    return len(pair.segments[language]) - 1


def _take_terms(pair: Pair, marked: str, concepts: dict[str, str]) -> str:
    """Strip the marks from a Korean segment and note each occurrence."""
    text, last = "", 0
    for mark in MARK.finditer(marked):
        surface, rendering = mark.groups()
        text += _unmarked(pair, marked[last : mark.start()], concepts)
        last = mark.end()
        if rendering == "!":
            text += surface
            continue
        status = {"-": "omitted", "~": "pronoun"}.get(rendering[0], "rendered")
        pair.terms.append(
            {
                "document": pair.name,
                "segment": str(len(pair.segments["ko"])),
                "start": str(len(text)),
                "surface": surface,
                "concept": concepts[_key(surface)],
                "status": status,
                "rendering": rendering.lstrip("~") if status != "omitted" else "",
            }
        )
        text += surface
    return text + _unmarked(pair, marked[last:], concepts)


def _unmarked(pair: Pair, text: str, concepts: dict[str, str]) -> str:
    """Text between the marks, where no term may begin a word."""
    for form in concepts:
        if re.search(rf"(?<![가-힣]){'[ ·]?'.join(form)}", text):
            raise SystemExit(f"{pair.name}: {form} has no mark in: {text}")
    return text


def _check_renderings(pair: Pair) -> None:
    for term in pair.terms:
        bead = next(b for b in pair.beads if int(term["segment"]) in b[0])
        english = " ".join(pair.segments["en"][i] for i in bead[1])
        if not bead[1]:
            term["status"] = "none"
        elif term["rendering"] not in english:
            raise SystemExit(f"{pair.name}: “{term['rendering']}” is not in: {english}")


def korean_terms() -> dict[str, str]:
    """The concept of each Korean term, by the term without spaces and dots."""
    with (MOFA / "terms.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["language"] == "ko"]
    return {_key(row["term"]): row["concept"] for row in rows}


def _key(term: str) -> str:
    """A Korean term without what may stand in it or not: spaces and middle dots."""
    return re.sub(r"[\s·]", "", term)
