"""A run killed at any moment goes on where it stopped: nothing lost, nothing doubled."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from align.aligner import Aligner
from align.memory import Memory
from align.memory.history import ReviewedMemory
from align.memory.maintenance import verify
from align.memory.search import concordance
from align.model import Status
from align.pipeline import run
from align.pipeline.outputs import MEMORY, TMX
from tests.conftest import ROOT
from tests.pipeline.test_growth import BY_WORKERS, job, pages

KILLS = 200
DECIDED = "ko/0.txt", "en/0.txt"


def work(folder: Path, out: Path) -> None:
    """A whole run."""
    run(job(folder, out), Aligner(None))


def contents(path: Path) -> dict[str, object]:
    """What a memory holds, whatever the runs and rows are numbered."""
    with Memory(path) as memory:
        found: dict[str, object] = {"bitexts": list(memory.bitexts())}
        found["hits"] = concordance(memory, "협력", limit=0).hits
    queries = {
        "documents": "SELECT name, digest, dropped FROM document",
        "segments": "SELECT count(*) FROM segment",
        "units": "SELECT original, translation FROM unit",
        "beads": "SELECT count(*) FROM bead",
        "derived": "SELECT * FROM derived",
        "history": "SELECT action, who FROM history",
    }
    with sqlite3.connect(path) as database:
        for name, query in queries.items():
            found[name] = sorted(database.execute(query))
    return found


def decided(folder: Path, out: Path) -> None:
    """A memory of two releases, in which a person accepted a bead."""
    pages(folder, range(2))
    work(folder, out)
    with ReviewedMemory(out / MEMORY) as memory:
        bitext, version = memory.reviewed(*DECIDED)
        first = replace(bitext.beads[0], status=Status.ACCEPTED, note="본 것")
        after = replace(bitext, beads=(first, *bitext.beads[1:]))
        memory.change(bitext, after, version, "kim", "accept")


@pytest.mark.slow
def test_a_run_may_be_killed_two_hundred_times(tmp_path: Path) -> None:
    folder, base = tmp_path / "in", tmp_path / "base"
    decided(folder, base)
    pages(folder, range(5))
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.pipeline.warm"])
    whole = 0.0
    for name in ("first", "whole"):  # the first also starts the server of processes
        shutil.copytree(base, tmp_path / name)
        started = time.monotonic()
        running = processes.Process(target=work, args=(folder, tmp_path / name))
        running.start()
        running.join()
        whole = time.monotonic() - started
    expected = contents(tmp_path / "whole" / MEMORY)
    draw = random.Random(8)
    kills = finished = 0
    out = tmp_path / "out"
    while kills < KILLS:
        if not out.exists():
            shutil.copytree(base, out)
        running = processes.Process(target=work, args=(folder, out))
        running.start()
        running.join(draw.uniform(0, 1.2 * whole))
        if running.is_alive():
            running.kill()
            running.join()
            kills += 1
            continue
        assert running.exitcode == 0
        assert contents(out / MEMORY) == expected
        assert verify(out / MEMORY) == []
        assert (out / TMX).read_bytes() == (tmp_path / "whole" / TMX).read_bytes()
        finished += 1
        shutil.rmtree(out)
    assert finished


@pytest.mark.slow
def test_a_run_with_workers_may_be_killed_too(tmp_path: Path) -> None:
    folder = pages(tmp_path / "in", range(8))
    script = tmp_path / "by_workers.py"
    script.write_text(BY_WORKERS, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def started(out: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, script, folder, out, "2"]
        return subprocess.Popen(command, env=environment)

    begun = time.monotonic()
    assert started(tmp_path / "whole").wait() == 0
    whole = time.monotonic() - begun
    draw = random.Random(9)
    for _ in range(8):
        running = started(tmp_path / "out")
        time.sleep(draw.uniform(0.3, 0.9) * whole)
        running.kill()
        running.wait()
    assert started(tmp_path / "out").wait() == 0
    assert contents(tmp_path / "out" / MEMORY) == contents(tmp_path / "whole" / MEMORY)
    assert verify(tmp_path / "out" / MEMORY) == []
