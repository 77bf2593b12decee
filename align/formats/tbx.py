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
from align.formats.carried import carriable
from align.formats.termentry import TermEntry
from align.formats.xml import XML_LANG, content, elements, line_of
from align.model import Concept, Language, Termbase
from align.system.atomic import replacing

_TBX = "urn:iso:std:iso:30042:ed-2"
_MIN = "http://www.tbxinfo.net/ns/min"
_SUFFIX = "Term-admn-sts"
_STATUS = "administrativeStatus"
_NAME = regex.compile(r"[\p{L}_][\p{L}\p{N}._-]*")
_CATEGORIES = frozenset(
    (_STATUS.lower(), "normativeauthorization", "status", "usagestatus", "termstatus")
)
_YES = frozenset(("true", "yes", "1"))


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


def read_tbx(path: Path) -> Iterator[TermEntry]:
    """Yield the terms of a TBX file, in any of its languages.

    Raises:
        FormatError: the file cannot be read, or is no TBX.

    """
    found = elements(path, "conceptEntry", "termEntry", "body")
    for number, element in enumerate(found, 1):
        if etree.QName(element).localname == "body":
            return
        concept = element.get("id") or f"c{number}"
        for section in element.iter("{*}langSec", "{*}langSet"):
            language = section.get(XML_LANG) or section.get("lang") or ""
            for place in section.iter("{*}termSec", "{*}tig", "{*}ntig"):
                yield TermEntry(
                    line_of(element),
                    concept,
                    language,
                    " ".join(map(content, place.iter("{*}term"))),
                    tuple(_statuses(place)),
                    " ".join(map(content, place.iterchildren("{*}note"))),
                )
    raise FormatError("is no TBX: it has no body", where=path)


def _statuses(place: etree._Element) -> Iterator[str]:
    """What is said of a term: by TBX's own categories, or by those of other tools."""
    for element in place.iter("{*}*"):
        kind = element.get("type") or etree.QName(element).localname
        kind = kind.lower().removeprefix("x-")
        if kind in _CATEGORIES:
            yield content(element)
        elif kind == "forbidden" and content(element).lower() in _YES:
            yield kind
