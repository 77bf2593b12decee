"""`align export`: a memory as a file that other tools read."""

from __future__ import annotations

from pathlib import Path

import click

from align import plugins
from align.cli.common import PATH
from align.errors import FormatError
from align.formats.base import Format
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
    form = _format(out)
    with Memory(memory, create=False) as opened:
        report = form.write(opened.bitexts(), out)
    click.echo(
        f"{report.units} units written to {out}; left out: {report.one_sided} beads without "
        f"a counterpart, {report.rejected} rejected",
        err=True,
    )


def _format(path: Path) -> Format:
    formats = [made() for made in plugins.load_all("align.formats").values()]
    for form in formats:
        if path.suffix.lower() == form.suffix:
            found: Format = form
            return found
    known = ", ".join(sorted(form.suffix for form in formats))
    raise FormatError("has an ending that no format has", where=path, remedy=f"Known: {known}")
