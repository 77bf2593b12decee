"""Units as tables, TSV and CSV: a row a unit, made so that a person can correct it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import AlignError, FormatError
from align.formats.base import DEFAULTS, ExportReport, Options, selected
from align.formats.unit import FACT_NAMES, Unit, facts_of, unit_from
from align.formats.xml import counted
from align.model import Bitext
from align.readers.parts.encoding import decode
from align.system.atomic import replacing

COLUMNS = ("original", "translation", *FACT_NAMES)
"""Names of the columns in order; reading needs the first two and takes any others it knows."""

_REMEDY = "The first row names the columns; original and translation must be there"
_BREAKS = str.maketrans("\r\n", "  ")


@dataclass(frozen=True, slots=True)
class TsvFormat:
    """Tab-separated values in UTF-8."""

    suffix: str = ".tsv"
    delimiter: str = "\t"
    encoding: str = "utf-8"

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write a header and a row a unit; line breaks become spaces."""
        report = ExportReport()
        with (
            replacing(path) as temporary,
            temporary.open("w", encoding=self.encoding, newline="") as file,
        ):
            writer = csv.writer(file, delimiter=self.delimiter, lineterminator="\n")
            writer.writerow(COLUMNS)
            for unit in selected(bitexts, options, report):
                cells = (counted(cell, report) for cell in row_of(unit))
                writer.writerow([cell.translate(_BREAKS) for cell in cells])
        return report

    def read(self, path: Path) -> Iterator[Unit]:
        """Yield the units in a table, in any encoding that is found out.

        Raises:
            FormatError: a column is missing or a cell has a wrong value.

        """
        try:
            text = _decoded(path.read_bytes())
        except OSError as error:
            raise FormatError(f"cannot be read: {error.strerror}", where=path) from error
        except AlignError as error:
            raise FormatError(error.what, where=path, remedy=error.remedy) from error
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=self.delimiter)
        require_columns(rows.fieldnames or (), path)
        numbered = ((rows.line_num, {k: v or "" for k, v in row.items() if k}) for row in rows)
        yield from units_from_rows(numbered, path)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)[0]


@dataclass(frozen=True, slots=True)
class CsvFormat(TsvFormat):
    """Comma-separated values in UTF-8 with a byte order mark, as spreadsheets want them."""

    suffix: str = ".csv"
    delimiter: str = ","
    encoding: str = "utf-8-sig"


def row_of(unit: Unit) -> list[str]:
    """Return a unit's cells in the order of `COLUMNS`."""
    facts = dict(facts_of(unit))
    return [unit.original, unit.translation, *(facts.get(name, "") for name in FACT_NAMES)]


def require_columns(names: Iterable[str], path: Path) -> None:
    """Raise FormatError where a table lacks one of the two texts."""
    missing = [name for name in COLUMNS[:2] if name not in set(names)]
    if missing:
        raise FormatError(f"has no column {', '.join(missing)}", where=path, remedy=_REMEDY)


def units_from_rows(
    rows: Iterable[tuple[int, Mapping[str, str]]], path: Path
) -> Iterator[Unit]:
    """Yield the units that rows hold, each row with its number.

    A unit that says nowhere else where it comes from has the number for its line.
    """
    for number, row in rows:
        original, translation = row["original"].strip(), row["translation"].strip()
        if not original and not translation:
            continue
        try:
            unit = unit_from(original, translation, row)
        except ValueError as error:
            raise FormatError(str(error), where=f"{path}:{number}") from error
        is_placed = unit.line or unit.original_segments or unit.translation_segments
        yield unit if is_placed else unit._replace(line=number)


def csv_text(rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows with the same keys as CSV, the keys in its first line."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
