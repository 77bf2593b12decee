"""`align memory`: what a memory holds, whether it is whole, and two made into one."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.common import PATH, format_option, print_json, print_rows
from align.memory import care

FINDINGS = 1


@click.group()
def memory() -> None:
    """Look after memories.

    \b
    Examples:
      align memory info out/memory.db
      align memory verify out/memory.db
      align memory merge out/memory.db from-lee.db
    """


@memory.command("info")
@click.argument("file", type=PATH)
@format_option
def info(file: Path, form: str) -> None:
    """Say what FILE holds: bitexts, beads, and how many are decided.

    \b
    Example:
      align memory info out/memory.db --format json
    """
    found = care.info(file)
    if form == "json":
        print_json(found)
    elif form == "csv":
        print_rows([found], form)
    else:
        print_rows([{"what": key, "value": str(value)} for key, value in found.items()], form)


@memory.command("verify")
@click.argument("file", type=PATH)
def verify(file: Path) -> int:
    """Say whether FILE is whole; status 1 where it is not.

    The file's pages and references are checked, and every bitext is read.

    \b
    Example:
      align memory verify out/memory.db
    """
    wrong = care.verify(file)
    for line in wrong:
        click.echo(line)
    click.echo(f"{len(wrong)} things wrong" if wrong else "whole", err=True)
    return FINDINGS if wrong else 0


@memory.command("vacuum")
@click.argument("file", type=PATH)
def vacuum(file: Path) -> None:
    """Give back the room in FILE of what was deleted.

    \b
    Example:
      align memory vacuum out/memory.db
    """
    before, after = care.vacuum(file)
    click.echo(f"{before} bytes before, {after} after", err=True)


@memory.command("merge")
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
    merged = care.merge(file, other)
    row = {
        "new": merged.new,
        "taken": merged.taken,
        "kept": merged.kept,
        "conflicts": len(merged.conflicts),
    }
    print_rows([row], form)
    for name in merged.conflicts:
        click.echo(f"align: both hold decisions on {name}; those of {file} stay", err=True)
    return FINDINGS if merged.conflicts else 0
