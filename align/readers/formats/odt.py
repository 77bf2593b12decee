"""OpenDocument texts (ODT): paragraphs, lists, tables, footnotes, changes accepted.

Headers, footers, tables of contents, comments, charts and what is hidden or deleted
are left out and listed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator

import regex
from lxml import etree

from align.errors import InputError
from align.model import Kind
from align.readers.base import Extract
from align.readers.parts import formula
from align.readers.parts.blocks import Blocks
from align.readers.parts.container import (
    check_xml_parts,
    open_zip,
    read_member,
    refuse_encrypted,
)
from align.readers.parts.content import Content
from align.readers.parts.numbering import Counters, NumberingLevel, System, bullet

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE = f"{_OASIS}text:1.0}}", f"{_OASIS}table:1.0}}"
_STYLE, _OFFICE = f"{_OASIS}style:1.0}}", f"{_OASIS}office:1.0}}"
_DRAW, _FORM = f"{_OASIS}drawing:1.0}}", f"{_OASIS}form:1.0}}"
_SVG = f"{_OASIS}svg-compatible:1.0}}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
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
_LEFT_OUT = {
    f"{_TEXT}tracked-changes": "deleted",
    f"{_TEXT}table-of-content": "contents",
    f"{_TEXT}alphabetical-index": "contents",
    f"{_OFFICE}annotation": "comment",
}
_PASSED_OVER = {
    f"{_TEXT}sequence-decls",
    f"{_TEXT}variable-decls",
    f"{_TEXT}user-field-decls",
    f"{_TEXT}script",
    f"{_OFFICE}scripts",
    f"{_OFFICE}forms",
    f"{_SVG}title",  # describe a picture to those who do not see it
    f"{_SVG}desc",
}
_HEADERS = {
    f"{_STYLE}{kind}{where}": kind
    for kind in ("header", "footer")
    for where in ("", "-left", "-first")
}
_BLANKS = regex.compile(r"[\t\r\n]+")
_TRUTHS = regex.compile(
    r"(?:\w+:)?\s*(?:(?P<word>true|1)|(?P<a>[\w\"]+)\s*(?P<sign>[=!]=)\s*(?P<b>[\w\"]+))\s*"
)
_DEEPEST_STYLE = 20

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SAYINGS = ("label", "current-value", "value")  # of a form's control, what shows first
_CONDITIONAL = {f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"}
_CHARACTERS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_GAPS = {f"{_TEXT}s", *_CHARACTERS}
_OUTER = {f"{_TEXT}section", f"{_TEXT}tracked-changes", f"{_TEXT}list", f"{_TEXT}note"}

Part = Callable[[str], etree._Element | None]


class OdtReader:
    """Reads `.odt` files."""

    suffixes = (".odt",)

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the blocks of an OpenDocument text.

        Raises:
            InputError: it is damaged, protected, or not an OpenDocument text.

        """
        archive = open_zip(data)
        names = set(archive.namelist())
        check_xml_parts(archive)
        refuse_encrypted(archive)

        def part(name: str) -> etree._Element | None:
            return _parse(read_member(archive, name)) if name in names else None

        content = _parse(read_member(archive, "content.xml"))
        others = [
            root for name in ("styles.xml", "meta.xml") if (root := part(name)) is not None
        ]
        body = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise InputError("is not an OpenDocument text", remedy="Save it again as ODT")
        walker = _Walker([content, *others], part)
        walker.blocks_of(body, walker.blocks)
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

    def __init__(self, roots: list[etree._Element], part: Part) -> None:
        self.blocks = Blocks()
        self._roots = roots
        self._part = part
        self._counters = Counters()
        self._list_styles = {
            style.get(f"{_STYLE}name", ""): style
            for root in roots
            for style in root.iter(f"{_TEXT}list-style")
        }
        self._lists: dict[str, dict[int, NumberingLevel]] = {}
        self._parents = {name: parent for root in roots for name, parent in _parents(root)}
        self._shown = {name: shown for root in roots for name, shown in _displays(root)}
        self._notes: list[tuple[str, str, str]] = []

    def blocks_of(self, parent: Iterable[etree._Element], blocks: Blocks) -> None:
        """Take in what stands in a body, a section, a cell or a frame."""
        for element in parent:
            tag = element.tag
            if tag in _PASSED_OVER or not isinstance(tag, str):
                continue
            if tag in _LEFT_OUT:
                _leave_out(element, _LEFT_OUT[tag], blocks)
            elif _is_hidden(element):
                _leave_out(element, "hidden", blocks)
            elif tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(element, "", 0, blocks)
            elif tag == f"{_TEXT}list":
                self._list(element, blocks)
            elif tag == f"{_TABLE}table":
                self._table(element, blocks)
            elif tag == f"{_DRAW}object":
                self._object(element, blocks)
            elif tag == f"{_DRAW}control":
                blocks.paragraph(self._control(element))
            else:
                self.blocks_of(element, blocks)

    def end(self) -> None:
        """Put the footnotes behind the text, and list headers and footers."""
        for name, label, text in self._notes:
            self.blocks.footnote(name, label, text)
        for root in self._roots:
            for page in root.iter(f"{_STYLE}master-page"):
                for element in page:
                    if element.tag in _HEADERS:
                        _leave_out(element, _HEADERS[element.tag], self.blocks)

    def _list(
        self, element: etree._Element, blocks: Blocks, style: str = "", depth: int = 0
    ) -> None:
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
                    self._list(child, blocks, own, depth + 1)
                elif child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                    counts = first and _has_text(child) and not self._is_hidden_whole(child)
                    label = self._label(own, depth) if counts else ""
                    first = False
                    self._paragraph(child, label, depth + 1, blocks)
                else:
                    self.blocks_of([child], blocks)

    def _label(self, style: str, depth: int) -> str:
        if style not in self._lists:
            self._lists[style] = _levels(self._list_styles.get(style))
        return self._counters.label(style, self._lists[style], depth)

    def _paragraph(
        self, element: etree._Element, label: str, level: int, blocks: Blocks
    ) -> None:
        if self._is_hidden_whole(element):
            blocks.leave_out(_printed(element), "hidden")
            return
        content = Content()
        self._take(element, content)
        kind = self._kind(element.get(f"{_TEXT}style-name", ""))
        if element.tag == f"{_TEXT}h" and kind is None:
            outline = element.get(f"{_TEXT}outline-level", "1")
            kind, level = Kind.HEADING, int(outline) if outline.isdecimal() else 1
        notes = tuple(content.notes)
        blocks.paragraph(content.text, kind=kind, level=level, label=label, notes=notes)
        content.list_left(blocks)
        for box in content.objects:
            self.blocks_of([box], blocks)

    def _is_hidden_whole(self, paragraph: etree._Element) -> bool:
        style = paragraph.get(f"{_TEXT}style-name", "")
        fields = paragraph.iter(f"{_TEXT}hidden-paragraph")
        return self._hides("paragraph", style) or any(map(_is_hidden, fields))

    def _kind(self, style: str) -> Kind | None:
        for _ in range(_DEEPEST_STYLE):
            if style.lower() in _STYLES:
                return _STYLES[style.lower()]
            if style not in self._parents:
                break
            style = self._parents[style]
        return None

    def _hides(self, family: str, style: str) -> bool:
        """Whether a style, or the one that it comes from, hides its text."""
        for _ in range(_DEEPEST_STYLE):
            if (family, style) in self._shown:
                return not self._shown[family, style]
            if style not in self._parents:
                break
            style = self._parents[style]
        return False

    def _table(self, table: etree._Element, blocks: Blocks) -> None:
        for row in _rows(table):
            if row.get(f"{_TABLE}visibility", "visible") != "visible":
                _leave_out(row, "hidden", blocks)
                continue
            cells: list[str] = []
            notes: list[str] = []
            for cell in row:
                if cell.tag == f"{_TABLE}covered-table-cell":
                    _leave_out(cell, "hidden", blocks)
                    cells.append("")
                elif cell.tag == f"{_TABLE}table-cell":
                    inside = blocks.cell()
                    self.blocks_of(cell, inside)
                    cells.append(inside.text)
                    notes += inside.notes
            blocks.row(cells, tuple(notes))

    def _take(self, element: etree._Element, content: Content) -> None:
        content.parts.append(_plain(element.text))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _PASSED_OVER:
                self._take_one(child, content)
            content.parts.append(_plain(child.tail))

    def _take_one(self, child: etree._Element, content: Content) -> None:
        tag = child.tag
        if tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            content.parts.append(" " * (min(int(count), 100) if count.isdecimal() else 1))
        elif tag in _CHARACTERS:
            content.parts.append(_CHARACTERS[tag])
        elif tag in _LEFT_OUT:
            content.leave_out(_printed(child), _LEFT_OUT[tag])
        elif self._is_hidden_part(child):
            hidden = child.get(f"{_TEXT}string-value", "") or _printed(child)
            content.leave_out(hidden, "hidden")
        elif tag.startswith(_DRAW) and tag != f"{_DRAW}a":
            self._drawing(child, content)
        else:
            self._take_rare(child, content)

    def _take_rare(self, child: etree._Element, content: Content) -> None:
        tag = child.tag
        if tag == f"{_TEXT}note":
            content.notes.append(self._note(child))
        elif tag == f"{_TEXT}ruby":
            self._ruby(child, content)
        elif tag == f"{_TEXT}number":  # of a heading, as the program counted it
            content.parts.append(f"{_printed(child)} ")
        else:
            self._take(child, content)

    def _drawing(self, child: etree._Element, content: Content) -> None:
        """A formula or a form's control stands in the line, all else for itself."""
        control = child.tag == f"{_DRAW}control"
        text = self._control(child) if control else self._formula(child)
        if text:
            content.parts.append(text)
        else:
            content.objects.append(child)

    def _is_hidden_part(self, element: etree._Element) -> bool:
        if element.tag == f"{_TEXT}span":
            return self._hides("text", element.get(f"{_TEXT}style-name", ""))
        return _is_hidden(element)

    def _ruby(self, ruby: etree._Element, content: Content) -> None:
        """A word, and its reading in brackets."""
        for part in ruby:
            if part.tag == f"{_TEXT}ruby-text":
                reading = _printed(part)
                content.parts.append(f"({reading})" if reading else "")
            elif isinstance(part.tag, str):
                self._take(part, content)

    def _note(self, note: etree._Element) -> str:
        name, place = f"note{len(self._notes)}", len(self._notes)
        self._notes.append((name, f"{place + 1})", ""))
        body = note.find(f"{_TEXT}note-body")
        inside = self.blocks.cell()
        if body is not None:
            self.blocks_of(body, inside)
        self._notes[place] = (name, f"{place + 1})", inside.text)
        return name

    def _control(self, control: etree._Element) -> str:
        """What a form's field, button or box says."""
        name = control.get(f"{_DRAW}control")
        for one in self._roots[0].iter(f"{_OFFICE}forms"):
            for element in one.iter():
                if name and name in (element.get(_XML_ID), element.get(f"{_FORM}id")):
                    return next(
                        (v for key in _SAYINGS if (v := element.get(f"{_FORM}{key}"))), ""
                    )
        return ""

    def _formula(self, frame: etree._Element) -> str:
        """The formula that a frame holds, if it holds one."""
        for element in frame.iter(f"{_DRAW}object"):
            root = self._root_of(element)
            if root is not None and root.tag == _MATH:
                return formula.from_mathml(root)
        return ""

    def _object(self, element: etree._Element, blocks: Blocks) -> None:
        """A formula that stands alone; a chart or a sheet is left out."""
        root = self._root_of(element)
        if root is not None and root.tag == _MATH:
            blocks.paragraph(formula.from_mathml(root))
        elif root is not None:
            blocks.leave_out(_printed(root), "chart")

    def _root_of(self, element: etree._Element) -> etree._Element | None:
        """An embedded object's own document."""
        inner = next((one for one in element if isinstance(one.tag, str)), None)
        place = element.get(_XLINK)
        if inner is not None and inner.tag not in (f"{_TEXT}p", f"{_TEXT}list"):
            return inner
        if not place:
            return None
        return self._part(posixpath.normpath(f"{place}/content.xml"))


def _leave_out(element: etree._Element, reason: str, blocks: Blocks) -> None:
    """List each paragraph of what is left out."""
    if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
        blocks.leave_out(_printed(element), reason)
        return
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _PASSED_OVER:
            _leave_out(child, reason, blocks)


def _printed(element: etree._Element) -> str:
    """All text of an element's paragraphs, or its own if it stands in one."""
    parts: list[str] = []

    def take(parent: etree._Element, inside: bool) -> None:
        if inside:
            parts.append(_plain(parent.text))
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in _PASSED_OVER:
                paragraph = child.tag in (f"{_TEXT}p", f"{_TEXT}h")
                blank = paragraph or child.tag in _GAPS
                parts.append(" " if blank else "")
                take(child, paragraph or (inside and not child.tag.startswith(_DRAW)))
            if inside:
                parts.append(_plain(child.tail))

    own = element.tag.startswith(_TEXT) and element.tag not in _OUTER
    take(element, own)
    return "".join(parts).strip()


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """A table's rows, those of its head and its groups too, not of inner tables."""
    for element in table:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif isinstance(element.tag, str) and "row" in element.tag:
            yield from _rows(element)


def _is_hidden(element: etree._Element) -> bool:
    """Whether an element's own attributes say that it is not shown."""
    display = element.get(f"{_TEXT}display", "true")
    condition = element.get(f"{_TEXT}condition")
    state = element.get(f"{_TEXT}is-hidden")
    if display == "none":
        return True
    if display != "condition" and element.tag not in _CONDITIONAL:
        return False
    return state == "true" if state else _is_true(condition or "")


def _is_true(condition: str) -> bool:
    """Whether a condition holds that needs no other field to know."""
    match = _TRUTHS.fullmatch(condition.lower())
    if match is None:
        return False
    same = match["a"] == match["b"]
    return bool(match["word"]) or same == (match["sign"] == "==")


def _plain(text: str | None) -> str:
    """A text in which line breaks of the XML are blanks."""
    return _BLANKS.sub(" ", text) if text else ""


def _displays(root: etree._Element) -> Iterator[tuple[tuple[str, str], bool]]:
    """The styles that say whether their text is shown."""
    for properties in root.iter(f"{_STYLE}text-properties"):
        shown = properties.get(f"{_TEXT}display")
        style = properties.getparent()
        if shown and style is not None and style.tag == f"{_STYLE}style":
            family = style.get(f"{_STYLE}family", "")
            yield (family, style.get(f"{_STYLE}name", "")), shown != "none"


def _has_text(paragraph: etree._Element) -> bool:
    return any(text.strip() for text in paragraph.itertext())


def _parents(root: etree._Element) -> Iterator[tuple[str, str]]:
    for style in root.iter(f"{_STYLE}style"):
        parent = style.get(f"{_STYLE}parent-style-name")
        if parent:
            yield style.get(f"{_STYLE}name", ""), parent


def _levels(style: etree._Element | None) -> dict[int, NumberingLevel]:
    levels = {}
    for item in style if style is not None else ():
        depth = int(item.get(f"{_TEXT}level", "1")) - 1
        if item.tag == f"{_TEXT}list-level-style-bullet":
            char = item.get(f"{_TEXT}bullet-char", "")
            levels[depth] = NumberingLevel(bullet(char), System.NONE)
        elif item.tag == f"{_TEXT}list-level-style-number":
            levels[depth] = _level(item, depth)
    return levels


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
