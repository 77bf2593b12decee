"""TMX 1.4b, the translation memory that every CAT tool reads; written and read as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from lxml import etree

import align
from align.atomic import replacing
from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options, selected
from align.formats.unit import Unit, facts_of, unit_from
from align.formats.xml import XML_LANG, counted, elements
from align.model import Bitext, Language, Level

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_NATIVE_CODES = {"bpt", "ept", "it", "ph", "ut"}  # their content is code, not text
_PREFIX = "x-"


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
            etree.xmlfile(str(temporary), encoding="UTF-8") as xf,
        ):
            xf.write_declaration()
            xf.write_doctype(_DOCTYPE)
            with xf.element("tmx", version="1.4"):
                xf.write(_header(level, options))
                with xf.element("body"):
                    for unit in chain(first, units):
                        xf.write(_element(unit, options, report))
        return report

    def read(self, path: Path) -> Iterator[Unit]:
        """Yield the units in a TMX file, of this or of another tool.

        Of each unit the Korean and the English variants are taken, whatever
        their regions; a further English variant becomes a unit of its own.

        Raises:
            FormatError: the file is no TMX, or a property has a wrong value.

        """
        for element in elements(path, "tu"):
            line = element.sourceline
            facts = {
                str(prop.get("type")).removeprefix(_PREFIX): prop.text or ""
                for prop in element.iter("prop")
            }
            note = "\n".join(n.text or "" for n in element.iterchildren("note"))
            if note:
                facts["note"] = note
            texts: dict[Language, list[str]] = {code: [] for code in Language}
            for variant in element.iterchildren("tuv"):
                code = (variant.get(XML_LANG) or variant.get("lang") or "").lower()[:2]
                segment = variant.find("seg")
                if code in texts and segment is not None:
                    texts[Language(code)].append("".join(self._text(segment)))
            korean, english = texts[Language.KOREAN], texts[Language.ENGLISH]
            for original in korean[:1] or [""]:
                for translation in english or [""]:
                    if original or translation:
                        try:
                            yield unit_from(original, translation, facts)
                        except ValueError as error:
                            raise FormatError(str(error), where=f"{path}:{line}") from error
                        facts = {"note": note}  # the others are of the first variant

    def _text(self, element: etree._Element) -> Iterator[str]:
        """The pieces of a segment's text, native codes left out unless they are kept."""
        yield element.text or ""
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name and (self.keep_codes or name not in _NATIVE_CODES):
                yield from self._text(child)
            elif name:
                yield from (t for sub in child.iter("sub") for t in self._text(sub))
            yield child.tail or ""


def _header(level: Level, options: Options) -> etree._Element:
    header = etree.Element(
        "header",
        {
            "creationtool": "daeyeok",
            "creationtoolversion": align.__version__,
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


def _element(unit: Unit, options: Options, report: ExportReport) -> etree._Element:
    element = etree.Element("tu")
    for name, value in facts_of(unit):
        text = counted(value, report)
        if name == "note":
            note = etree.Element("note")
            note.text = text
            element.insert(0, note)
            continue
        prop = etree.SubElement(element, "prop", type=_PREFIX + name)
        prop.text = text
    for code, value in (
        (options.original_code, unit.original),
        (options.translation_code, unit.translation),
    ):
        if value:
            variant = etree.SubElement(element, "tuv", {XML_LANG: code})
            etree.SubElement(variant, "seg").text = counted(value, report)
    element.tail = "\n"
    return element
