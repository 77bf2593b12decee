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
from tests.readers import office


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


def made(body: str, **parts: str) -> tuple[list[str], list[tuple[str, str]]]:
    """What is read of a document made of XML, and what is left out."""
    found = DocxReader().extract(office.docx(body, **parts), None).lines
    return (
        [line.text for line in found if not line.furniture],
        [(line.text, line.reason) for line in found if line.furniture],
    )


def p(*runs: str, properties: str = "") -> str:
    inner = "".join(r if r.startswith("<") else f"<w:r><w:t>{r}</w:t></w:r>" for r in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def styled(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="b"/><w:rPr><w:vanish/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="Off"><w:name w:val="o"/>'
    '<w:basedOn w:val="Base"/></w:style><w:style w:type="character" w:styleId="Word">'
    '<w:name w:val="w"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def test_hidden_words_are_left_out_and_listed_as_one() -> None:
    body = p("등대는 ", styled("아직 ", "<w:vanish/>"), styled("안 ", "<w:vanish/>"), "켜진다.")
    assert made(body) == (["등대는 켜진다."], [("아직 안", "hidden")])


@pytest.mark.parametrize(
    "properties", ['<w:vanish w:val="0"/>', '<w:vanish w:val="false"/>', "<w:webHidden/>"]
)
def test_what_prints_is_not_hidden(properties: str) -> None:
    assert made(p(styled("보인다.", properties))) == (["보인다."], [])


def test_styles_hide_paragraphs_and_words() -> None:
    body = (
        p("감춘 문단", properties='<w:pStyle w:val="Off"/>')
        + p("글 ", styled("감춘 말", '<w:rStyle w:val="Word"/>'))
        + p(styled("보인다.", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="Off"/>')
        + p("끝.")
    )
    read, left = made(body, styles=STYLES)
    assert read == ["글", "보인다.끝."]
    assert left == [("감춘 문단", "hidden"), ("감춘 말", "hidden")]


def test_two_styles_that_hide_show_as_word_has_it() -> None:
    body = p(
        styled("보인다.", '<w:rStyle w:val="Word"/>'), properties='<w:pStyle w:val="Base"/>'
    )
    assert made(body, styles=STYLES) == (["보인다."], [])


def test_a_paragraph_whose_end_is_hidden_runs_into_the_next() -> None:
    mark = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    assert made(p("표제. ", properties=mark) + p("본문.")) == (["표제. 본문."], [])
    assert made(p("끝까지.", properties=mark)) == (["끝까지."], [])


def test_a_large_first_letter_belongs_to_its_paragraph() -> None:
    first = p("등", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert made(first + p("대가 켜진다.")) == (["등대가 켜진다."], [])


def test_a_word_stands_before_its_reading() -> None:
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>등대</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>燈臺</w:t>"
        "</w:r></w:rubyBase></w:ruby></w:r>"
    )
    assert made(p("저 ", ruby, "는 높다.")) == (["저 燈臺(등대)는 높다."], [])


def test_formulas_stand_in_their_sentence_or_alone() -> None:
    formula = "<m:oMath><m:r><m:t>h=3</m:t></m:r></m:oMath>"
    cell = f"<w:tbl><w:tr><w:tc>{p(formula)}</w:tc><w:tc>{p('칸')}</w:tc></w:tr></w:tbl>"
    body = p("높이는 ", formula, "이다.") + f"<m:oMathPara>{formula}</m:oMathPara>" + cell
    assert made(body) == (["높이는 h=3이다.", "h=3", "h=3 | 칸"], [])


def test_deleted_and_hidden_parts_of_a_formula_are_listed() -> None:
    formula = (
        "<m:oMath><m:r><m:t>a</m:t></m:r><w:del><m:r><m:t>b</m:t></m:r></w:del>"
        "<m:r><w:rPr><w:vanish/></w:rPr><m:t>c</m:t></m:r></m:oMath>"
    )
    assert made(p(formula)) == (["a"], [("b", "deleted"), ("c", "hidden")])


def test_what_was_deleted_is_listed() -> None:
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('줄')}</w:tc></w:tr>"
    body = p("글", "<w:del><w:r><w:delText> 지움</w:delText></w:r></w:del>")
    assert made(f"{body}<w:tbl>{row}</w:tbl>") == (
        ["글"],
        [("지움", "deleted"), ("줄", "deleted")],
    )


def test_a_text_box_is_read_once_wherever_it_hangs() -> None:
    inner = f"<w:txbxContent>{p('상자')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{inner}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    cell = f"<w:tbl><w:tr><w:tc>{p('칸', box)}</w:tc></w:tr></w:tbl>"
    assert made(p("글", box) + cell) == (["글", "상자", "칸 상자"], [])


def test_the_code_of_a_field_is_no_text() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = mark("begin"), "값", mark("separate"), "결과", mark("end")
    assert made(p("앞 ", *field, " 뒤")) == (["앞 결과 뒤"], [("값", "code")])
    assert made(p("앞", mark("begin")) + p("뒤")) == (["앞", "뒤"], [])


def test_notes_in_headers_and_hidden_words_are_not_read() -> None:
    note = '<w:footnote w:id="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    notes = note.format(2, "보이는 붙임") + note.format(3, "감춘 붙임")
    body = p(
        "글",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="3"/></w:r>',
    )
    assert made(body, footnotes=notes) == (
        ["글", "1) 보이는 붙임"],
        [("감춘 붙임", "hidden")],
    )


def test_a_list_to_choose_from_shows_what_was_chosen() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="부산"/><w:listEntry w:val="목포"/></w:ddList></w:ffData>'
        '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert made(p("항구: ", field)) == (["항구: 목포"], [])


def test_a_cell_may_hold_nothing_but_its_number() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    number = p(properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    rows = "".join(row.format(number, p(text)) for text in ("항구", "등대"))
    assert made(f"<w:tbl>{rows}</w:tbl>", numbering=numbering)[0] == ["1. | 항구", "2. | 등대"]


def test_a_deleted_cell_is_listed() -> None:
    gone = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('지움')}</w:tc>"
    cells = f"<w:tc>{p('하나')}</w:tc>{gone}<w:tc>{p('둘')}</w:tc>"
    assert made(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == (
        ["하나 | 둘"],
        [("지움", "deleted")],
    )
