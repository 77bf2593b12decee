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
from align.formats.carried import comparable
from align.formats.unit import Names, Unit, bitext_of, units_by_document, units_of
from align.memory import Memory, Origin
from align.memory.history import ReviewedMemory
from align.model import Bead, Bitext, Level, Status
from align.pipeline.merging import Choice, Conflict, is_damaged, merged

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
        conflicts: what the memory and the file have both changed, and differ in.

    """

    new: int = 0
    changed: int = 0
    same: int = 0
    unplaced: int = 0
    left_out: int = 0
    examples: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def import_file(
    form: Format,
    path: Path,
    memory: Memory,
    cleaner: Cleaner | None = None,
    progress: Progress | None = None,
    conflicts: Choice = Choice.LIST,
) -> ImportReport:
    """Take a file into a memory.

    A unit that names its documents and segments changes the bead that it came
    from: status, note and texts, of each what changed in the file since it was exported.
    Documents that the memory does not know become bitexts of their own.  What a person
    decided before is kept as history.

    Args:
        form: how the file is read.
        path: the file.
        memory: what it goes into.
        cleaner: what is left out of units that come from documents unknown to the memory;
            by default only those without any text, which are counted.
        progress: told how many units were read.
        conflicts: whose word is taken where both have changed a bead.

    Raises:
        FormatError: the file cannot be read, its format does not come back, or its encoding
            has damaged its texts.

    """
    report = ImportReport()
    signature = f"import:{form.suffix.removeprefix('.')}"
    if isinstance(form, HoldsBitexts):
        for bitext in form.read_bitexts(path):
            _take_bitext(bitext, path, memory, signature, report, conflicts)
    elif isinstance(form, HoldsUnits):
        cleaner = cleaner or Cleaner((), lambda _: None)
        read = (progress or Silent()).track(form.read(path), "Units", None)
        every = _cleaned(read, memory, cleaner)
        for names, units in units_by_document(every, path.name):
            _take_units(list(units), names, path, memory, signature, report, conflicts)
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
    bitext: Bitext,
    path: Path,
    memory: Memory,
    signature: str,
    report: ImportReport,
    choice: Choice,
) -> None:
    known = memory.bitext_of(bitext.original.id, bitext.translation.id)
    if known is None:
        report.new += 1
        memory.put_bitext(bitext, signature, origin=Origin.IMPORTED)
        return
    if not _same_segments(known, bitext):
        raise FormatError(
            f"holds other segments of {known.original.id} than the memory",
            where=path,
            remedy="Take it into a memory of its own",
        )
    if _spans(known) != _spans(bitext):
        _take_other_beads(known, bitext, memory, path, report, choice)
        return
    beads = [
        # What no person decides, such as the confidence, is the file's.
        merged(
            replace(new, status=mine.status, note=mine.note, edited=mine.edited),
            ours,
            theirs._replace(base=None),
            choice,
            report.conflicts,
        )
        for mine, new, ours, theirs in zip(
            known.beads, bitext.beads, units_of(known), units_of(bitext), strict=True
        )
    ]
    _keep(memory, known, beads, path, signature, report)


def _take_other_beads(
    known: Bitext,
    bitext: Bitext,
    memory: Memory,
    path: Path,
    report: ImportReport,
    choice: Choice,
) -> None:
    """Take a bitext that is cut into other beads, unless decisions would go with them."""
    kept = set(bitext.beads)
    lost = [bead for bead in known.beads if _is_decided(bead) and bead not in kept]
    if lost and choice is not Choice.THEIRS:
        if choice is Choice.LIST:
            shown = f"{len(known.beads)} beads, {len(lost)} decided otherwise"
            text = known.original_text(lost[0])[:60]
            theirs = f"{len(bitext.beads)} beads"
            report.conflicts.append(Conflict(known.original.id, text, "beads", shown, theirs))
        report.same += len(known.beads)
        return
    _keep(memory, known, bitext.beads, path, "import:jsonl", report)


def _is_decided(bead: Bead) -> bool:
    return bead.status is not Status.AUTO or bool(bead.note) or bead.edited is not None


def _spans(bitext: Bitext) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.original, bead.translation) for bead in bitext.beads]


def _keep(
    memory: Memory,
    known: Bitext,
    beads: Sequence[Bead],
    path: Path,
    signature: str,
    report: ImportReport,
) -> None:
    """Keep the beads of a bitext, as a change that can be undone where the memory has those."""
    same = sum(a == b for a, b in zip(known.beads, beads, strict=False))
    report.same += same
    report.changed += len(beads) - same
    if tuple(beads) == known.beads:
        return
    after = replace(known, beads=tuple(beads))
    if isinstance(memory, ReviewedMemory):
        _, version = memory.reviewed(*known.names)
        memory.change(known, after, version, "import", f"import of {path.name}")
    else:
        memory.put_bitext(after, signature, origin=Origin.IMPORTED)


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
    choice: Choice,
) -> None:
    known = memory.bitext_of(*names)
    if known is None:
        _refuse_damaged_names(names, memory, path)
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
        _refuse_damaged(unit, texts[place], path)
        after[place] = merged(before[place], texts[place], unit, choice, report.conflicts)
    untouched = len(before) - len({_place(unit) for unit in units} & set(before))
    _keep(memory, known, list(after.values()), path, signature, report)
    report.same -= untouched


def _refuse_damaged(unit: Unit, known: Unit, path: Path) -> None:
    for mine, theirs in (
        (known.original, unit.original),
        (known.translation, unit.translation),
    ):
        if is_damaged(comparable(theirs), comparable(mine)):
            raise FormatError(
                f"has ? for what its encoding cannot write: {theirs[:40]!r}",
                where=path,
                remedy="Save it as CSV UTF-8, or as a workbook, and import it again",
            )


def _refuse_damaged_names(names: Names, memory: Memory, path: Path) -> None:
    if not any("?" in name for name in names):
        return
    for known in memory.names():
        pairs = list(zip(names, known, strict=True))
        if any(is_damaged(a, b) for a, b in pairs) and all(
            a == b or is_damaged(a, b) for a, b in pairs
        ):
            raise FormatError(
                f"has ? for what its encoding cannot write: {names[0]}",
                where=path,
                remedy="Save it as CSV UTF-8, or as a workbook, and import it again",
            )


def _place(unit: Unit) -> tuple[Level, tuple[int, ...], tuple[int, ...]]:
    """Where a unit belongs; a sentence has no place among paragraphs, whatever its number."""
    return unit.level, unit.original_segments, unit.translation_segments
