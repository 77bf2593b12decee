"""This project beside its peers in one table: `tox -e bench -- [FOLDER…]`.

Each folder of `NAME.ko`, `NAME.en` and `NAME.gold` is aligned as it is by every method, the
sample first; `--weights FILE` takes other weights than those that ship, and `--left-out` only
the documents that these name as not learned from.  Each method runs in a process of its own
and in one thread.  Its time is the processor's, from texts to beads
after one document to warm up, so that other work on the machine does not count; its peak
memory is that of the process.  `--long` also aligns 2,500 to 20,000 segments a
side, made of the folders' documents end to end.  A benchmark reports and asserts nothing.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.aligner.weights import Weights, default_weights, read_weights
from align.cli.output import print_table
from align.execution.threads import one_thread
from align.formats.beadlist import format_beads, parse_beads
from align.model import Bead
from align.scoring.beads import score_beads, total
from align.scoring.calibration import calibrate, judged_beads
from align.scoring.gold import read_bitexts
from tests.benchmarks.methods import METHODS, OWN, installed
from tests.benchmarks.process import alone, peak_mb

SAMPLE = Path(__file__).parents[2] / "corpora" / "mofa" / "truth"
LONG = (2_500, 5_000, 10_000, 20_000)


@dataclass(frozen=True)
class Case:
    """One document to align, in a form that processes can hand over: gold as a bead list."""

    korean: list[str]
    english: list[str]
    gold: str


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[])
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--methods", nargs="+", default=list(METHODS), choices=METHODS)
    given = parser.parse_args()
    weights = read_weights(given.weights) if given.weights else default_weights()
    names = set(weights.made_by["left_out"]) if given.left_out else set()
    suites = {_name(folder): _cases(folder, names) for folder in (SAMPLE, *given.folders)}
    methods = [method for method in given.methods if installed(method)]
    rows = [
        {"data": name, "method": method, **alone(_measure, method, cases, weights)}
        for name, cases in suites.items()
        for method in methods
    ]
    print_table(rows)
    for method in set(given.methods) - set(methods):
        print(f"{method} is not installed here; left out")
    if given.long:
        pool = [case for cases in suites.values() for case in cases]
        print_table([alone(_measure_long, pool, size, weights) for size in LONG])


def _name(folder: Path) -> str:
    return folder.parent.name if folder.name == SAMPLE.name else folder.name


def _cases(folder: Path, names: set[str]) -> list[Case]:
    """The documents of a folder; the named ones alone where it has any of them."""
    bitexts = read_bitexts(folder)
    chosen = [bitext for name, bitext in bitexts.items() if name in names]
    return [
        Case(
            [segment.text for segment in bitext.original.segments],
            [segment.text for segment in bitext.translation.segments],
            format_beads(bitext.beads),
        )
        for bitext in chosen or bitexts.values()
    ]


@one_thread()
def _measure(method: str, cases: Sequence[Case], weights: Weights) -> dict[str, Any]:
    align = METHODS[method]
    align(cases[0].korean, cases[0].english, weights)
    started = _processor_seconds()
    found = [align(case.korean, case.english, weights) for case in cases]
    seconds = max(1e-3, _processor_seconds() - started)
    pairs = [(beads, parse_beads(case.gold)) for beads, case in zip(found, cases, strict=True)]
    score = total(score_beads(beads, gold) for beads, gold in pairs)
    judged = calibrate([item for beads, gold in pairs for item in judged_beads(beads, gold)])
    return {
        "P": score.strict.precision,
        "R": score.strict.recall,
        "strict F1": score.strict.f1,
        "lax F1": score.lax.f1,
        "ECE": f"{judged.expected_error:.3f}" if method == OWN else "–",
        "seconds": f"{seconds:.2f}",
        "segments/s": round(sum(_size(case) for case in cases) / seconds),
        "peak MB": peak_mb(),
    }


@one_thread()
def _measure_long(cases: Sequence[Case], size: int, weights: Weights) -> dict[str, Any]:
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
    started = _processor_seconds()
    beads = METHODS[OWN](korean, english, weights)
    seconds = max(1e-3, _processor_seconds() - started)
    return {
        "segments": f"{len(korean)} × {len(english)}",
        "seconds": f"{seconds:.1f}",
        "segments/s": round((len(korean) + len(english)) / seconds),
        "strict F1": score_beads(beads, gold).strict.f1,
        "peak MB": peak_mb(),
    }


def _processor_seconds() -> float:
    """Of this process and of the programs that it has run."""
    return sum(os.times()[:4])


def _size(case: Case) -> int:
    return len(case.korean) + len(case.english)


if __name__ == "__main__":
    main()
