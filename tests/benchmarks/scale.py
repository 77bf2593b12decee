"""What `align run` costs for 10, 100, 1,000 and 10,000 documents, and where the time goes.

    python -m tests.benchmarks.scale [--documents 10 100 1000] [--workers 2] [--keep DIR]

Half of the documents are Korean, half their translations: paragraphs of the sample's
releases thrown together as in `align.pairing.made`, with figures of their own, and
each paragraph numbered at its end, so that no text comes twice and all must be encoded.
`again` is the same command on the same folder; `ten more` after ten new documents.
With --scheduler the work goes to a Dask cluster.  Peak memory is that of the largest
process; `CPU here` what the process that writes spends itself, its work alone included.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import psutil

from align.cli.output import print_table
from align.pairing.made import Maker, read_releases
from tests.conftest import MOFA

T = TypeVar("T")


class Stages:
    """Adds up the seconds of each stage, and of what comes between two."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def track(self, items: Iterable[T], stage: str, total: int) -> Iterator[T]:
        """Yield `items`; see `Progress`."""
        self.note("between")
        yield from items
        self.note(stage)

    def note(self, stage: str) -> None:
        """Count the time since the last call to a stage."""
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scheduler")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    spread = (
        ["--scheduler", given.scheduler]
        if given.scheduler
        else ["--workers", str(given.workers)]
    )
    if given.one:
        _one(Path(given.one[0]), Path(given.one[1]), spread)
        return
    with tempfile.TemporaryDirectory() as temporary:
        for count in given.documents:
            folder = (given.keep or Path(temporary)) / str(count)
            rows = list(_rows(folder, count, spread))
            names = list(dict.fromkeys(name for row in rows for name in row))
            full = [{name: row.get(name, 0.0) for name in names} for row in rows]
            print_table(full, f"\n{count} documents")


def make(folder: Path, first: int, count: int) -> None:
    """Write `count` documents into a folder."""
    maker = Maker(None, first)
    pool = read_releases(MOFA / "truth")
    for number in range(first, first + count // 2):
        for document in maker.made(pool, number):
            english = document.id.startswith("en")
            path = folder / document.id.replace(" ", "_")
            path = path.with_stem(f"{path.stem}_{number}")
            path.parent.mkdir(parents=True, exist_ok=True)
            word = "Annex" if english else "별첨"
            # Own to a paragraph, and the same on both sides of most.
            texts = [
                f"{segment.text} ({word} {number}-{place})"
                for place, segment in enumerate(document.segments)
            ]
            path.write_text("\n\n".join(texts) + "\n", "utf-8")


def _rows(folder: Path, count: int, spread: list[str]) -> Iterator[dict[str, Any]]:
    source, out = folder / "in", folder / "out"
    make(source, 0, count)
    yield {"run": "first", **_measured(source, out, spread)}
    yield {"run": "again", **_measured(source, out, spread)}
    make(source, 1_000_000, 10)
    yield {"run": "ten more", **_measured(source, out, spread)}
    for name in ("memory.db", "embeddings.db", "memory.tmx"):
        print(f"{name}: {(out / name).stat().st_size / 2**20:.1f} MB")


def _measured(source: Path, out: Path, spread: list[str]) -> dict[str, Any]:
    started = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.scale", *spread]
    running = subprocess.Popen(
        [*command, "--one", str(source), str(out)], stdout=subprocess.PIPE, text=True
    )
    peak = _peak(running)
    text, _ = running.communicate()
    if running.returncode:
        raise SystemExit(text)
    figures = json.loads(text.splitlines()[-1])
    seconds = time.perf_counter() - started
    return {"s": round(seconds, 1), "peak MB": round(peak), **figures}


def _peak(running: subprocess.Popen[str]) -> float:
    """The most that any of the processes holds while it runs, in MB."""
    peak = 0.0
    whole = psutil.Process(running.pid)
    while running.poll() is None:
        try:
            for process in [whole, *whole.children(recursive=True)]:
                peak = max(peak, process.memory_info().rss / 2**20)
        except psutil.NoSuchProcess:
            pass
        time.sleep(0.1)
    return peak


def _one(source: Path, out: Path, spread: list[str]) -> None:
    from align.cli import main as cli
    from align.cli import run as command

    stages = Stages()
    command.Bar = lambda: stages  # type: ignore[assignment, misc]
    command.print_json = lambda _: None  # type: ignore[assignment]
    terms = ["-t", str(MOFA / "terms.csv")]
    code = cli.status(["run", str(source), "-o", str(out), *terms, *spread, "--format", "json"])
    stages.note("between")
    if code:
        raise SystemExit(code)
    stages.seconds["other"] = stages.seconds.pop("between")
    stages.seconds["CPU here"] = time.process_time()
    print(json.dumps({k: round(v, 1) for k, v in stages.seconds.items() if v >= 0.05}))


if __name__ == "__main__":
    main()
