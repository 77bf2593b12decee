"""`align files`: two files, one bitext."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from align.aligner import Aligner
from align.aligner.align import UNLIKE, Alternative
from align.aligner.sides import sides
from align.cli.options import PATH, aligner_options, export_options, level_option
from align.cli.output import left_out, print_rows
from align.cli.status import DONE, FINDINGS
from align.formats.base import Options
from align.formats.beadlist import format_beads
from align.formats.registry import format_of
from align.model import Bitext, Level
from align.pipeline.exporting import export_bitexts
from align.readers import read


@click.command()
@click.argument("original", type=PATH)
@click.argument("translation", type=PATH)
@click.option(
    "-o", "--out", required=True, type=PATH, help="File to write; its ending names the format."
)
@aligner_options
@level_option
@export_options
@click.option("--encoding", help="Encoding of both files; found out by default.")
@click.option(
    "--best",
    type=click.IntRange(min=2),
    help="Also print the N best alignments: how probable each is, and where it differs.",
)
@click.option(
    "--fail-on-unlike",
    is_flag=True,
    help="Leave with status 1 where the two do not look like translations of each other.",
)
def files(
    original: Path,
    translation: Path,
    out: Path,
    aligner: Aligner,
    level: Level,
    options: Options,
    encoding: str | None,
    best: int | None,
    fail_on_unlike: bool,
) -> int:
    """Align ORIGINAL (Korean) with TRANSLATION (English) and write them to OUT.

    The two may be given in either order.

    \b
    Examples:
      align files release.ko.txt release.en.html -o release.tmx
      align files release.ko.txt release.en.txt -o release.beads --best 3
      align files release.ko.txt release.en.txt -o release.tmx --level sentence
    """
    documents = [read(path, encoding=encoding) for path in (original, translation)]
    korean, english = sides(*documents)
    if documents[0] is english:
        click.echo(f"{original.name} is the English side; taken so", err=True)
    format_of(out)  # says now, not after the work, what is wrong with the name
    view = aligner.view(korean, english)
    alignment = aligner.alignment(view)
    bitext = Bitext(korean, english, alignment.beads)
    sentences = aligner if level is Level.SENTENCE else None
    report = export_bitexts([bitext], out, options, sentences)
    click.echo(f"{report.units} units written to {out}{left_out(report)}", err=True)
    if best:
        print_rows(_differences(aligner.best(view, best)), "table")
    if alignment.likeness >= UNLIKE:
        return DONE
    click.echo(
        "align: these do not look like translations of each other "
        f"(likeness {alignment.likeness:.2f} of 1; "
        f"6 of 100 translations have less than {UNLIKE}, 93 of 100 other pairs)",
        err=True,
    )
    return FINDINGS if fail_on_unlike else DONE


def _differences(best: Sequence[Alternative]) -> list[dict[str, Any]]:
    """Each alignment's probability, and its beads that the first one has not."""
    first = {(bead.original, bead.translation) for bead in best[0].beads}
    rows = []
    for rank, alternative in enumerate(best, 1):
        other = [
            bead for bead in alternative.beads if (bead.original, bead.translation) not in first
        ]
        text = "  ".join(format_beads(other).split("\n")) if other else "–"
        probability = math.exp(min(0.0, alternative.log_probability))
        rows.append({"rank": rank, "probability": probability, "differs in": text})
    return rows
