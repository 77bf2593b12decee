"""`align export`: a memory as a file that other tools read."""

from __future__ import annotations

from pathlib import Path

import click

from align.aligner import Aligner
from align.aligner.sentences import refine
from align.cli.common import PATH, aligner_options, format_of, level_option
from align.memory import Memory
from align.model import Level


@click.command()
@click.argument("memory", type=PATH)
@click.option(
    "-o", "--out", required=True, type=PATH, help="File to write; its ending names the format."
)
@level_option
@aligner_options
def export(memory: Path, out: Path, level: Level, aligner: Aligner) -> None:
    """Write the translation units of MEMORY to a file.

    The options of the aligner are for sentences, which are aligned anew
    within the paragraphs that MEMORY holds.

    \b
    Examples:
      align export out/memory.db -o release.tmx
      align export out/memory.db -o sentences.tmx --level sentence
    """
    form = format_of(out)
    with Memory(memory, create=False) as opened:
        bitexts = opened.bitexts()
        if level is Level.SENTENCE:
            bitexts = (refine(bitext, aligner) for bitext in bitexts)
        report = form.write(bitexts, out)
    click.echo(
        f"{report.units} units written to {out}; left out: {report.one_sided} beads without "
        f"a counterpart, {report.rejected} rejected",
        err=True,
    )
