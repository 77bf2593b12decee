"""`align import`: a file of translation units into a memory."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from align.aligner.embedding import Embedder
from align.cleaning import Bounds, Cause, Cleaner, LeftOut
from align.cli.options import PATH, embedder_option, format_option, workers_option
from align.cli.output import Bar, print_rows
from align.cli.status import DONE, FINDINGS
from align.execution.choice import engine_of
from align.execution.engine import cores
from align.formats.registry import format_of
from align.formats.tmx import TmxFormat
from align.memory.history import ReviewedMemory
from align.memory.seen import Seen
from align.pipeline.importing import import_file
from align.pipeline.merging import Choice
from align.system.atomic import replacing

_DEFAULTS = Bounds()
_COLUMNS = ("unit", "why", "reason", "original", "translation", "document")


def _kinds(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> frozenset[Cause]:
    if not value:
        return frozenset()
    if value == "all":
        return frozenset(Cause)
    try:
        return frozenset(Cause(part.strip()) for part in value.split(","))
    except ValueError as error:
        raise click.BadParameter(f"{error}; known: all, {', '.join(Cause)}") from error


@click.command("import")
@click.argument("file", type=PATH)
@click.option("-m", "--memory", required=True, type=PATH, help="Memory to take it into.")
@click.option(
    "--keep-codes", is_flag=True, help="Keep the content of TMX inline codes in the text."
)
@click.option(
    "--clean",
    "kinds",
    metavar="KINDS",
    callback=_kinds,
    help=f"What to leave out: all, or some of {', '.join(Cause)}.",
)
@click.option(
    "--ratio",
    type=click.FloatRange(1),
    default=_DEFAULTS.ratio,
    show_default=True,
    help="Times that a side may be longer than the other would take in its language.",
)
@click.option(
    "--score",
    type=click.FloatRange(-1, 1),
    default=_DEFAULTS.score,
    show_default=True,
    help="Least likeness of both sides, or confidence where the file gives one.",
)
@click.option(
    "--left-out",
    type=PATH,
    help="List of what is left out (CSV); by default beside the memory, named after FILE.",
)
@click.option(
    "--conflicts",
    type=click.Choice(list(Choice)),
    default=Choice.LIST,
    show_default=True,
    help="Whose word is taken where the memory and FILE have both changed a bead since the "
    "export: the memory's (ours), the file's (theirs), or the memory's, listed, with status 1.",
)
@embedder_option
@workers_option
@click.option(
    "--fail-on-unplaced",
    is_flag=True,
    help="Leave with status 1 where a unit has no bead in the memory.",
)
@format_option
def import_(
    file: Path,
    memory: Path,
    keep_codes: bool,
    kinds: frozenset[Cause],
    ratio: float,
    score: float,
    left_out: Path | None,
    conflicts: str,
    embedder: Embedder | None,
    workers: int | None,
    fail_on_unplaced: bool,
    form: str,
) -> int:
    """Take FILE into a memory; its ending names the format.

    A file that align export wrote and a person corrected changes the beads it
    came from: their status, notes and texts, where they changed in it since
    it was exported.  What was decided meanwhile stays, and what both changed
    is listed.  The review can undo an import.  Any other file becomes new
    bitexts.

    Of new units --clean leaves out those that are empty, the same on both
    sides, in another language, far too long on one side, said before, or
    unlike in meaning; each is listed with its reason.

    \b
    Examples:
      align export out/memory.db -o review.xlsx
      align import review.xlsx -m out/memory.db
      align import legacy.tmx -m archive.db
      align import legacy.tmx -m archive.db --clean empty,duplicates,ratio
    """
    source = format_of(file)
    if keep_codes and isinstance(source, TmxFormat):
        source = replace(source, keep_codes=True)
    listed = left_out or memory.with_name(f"{file.stem}.left-out.csv")
    with (
        ReviewedMemory(memory) as opened,
        engine_of(workers or cores()) as engine,
        opened.transaction(),
        _list(listed) as tell,
    ):
        seen = Seen(opened)
        cleaner = Cleaner(
            kinds,
            tell,
            lambda unit: seen.before(unit.original, unit.translation),
            Bounds(ratio, score),
            embedder,
            engine,
        )
        report = import_file(source, file, opened, cleaner, Bar(), Choice(conflicts))
    figures = {
        "new bitexts": report.new,
        "beads changed": report.changed,
        "beads as they were": report.same,
        "conflicts": len(report.conflicts),
        "not placed": report.unplaced,
        "left out": report.left_out,
    }
    print_rows([figures], form)
    if report.left_out:
        told = ", ".join(f"{count} {kind}" for kind, count in cleaner.counts.most_common())
        click.echo(f"align: left out: {told}; listed in {listed}", err=True)
    for example in report.examples:
        click.echo(f"align: no bead in the memory for {example}", err=True)
    for one in report.conflicts:
        click.echo(
            f"align: both changed the {one.what} of {one.document}, {one.text!r}: the memory "
            f"has {one.memory!r}, which stays, the file {one.file!r}",
            err=True,
        )
    if report.conflicts:
        click.echo(
            "align: --conflicts theirs takes the file's word, ours passes over", err=True
        )
    return FINDINGS if report.conflicts or (report.unplaced and fail_on_unplaced) else DONE


@contextmanager
def _list(path: Path) -> Iterator[Callable[[LeftOut], None]]:
    """Give a function that lists what is left out; without any no file is made."""
    with ExitStack() as stack:
        writer: Any = None

        def tell(left: LeftOut) -> None:
            nonlocal writer
            if writer is None:
                temporary = stack.enter_context(replacing(path))
                opened = temporary.open("w", encoding="utf-8-sig", newline="")
                writer = csv.writer(stack.enter_context(opened), lineterminator="\n")
                writer.writerow(_COLUMNS)
            unit = left.unit
            texts = unit.original, unit.translation, unit.document
            writer.writerow((left.number, left.kind.value, left.reason, *texts))

        yield tell
