from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from align.errors import InputError
from align.model import Kind
from align.readers.formats.docx import DocxReader
from align.readers.parts.line import Line


def all_lines(document: docx.document.Document) -> tuple[Line, ...]:
    packed = io.BytesIO()
    document.save(packed)
    return DocxReader().extract(packed.getvalue(), None).lines


def lines(document: docx.document.Document) -> tuple[Line, ...]:
    """What is read, without what is left out and listed."""
    return tuple(line for line in all_lines(document) if not line.furniture)


def run(xml: str) -> object:
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("양측은 ")
    paragraph._p.append(run('<w:del w:id="1"><w:r><w:delText>지난해</w:delText></w:r></w:del>'))
    paragraph._p.append(run('<w:ins w:id="2"><w:r><w:t>올해</w:t></w:r></w:ins>'))
    paragraph._p.append(run("<w:moveFrom><w:r><w:t> 서울에서</w:t></w:r></w:moveFrom>"))
    paragraph.add_run(" 만났다.")
    assert [line.text for line in lines(document)] == ["양측은 올해 만났다."]


def test_a_paragraph_whose_end_was_deleted_runs_into_the_next() -> None:
    document = docx.Document()
    first = document.add_paragraph("양측은 ")
    properties = first._p.get_or_add_pPr()
    properties.append(run('<w:rPr><w:del w:id="3"/></w:rPr>'))
    document.add_paragraph("만났다.")
    assert [line.text for line in lines(document)] == ["양측은 만났다."]


def test_a_deleted_row_is_gone_and_merged_cells_are_read_once() -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for i, row in enumerate(table.rows):
        for j, cell in enumerate(row.cells):
            cell.text = f"{i}{j}"
    table.cell(0, 0).merge(table.cell(1, 0))
    properties = table.rows[2]._tr.get_or_add_trPr()
    properties.append(run('<w:del w:id="4"></w:del>'))
    found = lines(document)
    assert [line.cells for line in found] == [("00 10", "01"), ("", "11")]
    assert all(line.kind is Kind.ROW for line in found)


def test_lists_count_through_levels_and_begin_again_below_a_new_number() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(
            [("decimal", "%1."), ("ganada", "%2."), ("decimal", "%1.%3)")]
        )
    )
    numbering.insert(0, run(f'<w:abstractNum w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(run('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for depth in (0, 1, 1, 2, 0, 1):
        properties = document.add_paragraph("글")._p.get_or_add_pPr()
        properties.append(
            run(f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>')
        )
    assert [line.label for line in lines(document)] == ["1.", "가.", "나.", "1.1)", "2.", "가."]


def test_styles_tell_titles_headings_and_quotations() -> None:
    document = docx.Document()
    for text, style in (("제목", "Title"), ("장", "Heading 2"), ("말", "Quote"), ("글", None)):
        document.add_paragraph(text, style=style)
    assert [(line.kind, line.level) for line in lines(document)] == [
        (Kind.TITLE, 0),
        (Kind.HEADING, 2),
        (Kind.QUOTATION, 0),
        (None, 0),
    ]


def test_a_break_within_a_paragraph_is_kept() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("첫 줄")
    paragraph.add_run().add_break()
    paragraph.add_run("둘째 줄")
    assert [line.text for line in lines(document)] == ["첫 줄", "둘째 줄"]


def test_headers_and_text_in_content_controls() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "머리말"
    body = document.element.body
    body.insert(
        0,
        run(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>본문</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert [line.text for line in lines(document)] == ["본문"]


def test_a_damaged_document_says_so(tmp_path: Path) -> None:
    document = docx.Document()
    document.element.body.find(qn("w:sectPr"))
    packed = io.BytesIO()
    document.save(packed)
    broken = packed.getvalue().replace(b"word/document.xml", b"word/dokument.xml")
    with pytest.raises(InputError, match="Word document"):
        DocxReader().extract(broken, None)
