"""XLIFF 2.1 and 2.2: a unit a paragraph, with the modules for matches, terms and metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree

from align.formats.base import ExportReport, Options
from align.formats.carried import carriable
from align.formats.unit import Unit, unit_from
from align.formats.xliff import common
from align.formats.xml import counted
from align.model import Concept, Language, Level, TermStatus

NAMESPACES = {
    "2.1": "urn:oasis:names:tc:xliff:document:2.0",
    "2.2": "urn:oasis:names:tc:xliff:document:2.2",
}
_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_Named = Sequence[tuple[str, Unit]]


def write(xf: Any, files: Iterable[Any], options: Options, report: ExportReport) -> None:
    """Write the units of each file into an open `lxml.etree.xmlfile`."""
    version = options.version or "2.1"
    space = NAMESPACES[version]
    root = {
        "version": version,
        "srcLang": options.original_code,
        "trgLang": options.translation_code,
    }
    names = {None: space, "mtc": _MATCHES, "mda": _METADATA, "gls": _GLOSSARY}
    with xf.element(f"{{{space}}}xliff", root, nsmap=names):
        for number, ((document, _), units) in enumerate(files, 1):
            attributes = {"id": f"f{number}", "original": counted(document, report)}
            with xf.element(f"{{{space}}}file", attributes):
                for count, paragraph in enumerate(_paragraphs(units), 1):
                    xf.write(_unit(space, f"u{count}", paragraph, report))


def read(element: etree._Element, where: str) -> Iterator[Unit]:
    """Yield a unit for each segment of a `unit`.

    Raises:
        ValueError: a value is wrong.
        FormatError: the file is not between Korean and English.

    """
    root, file = element.getroottree().getroot(), common.ancestor(element, "file")
    swapped = common.swapped(root.get("srcLang"), root.get("trgLang"), where)
    groups: dict[str, dict[str, str]] = {}
    for group in element.iter(f"{{{_METADATA}}}metaGroup"):
        facts = groups.setdefault(group.get("category", ""), {})
        facts |= {str(meta.get("type")): meta.text or "" for meta in group}
    notes: dict[str, list[str]] = {}
    for note in element.iter("{*}note"):
        notes.setdefault(note.get("category", ""), []).append(note.text or "")
    for segment in element.iter("{*}segment"):
        key = segment.get("id", "")
        facts = groups.get(key, {})
        remarks = "\n".join((*notes.get(key, ()), *notes.get("", ())))
        common.complete(facts, file, remarks, segment.get("state"), common.STATES_2)
        texts = common.child_text(segment, "source"), common.child_text(segment, "target")
        yield unit_from(*(texts[::-1] if swapped else texts), facts)


def _paragraphs(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Units of one paragraph together: sentences that begin on one line of the source."""
    gathered: list[Unit] = []
    for unit in units:
        together = unit.level is Level.SENTENCE and unit.line
        if gathered and not (together and gathered[-1].line == unit.line):
            yield gathered
            gathered = []
        gathered.append(unit)
    if gathered:
        yield gathered


def _unit(space: str, name: str, units: Sequence[Unit], report: ExportReport) -> etree._Element:
    default: Any = {None: space}  # the type stubs of lxml know no default namespace
    attributes = {"id": name, common.SPACE: "preserve"}
    element = etree.Element(f"{{{space}}}unit", attributes, nsmap=default)
    numbered = [(f"s{number}", unit) for number, unit in enumerate(units, 1)]
    _add_matches(element, space, numbered)
    _add_glossary(element, numbered, report)
    _add_metadata(element, numbered, report)
    remarks = [(key, unit.note) for key, unit in numbered if unit.note]
    if remarks:
        notes = etree.SubElement(element, f"{{{space}}}notes")
        for key, remark in remarks:
            note = etree.SubElement(notes, f"{{{space}}}note", category=key)
            note.text = counted(remark, report)
    for key, unit in numbered:
        _add_segment(element, space, key, unit, report)
    return element


def _add_segment(
    element: etree._Element, space: str, key: str, unit: Unit, report: ExportReport
) -> None:
    state = common.STATES_2[unit.status]
    segment = etree.SubElement(element, f"{{{space}}}segment", id=key, state=state)
    source = etree.SubElement(segment, f"{{{space}}}source")
    if unit.confidence is not None:
        source = etree.SubElement(source, f"{{{space}}}mrk", id=f"m{key}", type="mtc:match")
    target = etree.SubElement(segment, f"{{{space}}}target")
    common.fill_sides(unit, key, (source, target), report)


def _add_matches(element: etree._Element, space: str, numbered: _Named) -> None:
    rated = [(key, unit) for key, unit in numbered if unit.confidence is not None]
    if not rated:
        return
    matches = etree.SubElement(element, f"{{{_MATCHES}}}matches", nsmap={"mtc": _MATCHES})
    for key, unit in rated:
        match = etree.SubElement(
            matches,
            f"{{{_MATCHES}}}match",
            ref=f"#m{key}",
            matchQuality=f"{100 * (unit.confidence or 0):.2f}",
            origin="daeyeok",
        )
        for side, text in (("source", unit.original), ("target", unit.translation)):
            etree.SubElement(match, f"{{{space}}}{side}").text = carriable(text)[0]


def _add_glossary(element: etree._Element, numbered: _Named, report: ExportReport) -> None:
    """What the termbase says of the unit's terms, each concept once."""
    first: dict[str, tuple[str, Concept]] = {}
    for key, unit in numbered:
        for number, mark in enumerate(unit.marks, 1):
            first.setdefault(mark.concept.id, (f"{key}t{number}", mark.concept))
    if not first:
        return
    glossary = etree.SubElement(element, f"{{{_GLOSSARY}}}glossary", nsmap={"gls": _GLOSSARY})
    for name, concept in first.values():
        entry = etree.SubElement(glossary, f"{{{_GLOSSARY}}}glossEntry", ref=f"#{name}")
        english = [
            term
            for term in concept.in_language(Language.ENGLISH)
            if term.status is not TermStatus.DEPRECATED
        ]
        said = [("term", concept.name), *(("translation", term.text) for term in english)]
        notes = "; ".join(term.note for term in english if term.note)
        said += [("definition", notes)] if notes else []
        for tag, text in said:
            part = etree.SubElement(entry, f"{{{_GLOSSARY}}}{tag}")
            part.text = counted(text, report)


def _add_metadata(element: etree._Element, numbered: _Named, report: ExportReport) -> None:
    metadata = etree.SubElement(element, f"{{{_METADATA}}}metadata", nsmap={"mda": _METADATA})
    for key, unit in numbered:
        group = etree.SubElement(metadata, f"{{{_METADATA}}}metaGroup", category=key)
        for fact, value in common.facts(unit):
            meta = etree.SubElement(group, f"{{{_METADATA}}}meta", type=fact)
            meta.text = counted(value, report)
