"""Both sides facing each other on a page, for reading and printing; nothing comes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from lxml import etree

from align.formats.base import DEFAULTS, ExportReport, Options, Which, selected
from align.formats.unit import Unit
from align.formats.xml import counted
from align.model import Bitext
from align.system.atomic import replacing

_TITLE = "대역 · Facing pages"
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, "Noto Sans KR", sans-serif; margin: 2rem auto;
  max-width: 76rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 3rem; }
td { padding: .5rem .75rem; vertical-align: top; border-top: 1px solid #8884; }
td.n { width: 3.5rem; font-size: .8rem; opacity: .7; text-align: right; }
h2 { font-size: 1.1rem; overflow-wrap: anywhere; }
:lang(ko) { word-break: keep-all; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class PageFormat:
    """One HTML file without scripts: a table a document pair, a row a bead."""

    suffix: str = ".html"

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write beads in order, by default those without a counterpart too."""
        report = ExportReport()
        which = Which.ALL if options.which is Which.PAIRS else options.which
        units = selected(bitexts, replace(options, which=which), report)
        with (
            replacing(path) as temporary,
            etree.htmlfile(str(temporary), encoding="UTF-8") as xf,
        ):
            xf.write_doctype("<!DOCTYPE html>")
            with xf.element("html", lang="ko"):
                xf.write(_head())
                with xf.element("body"):
                    for names, group in groupby(
                        units, key=lambda unit: (unit.document, unit.translation_document)
                    ):
                        heading = etree.Element("h2")
                        heading.text = counted(" · ".join(names), report)
                        xf.write(heading)
                        with xf.element("table"):
                            for unit in group:
                                xf.write(_row(unit, options, report))
        return report


def _head() -> etree._Element:
    head = etree.Element("head")
    etree.SubElement(head, "meta", charset="utf-8")
    etree.SubElement(
        head, "meta", name="viewport", content="width=device-width, initial-scale=1"
    )
    etree.SubElement(head, "title").text = _TITLE
    etree.SubElement(head, "style").text = _STYLE
    return head


def _row(unit: Unit, options: Options, report: ExportReport) -> etree._Element:
    row = etree.Element("tr")
    place = etree.SubElement(row, "td", {"class": "n"})
    place.text = counted(unit.outline or unit.label, report)
    for code, text in (
        (options.original_code, unit.original),
        (options.translation_code, unit.translation),
    ):
        etree.SubElement(row, "td", lang=code).text = counted(text, report)
    return row
