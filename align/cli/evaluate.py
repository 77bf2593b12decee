"""`align evaluate`: strict and lax scores and calibration on a folder of gold beads."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from align.aligner import Aligner
from align.cli.options import (
    PATH,
    aligner_options,
    format_option,
    learn_words_option,
    termbase_option,
)
from align.cli.output import Bar, console, print_json, print_rows
from align.pipeline import working_beside
from align.pipeline.evaluating import evaluate as evaluate_folder
from align.pipeline.run import knowing_terms
from align.scoring.beads import bead_figures
from align.scoring.calibration import Calibration
from align.terms.termbase import read_termbase


@click.command()
@click.argument("folder", type=PATH)
@aligner_options
@termbase_option("Termbase (CSV) whose words to align by.")
@learn_words_option
@click.option(
    "-m", "--memory", type=PATH, help="Memory that keeps what is aligned, for the next time."
)
@format_option
def evaluate(
    folder: Path,
    aligner: Aligner,
    termbase_path: Path | None,
    learn_words: bool,
    memory: Path | None,
    form: str,
) -> None:
    """Align every NAME.ko with NAME.en in FOLDER and score it against NAME.gold.

    Prints strict and lax precision, recall and F1, how far the confidences
    can be believed, and the time from text to beads.

    \b
    Examples:
      align evaluate corpora/mofa/truth
      align evaluate bench/ --weights mine.json --format json
      align evaluate bench/ --learn-words
      align evaluate bench/ -m evaluated.db
    """
    if termbase_path is not None:
        aligner = knowing_terms(aligner, read_termbase(termbase_path))
    with working_beside(memory, aligner.embedder, progress=Bar()) as context:
        evaluation = evaluate_folder(context, folder, aligner, learn_words=learn_words)
    figures = bead_figures(evaluation.score)
    facts = {
        "documents": evaluation.documents,
        "segments": evaluation.segments,
        "seconds": evaluation.seconds,
        "aligner": evaluation.aligner,
    }
    if form == "json":
        print_json({**figures, "calibration": asdict(evaluation.calibration), **facts})
        return
    rows = [{"measure": name, **figures[name]} for name in ("strict", "lax")]
    print_rows(rows, form)
    if form == "table":
        _print_calibration(evaluation.calibration)
        speed = "{documents} documents, {segments} segments in {seconds} s".format_map(facts)
        console().print(f"\n{speed}\n{evaluation.aligner}", markup=False, soft_wrap=True)


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
