"""XLIFF 1.2 strict: a unit a bead, what is known of it as context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from align.formats.base import ExportReport, Options
from align.formats.carried import carriable
from align.formats.unit import Unit, unit_from
from align.formats.xliff import common
from align.formats.xliff.common import NAMESPACE_1 as NAMESPACE
from align.formats.xml import counted
from align.model import Status

# The type stubs of lxml know no default namespace.
_DEFAULT: Any = {None: NAMESPACE}
_PREFIX = "x-"


def write(xf: Any, files: Iterable[Any], options: Options, report: ExportReport) -> None:
    """Write the units of each file into an open `lxml.etree.xmlfile`."""
    with xf.element(f"{{{NAMESPACE}}}xliff", {"version": "1.2"}, nsmap=_DEFAULT):
        for (document, _), units in files:
            attributes = {
                "original": counted(document, report),
                "source-language": options.original_code,
                "target-language": options.translation_code,
                "datatype": "plaintext",
            }
            with (
                xf.element(f"{{{NAMESPACE}}}file", attributes),
                xf.element(f"{{{NAMESPACE}}}body"),
            ):
                for number, unit in enumerate(units, 1):
                    xf.write(_element(str(number), unit, report))


def read(element: etree._Element, where: str) -> Iterator[Unit]:
    """Yield the unit that a `trans-unit` holds.

    Raises:
        ValueError: a value is wrong.
        FormatError: the file is not between Korean and English.

    """
    file = common.ancestor(element, "file")
    codes = file.get("source-language"), file.get("target-language")
    swapped = common.swapped(*codes, where)
    facts = {
        str(context.get("context-type")).removeprefix(_PREFIX): context.text or ""
        for context in element.iter("{*}context")
    }
    remarks = "\n".join(note.text or "" for note in element.iterchildren("{*}note"))
    target = element.find("{*}target")
    state = None if target is None else target.get("state")
    common.complete(facts, file, remarks, state, common.STATES_1)
    texts = common.child_text(element, "source"), common.child_text(element, "target")
    yield unit_from(*(texts[::-1] if swapped else texts), facts)


def _element(name: str, unit: Unit, report: ExportReport) -> etree._Element:
    attributes = {"id": name, common.SPACE: "preserve"}
    element = etree.Element(f"{{{NAMESPACE}}}trans-unit", attributes, nsmap=_DEFAULT)
    if unit.status in (Status.ACCEPTED, Status.EDITED):
        element.set("approved", "yes")
    source = etree.SubElement(element, f"{{{NAMESPACE}}}source")
    state = common.STATES_1[unit.status]
    target = etree.SubElement(element, f"{{{NAMESPACE}}}target", state=state)
    common.fill_sides(unit, "", (source, target), report)
    group = etree.SubElement(element, f"{{{NAMESPACE}}}context-group", purpose="information")
    for fact, value in common.facts(unit):
        context = etree.SubElement(group, f"{{{NAMESPACE}}}context")
        context.set("context-type", _PREFIX + fact)
        context.text = counted(value, report)
    if unit.note:
        etree.SubElement(element, f"{{{NAMESPACE}}}note").text = counted(unit.note, report)
    if unit.confidence is not None:
        quality = {"match-quality": f"{100 * unit.confidence:.2f}", "origin": "daeyeok"}
        match = etree.SubElement(element, f"{{{NAMESPACE}}}alt-trans", quality)
        etree.SubElement(match, f"{{{NAMESPACE}}}target").text = carriable(unit.translation)[0]
    return element
