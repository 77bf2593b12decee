"""Word documents, of one language and of two."""

from __future__ import annotations

from html import escape
from itertools import zip_longest
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from corpora.convert.release import BULLETS, FONT, Release, depth_of

KOREAN_LABELS = ("decimal", "ganada")
ENGLISH_LABELS = ("decimal", "upperLetter")


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
        depth = depth_of(block.label, counted)
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
