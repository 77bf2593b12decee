"""Presentations (PPTX) by python-pptx: the texts of each slide, its title first.

What the speaker's notes say, the words of charts, and slides that are hidden are left out
and listed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pptx
from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from align.errors import InputError
from align.model import Kind
from align.readers.base import Extract
from align.readers.parts.blocks import Blocks
from align.readers.parts.chart import chart_text, drawn_text
from align.readers.parts.container import check_xml_parts, open_zip

_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_MOST_GROUPS = 20  # groups within one another
_FURNITURE = frozenset(
    (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
)


class PptxReader:
    """Reads `.pptx` files."""

    suffixes = (".pptx",)

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the paragraphs of the slides in order; the page of each is its slide.

        Raises:
            InputError: it is damaged, or not a presentation.

        """
        check_xml_parts(open_zip(data))
        blocks = Blocks()
        try:
            deck = pptx.Presentation(io.BytesIO(data))
            for number, slide in enumerate(deck.slides, start=1):
                _slide(blocks, slide, number)
            title = str(deck.core_properties.title or "").strip()
        except Exception as error:  # lxml's and the package's own, of a damaged file
            raise InputError(
                f"is a damaged presentation: {str(error) or type(error).__name__}",
                remedy="Save it again from its program",
            ) from error
        return Extract(blocks.lines(), title=title)


def _slide(blocks: Blocks, slide: Any, number: int) -> None:
    hidden = slide._element.get("show") == "0"
    title = slide.shapes.title
    for shape in _flat(slide.shapes):
        furniture = shape.is_placeholder and shape.placeholder_format.type in _FURNITURE
        reason = "hidden" if hidden else "footer" if furniture else ""
        is_title = title is not None and shape.shape_id == title.shape_id
        _shape(blocks, shape, number, reason, Kind.HEADING if is_title else None)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            blocks.leave_out(paragraph.text, "speaker's notes")


def _flat(shapes: Iterable[Any], depth: int = 0) -> Iterator[Any]:
    """Shapes in the order in which they were laid down, those of groups among them."""
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            if depth < _MOST_GROUPS:
                yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _shape(blocks: Blocks, shape: Any, number: int, reason: str, kind: Kind | None) -> None:
    if shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            if reason:
                blocks.leave_out(paragraph.text, reason)
            else:
                level = 1 if kind else paragraph.level + 1
                blocks.paragraph(paragraph.text, kind=kind, level=level, page=number)
    elif shape.has_table:
        for row in shape.table.rows:
            cells = [cell.text for cell in row.cells if not cell.is_spanned]
            if reason:
                blocks.leave_out(" ".join(cells), reason)
            else:
                blocks.row(cells, page=number)
    elif shape.has_chart:
        blocks.leave_out(chart_text(shape.chart.part._element), "chart")
    else:
        for text in _diagram(shape):
            if reason:
                blocks.leave_out(text, reason)
            else:
                blocks.paragraph(text, page=number)


def _diagram(shape: Any) -> Iterator[str]:
    """The texts of a diagram (SmartArt), which stand in a part of their own."""
    for names in shape._element.iter(_DIAGRAM):
        data = shape.part.related_part(names.get(_DATA))
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for paragraph in etree.fromstring(data.blob, parser).iter(_PARAGRAPH):
            yield drawn_text(paragraph)
