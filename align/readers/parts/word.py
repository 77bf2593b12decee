"""What a Word document says of its paragraphs: their styles and their lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import regex
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from lxml import etree

from align.model import Kind
from align.readers.parts.numbering import Counters, NumberingLevel, System, bullet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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
_HEADING = regex.compile(r"(?:heading|제목)\s*(\d)", regex.IGNORECASE)
_TITLE = regex.compile(r"title|제목|표제", regex.IGNORECASE)
_QUOTE = regex.compile(r"(?:intense )?quote|block text|인용|강한 인용", regex.IGNORECASE)
_DEEPEST_STYLE = 20
# Only names, found in C: a document has hundreds of styles and uses few.
_NAMES = etree.XPath("w:style/@w:styleId", namespaces={"w": W[1:-1]})
_OFF = {"0", "false", "off"}


class Style:
    """What a paragraph's style says: heading, title or quotation, and its list."""

    def __init__(
        self, name: str, level: int | None, numbering: etree._Element | None, hidden: bool
    ) -> None:
        self.hidden = hidden
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


class Styles:
    """The styles of a document by their ids, each with what it takes from its base."""

    def __init__(self, document: Any) -> None:
        names: Any = _NAMES(document.styles.element)
        self._elements = {str(name): name.getparent for name in names}
        self._made: dict[str, Style] = {}

    def of(self, paragraph: etree._Element) -> Style:
        """The style of a paragraph."""
        return self._named(paragraph.find(f"{W}pPr/{W}pStyle"))

    def hides(self, run: etree._Element, paragraph: Style) -> bool:
        """Whether the text of a run is hidden.

        A style of characters turns about what the paragraph's style says, and the
        run's own word goes before both.
        """
        properties = run.find(f"{W}rPr")
        if properties is None:
            return paragraph.hidden
        own = properties.find(f"{W}vanish")
        if own is not None:
            return is_on(own)
        named = properties.find(f"{W}rStyle")
        return paragraph.hidden != (named is not None and self._named(named).hidden)

    def _named(self, reference: etree._Element | None) -> Style:
        name = reference.get(f"{W}val") or "" if reference is not None else ""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _element(self, name: str) -> etree._Element | None:
        find = self._elements.get(name)
        return find() if find is not None else None

    def _make(self, name: str) -> Style:
        style = self._element(name)
        shown = style.find(f"{W}name") if style is not None else None
        level: int | None = None
        numbering: etree._Element | None = None
        hidden: etree._Element | None = None
        for _ in range(_DEEPEST_STYLE):
            if style is None:
                break
            if numbering is None:
                numbering = style.find(f"{W}pPr/{W}numPr")
            if hidden is None:
                hidden = style.find(f"{W}rPr/{W}vanish")
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if level is None and outline is not None and _number(outline) < 9:
                level = _number(outline) + 1
            base = style.find(f"{W}basedOn")
            style = self._element(base.get(f"{W}val") or "") if base is not None else None
        return Style(
            shown.get(f"{W}val") or "" if shown is not None else "",
            level,
            numbering,
            hidden is not None and is_on(hidden),
        )


@dataclass(frozen=True, slots=True)
class _List:
    """A list: which one it counts on, its levels, and whether it begins anew."""

    counted: str = ""
    levels: dict[int, NumberingLevel] = field(default_factory=dict)
    restarts: bool = False


class Lists:
    """The lists of a document and where each has counted to."""

    def __init__(self, document: Any) -> None:
        self._counters = Counters()
        self._begun: set[str] = set()
        self._made: dict[str, _List] = {}
        root = _numbering(document)
        numbering = root if root is not None else ()
        self._elements = {e.get(f"{W}numId"): e for e in numbering if e.tag == f"{W}num"}
        self._abstract = {
            e.get(f"{W}abstractNumId"): e for e in numbering if e.tag == f"{W}abstractNum"
        }

    def label(self, paragraph: etree._Element, style: Style) -> tuple[str, int]:
        """The generated label of a paragraph and its level; counts it."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        used = own if own is not None else style.numbering
        if used is None:
            return "", 0
        name, depth = _list_of(used, style.numbering)
        if name not in self._made:
            self._made[name] = self._make(name)
        made = self._made[name]
        if not made.levels or name == "0":
            return "", 0
        if made.restarts and name not in self._begun:
            self._counters.restart(made.counted)
        self._begun.add(name)
        return self._counters.label(made.counted, made.levels, depth), depth + 1

    def _make(self, name: str) -> _List:
        item = self._elements.get(name)
        if item is None:
            return _List()
        reference = item.find(f"{W}abstractNumId")
        target = reference.get(f"{W}val") or "" if reference is not None else ""
        levels = _levels(self._abstract.get(target))
        overrides = item.findall(f"{W}lvlOverride")
        for override in overrides:
            levels |= _levels(override)
        restarts = any(o.find(f"{W}startOverride") is not None for o in overrides)
        return _List(target, levels, restarts)


def is_on(switch: etree._Element) -> bool:
    """Whether a property that can be turned off is on."""
    return switch.get(f"{W}val") not in _OFF


def _list_of(used: etree._Element, inherited: etree._Element | None) -> tuple[str, int]:
    name, depth = used.find(f"{W}numId"), used.find(f"{W}ilvl")
    if name is None and inherited is not None:
        name = inherited.find(f"{W}numId")
    return (name.get(f"{W}val") or "" if name is not None else ""), (
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
    for item in parent.iterfind(f"{W}lvl") if parent is not None else ():
        start, form, text = (item.find(f"{W}{tag}") for tag in ("start", "numFmt", "lvlText"))
        system = form.get(f"{W}val") if form is not None else "decimal"
        template = text.get(f"{W}val") or "" if text is not None else ""
        if system == "bullet":
            template, kind = bullet(template), System.NONE
        else:
            kind = _SYSTEMS.get(system or "", System.DECIMAL)
        depth = int(item.get(f"{W}ilvl") or 0)
        first = _number(start) if start is not None else 1
        levels[depth] = NumberingLevel("" if system == "none" else template, kind, first)
    return levels


def _number(element: etree._Element) -> int:
    try:
        return int(element.get(f"{W}val") or 0)
    except ValueError:
        return 0
