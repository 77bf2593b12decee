"""`align terms show`: every occurrence of one term."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, format_option, termbase_option
from align.cli.output import Bar, console, print_rows, write_rows
from align.cli.terms.inputs import termbase_at
from align.cli.terms.options import morphology_option
from align.errors import InputError
from align.lang.morphology import Morphology
from align.pipeline import working_on
from align.pipeline.terms import find_places
from align.system.paths import require_apart
from align.terms.judge.term_report import newest_first
from align.terms.show import rows


@click.command("show")
@click.argument("memory", type=PATH)
@click.argument("term")
@termbase_option("The termbase.", required=True)
@click.option("-o", "--out", type=PATH, help="Write a table instead: .xlsx, .csv or .json.")
@morphology_option
@embedder_option
@format_option
def show(
    memory: Path,
    term: str,
    termbase_path: Path,
    out: Path | None,
    morphology: Morphology | None,
    embedder: Embedder | None,
    form: str,
) -> None:
    """Show every occurrence of TERM (Korean, English or a concept's name), newest first.

    \b
    Examples:
      align terms show out/memory.db 위안부 -t terms.csv
      align terms show out/memory.db comfort-women -t terms.csv -o places.xlsx
    """
    if out is not None:
        require_apart(termbase_path, [out], "Name another file with -o")
    termbase = termbase_at(termbase_path)
    concepts = [
        concept
        for concept in termbase.concepts
        if term == concept.id or term in (t.text for t in concept.terms)
    ]
    if not concepts:
        raise InputError(
            f"lists no term “{term}”",
            where=termbase_path,
            remedy="Give it as the termbase writes it",
        )
    concept = concepts[0].id
    with working_on(memory, embedder, progress=Bar()) as context:
        placed, _ = find_places(
            context, termbase, morphology, lambda r: r.occurrence.concept == concept
        )
    occurrences = rows.occurrence_rows(newest_first(placed, concept))
    if out is not None:
        write_rows({"occurrences": occurrences}, out)
    elif form == "table":
        _print_occurrences(occurrences)
    else:
        print_rows(occurrences, form)


def _print_occurrences(occurrences: Sequence[dict[str, Any]]) -> None:
    out = console()
    for row in occurrences:
        said = row["rendering"] or row["found"]
        status = f" ({row['status']})" if row["status"] else ""
        out.print(
            f"{row['date'] or '–'}  {said}{status}  {row['document']}",
            markup=False,
            soft_wrap=True,
        )
        out.print(f"  {row['original_text']}\n  {row['translation_text']}\n", markup=False)
