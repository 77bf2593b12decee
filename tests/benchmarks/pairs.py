"""Gold documents of sentence pairs in order: `python -m tests.benchmarks.pairs PAIRS.tsv OUT`.

The pairs (columns `original` and `translation`) become documents of forty, NAME.ko, NAME.en and
NAME.gold, in which some are merged, crossed or dropped at random, as `bench/news` was made.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from align.formats.beadlist import format_beads
from align.model import Bead
from align.system.atomic import write_text

_SIZE = 40
_SHAPES = {
    "1-1": 0.62, "1-2": 0.1, "2-1": 0.1, "1-3": 0.03, "3-1": 0.03,
    "2-2": 0.04, "1-0": 0.04, "0-1": 0.04,
}  # fmt: skip
_Pair = tuple[str, str]


def main(arguments: Sequence[str]) -> None:
    """Write the documents."""
    pairs, out = Path(arguments[0]), Path(arguments[1])
    with pairs.open(encoding="utf-8", newline="") as file:
        rows = [(r["original"], r["translation"]) for r in csv.DictReader(file, delimiter="\t")]
    out.mkdir(parents=True, exist_ok=True)
    for start in range(0, len(rows), _SIZE):
        korean, english, beads = document(rows[start : start + _SIZE], random.Random(start))
        name = f"{start // _SIZE:03}"
        write_text(out / f"{name}.ko", "\n".join(korean) + "\n")
        write_text(out / f"{name}.en", "\n".join(english) + "\n")
        write_text(out / f"{name}.gold", format_beads(beads))


def document(
    pairs: Sequence[_Pair], draw: random.Random
) -> tuple[list[str], list[str], list[Bead]]:
    """Return both sides, a segment a line, and their gold, of pairs in order."""
    korean: list[str] = []
    english: list[str] = []
    beads: list[Bead] = []
    at = 0
    while at < len(pairs):
        m, _, n = draw.choices(list(_SHAPES), list(_SHAPES.values()))[0].partition("-")
        group = pairs[at : at + max(int(m), int(n))]
        at += len(group)
        sides = [list(side) for side in zip(*group, strict=True)]
        for side, size in zip(sides, (int(m), int(n)), strict=True):
            side[:] = [] if not size else [" ".join(side)] if size == 1 else side
        if m == n == "2":
            sides[1].reverse()
        rows = tuple(range(len(korean), len(korean) + len(sides[0])))
        columns = tuple(range(len(english), len(english) + len(sides[1])))
        beads.append(Bead(rows, columns))
        korean += sides[0]
        english += sides[1]
    return korean, english, beads


if __name__ == "__main__":
    main(sys.argv[1:])
