"""Presentations: titles, points, tables and groups of each slide, notes apart."""

from __future__ import annotations

import io
from pathlib import Path

import pptx
import pytest
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
    hidden = made.slides.add_slide(made.slide_layouts[5])
    hidden.shapes.title.text = "보이지 않는 장"
    hidden._element.set("show", "0")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


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
    ]
    assert [shown[0].kind, shown[4].kind] == [Kind.HEADING, Kind.ROW]
    assert extract.title == "등대 수리 설명회"


def test_notes_and_hidden_slides_are_left_out_and_listed() -> None:
    left = {x.text: x.reason for x in PptxReader().extract(deck(), None).lines if x.furniture}
    assert left["여기서 사진을 보인다."] == "speaker's notes"
    assert left["보이지 않는 장"] == "hidden"


def test_a_deck_is_known_by_its_bytes() -> None:
    (document,) = read_bytes(deck(), ".bin", name="deck").documents
    assert document.segments[0].body == "등대를 고치는 까닭"


def test_a_damaged_deck_says_so(tmp_path: Path) -> None:
    data = bytearray(deck())
    at = data.find(b"ppt/slides/slide1.xml") + 40
    data[at : at + 60] = b"\0" * 60
    with pytest.raises(InputError, match="damaged"):
        PptxReader().extract(bytes(data), None)
