"""`align evaluate`: strict and lax scores on a folder of gold beads."""

from __future__ import annotations

import time
from pathlib import Path

import click

from align.aligner import Aligner
from align.aligner.embedding import load_embedder
from align.aligner.weights import default_weights, read_weights
from align.cli.common import PATH, Bar, console, format_option, print_rows
from align.scoring.beads import score_beads, total
from align.scoring.examples import read_examples
from align.summary import bead_figures


@click.command()
@click.argument("folder", type=PATH)
@click.option("--weights", type=PATH, help="Weights that align train wrote.")
@click.option(
    "--embedder", default="use", show_default=True, help="Embedder, or none to do without."
)
@format_option
def evaluate(folder: Path, weights: Path | None, embedder: str, form: str) -> None:
    """Align every NAME.ko with NAME.en in FOLDER and score it against NAME.gold.

    \b
    Examples:
      align evaluate corpora/mofa/truth
      align evaluate bench/ --weights mine.json --format json
    """
    model = None if embedder == "none" else load_embedder(embedder)
    aligner = Aligner(model, read_weights(weights) if weights else default_weights())
    started = time.perf_counter()
    examples = read_examples(folder, model)
    tracked = Bar().track(examples, "Aligning", len(examples))
    score = total(score_beads(aligner.beads(example.view), example.gold) for example in tracked)
    seconds = time.perf_counter() - started
    segments = sum(sum(example.view.shape) for example in examples)
    figures = bead_figures(score)
    print_rows([{"measure": name, **figures[name]} for name in ("strict", "lax")], form)
    if form == "table":
        speed = f"{score.documents} documents, {segments} segments in {seconds:.1f} s"
        console().print(f"\n{speed}\n{aligner.signature}", markup=False, soft_wrap=True)
