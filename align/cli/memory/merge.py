"""`align memory merge`: two memories made into one."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.options import PATH, format_option
from align.cli.output import Bar, print_rows
from align.cli.status import DONE, FINDINGS
from align.memory import maintenance as care


@click.command("merge")
@click.argument("file", type=PATH)
@click.argument("other", type=PATH)
@format_option
def merge(file: Path, other: Path, form: str) -> int:
    """Take the bitexts of OTHER into FILE.

    Of a bitext that both have, FILE's stays, unless only OTHER holds decisions
    on it. Where both do and differ, FILE's stay, it is listed, and the status
    is 1.

    \b
    Example:
      align memory merge out/memory.db from-lee.db
    """
    merged = care.merge(file, other, Bar())
    row = {
        "new": merged.new,
        "taken": merged.taken,
        "kept": merged.kept,
        "conflicts": len(merged.conflicts),
    }
    print_rows([row], form)
    for name in merged.conflicts:
        click.echo(f"align: both hold decisions on {name}; those of {file} stay", err=True)
    return FINDINGS if merged.conflicts else DONE
