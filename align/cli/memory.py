"""`align memory`: what a memory holds, whether it is whole, and two made into one."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.common import PATH, Bar, format_option, print_json, print_rows
from align.memory import maintenance as care

FINDINGS, PARTIAL = 1, 4


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
        return 0
    found = care.salvageable(file, Bar())
    click.echo(
        f"{len(wrong)} things wrong; {_saved(found)} can be saved: "
        f"align memory rescue {file} NEW.db",
        err=True,
    )
    return FINDINGS


@memory.command("rescue")
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
    found = care.rescue(file, new, Bar())
    for line in found.lost:
        click.echo(line)
    click.echo(f"{_saved(found)} saved, {len(found.lost)} lost", err=True)
    return PARTIAL if found.lost else 0


@memory.command("reindex")
@click.argument("file", type=PATH)
def reindex(file: Path) -> None:
    """Make the index that align search looks in anew.

    \b
    Example:
      align memory reindex out/memory.db
    """
    care.reindex(file, Bar())


def _saved(found: care.Salvage) -> str:
    return (
        f"{found.bitexts} bitexts with {found.decided} decided beads, "
        f"and {found.history} replaced ones,"
    )


@memory.command("vacuum")
@click.argument("file", type=PATH)
def vacuum(file: Path) -> None:
    """Give back the room in FILE of what was deleted, and tidy its index.

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
    return FINDINGS if merged.conflicts else 0
