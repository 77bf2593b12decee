"""What the commands of `align terms` read: termbases."""

from __future__ import annotations

from pathlib import Path

import click

from align.errors import FormatError
from align.model import Termbase
from align.terms.termbase import read_termbase


def termbase_at(path: Path, skip_bad_rows: bool) -> Termbase:
    """Read a termbase; bad rows are passed over, and told, where that is asked for."""
    if not skip_bad_rows:
        return read_termbase(path)
    problems: list[FormatError] = []
    termbase = read_termbase(path, problems.append)
    for problem in problems:
        click.echo(f"align: passed over: {problem}", err=True)
    return termbase


def size_of(termbase: Termbase) -> str:
    """Say how many concepts and terms a termbase has."""
    count = sum(len(concept.terms) for concept in termbase.concepts)
    return f"{len(termbase.concepts)} concepts, {count} terms"
