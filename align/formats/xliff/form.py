"""XLIFF 2.1, 2.2 and 1.2: a file a document pair, streamed both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from lxml import etree

from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options, selected
from align.formats.unit import Unit
from align.formats.xliff import version1, version2
from align.formats.xml import elements
from align.model import Bitext
from align.system.atomic import replacing

VERSIONS = ("2.1", "2.2", "1.2")


@dataclass(frozen=True, slots=True)
class XliffFormat:
    """XLIFF 2.1, or another of `VERSIONS` where the options say so; 1.2 is strict."""

    suffix: str = ".xlf"

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write the units that `options` choose, with the terms that it marks.

        Sentences of one paragraph become segments of one unit in 2.1 and 2.2.

        Raises:
            FormatError: `options.version` is none of `VERSIONS`.

        """
        version = options.version or VERSIONS[0]
        if version not in VERSIONS:
            raise FormatError(
                f"XLIFF {version} is not written",
                where=path,
                remedy=f"Versions: {', '.join(VERSIONS)}",
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
            write = version1.write if version == "1.2" else version2.write
            write(xf, files, options, report)
        return report

    def read(self, path: Path) -> Iterator[Unit]:
        """Yield the units in an XLIFF file of version 1.2 or 2.

        Raises:
            FormatError: the file is no XLIFF, is not between Korean and English,
                or a value is wrong.

        """
        for element in elements(path, "unit", "trans-unit"):
            where = f"{path}:{element.sourceline}"
            old = etree.QName(element).localname == "trans-unit"
            try:
                yield from (version1 if old else version2).read(element, where)
            except ValueError as error:
                raise FormatError(str(error), where=where) from error
