"""`align terms discover`: terms that no termbase lists."""

from __future__ import annotations

from pathlib import Path

import click

from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, format_option, termbase_option
from align.cli.output import Bar, print_rows, tell
from align.cli.terms.inputs import termbase_at
from align.cli.terms.options import morphology_option
from align.lang.morphology import Morphology
from align.model import Termbase
from align.pipeline import working_on
from align.pipeline.discovery import discover_terms
from align.system.paths import require_apart
from align.terms.discovery import draft, most_varied
from align.terms.show import rows
from align.terms.termbase import write_termbase


@click.command("discover")
@click.argument("memory", type=PATH)
@termbase_option("Terms that are known.")
@click.option(
    "-o", "--out", type=PATH, help="Termbase to draft too: .csv, .tbx, .xlsx or .tsv."
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="Terms to list, the likeliest.",
)
@click.option("--varied", is_flag=True, help="Put those first that vary most.")
@morphology_option
@embedder_option
@format_option
def discover_command(
    memory: Path,
    termbase_path: Path | None,
    out: Path | None,
    most: int,
    varied: bool,
    morphology: Morphology | None,
    embedder: Embedder | None,
    form: str,
) -> None:
    """Find terms in MEMORY that no termbase lists, the likeliest first.

    \b
    Examples:
      align terms discover out/memory.db
      align terms discover out/memory.db --varied --most 300
      align terms discover out/memory.db -t terms.csv -o draft.csv
    """
    if out is not None:
        require_apart(termbase_path, [out], "Name another file with -o")
    known = termbase_at(termbase_path) if termbase_path else Termbase(())
    with working_on(memory, embedder, progress=Bar()) as context:
        found = discover_terms(context, known, morphology, most)
    if varied:
        found = most_varied(found)
    if out is not None:
        left_out = write_termbase(draft(found), out)
        tell([f"left out: {what}" for what in left_out])
    print_rows(rows.candidate_rows(found), form)
    if out is not None:
        click.echo(
            f"{len(found)} terms written to {out}; edit it, then align terms check", err=True
        )
