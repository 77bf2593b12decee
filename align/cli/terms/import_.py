"""`align terms import`: terms taken into a termbase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from align.cli.options import PATH, termbase_option
from align.cli.output import tell
from align.cli.terms.inputs import size_of, termbase_at
from align.cli.terms.options import lenient_option
from align.model import Term, Termbase
from align.system.paths import require_apart
from align.terms.termbase import merged, read_termbase, require_writable, rewrite_termbase


@click.command("import")
@click.argument("source", type=PATH)
@termbase_option("The termbase.", required=True)
@lenient_option
def import_(source: Path, termbase_path: Path, skip_bad_rows: bool) -> None:
    """Take the terms of SOURCE into a termbase; what it says itself stands.

    SOURCE is a termbase in any layout that is read: a table of one row a term,
    a glossary of two columns (ko, en; 국문, 영문; source, target …) as .csv, .tsv,
    .txt or .xlsx, TBX, or an export of MultiTerm or IATE.  The termbase is
    .csv, .tsv, .xlsx or .tbx, and made if it is not there; where it says more
    than is written, such as columns of its own, it is kept as NAME.bak.

    Concepts of one name are joined; a term that the termbase has keeps its status.

    \b
    Examples:
      align terms import draft.csv -t terms.csv
      align terms import glossary.xlsx -t terms.csv --skip-bad-rows
    """
    require_writable(termbase_path)
    require_apart(source, [termbase_path], "Name another termbase with -t")
    new = termbase_at(source, skip_bad_rows, shown=None)
    known = read_termbase(termbase_path) if termbase_path.exists() else Termbase(())
    both = merged(known, new)
    kept, left_out = rewrite_termbase(both, termbase_path)
    tell([f"left out: {what}" for what in left_out], None)
    if kept is not None:
        click.echo(f"what {termbase_path} said before is kept in {kept}", err=True)
    for line in _added(known, both):
        click.echo(line, err=True)
    click.echo(f"{size_of(both)} in {termbase_path}", err=True)


def _added(known: Termbase, both: Termbase) -> Iterator[str]:
    """What a termbase has that it had not, one line for all and one a concept."""
    before = {concept.id: len(concept.terms) for concept in known.concepts}
    new = [concept for concept in both.concepts if concept.id not in before]
    more = [
        (concept, concept.terms[before[concept.id] :])
        for concept in both.concepts
        if concept.id in before and len(concept.terms) > before[concept.id]
    ]
    terms = sum(len(concept.terms) for concept in new) + sum(len(t) for _, t in more)
    yield f"added: {len(new)} concepts that are new, {terms} terms"
    for concept in new:
        yield f"  new: {concept.id}: {_listed(concept.terms)}"
    for concept, added in more:
        yield f"  to {concept.id}: {_listed(added)}"


def _listed(terms: Sequence[Term]) -> str:
    return ", ".join(f"{term.text} ({term.status})" for term in terms)
