"""Hangul documents (HWPX), opened with python-hwpx: paragraphs, lists, tables, footnotes.

Tracked changes are read as accepted, generated numbers stand in the label, a
table's row is one block; running heads, hidden comments and fields' codes are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hwpx import HwpxDocument
from lxml import etree

from align.errors import EmptyInputError, InputError
from align.model import Kind
from align.readers.base import Extract
from align.readers.parts.blocks import Blocks
from align.readers.parts.container import check_xml_parts, open_zip, refuse_encrypted
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
_NOTES = {"footNote": "footnote", "endNote": "endnote"}
_PASSED_OVER = {"header", "footer", "hiddenComment", "secPr", "linesegarray", "parameters"}
_SPACES = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_TITLE_STYLES = {"제목", "문서 제목", "표제", "title"}
_QUOTE_STYLES = {"인용", "인용문", "quote"}
_LOGO = "\uf53a"  # Hancom's own sign for its name


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
        walker.end()
    except Exception as error:  # python-hwpx lets errors of many kinds out of a damaged file
        raise InputError(
            f"is not a Hangul document that can be read: {error}",
            remedy="Open it in Hancom Office and save it again",
        ) from error
    lines = walker.blocks.lines()
    if not lines:
        raise EmptyInputError("holds no text", remedy="If it shows pictures, it needs OCR")
    return Extract(lines)


class _Walker:
    """Goes through a document once, from its top, and gathers its blocks."""

    def __init__(self, heads: list[etree._Element]) -> None:
        self.blocks = Blocks()
        self._lists = _Lists(heads)
        self._notes: list[tuple[str, str, str]] = []  # name, label and text
        self._deleted = False  # between the marks of a deletion that was tracked
        self._outline = "0"

    def section(self, section: etree._Element) -> None:
        settings = next((e for e in section.iter() if _name(e) == "secPr"), None)
        self._outline = settings.get("outlineShapeIDRef", "0") if settings is not None else "0"
        for paragraph in _children(section, "p"):
            self._paragraph(paragraph)

    def end(self) -> None:
        """Put the footnotes behind the text."""
        for name, label, text in self._notes:
            self.blocks.footnote(name, label, text)

    def _paragraph(self, paragraph: etree._Element) -> None:
        text, notes, inner = self._text(paragraph)
        style = self._lists.style(paragraph)
        label, level = self._lists.label(paragraph, self._outline) if text.strip() else ("", 0)
        kind = None if label else style
        self.blocks.paragraph(text, kind=kind, level=level, label=label, notes=notes)
        for element in inner:
            self._object(element)

    def _object(self, element: etree._Element) -> None:
        """A table's rows; the paragraphs of a caption, a text box or a drawing."""
        if _name(element) != "tbl":
            for paragraph in _paragraphs(element):
                self._paragraph(paragraph)
            return
        for caption in _children(element, "caption"):
            for paragraph in _paragraphs(caption):
                self._paragraph(paragraph)
        for row in _children(element, "tr"):
            cells: list[str] = []
            notes: list[str] = []
            for cell in _children(row, "tc"):
                texts = []
                for paragraph in _paragraphs(cell):
                    text, own, inner = self._text(paragraph)
                    label, _ = self._lists.label(paragraph, self._outline)
                    texts += [f"{label} {text}" if label and text.strip() else text]
                    texts += [self._flat(item) for item in inner]
                    notes += own
                cells.append(" ".join(filter(str.strip, texts)))
            self.blocks.row(cells, tuple(notes))

    def _flat(self, element: etree._Element) -> str:
        """The text of an object in a cell, on one line."""
        return " ".join(
            text
            for p in element.iter()
            if _name(p) == "p" and (text := self._text(p)[0].strip())
        )

    def _text(
        self, paragraph: etree._Element
    ) -> tuple[str, tuple[str, ...], list[etree._Element]]:
        """A paragraph's own text, its footnotes, and the objects that hang in it."""
        parts: list[str] = []
        notes: list[str] = []
        inner: list[etree._Element] = []
        for run in _children(paragraph, "run"):
            for element in run:
                name = _name(element)
                if name == "t":
                    self._take(element, parts)
                elif name == "ctrl":
                    for control in element:
                        self._control(control, parts, notes)
                elif name not in _PASSED_OVER and any(_name(e) == "p" for e in element.iter()):
                    inner.append(element)
        return "".join(parts).replace(_LOGO, "한글"), tuple(notes), inner

    def _take(self, element: etree._Element, parts: list[str]) -> None:
        """The text of a run, without what a tracked change deleted."""
        self._keep(element.text, parts)
        for mark in element:
            name = _name(mark)
            if name == "deleteBegin":
                self._deleted = True
            elif name == "deleteEnd":
                self._deleted = False
            elif name in _SPACES:
                self._keep(_SPACES[name], parts)
            self._keep(mark.tail, parts)

    def _keep(self, text: str | None, parts: list[str]) -> None:
        if text and not self._deleted:
            parts.append(text)

    def _control(self, control: etree._Element, parts: list[str], notes: list[str]) -> None:
        name = _name(control)
        if name in _NOTES:
            texts = (self._text(p)[0].strip() for p in control.iter() if _name(p) == "p")
            number = control.get("number", str(len(self._notes) + 1))
            key = f"{_NOTES[name]}{len(self._notes)}"
            self._notes.append((key, f"{number})", " ".join(filter(None, texts))))
            notes.append(key)
        elif name == "autoNum" and control.get("numType") not in (
            "FOOTNOTE",
            "ENDNOTE",
            "PAGE",
        ):
            parts.append(control.get("num", ""))


class _Lists:
    """What the head of a document says of its paragraphs: lists, outline and styles."""

    def __init__(self, heads: list[etree._Element]) -> None:
        self._counters = Counters()
        self._numberings: dict[str, dict[int, NumberingLevel]] = {}
        self._bullets: dict[str, str] = {}
        self._headings: dict[str, tuple[str, str, int]] = {}
        self._styles: dict[str, str] = {}
        for head in heads:
            for element in head.iter():
                self._note(element)

    def _note(self, element: etree._Element) -> None:
        name, key = _name(element), element.get("id", "")
        if name == "numbering":
            self._numberings[key] = _levels(element)
        elif name == "bullet":
            self._bullets[key] = bullet(element.get("char", ""))
        elif name == "paraPr":
            heading = next((e for e in element.iter() if _name(e) == "heading"), None)
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
