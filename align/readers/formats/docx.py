"""Word documents (DOCX), opened with python-docx: paragraphs, lists, tables, footnotes.

Tracked changes are read as accepted.  Numbers that Word generates stand in the
label, a table's row is one block.  Headers, footers, comments, charts and what is
hidden or deleted are left out and listed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from lxml import etree

from align.errors import InputError
from align.model import Kind
from align.readers.base import Extract
from align.readers.parts import formula
from align.readers.parts.blocks import Blocks
from align.readers.parts.chart import chart_text, drawn_text
from align.readers.parts.container import check_xml_parts, open_zip
from align.readers.parts.content import Content
from align.readers.parts.numbering import bullet
from align.readers.parts.word import Lists, Style, Styles, W, is_on

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_DELETED = {f"{W}del", f"{W}moveFrom"}
_FORMULAS = {f"{_M}oMath", f"{_M}oMathPara"}
_PARAGRAPHS = {f"{W}p", f"{_A}p"}
_TEXTS = {f"{W}t", f"{W}delText", f"{_M}t", f"{_A}t"}
_BOX, _SHAPE, _CHART = f"{W}txbxContent", f"{_A}txBody", f"{_C}chart"
_BOXES = {_BOX, _SHAPE, _WORD_ART, _CHART, _DIAGRAM}
_PRINTING = _TEXTS | _BOXES
_SILENT = {f"{W}pPr", f"{W}rPr", f"{W}rubyPr", f"{W}sdtPr", f"{_MC}Fallback"}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "‑",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_APART = {RELATION.HEADER: "header", RELATION.FOOTER: "footer", RELATION.COMMENTS: "comment"}


class DocxReader:
    """Reads `.docx` files."""

    suffixes = (".docx", ".docm")

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the blocks of a Word document.

        Raises:
            InputError: it is damaged, protected, or not a Word document.

        """
        check_xml_parts(open_zip(data))
        try:
            document = docx.Document(io.BytesIO(data))
            walker = _Walker(document)
            walker.body(document.element.body, walker.blocks)
            walker.footnotes()
            walker.apart()
            title = document.core_properties.title or ""
        except InputError:
            raise
        except Exception as error:  # python-docx lets any error out of a damaged file
            raise InputError(
                f"is not a Word document that can be read: {error}",
                remedy="Save it again with Word or LibreOffice",
            ) from error
        return Extract(walker.blocks.lines(), title=title.strip())


@dataclass(frozen=True, slots=True)
class _Carried:
    """A paragraph whose end was deleted or is hidden: it runs on into the next."""

    text: str = ""
    notes: tuple[str, ...] = ()


class _Walker:
    """Goes through a document once, from its top, and gathers its blocks."""

    def __init__(self, document: Any) -> None:
        self.blocks = Blocks()
        self._document = document
        self._lists = Lists(document)
        self._styles = Styles(document)
        self._notes: list[tuple[str, str]] = []  # footnote or endnote, and its number
        self._codes: list[bool] = []  # of the fields that are open, whether in their code

    def body(self, body: etree._Element, blocks: Blocks) -> None:
        """Take in what stands in a body, a text box, a cell or a note."""
        carried = _Carried()
        for element in self._blocks_of(body, blocks):
            if element.tag == f"{W}tbl":
                self._flush(carried, blocks)
                carried = _Carried()
                self._table(element, blocks)
            else:
                carried = self._paragraph(element, carried, blocks)
        self._flush(carried, blocks)

    def footnotes(self) -> None:
        """Add the footnotes that the text refers to, in its order."""
        parts = {
            kind: _note_part(self._document, relation)
            for kind, relation in (
                ("footnote", RELATION.FOOTNOTES),
                ("endnote", RELATION.ENDNOTES),
            )
        }
        for number, (kind, name) in enumerate(self._notes, start=1):
            note = parts[kind].get(name)
            if note is not None:
                inside = self.blocks.cell()
                self.body(note, inside)
                self.blocks.footnote(f"{kind}{name}", f"{number})", inside.text)
        named = set(self._notes)
        for kind, notes in parts.items():
            for name, note in notes.items():
                if (kind, name) not in named:
                    self.blocks.leave_out(_printed(note), "hidden")

    def apart(self) -> None:
        """List headers, footers and comments, which are parts of their own."""
        for related in self._document.part.rels.values():
            reason = _APART.get(related.reltype)
            if reason and not related.is_external:
                root = _root(related.target_part)
                for one in root.iterfind(f"{W}comment") if reason == "comment" else root:
                    self.blocks.leave_out(_printed(one), reason)

    def _blocks_of(self, parent: etree._Element, blocks: Blocks) -> Iterator[etree._Element]:
        """Paragraphs, tables and formulas in order, those in content controls too."""
        for element in parent:
            if element.tag in (f"{W}p", f"{W}tbl") or element.tag in _FORMULAS:
                yield element
            elif element.tag in _DELETED:
                blocks.leave_out(_printed(element), "deleted")
            elif isinstance(element.tag, str) and element.tag not in _SILENT:
                yield from self._blocks_of(element, blocks)

    def _flush(self, carried: _Carried, blocks: Blocks) -> None:
        if carried.text or carried.notes:
            blocks.paragraph(carried.text, notes=carried.notes)

    def _paragraph(
        self, element: etree._Element, carried: _Carried, blocks: Blocks
    ) -> _Carried:
        style = self._styles.of(element)
        content = self._content(element, style)
        content.list_left(blocks)
        text, notes = carried.text + content.text, (*carried.notes, *content.notes)
        properties = element.find(f"{W}pPr")
        ends_hidden = _ends_hidden(properties, style)
        if (ends_hidden and not content.text.strip()) or (
            properties is not None and _runs_on(properties)
        ):
            self._boxes(content, blocks)
            return _Carried(text, notes)
        label, level = self._lists.label(element, style)
        if ends_hidden:
            self._boxes(content, blocks)
            return _Carried(f"{label} {text}" if label else text, notes)
        kind = style.kind
        if kind is Kind.HEADING:
            level = style.level
        blocks.paragraph(text, kind=kind, level=level, label=label, notes=notes)
        self._boxes(content, blocks)
        return _Carried()

    def _boxes(self, content: Content, blocks: Blocks) -> None:
        """Take in text boxes, drawings and charts that hang in a paragraph."""
        for box in content.objects:
            if box.tag == _BOX:
                self.body(box, blocks)
            elif box.tag == _SHAPE:
                _drawn(box, blocks)
            elif box.tag == _WORD_ART:
                blocks.paragraph(box.get("string") or "")
            elif box.tag == _DIAGRAM:
                part = self._related(box.get(f"{_R}dm"))
                if part is not None:
                    _drawn(part, blocks)
            else:
                part = self._related(box.get(f"{_R}id"))
                if part is not None:
                    blocks.leave_out(chart_text(part), "chart")

    def _related(self, name: str | None) -> etree._Element | None:
        """Another part of the document that this one names."""
        related = self._document.part.rels.get(name)
        if related is None or related.is_external:
            return None
        return _root(related.target_part)

    def _table(self, table: etree._Element, blocks: Blocks) -> None:
        for row in _within(table, f"{W}tr"):
            hidden = row.find(f"{W}trPr/{W}hidden")
            if row.find(f"{W}trPr/{W}del") is not None:
                blocks.leave_out(_printed(row), "deleted")
            elif hidden is not None and is_on(hidden):
                blocks.leave_out(_printed(row), "hidden")
            else:
                self._row(row, blocks)

    def _row(self, row: etree._Element, blocks: Blocks) -> None:
        cells: list[str] = []
        notes: list[str] = []
        for cell in _within(row, f"{W}tc"):
            if cell.find(f"{W}tcPr/{W}cellDel") is not None:
                blocks.leave_out(_printed(cell), "deleted")
                continue
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(f"{W}val") != "restart":
                blocks.leave_out(_printed(cell), "hidden")  # under the cell above
                cells.append("")
                continue
            inside = blocks.cell()
            self.body(cell, inside)
            cells.append(inside.text)
            notes += inside.notes
        blocks.row(cells, tuple(notes))

    def _content(self, paragraph: etree._Element, style: Style) -> Content:
        """A paragraph's text as it stands with all changes accepted."""
        content = Content()
        if paragraph.tag in _FORMULAS:
            self._formula(paragraph, content)
        else:
            self._take(paragraph, style, content)
        if any(self._codes):  # a field's code ends with its paragraph
            self._codes.clear()
        return content

    def _take(self, parent: etree._Element, style: Style, content: Content) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}r" and self._styles.hides(element, style):
                self._hide(element, content)
            elif tag == f"{W}t":
                self._text(element.text or "", content)
            elif tag in _CHARACTERS:
                content.parts.append(_CHARACTERS[tag])
            elif tag in _DELETED:
                content.leave_out(_printed(element), "deleted")
            elif tag in _BOXES:
                content.objects.append(element)
            elif tag in _NOTES:
                name = element.get(f"{W}id") or ""
                self._notes.append((_NOTES[tag], name))
                content.notes.append(f"{_NOTES[tag]}{name}")
            elif isinstance(tag, str) and tag not in _SILENT:
                self._take_rare(element, style, content)

    def _take_rare(self, element: etree._Element, style: Style, content: Content) -> None:
        tag = element.tag
        if tag == f"{W}sym":
            content.parts.append(_symbol(element.get(f"{W}char")))
        elif tag == f"{W}ruby":
            self._ruby(element, style, content)
        elif tag == f"{W}fldChar":
            self._field(element, style, content)
        elif tag in _FORMULAS:
            self._formula(element, content)
        elif tag == f"{_MC}AlternateContent":
            self._take(_branch(element), style, content)
        else:
            self._take(element, style, content)

    def _text(self, text: str, content: Content) -> None:
        text = text.replace("\n", " ")
        if any(self._codes):
            content.leave_out(text, "code")
        else:
            content.parts.append(text)

    def _hide(self, run: etree._Element, content: Content) -> None:
        for mark in run.iterfind(f"{W}fldChar"):
            self._mark(mark)
        content.leave_out(_printed(run, raw=True), "hidden")

    def _ruby(self, ruby: etree._Element, style: Style, content: Content) -> None:
        """A word, and its reading in brackets."""
        base, reading = ruby.find(f"{W}rubyBase"), ruby.find(f"{W}rt")
        if base is not None:
            self._take(base, style, content)
        above = Content()
        if reading is not None:
            self._take(reading, style, above)
        if above.text.strip():
            content.parts.append(f"({above.text.strip()})")
        for reason, _, text in above.left:
            content.leave_out(text, reason)

    def _formula(self, element: etree._Element, content: Content) -> None:
        def skipped(part: etree._Element) -> bool:
            if part.tag in _DELETED:
                content.leave_out(_printed(part), "deleted")
                return True
            vanish = part.find(f"{W}rPr/{W}vanish") if part.tag == f"{_M}r" else None
            if vanish is not None and is_on(vanish):
                content.leave_out(_printed(part), "hidden")
                return True
            return False

        content.parts.append(formula.from_word(element, skipped))

    def _field(self, element: etree._Element, style: Style, content: Content) -> None:
        """The mark of a field's beginning, its result or its end; a list shows one entry."""
        self._mark(element)
        choice = element.find(f"{W}ffData/{W}ddList")
        if choice is not None:
            entries = [e.get(f"{W}val") or "" for e in choice.iterfind(f"{W}listEntry")]
            chosen = choice.find(f"{W}result")
            index = chosen.get(f"{W}val") or "" if chosen is not None else "0"
            if index.isdecimal() and int(index) < len(entries):
                content.parts.append(entries[int(index)])

    def _mark(self, element: etree._Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._codes.append(True)
        elif kind == "separate" and self._codes:
            self._codes[-1] = False
        elif kind == "end" and self._codes:
            self._codes.pop()


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """A table's rows or a row's cells, those in content controls too, not of inner tables."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _within(element, tag)


def _branch(choices: etree._Element) -> etree._Element:
    """Of several ways to write one thing, the first that prints."""
    return next(
        (one for one in choices if any(e.tag in _PRINTING for e in one.iter())), choices
    )


def _printed(element: etree._Element, *, raw: bool = False) -> str:
    """All text that stands in an element, hidden or deleted or not."""
    parts: list[str] = []

    def take(parent: etree._Element) -> None:
        for one in parent:
            tag = one.tag
            if tag in _TEXTS:
                parts.append((one.text or "").replace("\n", " "))
            elif tag == f"{_MC}AlternateContent":
                take(_branch(one))
            elif tag == _WORD_ART:
                parts.append(one.get("string") or "")
            elif tag in _CHARACTERS:
                parts.append(" ")
            elif isinstance(tag, str) and tag not in _SILENT:
                take(one)
                if tag in _PARAGRAPHS:
                    parts.append(" ")

    take(element)
    return "".join(parts) if raw else "".join(parts).strip()


def _drawn(shape: etree._Element, blocks: Blocks) -> None:
    """The paragraphs of a drawing."""
    for paragraph in shape.iter(f"{_A}p"):
        blocks.paragraph(drawn_text(paragraph))


def _runs_on(properties: etree._Element) -> bool:
    """Whether a paragraph's end was deleted, or it is the large first letter of the next."""
    mark = properties.find(f"{W}rPr")
    frame = properties.find(f"{W}framePr")
    return (mark is not None and mark.find(f"{W}del") is not None) or (
        frame is not None and frame.get(f"{W}dropCap", "none") != "none"
    )


def _ends_hidden(properties: etree._Element | None, style: Style) -> bool:
    """Whether a paragraph's end is hidden, so that the next goes on in the same line."""
    mark = properties.find(f"{W}rPr") if properties is not None else None
    vanish = mark.find(f"{W}vanish") if mark is not None else None
    return is_on(vanish) if vanish is not None else style.hidden


def _symbol(code: str | None) -> str:
    try:
        return bullet(chr(int(code or "", 16)))
    except ValueError:
        return ""


def _note_part(document: Any, relation: str) -> dict[str, etree._Element]:
    """The footnotes or endnotes by their names, without the lines that part them."""
    for related in document.part.rels.values():
        if related.reltype == relation and not related.is_external:
            return {
                note.get(f"{W}id") or "": note
                for note in _root(related.target_part)
                if isinstance(note.tag, str) and note.get(f"{W}type", "normal") == "normal"
            }
    return {}


def _root(part: Any) -> etree._Element:
    """The XML of a part, which python-docx has parsed only where it knows its kind."""
    root: etree._Element | None = getattr(part, "element", None)
    if root is not None:
        return root
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(part.blob, parser)
