"""`align terms import`: terms taken into a termbase."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.options import PATH, termbase_option
from align.cli.terms.inputs import size_of, termbase_at
from align.cli.terms.options import lenient_option
from align.model import Termbase
from align.terms.termbase import merged, read_termbase, write_termbase


@click.command("import")
@click.argument("source", type=PATH)
@termbase_option("The termbase.", required=True)
@lenient_option
def import_(source: Path, termbase_path: Path, skip_bad_rows: bool) -> None:
    """Take the terms of SOURCE into a termbase; what it says itself stands.

    Concepts of one name are joined; a term that the termbase has keeps its status.

    \b
    Example:
      align terms import draft.csv -t terms.csv
    """
    new = termbase_at(source, skip_bad_rows)
    known = read_termbase(termbase_path) if termbase_path.exists() else Termbase(())
    both = merged(known, new)
    write_termbase(both, termbase_path)
    click.echo(f"{size_of(both)} in {termbase_path}", err=True)
