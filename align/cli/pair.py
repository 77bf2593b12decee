"""`align pair`: which files translate each other, as a table to correct."""

from __future__ import annotations

from pathlib import Path

import click

from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, format_option
from align.cli.output import Bar, print_rows
from align.cli.status import DONE, PARTIAL
from align.formats.table import csv_text
from align.pairing.sheet import pair_rows
from align.pipeline import working_beside
from align.pipeline.pairing import pair_files
from align.system.atomic import write_text


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("-o", "--out", type=PATH, help="CSV file to write the table to.")
@embedder_option
@click.option(
    "-m",
    "--memory",
    type=PATH,
    help="Memory that keeps what is read and paired, for the next time.",
)
@click.option("--encoding", help="Encoding of all files; found out by default.")
@format_option
def pair(
    paths: tuple[Path, ...],
    out: Path | None,
    embedder: Embedder | None,
    memory: Path | None,
    encoding: str | None,
    form: str,
) -> int:
    """Find which English files under PATHS translate which Korean ones.

    Each pair has a probability and its reasons: dates, figures, names, likeness
    of titles and contents.  What has no partner is listed too, and so is what
    only repeats another file.  Correct the table and give it to align run
    --pairs; only its first two columns are read.

    \b
    Examples:
      align pair korean/ english/
      align pair korean/ english/ -o pairs.csv
      align pair corpora/mixed --format csv > pairs.csv
      align pair archive/ -o pairs.csv -m pairing.db
    """
    with working_beside(memory, embedder, progress=Bar()) as context:
        pairing, problems = pair_files(context, paths, [out] if out else [], encoding)
    rows = pair_rows(pairing)
    if out is not None:
        write_text(out, csv_text(rows))
        click.echo(f"{len(rows)} rows written to {out}", err=True)
    else:
        print_rows(rows, form)
    for problem in problems:
        click.echo(f"align: {problem}", err=True)
    return PARTIAL if problems else DONE
