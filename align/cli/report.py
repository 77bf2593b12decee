"""`align report`: one page that shows where to look."""

from __future__ import annotations

from pathlib import Path

import click

from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, termbase_option
from align.cli.output import Bar, tell
from align.pipeline import working_on
from align.pipeline.reporting import report_memory
from align.report.wording import LANGUAGES
from align.scoring.gold import read_gold
from align.system.paths import require_apart
from align.terms.judge.waivers import waivers_path
from align.terms.termbase import read_termbase


@click.command()
@click.argument("memory", type=PATH)
@click.option("-o", "--out", required=True, type=PATH, help="Page to write (.html).")
@termbase_option("Termbase, to show terms and renderings too.")
@click.option("--gold", type=PATH, help="Gold beads, to show how reliable confidences are.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language of the page's own words.",
)
@embedder_option
def report(
    memory: Path,
    out: Path,
    termbase_path: Path | None,
    gold: Path | None,
    language: str,
    embedder: Embedder | None,
) -> None:
    """Write a page about MEMORY: what to look at, terms, documents side by side, checks.

    One file without network; readable without scripts, printable, light and
    dark. With more than a hundred documents, or 20,000 beads, each document
    stands in a file of its own in a folder beside the page.

    \b
    Examples:
      align report out/memory.db -o report.html
      align report out/memory.db -o report.html -t terms.csv --language ko
      align report out/memory.db -o report.html --gold corpora/mofa/truth
    """
    require_apart(termbase_path, [out], "Name another page with -o")
    termbase = read_termbase(termbase_path) if termbase_path else None
    tell(termbase.notes if termbase else ())
    with working_on(memory, embedder if termbase_path else None, progress=Bar()) as context:
        written = report_memory(
            context,
            out,
            language=language,
            termbase=termbase,
            waivers=waivers_path(termbase_path) if termbase_path else None,
            gold=read_gold(gold) if gold else None,
        )
    more = f" and {len(written) - 1} in {written[1].parent}/" if len(written) > 1 else ""
    click.echo(f"written to {out}{more}", err=True)
