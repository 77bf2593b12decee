"""`align memory info`: what a memory holds."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.options import PATH, format_option
from align.cli.output import print_json, print_rows
from align.memory import maintenance as care


@click.command("info")
@click.argument("file", type=PATH)
@format_option
def info(file: Path, form: str) -> None:
    """Say what FILE holds: bitexts, beads, and how many are decided.

    \b
    Example:
      align memory info out/memory.db --format json
    """
    facts = care.info(file)
    if form == "json":
        print_json(facts)
    elif form == "csv":
        print_rows([facts], form)
    else:
        print_rows([{"what": key, "value": str(value)} for key, value in facts.items()], form)
