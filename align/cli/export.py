"""`align export`: a memory as a file that other tools read."""

from __future__ import annotations

from pathlib import Path

import click

from align.aligner import Aligner
from align.cli.options import PATH, aligner_options, export_options, level_option
from align.cli.output import left_out
from align.formats.base import Options
from align.memory import Memory
from align.model import Level
from align.pipeline.exporting import export_bitexts


@click.command()
@click.argument("memory", type=PATH)
@click.option(
    "-o", "--out", required=True, type=PATH, help="File to write; its ending names the format."
)
@aligner_options
@export_options
@level_option
def export(memory: Path, out: Path, options: Options, level: Level, aligner: Aligner) -> None:
    """Write the translation units of MEMORY to a file.

    Endings: .tmx, .xlf (XLIFF), .xlsx, .tsv, .csv, .jsonl (the whole memory as
    text), .html (facing pages), .moses (two plain files), .beads.

    The options of the aligner are for sentences, which are aligned anew
    within the paragraphs that MEMORY holds.

    \b
    Examples:
      align export out/memory.db -o release.tmx
      align export out/memory.db -o release.xlf --xliff-version 1.2 --codes ko-KR,en-GB
      align export out/memory.db -o terms.xlf --mark-terms terms.csv
      align export out/memory.db -o sentences.tmx --level sentence
      align export out/memory.db -o alone.xlsx --which one-sided
    """
    sentences = aligner if level is Level.SENTENCE else None
    with Memory(memory, create=False) as opened:
        report = export_bitexts(opened.bitexts(), out, options, sentences)
    click.echo(f"{report.units} units written to {out}{left_out(report)}", err=True)
