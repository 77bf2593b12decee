"""`align memory vacuum`: the room of what was deleted, given back."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.options import PATH
from align.memory import maintenance as care


@click.command("vacuum")
@click.argument("file", type=PATH)
def vacuum(file: Path) -> None:
    """Give back the room in FILE of what was deleted, and tidy its index.

    \b
    Example:
      align memory vacuum out/memory.db
    """
    before, after = care.vacuum(file)
    click.echo(f"{before} bytes before, {after} after", err=True)
