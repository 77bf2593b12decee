"""Write the pages and the truth of `corpora/mofa/` from their sources.

Each file in `sources/mofa/` holds one press release in both languages, bead by
bead, with the rendering of every term marked where it stands.  This script
writes it out the way institutions publish it (page text, HTML, plain text, in
several encodings) and, beside that, what a perfect reader, aligner and term
locator would find.  `python corpora/build.py` writes; `--check` only compares.

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
import sys
import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

MOFA = Path(__file__).parent / "mofa"
SOURCES = Path(__file__).parent / "sources" / "mofa"
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


# ---------------------------------------------------------------- reading the sources


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


# ---------------------------------------------------------------- laying out the pages

KO_MENU = ["바로가기 메뉴", "본문 바로가기", "주메뉴 바로가기", "검색창 열기", "ENG"]
EN_MENU = ["바로가기 메뉴", "본문 바로가기", "주메뉴 바로가기", "검색창 열기", "KOR"]
KO_FOOTER = ["첨부파일", "목록", "이전글", "다음글", "만족도 조사", "개인정보처리방침"]
EN_FOOTER = ["List", "Prev", "Next", "Privacy Policy"]


def lay_out(pair: Pair, language: str) -> str:
    """The page of one side in the layout that its header names."""
    segments = pair.segments[language]
    return {"page": _page, "plain": _plain, "wrapped": _wrapped, "html": _html}[
        pair.header[f"{language}-layout"]
    ](pair, language, segments)


def _page(pair: Pair, language: str, segments: list[str]) -> str:
    date, hits = pair.header["date"], str(700 + 37 * len(pair.name))
    title, *body = segments
    if language == "ko":
        department = pair.header.get("ko-department", "대변인실")
        top = [*KO_MENU, "", "보도자료", "", title, ""]
        top += ["부서명", department, "작성일", date, "조회수", hits]
        bottom = KO_FOOTER
    else:
        top = [*EN_MENU, "", "Press Releases", "", title, "", "Date", date, "hit", hits]
        bottom = EN_FOOTER
    return "\n".join([*top, "", "\n\n".join(body), "", "", *bottom, ""])


def _plain(pair: Pair, language: str, segments: list[str]) -> str:
    year, month, day = (int(part) for part in pair.header["date"].split("-"))
    date = f"({year}. {month}. {day}.)" if language == "ko" else f"({pair.header['date']})"
    return "\n".join([segments[0], date, "", *segments[1:], ""])


def _wrapped(pair: Pair, language: str, segments: list[str]) -> str:
    return "\n\n".join(textwrap.fill(s, 72, break_on_hyphens=False) for s in segments) + "\n"


def _html(pair: Pair, language: str, segments: list[str]) -> str:
    korean = language == "ko"
    menu = KO_MENU if korean else EN_MENU
    footer = KO_FOOTER if korean else EN_FOOTER
    board, date_label = ("보도자료", "작성일") if korean else ("Press Releases", "Date")
    department = pair.header.get("ko-department", "")
    facts = f"<dt>{date_label}</dt><dd>{pair.header['date']}</dd>"
    if korean and department:
        facts += f"<dt>부서명</dt><dd>{department}</dd>"
    title, *body = (escape(s, quote=False) for s in segments)
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title} | {board}</title>
<link rel="canonical" href="https://www.example.org/{language}/press/{pair.name}">
<style>.bo_con p {{ margin: 0 }}</style>
<script>var hits = 0; /* <p>not text</p> */</script>
</head>
<body>
<div id="skip">{"".join(f'<a href="#c">{item}</a>' for item in menu)}</div>
<nav><ul><li>{board}</li></ul></nav>
<div id="content">
<h2>{board}</h2>
<div class="bo_head"><h3>{title}</h3><dl>{facts}</dl></div>
<div class="bo_con">
{_html_body(body)}
</div>
</div>
<footer>{"".join(f"<span>{item}</span>" for item in footer)}</footer>
</body>
</html>
"""


def _html_body(segments: list[str]) -> str:
    """Paragraphs, with every third one joined to the next by a line break as editors do."""
    out: list[str] = []
    for i, text in enumerate(segments):
        if i % 3 == 1 and out:
            out[-1] = out[-1].removesuffix("</p>") + f"<br>\n{text}</p>"
        else:
            out.append(f"<p>{text}</p>")
    return "\n".join(out)


def encode(text: str, encoding: str) -> bytes:
    """Bytes of a page; `nfd` is UTF-8 with decomposed Hangul."""
    if encoding == "nfd":
        return unicodedata.normalize("NFD", text).encode("utf-8")
    return text.encode(encoding)


# ---------------------------------------------------------------- writing


def outputs(pairs: list[Pair]) -> Iterator[tuple[Path, bytes]]:
    """Every file that the sources stand for, with its bytes."""
    for pair in pairs:
        for language in ("ko", "en"):
            encoding = pair.header.get(f"{language}-encoding", "utf-8")
            page = encode(lay_out(pair, language), encoding)
            yield MOFA / pair.header[f"{language}-file"], page
            lines = "".join(f"{s}\n" for s in pair.segments[language])
            yield MOFA / "truth" / f"{pair.name}.{language}", lines.encode("utf-8")
        beads = "".join(f"{ko}:{en}\n" for ko, en in pair.beads)
        yield MOFA / "truth" / f"{pair.name}.gold", beads.encode("utf-8")
    yield MOFA / "truth" / "pairs.tsv", _tsv(_pair_rows(pairs))
    yield MOFA / "truth" / "terms.tsv", _tsv([row for pair in pairs for row in pair.terms])


def _pair_rows(pairs: list[Pair]) -> list[dict[str, str]]:
    keys = ("date", "translator", "ko-file", "en-file")
    return [{"document": p.name, **{k: p.header[k] for k in keys}} for p in pairs]


def _tsv(rows: list[dict[str, str]]) -> bytes:
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _korean_terms() -> dict[str, str]:
    with (MOFA / "terms.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["language"] == "ko"]
    return {_key(row["term"]): row["concept"] for row in rows}


def _key(term: str) -> str:
    """A Korean term without what may stand in it or not: spaces and middle dots."""
    return re.sub(r"[\s·]", "", term)


def main(arguments: list[str]) -> int:
    """Write every output, or with `--check` name those that differ."""
    concepts = _korean_terms()
    sources = sorted(SOURCES.glob("*.txt"))
    pairs = [read_source(path, concepts) for path in sources]
    stale = []
    for path, content in outputs(pairs):
        if path.exists() and path.read_bytes() == content:
            continue
        stale.append(path)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for path in stale:
        print(path.relative_to(MOFA))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
