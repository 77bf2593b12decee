"""`align evaluate`: strict and lax scores and calibration on a folder of gold beads."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from align.aligner import Aligner
from align.aligner.embedding import load_embedder
from align.aligner.weights import default_weights, read_weights
from align.cli.common import PATH, Bar, console, format_option, print_json, print_rows
from align.scoring.beads import score_beads, total
from align.scoring.calibration import Calibration, calibrate, judge
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

    Prints strict and lax precision, recall and F1, how far the confidences
    can be believed, and the time from text to beads.

    \b
    Examples:
      align evaluate corpora/mofa/truth
      align evaluate bench/ --weights mine.json --format json
    """
    model = None if embedder == "none" else load_embedder(embedder)
    aligner = Aligner(model, read_weights(weights) if weights else default_weights())
    started = time.perf_counter()
    examples = read_examples(folder, model)
    found = [aligner.beads(e.view) for e in Bar().track(examples, "Aligning", len(examples))]
    seconds = time.perf_counter() - started
    pairs = [(beads, e.gold) for beads, e in zip(found, examples, strict=True)]
    figures = bead_figures(total(score_beads(beads, gold) for beads, gold in pairs))
    calibration = calibrate([item for beads, gold in pairs for item in judge(beads, gold)])
    facts = {
        "documents": len(examples),
        "segments": sum(sum(example.view.shape) for example in examples),
        "seconds": round(seconds, 2),
        "aligner": aligner.signature,
    }
    if form == "json":
        print_json({**figures, "calibration": asdict(calibration), **facts})
        return
    rows = [{"measure": name, **figures[name]} for name in ("strict", "lax")]
    print_rows(rows, form)
    if form == "table":
        _print_calibration(calibration)
        speed = "{documents} documents, {segments} segments in {seconds} s".format_map(facts)
        console().print(f"\n{speed}\n{aligner.signature}", markup=False, soft_wrap=True)


def _print_calibration(calibration: Calibration) -> None:
    auc = "–" if calibration.auc is None else f"{calibration.auc:.3f}"
    console().print(
        f"\nExpected calibration error {calibration.expected_error:.3f}, "
        f"Brier score {calibration.brier:.3f}, area under ROC {auc}\n",
        soft_wrap=True,
    )
    rows: list[dict[str, Any]] = [
        {
            "confidence": f"{item.low:.1f}–{item.high:.1f}",
            "beads": item.count,
            "mean": item.confidence,
            "right": item.right,
        }
        for item in calibration.bins
    ]
    print_rows(rows, "table")
