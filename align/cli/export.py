"""`align export`: a memory as a file that other tools read."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.common import PATH, format_of
from align.memory import Memory


@click.command()
@click.argument("memory", type=PATH)
@click.option(
    "-o", "--out", required=True, type=PATH, help="File to write; its ending names the format."
)
def export(memory: Path, out: Path) -> None:
    """Write the translation units of MEMORY to a file.

    \b
    Example:
      align export out/memory.db -o release.tmx
    """
    form = format_of(out)
    with Memory(memory, create=False) as opened:
        report = form.write(opened.bitexts(), out)
    click.echo(
        f"{report.units} units written to {out}; left out: {report.one_sided} beads without "
        f"a counterpart, {report.rejected} rejected",
        err=True,
    )
