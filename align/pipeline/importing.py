"""Files that come back: a person's corrections into the memory, or new bitexts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from align.cleaning import Cleaner
from align.errors import FormatError
from align.execution.progress import Progress, Silent
from align.formats.base import Format, HoldsBitexts, HoldsUnits
from align.formats.unit import Names, Unit, bitext_of, units_by_document, units_of
from align.formats.xml import carriable
from align.memory import Memory, Origin
from align.model import Bead, Bitext, Level, Status

_SHOWN = 5


@dataclass(slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        new: bitexts that the memory did not know.
        changed: beads whose status, note or texts it changed.
        same: beads that say what the memory says.
        unplaced: units for which the memory has no bead; the first few by name.
        left_out: units that were left out.

    """

    new: int = 0
    changed: int = 0
    same: int = 0
    unplaced: int = 0
    left_out: int = 0
    examples: list[str] = field(default_factory=list)


def import_file(
    form: Format,
    path: Path,
    memory: Memory,
    cleaner: Cleaner | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Take a file into a memory.

    A unit that names its documents and segments changes the bead that it came
    from: status, note and texts.  Documents that the memory does not know
    become bitexts of their own.  What a person decided before is kept as history.

    Args:
        form: how the file is read.
        path: the file.
        memory: what it goes into.
        cleaner: what is left out of units that come from documents unknown to the memory;
            by default only those without any text, which are counted.
        progress: told how many units were read.

    Raises:
        FormatError: the file cannot be read, or its format does not come back.

    """
    report = ImportReport()
    signature = f"import:{form.suffix.removeprefix('.')}"
    if isinstance(form, HoldsBitexts):
        for bitext in form.read_bitexts(path):
            _take_bitext(bitext, path, memory, signature, report)
    elif isinstance(form, HoldsUnits):
        cleaner = cleaner or Cleaner((), lambda _: None)
        read = (progress or Silent()).track(form.read(path), "Units", None)
        every = _cleaned(read, memory, cleaner)
        for names, units in units_by_document(every, path.name):
            _take_units(list(units), names, path, memory, signature, report)
        report.left_out = sum(cleaner.counts.values())
    else:
        raise FormatError("is of a format that is only written", where=path)
    return report


def _cleaned(units: Iterable[Unit], memory: Memory, cleaner: Cleaner) -> Iterator[Unit]:
    """Units to take: those that correct what the memory has as they are, others cleaned."""
    known: dict[Names, bool] = {}

    def corrects(item: tuple[int, Unit]) -> bool:
        names = item[1].document, item[1].translation_document
        if names not in known:
            known.clear()  # units of one document follow one another
            known[names] = all(names) and memory.bitext_of(*names) is not None
        return known[names]

    for correcting, some in groupby(enumerate(units, start=1), key=corrects):
        if correcting:
            yield from (unit for _, unit in some)
        else:
            yield from cleaner.clean(some)


def _take_bitext(
    bitext: Bitext, path: Path, memory: Memory, signature: str, report: ImportReport
) -> None:
    known = memory.bitext_of(bitext.original.id, bitext.translation.id)
    if known is None:
        report.new += 1
    elif not _same_segments(known, bitext):
        raise FormatError(
            f"holds other segments of {known.original.id} than the memory",
            where=path,
            remedy="Take it into a memory of its own",
        )
    else:
        same = sum(a == b for a, b in zip(known.beads, bitext.beads, strict=False))
        report.same += same
        report.changed += len(bitext.beads) - same
        if known == bitext:
            return
    memory.put_bitext(bitext, signature, origin=Origin.IMPORTED)


def _same_segments(known: Bitext, bitext: Bitext) -> bool:
    return (known.original.segments, known.translation.segments) == (
        bitext.original.segments,
        bitext.translation.segments,
    )


def _take_units(
    units: Sequence[Unit],
    names: Names,
    path: Path,
    memory: Memory,
    signature: str,
    report: ImportReport,
) -> None:
    known = memory.bitext_of(*names)
    if known is None:
        try:
            made = bitext_of(units, names)
            memory.put_bitext(made, signature, origin=Origin.IMPORTED)
        except ValueError as error:
            raise FormatError(str(error), where=path) from error
        report.new += 1
        return
    before = dict(zip(map(_place, units_of(known)), known.beads, strict=True))
    texts = {_place(unit): unit for unit in units_of(known)}
    after = dict(before)
    for unit in units:
        place = _place(unit)
        if place not in before:
            report.unplaced += 1
            if len(report.examples) < _SHOWN:
                report.examples.append(f"{names[0]}: {unit.original[:40]}")
            continue
        after[place] = _corrected(before[place], texts[place], unit)
        if after[place] == before[place]:
            report.same += 1
        else:
            report.changed += 1
    if after != before:
        corrected = replace(known, beads=tuple(after.values()))
        memory.put_bitext(corrected, signature, origin=Origin.IMPORTED)


def _place(unit: Unit) -> tuple[Level, tuple[int, ...], tuple[int, ...]]:
    """Where a unit belongs; a sentence has no place among paragraphs, whatever its number."""
    return unit.level, unit.original_segments, unit.translation_segments


def _corrected(bead: Bead, known: Unit, unit: Unit) -> Bead:
    """The bead with the status, note and texts of a unit that came back."""
    status, edited = unit.status, bead.edited
    if any(
        _comparable(a) != _comparable(b)
        for a, b in (
            (known.original, unit.original),
            (known.translation, unit.translation),
        )
    ):
        edited = unit.original, unit.translation
        status = Status.EDITED if status in (Status.AUTO, Status.ACCEPTED) else status
    return replace(bead, status=status, note=unit.note, edited=edited)


def _comparable(text: str) -> str:
    """A text as any format brings it back: what XML cannot carry replaced, blanks alike."""
    return " ".join(carriable(text)[0].split())
