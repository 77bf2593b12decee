"""TBX, the exchange format of termbases: TBX-Basic of ISO 30042:2019 both ways, 2008 read."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any

import regex
from lxml import etree

from align.errors import FormatError
from align.formats.xml import XML_LANG, carriable, elements
from align.model import Concept, Language, Term, Termbase, TermStatus
from align.system.atomic import replacing

_TBX = "urn:iso:std:iso:30042:ed-2"
_MIN = "http://www.tbxinfo.net/ns/min"
_SUFFIX = "Term-admn-sts"
_STATUS = "administrativeStatus"
_NAME = regex.compile(r"[\p{L}_][\p{L}\p{N}._-]*")
_STATUSES = {
    **{status.value: status for status in TermStatus},
    "superseded": TermStatus.DEPRECATED,
}


class Style(StrEnum):
    """How TBX names its data categories: as attributes (DCA) or as elements (DCT)."""

    DCA = "dca"
    DCT = "dct"


def write_tbx(termbase: Termbase, path: Path, style: Style = Style.DCA) -> int:
    """Write TBX-Basic and return how many characters XML could not carry."""
    names: Any = {None: _TBX, **({"min": _MIN} if style is Style.DCT else {})}
    attributes = {"style": style.value, "type": "TBX-Basic", XML_LANG: "en"}
    root = etree.Element(f"{{{_TBX}}}tbx", attributes, nsmap=names)
    header = etree.SubElement(root, f"{{{_TBX}}}tbxHeader")
    description = etree.SubElement(header, f"{{{_TBX}}}fileDesc")
    source = etree.SubElement(description, f"{{{_TBX}}}sourceDesc")
    etree.SubElement(source, f"{{{_TBX}}}p").text = "Termbase written by daeyeok"
    text = etree.SubElement(root, f"{{{_TBX}}}text")
    body = etree.SubElement(text, f"{{{_TBX}}}body")
    replaced = 0
    taken: set[str] = set()
    for number, concept in enumerate(termbase.concepts, 1):
        name = concept.id if _NAME.fullmatch(concept.id) else f"c{number}"
        while name in taken:
            name = f"{name}-{number}"
        taken.add(name)
        entry = etree.SubElement(body, f"{{{_TBX}}}conceptEntry", id=name)
        replaced += _add_terms(entry, concept, style)
    tree = etree.ElementTree(root)
    with replacing(path) as temporary:
        tree.write(str(temporary), encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return replaced


def _add_terms(entry: etree._Element, concept: Concept, style: Style) -> int:
    replaced = 0
    ordered = sorted(concept.terms, key=lambda term: list(Language).index(term.language))
    for language, terms in groupby(ordered, key=lambda term: term.language):
        section = etree.SubElement(entry, f"{{{_TBX}}}langSec", {XML_LANG: language.value})
        for term in terms:
            place = etree.SubElement(section, f"{{{_TBX}}}termSec")
            text, count = carriable(term.text)
            etree.SubElement(place, f"{{{_TBX}}}term").text = text
            replaced += count
            if style is Style.DCA:
                status = etree.SubElement(place, f"{{{_TBX}}}termNote", type=_STATUS)
            else:
                status = etree.SubElement(place, f"{{{_MIN}}}{_STATUS}")
            status.text = term.status + _SUFFIX
            if term.note:
                text, count = carriable(term.note)
                etree.SubElement(place, f"{{{_TBX}}}note").text = text
                replaced += count
    return replaced


def read_tbx(path: Path) -> tuple[Concept, ...]:
    """Return the concepts in a TBX file, with their Korean and English terms.

    Terms without a status are admitted where their language has a preferred
    one, and preferred otherwise.

    Raises:
        FormatError: the file is no TBX, or a concept has no terms.

    """
    concepts = [
        Concept(entry.get("id") or f"c{number}", tuple(_terms(entry)))
        for number, entry in enumerate(elements(path, "conceptEntry", "termEntry"), 1)
    ]
    with_terms = tuple(concept for concept in concepts if concept.terms)
    if not with_terms:
        raise FormatError("holds no Korean or English terms", where=path)
    return with_terms


def _terms(entry: etree._Element) -> Iterator[Term]:
    for section in entry.iter("{*}langSec", "{*}langSet"):
        code = (section.get(XML_LANG) or section.get("lang") or "").lower()[:2]
        if code not in set(Language):
            continue
        places = list(section.iter("{*}termSec", "{*}tig", "{*}ntig"))
        statuses = [_status(place) for place in places]
        default = (
            TermStatus.ADMITTED if TermStatus.PREFERRED in statuses else TermStatus.PREFERRED
        )
        for place, status in zip(places, statuses, strict=True):
            text = " ".join(map(_content, place.iter("{*}term")))
            note = " ".join(map(_content, place.iterchildren("{*}note")))
            if text.strip():
                yield Term(text.strip(), Language(code), status or default, note.strip())


def _status(place: etree._Element) -> TermStatus | None:
    for element in place.iter(f"{{*}}{_STATUS}", "{*}termNote"):
        if etree.QName(element).localname == _STATUS or element.get("type") == _STATUS:
            word = (element.text or "").strip().lower().removesuffix(_SUFFIX.lower())
            return _STATUSES.get(word)
    return None


def _content(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
