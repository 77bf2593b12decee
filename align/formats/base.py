"""What an export format is, and which units go into a file."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from align.formats.marks import Marking
from align.formats.unit import Unit, units_of
from align.model import Bitext, Status


class Duplicates(StrEnum):
    """What happens to units that say the same as an earlier one."""

    KEEP = "keep"
    MERGE = "merge"  # an exact repetition is left out
    FLAG = "flag"  # it stays, and so does an original with another translation, both marked


class Which(StrEnum):
    """Which beads become units."""

    PAIRS = "pairs"
    ONE_SIDED = "one-sided"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Options:
    """How to write units.

    Attributes:
        original_code: language code of the original, ko or ko-KR.
        translation_code: language code of the translation, en, en-US or en-GB.
        which: beads to write; rejected ones are left out unless it is all.
        duplicates: what happens to repetitions.
        created: time of the export as 20171219T100000Z, empty to leave it out.
        sheet_each: whether a workbook has a sheet for each document pair.
        version: version of the format where there are several, empty for the usual one.
        marking: terms to mark in the texts, where the format has marks.

    """

    original_code: str = "ko"
    translation_code: str = "en"
    which: Which = Which.PAIRS
    duplicates: Duplicates = Duplicates.KEEP
    created: str = ""
    sheet_each: bool = False
    version: str = ""
    marking: Marking | None = None


DEFAULTS = Options()


def timestamp(moment: datetime.datetime) -> str:
    """Return a moment in UTC as `Options.created` takes it."""
    return moment.strftime("%Y%m%dT%H%M%SZ")


@dataclass(slots=True)
class ExportReport:
    """What an export wrote and what it left out; counted while units go by.

    Attributes:
        units: translation units written.
        one_sided: beads left out because one side is empty.
        rejected: beads left out because a person rejected them.
        repeated: units left out because an earlier one says the same.
        replaced: characters that the format cannot carry, written as U+FFFD.

    """

    units: int = 0
    one_sided: int = 0
    rejected: int = 0
    repeated: int = 0
    replaced: int = 0


class Format(Protocol):
    """One interchange format.  Plug-ins register under `align.formats`."""

    suffix: str
    """The file name ending that it writes, in lower case with its dot."""

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write bitexts to `path`, whole or not at all.

        Raises:
            StorageError: the file cannot be written.

        """
        ...


@runtime_checkable
class HoldsUnits(Protocol):
    """A format whose files come back as units."""

    def read(self, path: Path) -> Iterator[Unit]:
        """Yield the units in a file, never the whole of it at once.

        Raises:
            FormatError: the file cannot be read, or is not of this format.

        """
        ...


@runtime_checkable
class HoldsBitexts(Protocol):
    """A format whose files come back as whole bitexts."""

    def read_bitexts(self, path: Path) -> Iterator[Bitext]:
        """Yield the bitexts in a file, one after the other.

        Raises:
            FormatError: the file cannot be read, or is not of this format.

        """
        ...


def selected(
    bitexts: Iterable[Bitext], options: Options, report: ExportReport
) -> Iterator[Unit]:
    """Yield the units to write, counting them and what is left out in `report`."""
    seen: dict[bytes, bytes] = {}
    for bitext in bitexts:
        for unit in _units(bitext, options.marking):
            if not _wanted(unit, options.which, report):
                continue
            marked = unit if options.duplicates is Duplicates.KEEP else _marked(unit, seen)
            if marked.duplicate == "same" and options.duplicates is Duplicates.MERGE:
                report.repeated += 1
                continue
            report.units += 1
            yield unit if options.duplicates is Duplicates.MERGE else marked


def _units(bitext: Bitext, marking: Marking | None) -> Iterator[Unit]:
    units = units_of(bitext)
    if marking is None:
        return units
    return (
        unit._replace(marks=marks)
        for unit, marks in zip(units, marking.of(bitext), strict=True)
    )


def _wanted(unit: Unit, which: Which, report: ExportReport) -> bool:
    if which is Which.ALL:
        return True
    one_sided = not (unit.original and unit.translation)
    if which is Which.ONE_SIDED:
        return one_sided
    if one_sided:
        report.one_sided += 1
        return False
    if unit.status is Status.REJECTED:
        report.rejected += 1
        return False
    return True


def _marked(unit: Unit, seen: dict[bytes, bytes]) -> Unit:
    """The unit, marked if its original was there before, with this translation or another."""
    original, translation = (
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
        for text in (unit.original, unit.translation)
    )
    known = seen.setdefault(original, translation)
    if known is translation:
        return unit
    return unit._replace(duplicate="same" if known == translation else "differs")
