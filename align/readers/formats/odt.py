"""OpenDocument texts (ODT): paragraphs, lists, tables, footnotes, changes accepted."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from lxml import etree

from align.errors import InputError
from align.model import Kind
from align.readers.base import Extract
from align.readers.parts.blocks import Blocks
from align.readers.parts.container import (
    check_xml_parts,
    open_zip,
    read_member,
    refuse_encrypted,
)
from align.readers.parts.numbering import Counters, NumberingLevel, System, bullet

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE = f"{_OASIS}text:1.0}}", f"{_OASIS}table:1.0}}"
_STYLE, _OFFICE = f"{_OASIS}style:1.0}}", f"{_OASIS}office:1.0}}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_PLACE = regex.compile(r"%(\d+)%")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SYSTEMS = {
    "1": System.DECIMAL,
    "a": System.SMALL_LETTER,
    "A": System.LETTER,
    "i": System.SMALL_ROMAN,
    "I": System.ROMAN,
    "가, 나, 다, ...": System.SYLLABLE,
    "ㄱ, ㄴ, ㄷ, ...": System.JAMO,
    "㉮, ㉯, ㉰, ...": System.CIRCLED_SYLLABLE,
    "㉠, ㉡, ㉢, ...": System.CIRCLED_JAMO,
    "①, ②, ③, ...": System.CIRCLED,
    "일, 이, 삼, ...": System.KOREAN,
    "一, 二, 三, ...": System.HANJA,
    "１, ２, ３, ...": System.FULL,
}
_STYLES = {"title": Kind.TITLE, "quotations": Kind.QUOTATION, "quote": Kind.QUOTATION}
_PASSED_OVER = {
    f"{_TEXT}{name}"
    for name in ("tracked-changes", "sequence-decls", "table-of-content", "alphabetical-index")
} | {f"{_OFFICE}annotation", f"{_OFFICE}forms"}
_DEEPEST_STYLE = 20


class OdtReader:
    """Reads `.odt` files."""

    suffixes = (".odt",)

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the blocks of an OpenDocument text.

        Raises:
            InputError: it is damaged, protected, or not an OpenDocument text.

        """
        archive = open_zip(data)
        names = archive.namelist()
        check_xml_parts(archive)
        refuse_encrypted(archive)
        content = _parse(read_member(archive, "content.xml"))
        others = [
            _parse(read_member(archive, name))
            for name in ("styles.xml", "meta.xml")
            if name in names
        ]
        body = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise InputError("is not an OpenDocument text", remedy="Save it again as ODT")
        walker = _Walker([content, *others])
        walker.blocks_of(body)
        walker.end()
        title = next((e.text or "" for root in others for e in root.iter(_TITLE)), "")
        return Extract(walker.blocks.lines(), title=title.strip())


def _parse(part: bytes) -> etree._Element:
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"is a damaged OpenDocument text: {error}", remedy="Save it again from its program"
        ) from error


class _Walker:
    """Goes through a document once, from its top, and gathers its blocks."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self.blocks = Blocks()
        self._counters = Counters()
        self._lists = {name: levels for root in roots for name, levels in _list_styles(root)}
        self._parents = {name: parent for root in roots for name, parent in _parents(root)}
        self._notes: list[tuple[str, str, str]] = []

    def blocks_of(self, parent: etree._Element) -> None:
        """Take in what stands in a body, a section or a frame."""
        for element in parent:
            tag = element.tag
            if tag in _PASSED_OVER or not isinstance(tag, str):
                continue
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(element, "", 0)
            elif tag == f"{_TEXT}list":
                self._list(element)
            elif tag == f"{_TABLE}table":
                self._table(element)
            else:
                self.blocks_of(element)

    def end(self) -> None:
        """Put the footnotes behind the text."""
        for name, label, text in self._notes:
            self.blocks.footnote(name, label, text)

    def _list(self, element: etree._Element, style: str = "", depth: int = 0) -> None:
        own = element.get(f"{_TEXT}style-name", style)
        carries_on = (
            element.get(f"{_TEXT}continue-numbering") == "true"
            or element.get(f"{_TEXT}continue-list") is not None
        )
        if depth == 0 and not carries_on:
            self._counters.restart(own)
        for item in element:
            first = item.tag == f"{_TEXT}list-item"
            for child in item:
                if child.tag == f"{_TEXT}list":
                    self._list(child, own, depth + 1)
                elif child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                    label = self._label(own, depth) if first and _has_text(child) else ""
                    first = False
                    self._paragraph(child, label, depth + 1)

    def _label(self, style: str, depth: int) -> str:
        return self._counters.label(style, self._lists.get(style, {}), depth)

    def _paragraph(self, element: etree._Element, label: str, level: int) -> None:
        text, notes, inner = self._text(element)
        kind = self._kind(element.get(f"{_TEXT}style-name", ""))
        if element.tag == f"{_TEXT}h" and kind is None:
            outline = element.get(f"{_TEXT}outline-level", "1")
            kind, level = Kind.HEADING, int(outline) if outline.isdecimal() else 1
        self.blocks.paragraph(text, kind=kind, level=level, label=label, notes=notes)
        for box in inner:
            self.blocks_of(box)

    def _kind(self, style: str) -> Kind | None:
        for _ in range(_DEEPEST_STYLE):
            if style.lower() in _STYLES:
                return _STYLES[style.lower()]
            if style not in self._parents:
                break
            style = self._parents[style]
        return None

    def _table(self, table: etree._Element) -> None:
        for row in table.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table"), None) is not table:
                continue  # of a table within a cell: its text is in the cell's
            cells: list[str] = []
            notes: list[str] = []
            for cell in row:
                if cell.tag == f"{_TABLE}covered-table-cell":
                    cells.append("")
                elif cell.tag == f"{_TABLE}table-cell":
                    parts = []
                    for paragraph in cell.iter(f"{_TEXT}p", f"{_TEXT}h"):
                        text, own, _ = self._text(paragraph)
                        parts.append(text.strip())
                        notes += own
                    cells.append(" ".join(filter(None, parts)))
            self.blocks.row(cells, tuple(notes))

    def _text(
        self, paragraph: etree._Element
    ) -> tuple[str, tuple[str, ...], list[etree._Element]]:
        """A paragraph's text, its footnotes, and the text boxes that hang in it."""
        parts: list[str] = []
        notes: list[str] = []
        boxes: list[etree._Element] = []

        def take(element: etree._Element) -> None:
            parts.append(element.text or "")
            for child in element:
                if child.tag == f"{_TEXT}note":
                    notes.append(self._note(child))
                elif child.tag == f"{_TEXT}s":
                    count = child.get(f"{_TEXT}c", "1")
                    parts.append(" " * (min(int(count), 100) if count.isdecimal() else 1))
                elif child.tag == f"{_TEXT}tab":
                    parts.append("\t")
                elif child.tag == f"{_TEXT}line-break":
                    parts.append("\n")
                elif isinstance(child.tag, str) and child.tag.endswith("}text-box"):
                    boxes.append(child)
                elif isinstance(child.tag, str) and child.tag not in _PASSED_OVER:
                    take(child)
                parts.append(child.tail or "")

        take(paragraph)
        return "".join(parts), tuple(notes), boxes

    def _note(self, note: etree._Element) -> str:
        body = note.find(f"{_TEXT}note-body")
        texts = [
            self._text(p)[0].strip()
            for p in (body.iter(f"{_TEXT}p") if body is not None else ())
        ]
        name = f"note{len(self._notes)}"
        self._notes.append((name, f"{len(self._notes) + 1})", " ".join(filter(None, texts))))
        return name


def _has_text(paragraph: etree._Element) -> bool:
    return any(text.strip() for text in paragraph.itertext())


def _parents(root: etree._Element) -> Iterator[tuple[str, str]]:
    for style in root.iter(f"{_STYLE}style"):
        parent = style.get(f"{_STYLE}parent-style-name")
        if parent:
            yield style.get(f"{_STYLE}name", ""), parent


def _list_styles(root: etree._Element) -> Iterator[tuple[str, dict[int, NumberingLevel]]]:
    for style in root.iter(f"{_TEXT}list-style"):
        levels = {}
        for item in style:
            depth = int(item.get(f"{_TEXT}level", "1")) - 1
            if item.tag == f"{_TEXT}list-level-style-bullet":
                char = item.get(f"{_TEXT}bullet-char", "")
                levels[depth] = NumberingLevel(bullet(char), System.NONE)
            elif item.tag == f"{_TEXT}list-level-style-number":
                levels[depth] = _level(item, depth)
        yield style.get(f"{_STYLE}name", ""), levels


def _level(item: etree._Element, depth: int) -> NumberingLevel:
    system = item.get(f"{_STYLE}num-format", "")
    if not system:
        return NumberingLevel("", System.NONE)
    given = item.get(f"{_STYLE}num-list-format") or item.get(f"{_LOEXT}num-list-format")
    if given:  # %1%.%2%. where others write %1.%2.
        template = _PLACE.sub(r"%\1", given)
    else:
        shown = int(item.get(f"{_TEXT}display-levels", "1"))
        places = ".".join(f"%{place}" for place in range(depth + 2 - shown, depth + 2))
        prefix, suffix = (item.get(f"{_STYLE}num-{end}", "") for end in ("prefix", "suffix"))
        template = f"{prefix}{places}{suffix}"
    start = item.get(f"{_TEXT}start-value", "1")
    return NumberingLevel(
        template, _SYSTEMS.get(system, System.DECIMAL), int(start) if start.isdecimal() else 1
    )
