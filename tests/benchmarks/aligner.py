"""This project beside its peers in one table: `tox -e bench -- [--long] FOLDER…`.

The sample corpus is scored with each document left out of the training in
turn.  A folder of several documents is cut in half: the weights are learned on
the first half, with the sample, and every method is scored on the second.  A
folder of one document is scored under weights from the sample alone.  Each
method runs in a process of its own, timed from texts to beads after one
document to warm up; its peak memory is that of the process.  `--long` also
aligns 2,500 to 20,000 segments a side, made of the folders' documents end to
end.  A benchmark reports and asserts nothing.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.aligner.embedding import default_embedder
from align.aligner.training import Example, train
from align.aligner.weights import Weights, default_weights
from align.cli.output import print_table
from align.formats.beadlist import format_beads, parse_beads
from align.model import Bead
from align.scoring.beads import score_beads, total
from align.scoring.calibration import calibrate, judged_beads
from align.scoring.examples import read_examples
from tests.benchmarks.methods import METHODS
from tests.benchmarks.process import alone, peak_mb

SAMPLE = Path(__file__).parents[2] / "corpora" / "mofa" / "truth"
LONG = (2_500, 5_000, 10_000, 20_000)


@dataclass(frozen=True)
class Case:
    """One document to align, in a form that processes can hand over.

    Its texts, its gold as a bead list, and the weights it may be aligned with.
    """

    korean: list[str]
    english: list[str]
    gold: str
    weights: Weights


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    sample = read_examples(SAMPLE, default_embedder())
    suites = {"mofa, one document left out": _leave_one_out(sample)}
    for folder in folders:
        name, cases = _held_out(folder, sample)
        suites[name] = cases
    rows = [
        {"data": name, "method": method, **alone(_measure, method, cases)}
        for name, cases in suites.items()
        for method in METHODS
    ]
    print_table(rows)
    if "--long" in arguments:
        pool = [case for cases in suites.values() for case in cases]
        print_table([alone(_measure_long, pool, size) for size in LONG])


def _leave_one_out(examples: Sequence[Example]) -> list[Case]:
    return [
        _case(example, train([*examples[:k], *examples[k + 1 :]], default_embedder()))
        for k, example in enumerate(examples)
    ]


def _held_out(folder: Path, sample: Sequence[Example]) -> tuple[str, list[Case]]:
    examples = read_examples(folder, default_embedder())
    half = (len(examples) + 1) // 2
    if len(examples) == 1:
        weights = train(sample, default_embedder())
        return f"{folder.name}, weights from mofa", [_case(examples[0], weights)]
    weights = train([*sample, *examples[:half]], default_embedder())
    return f"{folder.name}, second half", [_case(e, weights) for e in examples[half:]]


def _case(example: Example, weights: Weights) -> Case:
    view = example.view
    sides = [[s.text for s in side.segments] for side in (view.original, view.translation)]
    return Case(sides[0], sides[1], format_beads(example.gold), weights)


def _measure(method: str, cases: Sequence[Case]) -> dict[str, Any]:
    align = METHODS[method]
    align(cases[0].korean, cases[0].english, cases[0].weights)
    started = time.perf_counter()
    found = [align(case.korean, case.english, case.weights) for case in cases]
    seconds = time.perf_counter() - started
    pairs = [(beads, parse_beads(case.gold)) for beads, case in zip(found, cases, strict=True)]
    score = total(score_beads(beads, gold) for beads, gold in pairs)
    judged = calibrate([item for beads, gold in pairs for item in judged_beads(beads, gold)])
    own = method == "daeyeok"
    segments = sum(len(case.korean) + len(case.english) for case in cases)
    return {
        "strict F1": score.strict.f1,
        "lax F1": score.lax.f1,
        "ECE": f"{judged.expected_error:.3f}" if own else "–",
        "AUC": f"{judged.auc:.3f}" if own and judged.auc is not None else "–",
        "segments/s": round(segments / seconds),
        "peak MB": peak_mb(),
    }


def _measure_long(cases: Sequence[Case], size: int) -> dict[str, Any]:
    korean: list[str] = []
    english: list[str] = []
    gold: list[Bead] = []
    while len(korean) < size:
        for case in cases:
            i, j = len(korean), len(english)
            gold += [
                Bead(tuple(i + k for k in b.original), tuple(j + k for k in b.translation))
                for b in parse_beads(case.gold)
            ]
            korean += case.korean
            english += case.english
    started = time.perf_counter()
    beads = METHODS["daeyeok"](korean, english, default_weights())
    return {
        "segments a side": len(korean),
        "seconds": round(time.perf_counter() - started, 1),
        "strict F1": score_beads(beads, gold).strict.f1,
        "peak MB": peak_mb(),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
