"""Scores and speed of the aligner, in one table: `tox -e bench -- FOLDER…`.

The sample corpus is scored with each document left out of the training in
turn.  Every other folder given is cut in half: weights learned on the first
half, with the sample, are scored on the second.  A benchmark reports and
asserts nothing.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.aligner.training import Example, train
from align.cli.common import print_table
from align.scoring.beads import BeadScore, score_beads, total
from align.scoring.examples import read_examples

SAMPLE = Path(__file__).parents[2] / "corpora" / "mofa" / "truth"
L2 = 3.0


def main(folders: Sequence[Path]) -> None:
    """Print the table."""
    sample = read_examples(SAMPLE, default_embedder())
    rows = [_row("mofa, one document left out", sample, _leave_one_out(sample))]
    for folder in folders:
        examples = read_examples(folder, default_embedder())
        half = (len(examples) + 1) // 2
        learned, held_out = examples[:half], examples[half:] or examples
        name = f"{folder.name}, second half"
        if len(examples) == 1:
            learned, name = [], f"{folder.name}, weights from mofa"
        aligner = Aligner(
            default_embedder(), train([*sample, *learned], default_embedder(), l2=L2)
        )
        rows.append(_row(name, held_out, total(_score(aligner, e) for e in held_out)))
    print_table(rows)


def _leave_one_out(examples: Sequence[Example]) -> BeadScore:
    scores = []
    for k, example in enumerate(examples):
        others = [*examples[:k], *examples[k + 1 :]]
        aligner = Aligner(default_embedder(), train(others, default_embedder(), l2=L2))
        scores.append(_score(aligner, example))
    return total(scores)


def _score(aligner: Aligner, example: Example) -> BeadScore:
    return score_beads(aligner.beads(example.view), example.gold)


def _row(name: str, examples: Sequence[Example], score: BeadScore) -> dict[str, object]:
    aligner = Aligner(default_embedder())
    segments = sum(sum(example.view.shape) for example in examples)
    started = time.perf_counter()
    for example in examples:
        aligner.beads(example.view)
    seconds = time.perf_counter() - started
    return {
        "data": name,
        "documents": score.documents,
        "strict F1": score.strict.f1,
        "lax F1": score.lax.f1,
        "segments/s": round(segments / seconds),
    }


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
