"""`align terms export`: a termbase in another format."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.options import PATH
from align.cli.output import tell
from align.cli.terms.inputs import size_of, termbase_at
from align.cli.terms.options import lenient_option
from align.formats.tbx import Style
from align.system.paths import require_apart
from align.terms.termbase import write_termbase


@click.command("export")
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
@lenient_option
def export(termbase: Path, out: Path, tbx_style: str, skip_bad_rows: bool) -> None:
    """Write TERMBASE, in any layout that is read, as .csv, .tsv, .xlsx or .tbx.

    \b
    Examples:
      align terms export terms.csv -o terms.tbx
      align terms export legacy.tbx -o terms.xlsx
      align terms export glossary.txt -o terms.csv
    """
    require_apart(termbase, [out], "Name another file with -o")
    read = termbase_at(termbase, skip_bad_rows, shown=None)
    left_out = write_termbase(read, out, Style(tbx_style))
    tell([f"left out: {what}" for what in left_out], None)
    click.echo(f"{size_of(read)} written to {out}", err=True)
