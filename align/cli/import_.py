"""`align import`: a file of translation units into a memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from align.cli.common import PATH, format_option, print_rows
from align.formats.registry import format_of
from align.formats.tmx import TmxFormat
from align.importing import import_file
from align.memory import Memory

FINDINGS = 1


@click.command("import")
@click.argument("file", type=PATH)
@click.option("-m", "--memory", required=True, type=PATH, help="Memory to take it into.")
@click.option(
    "--keep-codes", is_flag=True, help="Keep the content of TMX inline codes in the text."
)
@click.option(
    "--fail-on-unplaced",
    is_flag=True,
    help="Leave with status 1 where a unit has no bead in the memory.",
)
@format_option
def import_(
    file: Path, memory: Path, keep_codes: bool, fail_on_unplaced: bool, form: str
) -> int:
    """Take FILE into a memory; its ending names the format.

    A file that align export wrote and a person corrected changes the beads it
    came from: their status, notes and texts.  Any other file becomes new
    bitexts.  What was decided before is kept as history.

    \b
    Examples:
      align export out/memory.db -o review.xlsx
      align import review.xlsx -m out/memory.db
      align import legacy.tmx -m archive.db
    """
    source = format_of(file)
    if keep_codes and isinstance(source, TmxFormat):
        source = replace(source, keep_codes=True)
    with Memory(memory) as opened, opened.transaction():
        report = import_file(source, file, opened)
    figures = {
        "new bitexts": report.new,
        "beads changed": report.changed,
        "beads as they were": report.same,
        "not placed": report.unplaced,
    }
    print_rows([figures], form)
    for example in report.examples:
        click.echo(f"align: no bead in the memory for {example}", err=True)
    return FINDINGS if report.unplaced and fail_on_unplaced else 0
