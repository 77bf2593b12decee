"""`align memory verify`: whether a memory is whole."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.memory.salvage import saved
from align.cli.options import PATH
from align.cli.output import Bar
from align.cli.status import DONE, FINDINGS
from align.memory import maintenance as care


@click.command("verify")
@click.argument("file", type=PATH)
def verify(file: Path) -> int:
    """Say whether FILE is whole, and what can be saved where it is not (status 1).

    The file's pages and references are checked, every bitext is read, and the
    index of the search is held against the beads.

    \b
    Example:
      align memory verify out/memory.db
    """
    wrong = care.verify(file, Bar())
    for line in wrong:
        click.echo(line)
    if not wrong:
        click.echo("whole", err=True)
        return DONE
    salvage = care.salvageable(file, Bar())
    click.echo(
        f"{len(wrong)} things wrong; {saved(salvage)} can be saved: "
        f"align memory rescue {file} NEW.db",
        err=True,
    )
    return FINDINGS
