"""Speed and memory of TMX beside translate-toolkit and a bare lxml loop.

Written are units with all that is known of them as properties; read are such a
file and one of texts alone, as other tools write them.

`python -m tests.benchmarks.formats [UNITS…]`, by default 10,000 and 100,000;
each measurement runs in a process of its own.  A benchmark reports and asserts nothing.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from align.cli.output import print_table
from align.formats.base import DEFAULTS, ExportReport, selected
from align.formats.tmx import TmxFormat
from align.formats.unit import Unit, facts_of
from align.formats.xml import XML_LANG
from align.model import Bead, Bitext, Document, Language, Segment
from tests.benchmarks.process import alone, peak_mb

_A_DOCUMENT = 40


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    rows = []
    for count in [int(argument) for argument in arguments] or [10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            full, plain = Path(folder) / "full.tmx", Path(folder) / "plain.tmx"
            alone(_write_plain, plain, count)
            for what, path in (("write", full), ("read", full), ("read plain", plain)):
                for method in METHODS:
                    if count > _MOST.get(method, count):
                        continue
                    figures = alone(_measure, what.split()[0], method, count, path)
                    rows.append({"units": count, "what": what, "with": method, **figures})
    print_table(rows)


def _measure(what: str, method: str, count: int, path: Path) -> dict[str, Any]:
    started = time.perf_counter()
    METHODS[method][what](path, count)
    seconds = time.perf_counter() - started
    return {"units/s": round(count / seconds), "peak MB": peak_mb()}


def bitexts(count: int) -> Iterator[Bitext]:
    """Invented units in documents of forty."""
    for number in range(0, count, _A_DOCUMENT):
        size = min(_A_DOCUMENT, count - number)
        korean = [
            f"{number + k}. 양측은 제{k}차 협의를 갖고 의견을 교환하였다." for k in range(size)
        ]
        english = [f"The two sides held round {k} of {number + k} talks." for k in range(size)]
        yield Bitext(
            Document(f"ko/{number}.txt", Language.KOREAN, tuple(map(Segment, korean))),
            Document(f"en/{number}.txt", Language.ENGLISH, tuple(map(Segment, english))),
            tuple(Bead((k,), (k,), 0.987) for k in range(size)),
        )


def _write_own(path: Path, count: int) -> None:
    TmxFormat().write(bitexts(count), path)


def _read_own(path: Path, count: int) -> None:
    assert sum(1 for _ in TmxFormat().read(path)) == count


def _write_lxml(path: Path, count: int) -> None:
    """The same elements with no thought for anything."""
    with (
        etree.xmlfile(str(path), encoding="UTF-8") as xf,
        xf.element("tmx", version="1.4"),
        xf.element("body"),
    ):
        for unit in selected(bitexts(count), DEFAULTS, ExportReport()):
            xf.write(_bare(unit, facts_of(unit)))


def _write_plain(path: Path, count: int) -> None:
    """Units of two texts and nothing else, as many tools write them."""
    with (
        etree.xmlfile(str(path), encoding="UTF-8") as xf,
        xf.element("tmx", version="1.4"),
        xf.element("body"),
    ):
        for unit in selected(bitexts(count), DEFAULTS, ExportReport()):
            xf.write(_bare(unit, ()))


def _bare(unit: Unit, facts: Iterable[tuple[str, str]]) -> etree._Element:
    element = etree.Element("tu")
    for name, value in facts:
        etree.SubElement(element, "prop", type=f"x-{name}").text = value
    for code, text in (("ko", unit.original), ("en", unit.translation)):
        variant = etree.SubElement(element, "tuv", {XML_LANG: code})
        etree.SubElement(variant, "seg").text = text
    return element


def _read_lxml(path: Path, count: int) -> None:
    found = 0
    for _, element in etree.iterparse(str(path), tag="tu"):
        [(prop.get("type"), prop.text) for prop in element.iter("prop")]
        ["".join(segment.itertext()) for segment in element.iter("seg")]
        found += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    assert found == count


def _write_toolkit(path: Path, count: int) -> None:
    from translate.storage import tmx

    store = tmx.tmxfile()
    for unit in selected(bitexts(count), DEFAULTS, ExportReport()):
        store.addtranslation(unit.original, "ko", unit.translation, "en")
    with path.open("wb") as file:
        store.serialize(file)


def _read_toolkit(path: Path, count: int) -> None:
    from translate.storage import tmx

    store = tmx.tmxfile.parsefile(str(path))
    assert sum(1 for unit in store.units if unit.source and unit.target) == count


METHODS: dict[str, dict[str, Callable[[Path, int], None]]] = {
    "translate-toolkit": {"write": _write_toolkit, "read": _read_toolkit},
    "bare lxml": {"write": _write_lxml, "read": _read_lxml},
    "daeyeok": {"write": _write_own, "read": _read_own},
}
_MOST = {"translate-toolkit": 100_000}  # units; it holds them all in memory

if __name__ == "__main__":
    main(sys.argv[1:])
