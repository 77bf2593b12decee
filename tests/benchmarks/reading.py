"""How well lines of print are joined, how fast each format is read, and damaged files.

    python -m tests.benchmarks.reading [FOLDER...]         line breaks; FOLDERs of NAME.ko
    python -m tests.benchmarks.reading --fuzz 400          damaged copies of each sample file

Paragraphs are cut into lines of 32 to 40 characters, anywhere, and what stands at a
line's end is thrown away, blanks too: the worst that a PDF does.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from align.errors import AlignError
from align.lang import morphology
from align.readers import read, read_bytes
from align.readers.formats.pdf import joining
from align.readers.formats.pdf.joining import Joiner
from tests.conftest import FORMATS, MIXED, MOFA
from tests.readers.fuzzing import mutations

_LONG = 60  # characters of a paragraph worth cutting
_RUNS = 5


def breaks(folder: Path) -> tuple[int, int]:
    """Line breaks joined right in the Korean texts of a folder, and all of them."""
    texts = [
        line
        for path in sorted(folder.glob("*.ko"))
        for line in path.read_text("utf-8").splitlines()
        if len(line) > _LONG
    ]
    draw = random.Random(3)
    cut = []
    for text in texts:
        width = draw.choice((32, 36, 40))
        cut.append([text[i : i + width] for i in range(0, len(text), width)])
    joiner = Joiner([line.strip() for lines in cut for line in lines], [])
    pairs = [(a, b) for lines in cut for a, b in pairwise(lines)]
    right = sum(joiner.join([a.strip(), b.strip()]) == (a + b).strip() for a, b in pairs)
    return right, len(pairs)


def report_breaks(folders: Sequence[Path]) -> None:
    for folder in (MOFA / "truth", *folders):
        for name, found in (("Kiwi", morphology.installed), ("rules", lambda: None)):
            joining.installed = found
            right, count = breaks(folder)
            share = right / count
            print(f"{folder.name:<8} {name:<6} {right} of {count} breaks right: {share:.3f}")
    joining.installed = morphology.installed


def report_speed() -> None:
    for path in sorted(FORMATS.glob("forum.ko.*")):
        read(path)
        start = time.perf_counter()
        for _ in range(_RUNS):
            read(path)
        print(f"{path.suffix:<8} {1000 * (time.perf_counter() - start) / _RUNS:6.1f} ms")


def report_fuzz(copies: int) -> None:
    outcomes: Counter[str] = Counter()
    longest = 0.0
    files = [*sorted(FORMATS.iterdir()), MIXED / "en" / "mail.zip"]
    for path in files:
        for copy in mutations(path.read_bytes(), seed=copies, count=copies):
            start = time.perf_counter()
            try:
                read_bytes(copy, path.suffix, name=path.name)
                outcomes["read"] += 1
            except AlignError:
                outcomes["refused"] += 1
            longest = max(longest, time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    counts = ", ".join(f"{count} {what}" for what, count in outcomes.items())
    print(f"{len(files)} files, {copies} copies of each: {counts}; "
          f"longest {longest:.1f} s, {memory} MiB")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--fuzz", type=int)
    options = parser.parse_args()
    if options.fuzz:
        report_fuzz(options.fuzz)
        return
    report_breaks(options.folders)
    report_speed()


if __name__ == "__main__":
    main()
