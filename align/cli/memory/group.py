"""`align memory`: what a memory holds, whether it is whole, and two made into one."""

from __future__ import annotations

import click

from align.cli.lazy import Lazy, LazyGroup

_COMMANDS = {
    "info": Lazy(
        "align.cli.memory.info:info",
        "Say what FILE holds: bitexts, beads, and how many are decided.",
    ),
    "verify": Lazy(
        "align.cli.memory.verify:verify",
        "Say whether FILE is whole, and what can be saved where it is not (status 1).",
    ),
    "rescue": Lazy(
        "align.cli.memory.rescue:rescue",
        "Write what can be read of a damaged FILE into a NEW one.",
    ),
    "reindex": Lazy(
        "align.cli.memory.reindex:reindex", "Make the index that align search looks in anew."
    ),
    "vacuum": Lazy(
        "align.cli.memory.vacuum:vacuum",
        "Give back the room in FILE of what was deleted, and tidy its index.",
    ),
    "merge": Lazy("align.cli.memory.merge:merge", "Take the bitexts of OTHER into FILE."),
}


@click.group(cls=LazyGroup, lazy=_COMMANDS)
def memory() -> None:
    """Look after memories.

    \b
    Examples:
      align memory info out/memory.db
      align memory verify out/memory.db
      align memory merge out/memory.db from-lee.db
    """
