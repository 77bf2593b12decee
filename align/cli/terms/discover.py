"""`align terms discover`: terms that no termbase lists."""

from __future__ import annotations

from pathlib import Path

import click

from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, format_option, termbase_option
from align.cli.output import print_rows, tell
from align.cli.terms.inputs import termbase_at
from align.cli.terms.options import morphology_option
from align.lang.morphology import Morphology
from align.memory import Memory
from align.model import Bitext, Termbase
from align.system.paths import require_apart
from align.terms.discovery import discover, draft
from align.terms.find.renderings import RenderingFinder
from align.terms.show import rows
from align.terms.termbase import write_termbase


@click.command("discover")
@click.argument("memory", type=PATH)
@termbase_option("Terms that are known.")
@click.option("-o", "--out", type=PATH, help="Termbase to draft: .csv, .tbx, .xlsx or .tsv.")
@click.option("--most", default=100, show_default=True, help="Candidates to look at.")
@morphology_option
@embedder_option
@format_option
def discover_command(
    memory: Path,
    termbase_path: Path | None,
    out: Path | None,
    most: int,
    morphology: Morphology | None,
    embedder: Embedder | None,
    form: str,
) -> None:
    """Find terms in MEMORY that no termbase lists, those that vary most first.

    \b
    Examples:
      align terms discover out/memory.db
      align terms discover out/memory.db -t terms.csv -o draft.csv
    """
    if out is not None:
        require_apart(termbase_path, [out], "Name another file with -o")
    known = termbase_at(termbase_path) if termbase_path else Termbase(())
    finder = RenderingFinder(known, embedder, morphology=morphology)
    candidates = discover(_bitexts(memory), finder, most)
    if out is not None:
        left_out = write_termbase(draft(candidates), out)
        tell([f"left out: {what}" for what in left_out])
        click.echo(f"{len(candidates)} candidates written to {out}", err=True)
    else:
        print_rows(rows.candidate_rows(candidates), form)


def _bitexts(memory: Path) -> list[Bitext]:
    with Memory(memory, create=False) as opened:
        return list(opened.bitexts())
