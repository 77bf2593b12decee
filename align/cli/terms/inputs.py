"""What the commands of `align terms` read: termbases."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.output import NOTES_SHOWN, tell
from align.errors import FormatError
from align.model import Termbase
from align.terms.termbase import read_termbase


def termbase_at(
    path: Path, skip_bad_rows: bool = False, *, shown: int | None = NOTES_SHOWN
) -> Termbase:
    """Read a termbase, and tell what was passed over in it.

    Args:
        path: its file.
        skip_bad_rows: whether rows that cannot be read are passed over and told, too.
        shown: how many things to tell of it, None for all.

    Raises:
        FormatError: the file cannot be read, or rows are not as they should be.

    """
    problems: list[FormatError] = []
    termbase = read_termbase(path, problems.append if skip_bad_rows else None)
    for problem in problems:
        click.echo(f"align: passed over: {problem}", err=True)
    tell(termbase.notes, shown)
    return termbase


def size_of(termbase: Termbase) -> str:
    """Say how many concepts and terms a termbase has."""
    count = sum(len(concept.terms) for concept in termbase.concepts)
    return f"{len(termbase.concepts)} concepts, {count} terms"
