"""TMX 1.4b, the translation memory that every CAT tool reads; written as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import regex
from lxml import etree

import align
from align.atomic import replacing
from align.formats.base import ExportReport
from align.model import Bead, Bitext, Language, Level, Status

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class TmxFormat:
    """Writes TMX 1.4b: a unit a bead, with what is known of the bead as properties."""

    suffix: str = ".tmx"

    def write(self, bitexts: Iterable[Bitext], path: Path) -> ExportReport:
        """Write the beads that hold both sides and that nobody rejected.

        The segments of a merged bead are joined by a space; labels are left
        out of the text and kept as a property.
        """
        report = ExportReport()
        rest = iter(bitexts)
        first = list(islice(rest, 1))
        level = first[0].level if first else Level.PARAGRAPH
        with (
            replacing(path) as temporary,
            etree.xmlfile(str(temporary), encoding="UTF-8") as xf,
        ):
            xf.write_declaration()
            xf.write_doctype(_DOCTYPE)
            with xf.element("tmx", version="1.4"):
                xf.write(_header(level), pretty_print=True)
                with xf.element("body"):
                    for bitext in chain(first, rest):
                        for bead in bitext.beads:
                            report = _write_bead(xf, bitext, bead, report)
        return report


def _write_bead(
    xf: etree._IncrementalFileWriter, bitext: Bitext, bead: Bead, report: ExportReport
) -> ExportReport:
    if not bead.is_pair:
        return replace(report, one_sided=report.one_sided + 1)
    if bead.status is Status.REJECTED:
        return replace(report, rejected=report.rejected + 1)
    unit, replaced = _unit(bitext, bead)
    xf.write("\n", unit, pretty_print=True)
    return replace(report, units=report.units + 1, replaced=report.replaced + replaced)


def _header(level: Level) -> etree._Element:
    return etree.Element(
        "header",
        {
            "creationtool": "daeyeok",
            "creationtoolversion": align.__version__,
            "segtype": level.value,
            "o-tmf": "daeyeok",
            "adminlang": "en",
            "srclang": Language.KOREAN.value,
            "datatype": "plaintext",
        },
    )


def _unit(bitext: Bitext, bead: Bead) -> tuple[etree._Element, int]:
    """The `tu` of a bead, and how many characters XML could not carry."""
    unit = etree.Element("tu")
    replaced = 0
    for name, value in _properties(bitext, bead):
        text, count = _carried(value)
        etree.SubElement(unit, "prop", type=f"x-{name}").text = text
        replaced += count
    for language, text in (
        (bitext.original.language, bitext.original_text(bead)),
        (bitext.translation.language, bitext.translation_text(bead)),
    ):
        text, count = _carried(text.replace("\n", " "))
        variant = etree.SubElement(unit, "tuv", {_XML_LANG: language.value})
        etree.SubElement(variant, "seg").text = text
        replaced += count
    return unit, replaced


def _properties(bitext: Bitext, bead: Bead) -> Iterator[tuple[str, str]]:
    """What is known of a bead, as names and values; empty ones left out."""
    original = [bitext.original.segments[i] for i in bead.original]
    date = bitext.original.metadata.date or bitext.translation.metadata.date
    known = {
        "document": bitext.original.id,
        "translation-document": bitext.translation.id,
        "date": date.isoformat() if date else "",
        "outline": original[0].outline,
        "label": " ".join(segment.label for segment in original if segment.label),
        "kind": original[0].kind,
        "bead-type": bead.type,
        "confidence": f"{bead.confidence:.4f}",
        "status": bead.status,
        "crossing": "yes" if bead.crossing else "",
        "level": bitext.level,
        "unofficial": "yes" if bitext.translation.metadata.unofficial else "",
    }
    yield from ((name, value) for name, value in known.items() if value)


def _carried(text: str) -> tuple[str, int]:
    """The text with U+FFFD for what XML 1.0 cannot carry, and how many there were."""
    carried, count = _NOT_XML.subn("\ufffd", text)
    return carried, count
