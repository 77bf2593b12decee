"""`align report`: one page that shows where to look."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, termbase_option
from align.cli.output import Bar
from align.lang.morphology import installed
from align.memory import Memory
from align.model import Bitext
from align.report.content import gather
from align.report.words import LANGUAGES
from align.report.writing import write_report
from align.scoring.calibration import Calibration, calibrate, judged_beads
from align.scoring.gold import read_gold
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.term_report import check
from align.terms.judge.waivers import read_waivers, waivers_path
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
    dark. With more than a hundred documents, each stands in a file of its own
    in a folder beside the page.

    \b
    Examples:
      align report out/memory.db -o report.html
      align report out/memory.db -o report.html -t terms.csv --language ko
      align report out/memory.db -o report.html --gold corpora/mofa/truth
    """
    with Memory(memory, create=False) as opened:
        bitexts = list(opened.bitexts())
    checked = None
    if termbase_path is not None:
        finder = RenderingFinder(read_termbase(termbase_path), embedder, morphology=installed())
        checked = check(
            bitexts,
            finder,
            waivers=read_waivers(waivers_path(termbase_path)),
            track=lambda found, total: Bar().track(found, "Terms", total),
        )
    written = write_report(gather(bitexts, checked, _calibration(bitexts, gold)), out, language)
    more = f" and {len(written) - 1} in {written[1].parent}/" if len(written) > 1 else ""
    click.echo(f"written to {out}{more}", err=True)


def _calibration(bitexts: Sequence[Bitext], folder: Path | None) -> Calibration | None:
    if folder is None:
        return None
    gold = read_gold(folder)
    judged = [
        item
        for bitext in bitexts
        if (name := gold.name_of(bitext)) is not None
        for item in judged_beads(bitext.beads, gold.beads[name])
    ]
    return calibrate(judged) if judged else None
