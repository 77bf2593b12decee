"""`align terms`: termbases, and what a memory makes of their terms."""

from __future__ import annotations

import click

from align.cli.lazy import Lazy, LazyGroup

_COMMANDS = {
    "check": Lazy(
        "align.cli.terms.check:check_command",
        "Say whether the terms of a termbase are rendered the same way all over MEMORY.",
    ),
    "show": Lazy(
        "align.cli.terms.show:show",
        "Show every occurrence of TERM and what stands for it, newest first.",
    ),
    "compare": Lazy(
        "align.cli.terms.compare:compare_command",
        "Compare how two sets of documents in MEMORY render the terms of a termbase.",
    ),
    "discover": Lazy(
        "align.cli.terms.discover:discover_command",
        "Find terms in MEMORY that no termbase lists, the likeliest first.",
    ),
    "waive": Lazy(
        "align.cli.terms.waive:waive",
        "Judge FINDINGS right, with a reason: they stay away until their texts change.",
    ),
    "export": Lazy(
        "align.cli.terms.export:export",
        "Write TERMBASE, in any layout that is read, as .csv, .tsv, .xlsx or .tbx.",
    ),
    "import": Lazy(
        "align.cli.terms.import_:import_",
        "Take the terms of SOURCE into a termbase; what it says itself stands.",
    ),
}


@click.group(cls=LazyGroup, lazy=_COMMANDS)
def terms() -> None:
    """Check, find, show and convert terms.

    \b
    Examples:
      align terms check out/memory.db -t terms.csv
      align terms show out/memory.db 위안부
      align terms compare out/memory.db -t terms.csv --first 'kim/*' --second 'lee/*'
      align terms discover out/memory.db -o draft.csv
    """
