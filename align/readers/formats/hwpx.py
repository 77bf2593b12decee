"""Hangul documents (HWPX), opened with python-hwpx: paragraphs, lists, tables, footnotes.

Tracked changes are read as accepted, generated numbers stand in the label, a
table's row is one block.  Headers, footers, comments, charts and what was deleted are
left out and listed; the codes of fields print nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import regex
from hwpx import HwpxDocument
from lxml import etree

from align.errors import EmptyInputError, InputError
from align.model import Kind
from align.readers.base import Extract
from align.readers.parts import formula
from align.readers.parts.blocks import Blocks
from align.readers.parts.chart import chart_text
from align.readers.parts.container import check_xml_parts, open_zip, refuse_encrypted
from align.readers.parts.content import Content
from align.readers.parts.numbering import Counters, NumberingLevel, System, bullet
from align.readers.parts.quiet import quiet

_SYSTEMS = {
    "DIGIT": System.DECIMAL,
    "CIRCLED_DIGIT": System.CIRCLED,
    "ROMAN_CAPITAL": System.ROMAN,
    "ROMAN_SMALL": System.SMALL_ROMAN,
    "LATIN_CAPITAL": System.LETTER,
    "LATIN_SMALL": System.SMALL_LETTER,
    "CIRCLED_LATIN_CAPITAL": System.CIRCLED_LETTER,
    "CIRCLED_LATIN_SMALL": System.CIRCLED_SMALL_LETTER,
    "HANGUL_SYLLABLE": System.SYLLABLE,
    "CIRCLED_HANGUL_SYLLABLE": System.CIRCLED_SYLLABLE,
    "HANGUL_JAMO": System.JAMO,
    "CIRCLED_HANGUL_JAMO": System.CIRCLED_JAMO,
    "HANGUL_PHONETIC": System.KOREAN,
    "IDEOGRAPH": System.HANJA,
}
_NOTED = ("{*}numbering", "{*}bullet", "{*}paraPr", "{*}style")
_NOTES = {"footNote": "footnote", "endNote": "endnote"}
_LEFT_OUT = {"header": "header", "footer": "footer", "hiddenComment": "comment"}
_PASSED_OVER = {"secPr", "linesegarray", "parameters"}
_UNKNOWN_NUMBERS = {"FOOTNOTE", "ENDNOTE", "PAGE"}
_SPACES = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_TITLE_STYLES = {"제목", "문서 제목", "표제", "title"}
_QUOTE_STYLES = {"인용", "인용문", "quote"}
_CAPTIONED = {"checkBtn", "radioBtn", "btn"}
_FIELDS = {"edit", "comboBox", "listBox"}
_FORMS = _CAPTIONED | _FIELDS
_CHART = regex.compile(r"Chart/[^/]*\.xml", regex.IGNORECASE)
_BREAKS = str.maketrans("␍␊", "  ")  # in text art, the signs of a line's end
_MARKS = {"deleteBegin": True, "deleteEnd": False}


class HwpxReader:
    """Reads `.hwpx` files."""

    suffixes = (".hwpx",)

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the blocks of a Hangul document.

        Raises:
            InputError: it is damaged, protected, or not a Hangul document.

        """
        archive = open_zip(data)
        refuse_encrypted(archive)
        check_xml_parts(archive)
        return extract_from(data)


def extract_from(data: bytes) -> Extract:
    """Return the blocks of the bytes that python-hwpx opens, HWPX or HWP 5.

    Raises:
        InputError: they are damaged, protected, or not a Hangul document.

    """
    try:
        with quiet("hwpx"):
            document: Any = HwpxDocument.open(data)
        walker = _Walker([head.element for head in document.parts.headers])
        for section in document.sections:
            walker.section(section.element)
        walker.end([page.element for page in document.parts.master_pages])
        for name in document.package.part_names():
            if _CHART.match(name):
                walker.blocks.leave_out(chart_text(document.package.get_xml(name)), "chart")
    except Exception as error:  # python-hwpx lets errors of many kinds out of a damaged file
        raise InputError(
            f"is not a Hangul document that can be read: {error}",
            remedy="Open it in Hancom Office and save it again",
        ) from error
    if walker.blocks.empty:
        raise EmptyInputError("holds no text", remedy="If it shows pictures, it needs OCR")
    return Extract(walker.blocks.lines())


class _Walker:
    """Goes through a document once, from its top, and gathers its blocks."""

    def __init__(self, heads: list[etree._Element]) -> None:
        self.blocks = Blocks()
        self._lists = _Lists(heads)
        self._notes: list[tuple[str, str, str]] = []  # name, label and text
        self._deleted = False  # between the marks of a deletion that was tracked
        self._outline = "0"

    def section(self, section: etree._Element) -> None:
        self._deleted = False
        settings = next(section.iter("{*}secPr"), None)
        self._outline = settings.get("outlineShapeIDRef", "0") if settings is not None else "0"
        for paragraph in _children(section, "p"):
            self._paragraph(paragraph, self.blocks)

    def end(self, master_pages: list[etree._Element]) -> None:
        """Put the footnotes behind the text, and list what stands on every page."""
        for name, label, text in self._notes:
            self.blocks.footnote(name, label, text)
        for page in master_pages:
            self.blocks.leave_out(_printed(page), "header")

    def _paragraph(self, paragraph: etree._Element, blocks: Blocks) -> None:
        content = Content()
        for run in _children(paragraph, "run"):
            for element in run:
                self._take(element, content)
        text = content.text
        style = self._lists.style(paragraph)
        label, level = self._lists.label(paragraph, self._outline) if text.strip() else ("", 0)
        kind = None if label else style
        notes = tuple(content.notes)
        blocks.paragraph(text, kind=kind, level=level, label=label, notes=notes)
        content.list_left(blocks)
        for element in content.objects:
            self._object(element, blocks)

    def _object(self, element: etree._Element, blocks: Blocks) -> None:
        """What a table, a drawing, a text box or a caption says."""
        name = _name(element)
        said = _saying(element)
        if name == "p":
            self._paragraph(element, blocks)
            return
        if said is not None:
            blocks.paragraph(said)
        for child in element:
            if name == "tbl" and _name(child) == "tr":
                self._row(child, blocks)
            elif _name(child) and _name(child) not in _PASSED_OVER:
                self._object(child, blocks)
            if name == "switch":
                return  # the other ways to write the same thing are for old programs

    def _row(self, row: etree._Element, blocks: Blocks) -> None:
        cells: list[str] = []
        notes: list[str] = []
        for cell in _children(row, "tc"):
            inside = blocks.cell()
            for paragraph in _paragraphs(cell):
                self._paragraph(paragraph, inside)
            cells.append(inside.text)
            notes += inside.notes
        blocks.row(cells, tuple(notes))

    def _take(self, element: etree._Element, content: Content) -> None:
        """One part of a run: text, a control, or an object."""
        name = _name(element)
        if name == "t":
            self._text(element, content)
        elif name in _MARKS:
            self._deleted = _MARKS[name]
        elif name == "ctrl":
            for control in element:
                self._control(control, content)
        elif name in _PASSED_OVER or not name:
            return
        elif self._deleted:
            content.leave_out(_printed(element), "deleted")
        elif element.get("dropcapstyle", "None") != "None":
            content.parts.append(_printed(element))
        elif name == "dutmal":
            content.parts.append(_with_reading(element))
        elif name != "textart" and (said := _saying(element)) is not None:
            content.parts.append(f" {said} " if name in _FORMS else said)
            content.objects += _children(element, "caption")
        else:
            content.objects.append(element)

    def _text(self, element: etree._Element, content: Content) -> None:
        """The text of a run, without what a tracked change deleted."""
        self._keep(element.text, content)
        for mark in element:
            name = _name(mark)
            if name in _MARKS:
                self._deleted = _MARKS[name]
            elif name in _SPACES:
                self._keep(_SPACES[name], content)
            self._keep(mark.tail, content)

    def _keep(self, text: str | None, content: Content) -> None:
        if text and not self._deleted:
            content.parts.append(text)
        elif text:
            content.leave_out(text, "deleted")

    def _control(self, control: etree._Element, content: Content) -> None:
        name = _name(control)
        if name in _LEFT_OUT:
            content.leave_out(_printed(control), _LEFT_OUT[name])
        elif self._deleted:
            content.leave_out(_printed(control), "deleted")
        elif name == "fieldBegin":  # a memo's text hangs in the mark of its place
            content.leave_out(_printed(control), "comment")
        elif name in _NOTES:
            self._note(control, content)
        else:
            content.parts.append(_number(control))

    def _note(self, control: etree._Element, content: Content) -> None:
        number = control.get("number", str(len(self._notes) + 1))
        place = len(self._notes)
        key = f"{_NOTES[_name(control)]}{place}"
        self._notes.append((key, f"{number})", ""))
        inside = self.blocks.cell()
        for paragraph in _paragraphs(control):
            self._paragraph(paragraph, inside)
        self._notes[place] = (key, f"{number})", inside.text)
        content.notes += [key, *inside.notes]


def _number(control: etree._Element) -> str:
    """A number that Hancom Office counted, such as a table's."""
    if _name(control) != "autoNum" or control.get("numType") in _UNKNOWN_NUMBERS:
        return ""
    return control.get("num", "")


def _with_reading(word: etree._Element) -> str:
    """A word, and in brackets the reading that is set above or below it."""
    main, reading = (
        "".join(child.text or "" for child in _children(word, name)).strip()
        for name in ("mainText", "subText")
    )
    return f"{main}({reading})" if main and reading else main or reading


def _saying(element: etree._Element) -> str | None:
    """The text that an object without paragraphs prints; None for any other object."""
    name = _name(element)
    if name == "equation":
        return formula.from_script("".join(s.text or "" for s in _children(element, "script")))
    if name == "compose":
        return element.get("composeText", "")
    if name == "textart":
        return element.get("text", "").translate(_BREAKS)
    if name in _CAPTIONED:
        return element.get("caption", "")
    return _entered(element) if name in _FIELDS else None


def _entered(form: etree._Element) -> str:
    """What is entered in a form's field, or the entries of a list."""
    texts = [child.text or "" for child in _children(form, "text")]
    items = [
        e.get("displayText", "") or e.get("value", "") for e in _children(form, "listItem")
    ]
    chosen = form.get("selectedValue", "")
    return " ".join(filter(None, texts + ([chosen] if chosen else items)))


def _printed(element: etree._Element) -> str:
    """All text that stands in an element, deleted or not."""
    return "".join(_pieces(element)).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    name, said = _name(element), _saying(element)
    if not name or name in _PASSED_OVER:
        return
    if name == "dutmal":
        yield _with_reading(element)
    elif name == "t":
        yield element.text or ""
        for mark in element:
            yield _SPACES.get(_name(mark), "") + (mark.tail or "")
    else:
        yield said or _number(element)
        for child in element:
            yield from _pieces(child)
        yield " " if name == "p" else ""


class _Lists:
    """What the head of a document says of its paragraphs: lists, outline and styles."""

    def __init__(self, heads: list[etree._Element]) -> None:
        self._counters = Counters()
        self._numberings: dict[str, dict[int, NumberingLevel]] = {}
        self._bullets: dict[str, str] = {}
        self._headings: dict[str, tuple[str, str, int]] = {}
        self._styles: dict[str, str] = {}
        for head in heads:
            for element in head.iter(*_NOTED):
                self._note(element)

    def _note(self, element: etree._Element) -> None:
        name, key = _name(element), element.get("id", "")
        if name == "numbering":
            self._numberings[key] = _levels(element)
        elif name == "bullet":
            self._bullets[key] = bullet(element.get("char", ""))
        elif name == "paraPr":
            heading = next(element.iter("{*}heading"), None)
            if heading is not None and heading.get("type", "NONE") != "NONE":
                depth = heading.get("level", "0")
                self._headings[key] = (
                    heading.get("type", ""),
                    heading.get("idRef", "0"),
                    int(depth) if depth.isdecimal() else 0,
                )
        elif name == "style":
            self._styles[key] = element.get("name", "").strip().lower()

    def label(self, paragraph: etree._Element, outline: str) -> tuple[str, int]:
        """The generated label of a paragraph and its level from 1; counts it."""
        kind, reference, depth = self._headings.get(
            paragraph.get("paraPrIDRef", ""), ("", "0", 0)
        )
        if kind == "BULLET":
            return self._bullets.get(reference, "•"), depth + 1
        if kind not in ("NUMBER", "OUTLINE"):
            return "", 0
        # A heading of the outline names no list, as a rule: the section says which one counts.
        name = outline if kind == "OUTLINE" and reference == "0" else reference
        levels = self._numberings.get(name, {})
        return self._counters.label(f"{kind}{name}", levels, depth), depth + 1

    def style(self, paragraph: etree._Element) -> Kind | None:
        """What the name of a paragraph's style says that it is."""
        name = self._styles.get(paragraph.get("styleIDRef", ""), "")
        if name in _TITLE_STYLES:
            return Kind.TITLE
        return Kind.QUOTATION if name in _QUOTE_STYLES else None


def _levels(numbering: etree._Element) -> dict[int, NumberingLevel]:
    levels: dict[int, NumberingLevel] = {}
    for item in _children(numbering, "paraHead"):
        level, start = item.get("level", "1"), item.get("start", "1")
        system = _SYSTEMS.get(item.get("numFormat", "DIGIT"), System.DECIMAL)
        depth = int(level) - 1 if level.isdecimal() else 0
        first = int(start) if start.isdecimal() else 1
        levels[depth] = NumberingLevel((item.text or "").strip(), system, max(1, first))
    return levels


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of an object itself, not those of what hangs in them."""
    for child in parent:
        if _name(child) == "p":
            yield child
        elif isinstance(child.tag, str) and _name(child) not in _PASSED_OVER:
            yield from _paragraphs(child)


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in parent if _name(child) == name)


def _name(element: Any) -> str:
    """An element's name without its namespace, which differs between editions of the format."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
