"""TMX 1.4b, the translation memory that every CAT tool reads; written and read as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options, selected
from align.formats.unit import Unit, facts_of, unit_from
from align.formats.xml import XML_LANG, counted, elements
from align.model import Bitext, Level, Side
from align.system.atomic import replacing
from align.system.version import __version__

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_NATIVE_CODES = {"bpt", "ept", "it", "ph", "ut"}  # their content is code, not text
_PREFIX = "x-"
_SPECIAL = frozenset("&<>\r")


@dataclass(frozen=True, slots=True)
class TmxFormat:
    """TMX 1.4b: a unit a bead, with what is known of the bead as properties.

    `keep_codes` tells whether reading keeps the content of inline codes, such
    as `<b>`, in the text; by default they are dropped.
    """

    suffix: str = ".tmx"
    keep_codes: bool = False

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write the units that `options` choose.

        The segments of a merged bead are joined by a space; labels are left
        out of the text and kept as a property.
        """
        report = ExportReport()
        units = selected(bitexts, options, report)
        first = list(islice(units, 1))
        level = first[0].level if first else Level.PARAGRAPH
        with (
            replacing(path) as temporary,
            temporary.open("w", encoding="utf-8", newline="") as file,
        ):
            file.write(f"<?xml version='1.0' encoding='UTF-8'?>\n{_DOCTYPE}\n")
            header = etree.tostring(_header(level, options), encoding="unicode")
            file.write(f'<tmx version="1.4">{header}<body>\n')
            for unit in chain(first, units):
                file.write(_element(unit, options, report))
            file.write("</body></tmx>\n")
        return report

    def read(self, path: Path) -> Iterator[Unit]:
        """Yield the units in a TMX file, of this or of another tool.

        Of each unit the Korean and the English variants are taken, whatever
        their regions; a further English variant becomes a unit of its own.  One that has
        neither is an empty unit.

        Raises:
            FormatError: the file is no TMX, or a property has a wrong value.

        """
        for element in elements(path, "tu"):
            try:
                yield from self._units(element)
            except ValueError as error:
                where = f"{path}:{element.sourceline}"
                raise FormatError(str(error), where=where) from error

    def _units(self, element: etree._Element) -> Iterator[Unit]:
        facts: dict[str, str] = {}
        note = ""
        texts: dict[str, list[str]] = {side.language.value: [] for side in Side}
        for child in element:
            tag = child.tag
            if tag == "prop":
                facts[child.get("type", "").removeprefix(_PREFIX)] = child.text or ""
            elif tag == "note":
                note = f"{note}\n{child.text}" if note else child.text or ""
            elif tag == "tuv":
                code = (child.get(XML_LANG) or child.get("lang") or "")[:2].lower()
                if code in texts:
                    texts[code] += [self._text(seg) for seg in child if seg.tag == "seg"]
        if note:
            facts["note"] = note
        originals, translations = texts.values()
        original = originals[0] if originals else ""
        for translation in translations or ("",):
            yield unit_from(original, translation, facts)
            # What is said of the unit is said of its first English variant.
            facts = {"note": note}

    def _text(self, segment: etree._Element) -> str:
        return "".join(self._pieces(segment)) if len(segment) else segment.text or ""

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        """The pieces of a segment's text, native codes left out unless they are kept."""
        yield element.text or ""
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name and (self.keep_codes or name not in _NATIVE_CODES):
                yield from self._pieces(child)
            elif name:
                yield from (t for sub in child.iter("sub") for t in self._pieces(sub))
            yield child.tail or ""


def _header(level: Level, options: Options) -> etree._Element:
    header = etree.Element(
        "header",
        {
            "creationtool": "daeyeok",
            "creationtoolversion": __version__,
            "segtype": level.value,
            "o-tmf": "daeyeok",
            "adminlang": "en",
            "srclang": options.original_code,
            "datatype": "plaintext",
        },
    )
    if options.created:
        header.set("creationdate", options.created)
    return header


def _element(unit: Unit, options: Options, report: ExportReport) -> str:
    """A unit's `tu` as text: building elements would take three times as long."""
    note = f"<note>{_escaped(unit.note, report)}</note>" if unit.note else ""
    props = "".join(
        f'<prop type="{_PREFIX}{name}">{_escaped(value, report)}</prop>'
        for name, value in facts_of(unit)
        if name != "note"
    )
    variants = "".join(
        f'<tuv xml:lang="{code}"><seg>{_escaped(text, report)}</seg></tuv>'
        for code, text in (
            (options.original_code, unit.original),
            (options.translation_code, unit.translation),
        )
        if text
    )
    return f"<tu>{note}{props}{variants}</tu>\n"


def _escaped(text: str, report: ExportReport) -> str:
    plain = counted(text, report)
    if _SPECIAL.isdisjoint(plain):
        return plain
    # A carriage return that is not escaped comes back as a line feed.
    return escape(plain, {"\r": "&#13;"})
