"""Write the sample corpus in the formats that offices use.

`corpora/formats/` holds one release in every format, `corpora/mixed/` a dozen of the
releases of `corpora/mofa/`, each side in some format and under a name that tells nothing;
its `truth/` says which is which and holds their gold beads.  Unlike `build.py`, which the tests
run, this needs LibreOffice, Chromium and a Korean font (for ODT and PDF) besides the
package's own dependencies:

    python corpora/convert.py

The files differ a little from run to run (dates, identifiers); their texts do not.
"""

from __future__ import annotations

import csv
import email.message
import email.policy
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from html import escape
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from hwpx import HwpxDocument

CORPORA = Path(__file__).parent
FORMATS, MIXED = CORPORA / "formats", CORPORA / "mixed"
FONT = "NanumMyeongjo"
KOREAN_LABELS = ("decimal", "ganada")
ENGLISH_LABELS = ("decimal", "upperLetter")
BULLETS = ("ㅇ", "°", "-", "※", "○", "•")
CELL = " | "


@dataclass(frozen=True)
class Block:
    """A block of a release in one language."""

    kind: str
    text: str = ""
    label: str = ""
    cells: tuple[str, ...] = ()
    note: str = ""

    @property
    def printed(self) -> str:
        """The text as it stands in print."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True)
class Release:
    """A release in one language, and what stands over each of its pages in print."""

    blocks: tuple[Block, ...]
    date: str
    head: str = ""

    @property
    def title(self) -> str:
        """The release's title."""
        return self.blocks[0].text


# ---------------------------------------------------------------- the sources


def read_forum(language: str) -> Release:
    """The release that has everything, in one language."""
    source = tomllib.loads((CORPORA / "sources/formats/forum.toml").read_text("utf-8"))
    blocks = []
    for item in source["block"]:
        if language not in item:
            continue
        label = item.get("label", "")
        if language == "en":
            label = item.get("label_en", label)
        value = item[language]
        cells = tuple(value) if isinstance(value, list) else ()
        blocks.append(
            Block(
                item.get("kind", "paragraph"),
                CELL.join(filter(None, cells)) if cells else value,
                label,
                cells,
                item.get(f"note_{language}", ""),
            )
        )
    return Release(tuple(blocks), source["date"].isoformat(), source["head"][language])


def read_release(name: str, language: str, date: str) -> Release:
    """A release of the sample: each line of its truth is a block."""
    lines = (CORPORA / "mofa/truth" / f"{name}.{language}").read_text("utf-8").splitlines()
    blocks = [Block("title", lines[0])]
    for line in lines[1:]:
        match = re.match(r"(\d{1,2}\.|[ㅇ°○•※-])\s+(?=\S)", line)
        label = match[1] if match else ""
        blocks.append(Block("paragraph", line[match.end() :] if match else line, label))
    return Release(tuple(blocks), date)


# ---------------------------------------------------------------- Word


def write_docx(release: Release, path: Path, language: str) -> None:
    """A Word document with lists, a table, footnotes and a running head."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.element.rPr.append(
        parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="ko-KR"/>')
    )
    lists = _docx_lists(document, language)
    if release.head:
        document.sections[0].header.paragraphs[0].text = release.head
        document.sections[0].footer.paragraphs[0]._p.append(_page_field())
    notes: list[str] = []
    table: Any = None
    counted: dict[str, int] = {}
    for block in release.blocks:
        if block.cells:
            if table is None:
                table = document.add_table(0, len(block.cells), style="Table Grid")
            for cell, text in zip(table.add_row().cells, block.cells, strict=True):
                cell.text = text
            continue
        table = None
        named = {"title": "Title", "quotation": "Quote"}.get(block.kind)
        paragraph = document.add_paragraph(style=named)
        depth = _depth(block.label, counted)
        number = lists.get(block.label) if depth is None else lists["numbers"]
        if block.label and number is not None:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth or 0}"/>'
                    f'<w:numId w:val="{number}"/></w:numPr>'
                )
            )
            paragraph.add_run(block.text)
        else:
            paragraph.add_run(block.printed)
        if block.note:
            notes.append(block.note)
            paragraph._p.append(
                parse_xml(
                    f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                    f'<w:footnoteReference w:id="{len(notes)}"/></w:r>'
                )
            )
    if notes:
        _docx_footnotes(document, notes)
    document.save(str(path))


def _depth(label: str, counted: dict[str, int]) -> int | None:
    """Level of a label that a list of numbers would generate here; None for another."""
    if re.fullmatch(r"\d+\.", label) and int(label[:-1]) == counted.get("number", 0) + 1:
        counted["number"] = int(label[:-1])
        counted["letter"] = 0
        return 0
    for letters in ("가나다라마", "ABCDE"):
        at = counted.get("letter", 0)
        if label == f"{letters[min(at, 4)]}.":
            counted["letter"] = at + 1
            return 1
    return None


def _docx_lists(document: Any, language: str) -> dict[str, int]:
    systems = KOREAN_LABELS if language == "ko" else ENGLISH_LABELS
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{system}"/>'
        f'<w:lvlText w:val="%{i + 1}."/><w:lvlJc w:val="left"/></w:lvl>'
        for i, system in enumerate(systems)
    )
    made = {"numbers": levels}
    for mark in BULLETS:
        made[mark] = (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
            f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/></w:lvl>'
        )
    first = numbering.find(qn("w:num"))
    ids = {}
    for position, (name, content) in enumerate(made.items(), start=100):
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{position}">{content}'
            "</w:abstractNum>"
        )
        first.addprevious(abstract)
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{position}">'
                f'<w:abstractNumId w:val="{position}"/></w:num>'
            )
        )
        ids[name] = position
    return ids


def _page_field() -> Any:
    return parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )


def _docx_footnotes(document: Any, notes: list[str]) -> None:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p>'
        "</w:footnote>"
        for kind, number, tag in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
        f'</w:rPr><w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, start=1)
    )
    xml = f"<w:footnotes {nsdecls('w')}>{separators}{body}</w:footnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(
        PackURI("/word/footnotes.xml"), kind, xml.encode("utf-8"), document.part.package
    )
    document.part.relate_to(part, RELATION.FOOTNOTES)


def write_by_office(release: Release, path: Path, language: str) -> None:
    """ODT and PDF: LibreOffice makes them from the Word document."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        write_docx(release, source, language)
        form = path.suffix.removeprefix(".")
        subprocess.run(
            ["soffice", "--headless", "--convert-to", form, "--outdir", folder, str(source)],
            check=True,
            capture_output=True,
            timeout=180,
        )
        shutil.copy(source.with_suffix(path.suffix), path)


def write_columns(release: Release, path: Path, language: str) -> None:
    """A PDF in two columns whose lines end after any syllable; Chromium prints it."""
    body = "".join(
        f"<p>{escape(block.printed)}</p>" for block in release.blocks[1:] if not block.cells
    )
    breaking = "break-all" if language == "ko" else "normal"
    page = f"""<!DOCTYPE html><html lang="{language}"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 25mm 22mm;
  @top-center {{ content: "{release.head}"; font-size: 9pt }}
  @bottom-center {{ content: "- " counter(page) " -"; font-size: 9pt }} }}
body {{ font: 11pt/1.5 "{FONT}", serif; word-break: {breaking}; margin: 0 }}
h1 {{ font-size: 19pt; text-align: center }}
div {{ columns: 2; column-gap: 10mm; text-align: justify; column-fill: auto; height: 120mm }}
p {{ margin: 0 0 9pt }}
</style><h1>{release.title}</h1><div>{body}</div></html>"""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, "utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        subprocess.run(
            ["chromium", *options, f"--user-data-dir={folder}/profile",
             f"--print-to-pdf={path}", source.as_uri()],
            check=True,
            capture_output=True,
            timeout=180,
        )  # fmt: skip


# ---------------------------------------------------------------- Hangul


def write_hangul(release: Release, path: Path, language: str) -> None:
    """HWPX or HWP 5, by the ending of the name."""
    document = HwpxDocument.new()
    numbers, bullets = _hangul_lists(document, language)
    if release.head:
        document.page.set_header(text=release.head)
    plain = document.paragraphs[0].para_pr_id_ref
    document.paragraphs[0].text = release.title
    counted: dict[str, int] = {}
    for is_table, group in groupby(release.blocks[1:], key=lambda block: bool(block.cells)):
        if is_table:
            _hangul_table(document, list(group))
            continue
        for block in group:
            depth = _depth(block.label, counted)
            listed = bullets.get(block.label) if depth is None else numbers[depth]
            paragraph = document.add_paragraph(
                block.text if listed else block.printed,
                para_pr_id_ref=listed or plain,
                inherit_style=False,
            )
            if block.note:
                document.notes.add_footnote(block.note, paragraph)
    document.save_to_path(path)


def _hangul_lists(document: HwpxDocument, language: str) -> tuple[list[str], dict[str, str]]:
    formats = ("DIGIT", "HANGUL_SYLLABLE" if language == "ko" else "LATIN_CAPITAL")
    numbers = document.styles.ensure_numbering(
        kind="number", levels=[{"format": form} for form in formats]
    )
    for head in document.parts.headers[0].element.iter("{*}paraHead"):
        if head.text and head.text.strip() == "^1.^2.":
            head.text = "^2."
    bullets = {
        mark: document.styles.ensure_numbering(kind="bullet", levels=[{"char": mark}])[0]
        for mark in BULLETS
    }
    return numbers, bullets


def _hangul_table(document: HwpxDocument, rows: list[Block]) -> None:
    table = document.add_table(len(rows), len(rows[0].cells))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            table.set_cell_text(i, j, cell)


# ---------------------------------------------------------------- the web and plain text


def page_html(release: Release, language: str) -> str:
    """The markup of a page."""
    korean = language == "ko"
    board = "보도자료" if korean else "Press Releases"
    menu = ("정책", "소식", "국민참여") if korean else ("Policy", "News", "About")
    out: list[str] = []
    for block in release.blocks[1:]:
        text = escape(block.printed, quote=False)
        if block.cells:
            cells = "".join(f"<td>{escape(c, quote=False)}</td>" for c in block.cells)
            out.append(f"<table><tr>{cells}</tr></table>")
        elif block.kind == "quotation":
            out.append(f"<blockquote><p>{text}</p></blockquote>")
        else:
            out.append(f"<p>{text}</p>")
    body = "\n".join(out).replace("</table>\n<table>", "\n")
    date_label = "작성일" if korean else "Date"
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<title>{release.title} | {board}</title></head>
<body><div class="gnb"><ul>{"".join(f'<li><a href="#">{m}</a></li>' for m in menu)}</ul></div>
<div class="view"><h3>{release.title}</h3><dl><dt>{date_label}</dt><dd>{release.date}</dd></dl>
<div class="cont">
{body}
</div></div>
<div class="bottom"><p>Copyright 2024 example.org All rights reserved.</p></div>
</body></html>
"""


def write_html(release: Release, path: Path, language: str) -> None:
    """A page as a board of an institution shows it."""
    path.write_text(page_html(release, language), "utf-8")


def write_mhtml(release: Release, path: Path, language: str) -> None:
    """The same page as Chrome saves it in one file."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = f"https://www.example.org/{language}/press/1"
    message["Subject"] = release.title
    message.set_content(page_html(release, language), subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"body { margin: 0 }", "text", "css")
    path.write_bytes(message.as_bytes())


def write_markdown(release: Release, path: Path, language: str) -> None:
    """Markdown with a table and footnotes."""
    out: list[str] = [f"# {release.title}"]
    notes: list[str] = []
    previous = False
    for block in release.blocks[1:]:
        if block.cells:
            row = "| " + " | ".join(block.cells) + " |"
            out.append(row if previous else row + "\n|" + " --- |" * len(block.cells))
            previous = True
            continue
        previous = False
        text = block.printed.replace("* unofficial", "\\* unofficial")
        if block.label in ("-",):
            text = "\\" + text
        if re.match(r"\d+\.", text):
            text = text.replace(".", "\\.", 1)
        if block.kind == "quotation":
            text = f"> {text}"
        if block.note:
            notes.append(block.note)
            text += f"[^{len(notes)}]"
        out.append(text)
    joined = "\n\n".join(out)
    joined = re.sub(r"\|\n\n\|", "|\n|", joined)
    tail = "".join(f"\n\n[^{i}]: {note}" for i, note in enumerate(notes, start=1))
    path.write_text(joined + tail + "\n", "utf-8")


def write_text(release: Release, path: Path, language: str) -> None:
    """Plain text, in Korean as Windows writes it."""
    lines = [release.title, f"({release.date})", *(b.printed for b in release.blocks[1:])]
    encoding = "cp949" if language == "ko" else "utf-8"
    path.write_bytes("\r\n\r\n".join(lines).encode(encoding, "strict"))


# ---------------------------------------------------------------- two languages in one file


def write_bilingual(korean: Release, english: Release, path: Path, layout: str) -> None:
    """Both sides in one Word document: in two columns of a table, by turns, or in a row."""
    document = docx.Document()
    sides = [[b.printed for b in r.blocks if b.kind != "contact"] for r in (korean, english)]
    rows = list(zip_longest(*sides, fillvalue=""))
    if layout == "table":
        table = document.add_table(0, 2)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    else:
        by_turns = [text for row in rows for text in row if text]
        for text in by_turns if layout == "turns" else sides[0] + sides[1]:
            document.add_paragraph(text)
    document.save(str(path))


# ---------------------------------------------------------------- all of it

WRITERS = {
    ".docx": write_docx,
    ".odt": write_by_office,
    ".pdf": write_by_office,
    ".hwpx": write_hangul,
    ".hwp": write_hangul,
    ".html": write_html,
    ".mhtml": write_mhtml,
    ".md": write_markdown,
    ".txt": write_text,
}
MIXTURE = [  # a release, and the formats of its Korean and its English side
    ("2018-12-04", ".hwp", ".docx"),
    ("2013-06-14", ".hwpx", ".pdf"),
    ("2012-10-25", ".pdf", ".html"),
    ("2014-09-03", ".hwp", ".mhtml"),
    ("2015-11-02", ".docx", ".pdf"),
    ("2016-06-08", ".hwpx", ".docx"),
    ("2018-04-27", ".odt", ".odt"),
    ("2019-11-26", ".pdf", ".pdf"),
    ("2020-09-24", ".html", ".md"),
    ("2021-03-18", ".mhtml", ".txt"),
    ("2022-11-14", ".txt", ".docx"),
    ("2023-09-05", ".hwpx", ".html"),
]


def write_formats() -> None:
    """The release that has everything, in every format."""
    FORMATS.mkdir(exist_ok=True)
    sides = {language: read_forum(language) for language in ("ko", "en")}
    for language, release in sides.items():
        for suffix, write in WRITERS.items():
            write(release, FORMATS / f"forum.{language}{suffix}", language)
        write_columns(release, FORMATS / f"columns.{language}.pdf", language)
    for layout in ("table", "turns", "row"):
        write_bilingual(sides["ko"], sides["en"], FORMATS / f"both-{layout}.docx", layout)


def write_mixed() -> None:
    """A dozen releases of the sample in a mixture of formats, with their truth."""
    shutil.rmtree(MIXED, ignore_errors=True)
    for folder in ("ko", "en"):
        (MIXED / folder).mkdir(parents=True)
    with (CORPORA / "mofa/truth/pairs.tsv").open(encoding="utf-8", newline="") as file:
        known = list(csv.DictReader(file, delimiter="\t"))
    rows = []
    for number, (start, *suffixes) in enumerate(MIXTURE, start=1):
        name, date = next(
            (row["document"], row["date"]) for row in known if row["document"].startswith(start)
        )
        names = []
        for language, suffix, stem in zip(
            ("ko", "en"),
            suffixes,
            (f"문서{number * 7 % 13:02d}", f"doc{number * 5 % 17:02d}"),
            strict=True,
        ):
            path = MIXED / language / f"{stem}{suffix}"
            WRITERS[suffix](read_release(name, language, date), path, language)
            names.append(path.relative_to(MIXED).as_posix())
        rows.append((name, *names))
    _zip_last(rows)
    lines = ["\t".join(row) for row in [("document", "ko-file", "en-file"), *rows]]
    truth = MIXED / "truth"
    truth.mkdir()
    (truth / "pairs.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    for name, *_ in rows:
        shutil.copy(CORPORA / "mofa/truth" / f"{name}.gold", truth / f"{name}.gold")


def _zip_last(rows: list[tuple[str, ...]]) -> None:
    """Put the last two English files into an archive, as mail brings them."""
    archive = MIXED / "en" / "mail.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for position in (-2, -1):
            name, korean, english = rows[position]
            path = MIXED / english
            file.writestr(path.name, path.read_bytes())
            path.unlink()
            rows[position] = (name, korean, f"en/mail.zip/{path.name}")


def main() -> None:
    """Write both folders."""
    for program in ("soffice", "chromium"):
        if shutil.which(program) is None:
            sys.exit(f"{program} is needed for ODT and PDF")
    write_formats()
    write_mixed()


if __name__ == "__main__":
    main()
