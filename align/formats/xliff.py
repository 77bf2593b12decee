"""XLIFF 2.1 and 1.2: a file a document pair, a unit a paragraph, streamed both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from align.atomic import replacing
from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options, selected
from align.formats.unit import Unit, facts_of, unit_from
from align.formats.xml import carried, counted, elements
from align.model import Bitext, Language, Level, Status

_V2 = "urn:oasis:names:tc:xliff:document:2.0"
_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_V1 = "urn:oasis:names:tc:xliff:document:1.2"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# The type stubs of lxml know no default namespace.
_DEFAULT: Any = {None: _V2}
_DEFAULT_1: Any = {None: _V1}
_VERSIONS = ("2.1", "1.2")
_STATES = {
    "2.1": {
        Status.AUTO: "translated",
        Status.ACCEPTED: "final",
        Status.EDITED: "reviewed",
        Status.REJECTED: "initial",
    },
    "1.2": {
        Status.AUTO: "translated",
        Status.ACCEPTED: "final",
        Status.EDITED: "signed-off",
        Status.REJECTED: "needs-translation",
    },
}
_ASIDE = ("document", "note")  # facts with a place of their own
_CODES = {"bpt", "ept", "it", "ph", "x", "bx", "ex", "ut"}  # their content is no text
_PREFIX = "x-"


@dataclass(frozen=True, slots=True)
class XliffFormat:
    """XLIFF 2.1, or 1.2 strict where the options say so."""

    suffix: str = ".xlf"

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write the units that `options` choose; `options.version` is 2.1 or 1.2.

        Sentences of one paragraph become segments of one unit in 2.1.

        Raises:
            FormatError: the version is another.

        """
        version = options.version or _VERSIONS[0]
        if version not in _VERSIONS:
            raise FormatError(
                f"XLIFF {version} is not written",
                where=path,
                remedy=f"Versions: {', '.join(_VERSIONS)}",
            )
        report = ExportReport()
        files = groupby(
            selected(bitexts, options, report),
            key=lambda unit: (unit.document, unit.translation_document),
        )
        with (
            replacing(path) as temporary,
            etree.xmlfile(str(temporary), encoding="UTF-8") as xf,
        ):
            xf.write_declaration()
            (_write_2 if version == "2.1" else _write_1)(xf, files, options, report)
        return report

    def read(self, path: Path) -> Iterator[Unit]:
        """Yield the units in an XLIFF file of version 1.2 or 2.

        Raises:
            FormatError: the file is no XLIFF, is not between Korean and English,
                or a value is wrong.

        """
        return _units(path)


# -- writing --------------------------------------------------------------------------


def _write_2(xf: Any, files: Iterable[Any], options: Options, report: ExportReport) -> None:
    root = {
        "version": "2.1",
        "srcLang": options.original_code,
        "trgLang": options.translation_code,
    }
    names: Any = {None: _V2, "mtc": _MATCHES, "mda": _METADATA}
    with xf.element(f"{{{_V2}}}xliff", root, nsmap=names):
        for number, ((document, _), units) in enumerate(files, 1):
            attributes = {"id": f"f{number}", "original": counted(document, report)}
            with xf.element(f"{{{_V2}}}file", attributes):
                for count, paragraph in enumerate(_paragraphs(units), 1):
                    xf.write(_unit_2(f"u{count}", paragraph, report))


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


def _unit_2(name: str, units: Sequence[Unit], report: ExportReport) -> etree._Element:
    element = etree.Element(f"{{{_V2}}}unit", {"id": name, _SPACE: "preserve"}, nsmap=_DEFAULT)
    numbered = [(f"s{number}", unit) for number, unit in enumerate(units, 1)]
    rated = [(key, unit) for key, unit in numbered if unit.confidence is not None]
    if rated:
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
                etree.SubElement(match, f"{{{_V2}}}{side}").text = carried(text)[0]
    metadata = etree.SubElement(element, f"{{{_METADATA}}}metadata", nsmap={"mda": _METADATA})
    for key, unit in numbered:
        group = etree.SubElement(metadata, f"{{{_METADATA}}}metaGroup", category=key)
        for fact, value in _facts(unit):
            meta = etree.SubElement(group, f"{{{_METADATA}}}meta", type=fact)
            meta.text = counted(value, report)
    remarks = [(key, unit.note) for key, unit in numbered if unit.note]
    if remarks:
        notes = etree.SubElement(element, f"{{{_V2}}}notes")
        for key, note in remarks:
            etree.SubElement(notes, f"{{{_V2}}}note", category=key).text = counted(note, report)
    for key, unit in numbered:
        state = _STATES["2.1"][unit.status]
        segment = etree.SubElement(element, f"{{{_V2}}}segment", id=key, state=state)
        source = etree.SubElement(segment, f"{{{_V2}}}source")
        if unit.confidence is not None:
            source = etree.SubElement(source, f"{{{_V2}}}mrk", id=f"m{key}", type="mtc:match")
        source.text = counted(unit.original, report)
        target = etree.SubElement(segment, f"{{{_V2}}}target")
        target.text = counted(unit.translation, report)
    return element


def _write_1(xf: Any, files: Iterable[Any], options: Options, report: ExportReport) -> None:
    with xf.element(f"{{{_V1}}}xliff", {"version": "1.2"}, nsmap={None: _V1}):
        for (document, _), units in files:
            attributes = {
                "original": counted(document, report),
                "source-language": options.original_code,
                "target-language": options.translation_code,
                "datatype": "plaintext",
            }
            with xf.element(f"{{{_V1}}}file", attributes), xf.element(f"{{{_V1}}}body"):
                for number, unit in enumerate(units, 1):
                    xf.write(_unit_1(str(number), unit, report))


def _unit_1(name: str, unit: Unit, report: ExportReport) -> etree._Element:
    element = etree.Element(
        f"{{{_V1}}}trans-unit", {"id": name, _SPACE: "preserve"}, nsmap=_DEFAULT_1
    )
    if unit.status in (Status.ACCEPTED, Status.EDITED):
        element.set("approved", "yes")
    etree.SubElement(element, f"{{{_V1}}}source").text = counted(unit.original, report)
    target = etree.SubElement(element, f"{{{_V1}}}target", state=_STATES["1.2"][unit.status])
    target.text = counted(unit.translation, report)
    group = etree.SubElement(element, f"{{{_V1}}}context-group", purpose="information")
    for fact, value in _facts(unit):
        context = etree.SubElement(group, f"{{{_V1}}}context")
        context.set("context-type", _PREFIX + fact)
        context.text = counted(value, report)
    if unit.note:
        etree.SubElement(element, f"{{{_V1}}}note").text = counted(unit.note, report)
    if unit.confidence is not None:
        quality = {"match-quality": f"{100 * unit.confidence:.2f}", "origin": "daeyeok"}
        found = etree.SubElement(element, f"{{{_V1}}}alt-trans", quality)
        etree.SubElement(found, f"{{{_V1}}}target").text = target.text
    return element


def _facts(unit: Unit) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in facts_of(unit) if name not in _ASIDE)


# -- reading --------------------------------------------------------------------------


def _units(path: Path) -> Iterator[Unit]:
    for element in elements(path, "unit", "trans-unit"):
        where = f"{path}:{element.sourceline}"
        read = _read_1 if etree.QName(element).localname == "trans-unit" else _read_2
        try:
            yield from read(element, where)
        except ValueError as error:
            raise FormatError(str(error), where=where) from error


def _read_2(element: etree._Element, where: str) -> Iterator[Unit]:
    root, file = element.getroottree().getroot(), _ancestor(element, "file")
    swapped = _swapped(root.get("srcLang"), root.get("trgLang"), where)
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
        _complete(facts, file, remarks, segment.get("state"), "2.1")
        texts = _child_text(segment, "source"), _child_text(segment, "target")
        yield unit_from(*(texts[::-1] if swapped else texts), facts)


def _read_1(element: etree._Element, where: str) -> Iterator[Unit]:
    file = _ancestor(element, "file")
    swapped = _swapped(file.get("source-language"), file.get("target-language"), where)
    facts = {
        str(context.get("context-type")).removeprefix(_PREFIX): context.text or ""
        for context in element.iter("{*}context")
    }
    remarks = "\n".join(note.text or "" for note in element.iterchildren("{*}note"))
    target = element.find("{*}target")
    state = None if target is None else target.get("state")
    _complete(facts, file, remarks, state, "1.2")
    texts = _child_text(element, "source"), _child_text(element, "target")
    yield unit_from(*(texts[::-1] if swapped else texts), facts)


def _complete(
    facts: dict[str, str], file: etree._Element, note: str, state: str | None, version: str
) -> None:
    """Add what stands elsewhere; the state counts where another tool has changed it since."""
    facts["document"] = file.get("original", "")
    facts["note"] = note
    states = _STATES[version]
    known = facts.get("status", "")
    if state and (known not in set(Status) or states[Status(known)] != state):
        by_state = {value: status for status, value in states.items()}
        facts["status"] = by_state.get(state, Status.AUTO)


def _ancestor(element: etree._Element, name: str) -> etree._Element:
    found = next(element.iterancestors(f"{{*}}{name}"), None)
    if found is None:
        raise ValueError(f"a unit stands in no {name}")
    return found


def _swapped(source: str | None, target: str | None, where: str) -> bool:
    """Whether the file goes from English to Korean."""
    languages = [(code or "").lower()[:2] for code in (source, target)]
    if languages == [Language.KOREAN, Language.ENGLISH]:
        return False
    if languages == [Language.ENGLISH, Language.KOREAN]:
        return True
    raise FormatError(f"goes from {source} to {target}, not between ko and en", where=where)


def _child_text(element: etree._Element, name: str) -> str:
    child = element.find(f"{{*}}{name}")
    return "" if child is None else "".join(_pieces(child))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "cp":
            yield chr(int(child.get("hex", "FFFD"), 16))
        elif name and name not in _CODES:
            yield from _pieces(child)
        yield child.tail or ""
