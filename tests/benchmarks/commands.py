"""What commands cost: anew, and on a memory that holds all that they ask for.

    python -m tests.benchmarks.commands [--times 5] [--align PATH]

Every command is a process of its own on the sample corpus; its seconds are the median of
some runs after one that does not count, its memory the most that its largest process held.
--align names another `align` command to measure, such as one of an earlier version.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import psutil

from align.cli.output import print_table
from tests.conftest import MOFA


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--align", default=str(Path(sys.executable).with_name("align")))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        memory, terms = out / "memory.db", MOFA / "terms.csv"
        rows = [_row("run, anew", [given.align, "run", MOFA, "-o", out], 1)]
        for name, arguments in (
            ("run, again", ["run", MOFA, "-o", out]),
            ("terms check", ["terms", "check", memory, "-t", terms]),
            ("check", ["check", memory]),
            ("report with terms", ["report", memory, "-t", terms, "-o", out / "r.html"]),
            ("-h", ["-h"]),
        ):
            rows.append(_row(name, [given.align, *arguments], given.times, warm=True))
        rows.append(_row("python -c pass", [sys.executable, "-c", "pass"], given.times))
    print_table(rows)


def _row(
    name: str, command: Sequence[object], times: int, *, warm: bool = False
) -> dict[str, object]:
    runs = [_measured(command) for _ in range(times + warm)][warm:]
    seconds = median(seconds for seconds, _ in runs)
    return {"command": name, "s": f"{seconds:.2f}", "peak MB": round(max(p for _, p in runs))}


def _measured(command: Sequence[object]) -> tuple[float, float]:
    """The seconds that a command takes, and the most megabytes that a process of it holds."""
    started = time.perf_counter()
    running = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0.0
    whole = psutil.Process(running.pid)
    while running.poll() is None:
        try:
            every = [whole, *whole.children(recursive=True)]
            peak = max(peak, *(p.memory_info().rss / 2**20 for p in every))
        except psutil.Error:  # one ended just now
            continue
        time.sleep(0.005)
    if running.returncode:
        raise SystemExit(f"{command} ended with {running.returncode}")
    return time.perf_counter() - started, peak


if __name__ == "__main__":
    main()
