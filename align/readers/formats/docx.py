"""Word documents (DOCX), opened with python-docx: paragraphs, lists, tables, footnotes.

Tracked changes are read as accepted.  Numbers that Word generates stand in the
label, a table's row is one block, headers and footers are left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
import regex
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from lxml import etree

from align.errors import InputError
from align.model import Kind
from align.readers.base import Extract
from align.readers.parts.blocks import Blocks
from align.readers.parts.container import check_xml_parts, open_zip
from align.readers.parts.numbering import Counters, NumberingLevel, System, bullet

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SYSTEMS = {
    "decimal": System.DECIMAL,
    "decimalZero": System.ZERO,
    "decimalFullWidth": System.FULL,
    "decimalFullWidth2": System.FULL,
    "upperRoman": System.ROMAN,
    "lowerRoman": System.SMALL_ROMAN,
    "upperLetter": System.LETTER,
    "lowerLetter": System.SMALL_LETTER,
    "ganada": System.SYLLABLE,
    "chosung": System.JAMO,
    "koreanCounting": System.KOREAN,
    "koreanDigital": System.KOREAN,
    "koreanDigital2": System.HANJA,
    "ideographDigital": System.HANJA,
    "chineseCounting": System.HANJA,
    "decimalEnclosedCircle": System.CIRCLED,
    "decimalEnclosedCircleChinese": System.CIRCLED,
    "decimalEnclosedParen": System.BRACKETED,
    "none": System.NONE,
}
_REMOVED = {f"{_W}del", f"{_W}moveFrom"}
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "‑",
}
_HEADING = regex.compile(r"(?:heading|제목)\s*(\d)", regex.IGNORECASE)
_TITLE = regex.compile(r"title|제목|표제", regex.IGNORECASE)
_QUOTE = regex.compile(r"(?:intense )?quote|block text|인용|강한 인용", regex.IGNORECASE)
_DEEPEST_STYLE = 20


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
            walker.body(document.element.body)
            walker.footnotes()
            title = document.core_properties.title or ""
        except InputError:
            raise
        except Exception as error:  # python-docx lets any error out of a damaged file
            raise InputError(
                f"is not a Word document that can be read: {error}",
                remedy="Save it again with Word or LibreOffice",
            ) from error
        return Extract(walker.blocks.lines(), title=title.strip())


class _Walker:
    """Goes through a document once, from its top, and gathers its blocks."""

    def __init__(self, document: Any) -> None:
        self.blocks = Blocks()
        self._document = document
        self._lists = _Lists(document)
        self._styles = _Styles(document)
        self._notes: list[tuple[str, str]] = []  # footnote or endnote, and its number

    def body(self, body: etree._Element) -> None:
        carried = ""  # of a paragraph whose end was deleted: it runs on into the next
        for element in _blocks_of(body):
            if element.tag == f"{_W}tbl":
                self._table(element)
            else:
                carried = self._paragraph(element, carried)

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
            root = parts[kind]
            if root is None:
                continue
            for note in root.iterfind(f"{_W}{kind}"):
                if note.get(f"{_W}id") == name:
                    texts = (self._text(p)[0].strip() for p in note.iter(f"{_W}p"))
                    text = " ".join(filter(None, texts))
                    self.blocks.footnote(f"{kind}{name}", f"{number})", text)

    def _paragraph(self, element: etree._Element, carried: str) -> str:
        text, notes = self._text(element)
        text = carried + text
        if _ends_deleted(element):
            return text
        style = self._styles.of(element)
        label, level = self._lists.label(element, style)
        kind = style.kind
        if kind is Kind.HEADING:
            level = style.level
        self.blocks.paragraph(text, kind=kind, level=level, label=label, notes=notes)
        for box in element.iter(f"{_W}txbxContent"):
            if not any(a.tag == _FALLBACK for a in box.iterancestors()):
                self.body(box)
        return ""

    def _table(self, table: etree._Element) -> None:
        for row in table.iterfind(f"{_W}tr"):
            cells: list[str] = []
            notes: list[str] = []
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            for cell in row.iter(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tr"), None) is not row:
                    continue  # of a table within the cell: its text is in the cell's
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merged is not None and merged.get(f"{_W}val") != "restart":
                    cells.append("")
                    continue
                parts = []
                for paragraph in cell.iter(f"{_W}p"):
                    text, own = self._text(paragraph)
                    label, _ = self._lists.label(paragraph, self._styles.of(paragraph))
                    parts.append(f"{label} {text}".strip())
                    notes += own
                cells.append(" ".join(filter(None, parts)))
            self.blocks.row(cells, tuple(notes))

    def _text(self, paragraph: etree._Element) -> tuple[str, tuple[str, ...]]:
        """A paragraph's text as it stands with all changes accepted, and its footnotes."""
        parts: list[str] = []
        notes: list[str] = []
        for element in _inline(paragraph):
            if element.tag == f"{_W}t":
                parts.append(element.text or "")
            elif element.tag in _CHARACTERS:
                parts.append(_CHARACTERS[element.tag])
            elif element.tag == f"{_W}sym":
                parts.append(_symbol(element.get(f"{_W}char")))
            elif element.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                kind = element.tag.removeprefix(_W).removesuffix("Reference")
                name = element.get(f"{_W}id") or ""
                self._notes.append((kind, name))
                notes.append(f"{kind}{name}")
        return "".join(parts), tuple(notes)


def _blocks_of(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, those in content controls too."""
    for element in parent:
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif isinstance(element.tag, str) and element.tag not in _REMOVED:
            yield from _blocks_of(element)


def _inline(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        if element.tag in _REMOVED or element.tag == f"{_W}txbxContent":
            continue
        if element.tag == f"{_W}pPr":
            continue
        yield element
        yield from _inline(element)


def _ends_deleted(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _symbol(code: str | None) -> str:
    try:
        return bullet(chr(int(code or "", 16)))
    except ValueError:
        return ""


def _note_part(document: Any, relation: str) -> etree._Element | None:
    for related in document.part.rels.values():
        if related.reltype == relation and not related.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.fromstring(related.target_part.blob, parser)
    return None


class _Style:
    """What a paragraph's style says: heading, title or quotation, and its list."""

    def __init__(self, name: str, level: int | None, numbering: etree._Element | None) -> None:
        heading = _HEADING.fullmatch(name)
        self.level = int(heading[1]) if heading else (level or 0)
        self.numbering = numbering
        self.kind: Kind | None = None
        if self.level:
            self.kind = Kind.HEADING
        elif _TITLE.fullmatch(name):
            self.kind = Kind.TITLE
        elif _QUOTE.fullmatch(name):
            self.kind = Kind.QUOTATION


class _Styles:
    """The styles of a document by their ids, each with what it takes from its base."""

    def __init__(self, document: Any) -> None:
        self._elements = {
            style.get(f"{_W}styleId"): style
            for style in document.styles.element.iterfind(f"{_W}style")
        }
        self._made: dict[str, _Style] = {}

    def of(self, paragraph: etree._Element) -> _Style:
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = named.get(f"{_W}val") or "" if named is not None else ""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> _Style:
        shown = self._elements[name].find(f"{_W}name") if name in self._elements else None
        level: int | None = None
        numbering: etree._Element | None = None
        for _ in range(_DEEPEST_STYLE):
            style = self._elements.get(name)
            if style is None:
                break
            if numbering is None:
                numbering = style.find(f"{_W}pPr/{_W}numPr")
            outline = style.find(f"{_W}pPr/{_W}outlineLvl")
            if level is None and outline is not None and _number(outline) < 9:
                level = _number(outline) + 1
            base = style.find(f"{_W}basedOn")
            name = base.get(f"{_W}val") or "" if base is not None else ""
        return _Style(
            shown.get(f"{_W}val") or "" if shown is not None else "", level, numbering
        )


class _Lists:
    """The lists of a document and where each has counted to."""

    def __init__(self, document: Any) -> None:
        self._counters = Counters()
        self._levels: dict[str, dict[int, NumberingLevel]] = {}
        self._abstract: dict[str, str] = {}
        self._begun: set[str] = set()
        self._overrides: dict[str, bool] = {}
        numbering = _numbering(document)
        if numbering is None:
            return
        abstract = {
            item.get(f"{_W}abstractNumId"): item
            for item in numbering.iterfind(f"{_W}abstractNum")
        }
        for item in numbering.iterfind(f"{_W}num"):
            name = item.get(f"{_W}numId") or ""
            reference = item.find(f"{_W}abstractNumId")
            target = reference.get(f"{_W}val") or "" if reference is not None else ""
            levels = _levels(abstract.get(target))
            overrides = item.findall(f"{_W}lvlOverride")
            for override in overrides:
                levels |= _levels(override)
            self._levels[name] = levels
            self._abstract[name] = target
            self._overrides[name] = any(
                o.find(f"{_W}startOverride") is not None for o in overrides
            )

    def label(self, paragraph: etree._Element, style: _Style) -> tuple[str, int]:
        """The generated label of a paragraph and its level; counts it."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        used = own if own is not None else style.numbering
        if used is None:
            return "", 0
        name, depth = _list_of(used, style.numbering)
        levels = self._levels.get(name)
        if not levels or name == "0":
            return "", 0
        counted = self._abstract[name]
        if self._overrides[name] and name not in self._begun:
            self._counters.restart(counted)
        self._begun.add(name)
        return self._counters.label(counted, levels, depth), depth + 1


def _list_of(used: etree._Element, inherited: etree._Element | None) -> tuple[str, int]:
    name, depth = used.find(f"{_W}numId"), used.find(f"{_W}ilvl")
    if name is None and inherited is not None:
        name = inherited.find(f"{_W}numId")
    return (name.get(f"{_W}val") or "" if name is not None else ""), (
        _number(depth) if depth is not None else 0
    )


def _numbering(document: Any) -> etree._Element | None:
    for related in document.part.rels.values():
        if related.reltype == RELATION.NUMBERING and not related.is_external:
            root: etree._Element = related.target_part.element
            return root
    return None


def _levels(parent: etree._Element | None) -> dict[int, NumberingLevel]:
    levels: dict[int, NumberingLevel] = {}
    for item in parent.iterfind(f"{_W}lvl") if parent is not None else ():
        start, form, text = (item.find(f"{_W}{tag}") for tag in ("start", "numFmt", "lvlText"))
        system = form.get(f"{_W}val") if form is not None else "decimal"
        template = text.get(f"{_W}val") or "" if text is not None else ""
        if system == "bullet":
            template, kind = bullet(template), System.NONE
        else:
            kind = _SYSTEMS.get(system or "", System.DECIMAL)
        depth = int(item.get(f"{_W}ilvl") or 0)
        first = _number(start) if start is not None else 1
        levels[depth] = NumberingLevel("" if system == "none" else template, kind, first)
    return levels


def _number(element: etree._Element) -> int:
    try:
        return int(element.get(f"{_W}val") or 0)
    except ValueError:
        return 0
