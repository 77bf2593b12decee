"""`align memory reindex`: the index of the search, made anew."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.options import PATH
from align.cli.output import Bar
from align.memory import maintenance as care


@click.command("reindex")
@click.argument("file", type=PATH)
def reindex(file: Path) -> None:
    """Make the index that align search looks in anew.

    \b
    Example:
      align memory reindex out/memory.db
    """
    care.reindex(file, Bar())
