"""`align evaluate`: strict and lax scores and calibration on a folder of gold beads."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from align.aligner import Aligner
from align.aligner.second_pass import with_learned_words
from align.aligner.training import Example
from align.aligner.views.view import View
from align.cli.options import (
    PATH,
    aligner_options,
    format_option,
    knowing_terms,
    learn_words_option,
    termbase_option,
)
from align.cli.output import Bar, console, print_json, print_rows
from align.model import Bead
from align.scoring.beads import bead_figures, score_beads, total
from align.scoring.calibration import Calibration, calibrate, judged_beads
from align.scoring.examples import read_examples
from align.terms.termbase import read_termbase


@click.command()
@click.argument("folder", type=PATH)
@aligner_options
@termbase_option("Termbase (CSV) whose words to align by.")
@learn_words_option
@format_option
def evaluate(
    folder: Path, aligner: Aligner, termbase_path: Path | None, learn_words: bool, form: str
) -> None:
    """Align every NAME.ko with NAME.en in FOLDER and score it against NAME.gold.

    Prints strict and lax precision, recall and F1, how far the confidences
    can be believed, and the time from text to beads.

    \b
    Examples:
      align evaluate corpora/mofa/truth
      align evaluate bench/ --weights mine.json --format json
      align evaluate bench/ --learn-words
    """
    aligner = knowing_terms(aligner, read_termbase(termbase_path) if termbase_path else None)
    started = time.perf_counter()
    examples = read_examples(folder, aligner.embedder)
    if learn_words:
        aligner = with_learned_words(aligner, _pass(aligner, examples, "First pass"))
    found = [beads for _, beads in _pass(aligner, examples, "Aligning")]
    seconds = time.perf_counter() - started
    pairs = [(beads, e.gold) for beads, e in zip(found, examples, strict=True)]
    figures = bead_figures(total(score_beads(beads, gold) for beads, gold in pairs))
    calibration = calibrate(
        [item for beads, gold in pairs for item in judged_beads(beads, gold)]
    )
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


def _pass(
    aligner: Aligner, examples: Sequence[Example], stage: str
) -> Iterator[tuple[View, tuple[Bead, ...]]]:
    for example in Bar().track(examples, stage, len(examples)):
        view = replace(example.view, lexicon=aligner.lexicon)
        yield view, aligner.beads(view)


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
