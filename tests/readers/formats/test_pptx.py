"""Presentations: titles, points, tables and groups of each slide, notes apart."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Inches

from align.errors import InputError
from align.model import Kind
from align.readers import read_bytes
from align.readers.formats.pptx import PptxReader


def deck() -> bytes:
    made = pptx.Presentation()
    made.core_properties.title = "등대 수리 설명회"
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "등대를 고치는 까닭"
    frame = slide.placeholders[1].text_frame
    frame.text = "벽에 금이 갔다."
    point = frame.add_paragraph()
    point.text, point.level = "남쪽 벽이 더 심하다.", 1
    slide.notes_slide.notes_text_frame.text = "여기서 사진을 보인다."
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "돈과 때"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(5), Inches(1)).table
    for place, text in enumerate(["해", "억 원", "2031", "12"]):
        table.cell(place // 2, place % 2).text = text
    group = second.shapes.add_group_shape()
    box = group.shapes.add_textbox(Inches(1), Inches(4), Inches(3), Inches(1))
    box.text_frame.text = "두 해에 나누어 쓴다."
    figures = CategoryChartData()
    figures.categories = ["봄", "가을"]
    figures.add_series("불을 켠 밤", (80, 90))
    place = Inches(1), Inches(5), Inches(3), Inches(2)
    second.shapes.add_chart(XL_CHART_TYPE.PIE, *place, figures)
    draw(second, ["벽을 고친다", "불을 바꾼다"])
    hidden = made.slides.add_slide(made.slide_layouts[5])
    hidden.shapes.title.text = "보이지 않는 장"
    hidden._element.set("show", "0")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def draw(slide: Any, texts: list[str]) -> None:
    """Add a diagram, of which the slide holds a name and a part of its own the texts."""
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    kind = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    paragraphs = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    data = f'<d:dataModel xmlns:d="{kind}" xmlns:a="{main}">{paragraphs}</d:dataModel>'
    uri = PackURI("/ppt/diagrams/data1.xml")
    part = Part(uri, "application/xml", slide.part.package, data.encode())
    name = slide.part.relate_to(part, f"{relations}/diagramData")
    frame = (
        f'<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        f'xmlns:a="{main}" xmlns:r="{relations}"><p:nvGraphicFramePr>'
        '<p:cNvPr id="99" name="d"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        '<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic>'
        f'<a:graphicData uri="{kind}"><d:relIds xmlns:d="{kind}" r:dm="{name}"/>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )
    slide.shapes._spTree.append(parse_xml(frame))


def test_slides_are_read_in_order_with_their_titles_and_tables() -> None:
    extract = PptxReader().extract(deck(), None)
    shown = [line for line in extract.lines if not line.furniture]
    assert [(line.text, line.page) for line in shown] == [
        ("등대를 고치는 까닭", 1),
        ("벽에 금이 갔다.", 1),
        ("남쪽 벽이 더 심하다.", 1),
        ("돈과 때", 2),
        ("해 | 억 원", 2),
        ("2031 | 12", 2),
        ("두 해에 나누어 쓴다.", 2),
        ("벽을 고친다", 2),
        ("불을 바꾼다", 2),
    ]
    assert [shown[0].kind, shown[4].kind] == [Kind.HEADING, Kind.ROW]
    assert extract.title == "등대 수리 설명회"


def test_notes_and_hidden_slides_are_left_out_and_listed() -> None:
    left = {x.text: x.reason for x in PptxReader().extract(deck(), None).lines if x.furniture}
    assert left["여기서 사진을 보인다."] == "speaker's notes"
    assert left["보이지 않는 장"] == "hidden"
    assert left["불을 켠 밤 | 봄 | 가을"] == "chart"


def test_a_deck_is_known_by_its_bytes() -> None:
    (document,) = read_bytes(deck(), ".bin", name="deck").documents
    assert document.segments[0].body == "등대를 고치는 까닭"


def test_a_damaged_deck_says_so(tmp_path: Path) -> None:
    data = bytearray(deck())
    at = data.find(b"ppt/slides/slide1.xml") + 40
    data[at : at + 60] = b"\0" * 60
    with pytest.raises(InputError, match="damaged"):
        PptxReader().extract(bytes(data), None)
