"""`align terms`: termbases and what is said of them."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.common import PATH
from align.formats.tbx import Style
from align.terms.termbase import read_termbase, write_termbase


@click.group()
def terms() -> None:
    """Work with termbases.

    \b
    Example:
      align terms export terms.csv -o terms.tbx
    """


@terms.command()
@click.argument("termbase", type=PATH)
@click.option(
    "-o", "--out", required=True, type=PATH, help="File to write: .tbx, .xlsx, .tsv or .csv."
)
@click.option(
    "--tbx-style",
    type=click.Choice([style.value for style in Style]),
    default=Style.DCA.value,
    show_default=True,
    help="How TBX names its data categories.",
)
def export(termbase: Path, out: Path, tbx_style: str) -> None:
    """Write TERMBASE (.csv, .tsv, .xlsx or .tbx) in another format.

    \b
    Examples:
      align terms export terms.csv -o terms.tbx
      align terms export legacy.tbx -o terms.xlsx
    """
    read = read_termbase(termbase)
    write_termbase(read, out, Style(tbx_style))
    count = sum(len(concept.terms) for concept in read.concepts)
    click.echo(f"{len(read.concepts)} concepts, {count} terms written to {out}", err=True)
