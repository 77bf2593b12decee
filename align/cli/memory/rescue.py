"""`align memory rescue`: what a damaged memory still holds, in a new one."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.memory.salvage import saved
from align.cli.options import PATH
from align.cli.output import Bar
from align.cli.status import DONE, PARTIAL
from align.memory import maintenance as care


@click.command("rescue")
@click.argument("file", type=PATH)
@click.argument("new", type=PATH)
def rescue(file: Path, new: Path) -> int:
    """Write what can be read of a damaged FILE into a NEW one.

    Bitexts with their decisions and replaced ones that hold decisions are
    saved; the list of undone steps is not. Status 4 where something is lost.

    \b
    Example:
      align memory rescue out/memory.db saved.db
    """
    salvage = care.rescue(file, new, Bar())
    for line in salvage.lost:
        click.echo(line)
    click.echo(f"{saved(salvage)} saved, {len(salvage.lost)} lost", err=True)
    return PARTIAL if salvage.lost else DONE
