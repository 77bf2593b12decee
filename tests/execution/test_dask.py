"""Runs on a Dask cluster of this machine, and workers that are lost in the middle."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.errors import InputError, PluginError
from align.execution.engine import WorkerError
from align.memory.maintenance import verify
from align.pipeline import run
from align.pipeline.outputs import MEMORY
from tests.pipeline.test_growth import job, pages

distributed = pytest.importorskip("distributed", reason="Dask is not installed")
from align.execution.dask import cluster  # noqa: E402

pytestmark = pytest.mark.slow


@pytest.fixture
def workers() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as running:
        yield running


def spans(found: Any) -> list[tuple[object, ...]]:
    return [
        (bitext.original.id, bead.original, bead.translation, round(bead.confidence, 3))
        for bitext in found.bitexts()
        for bead in bitext.beads
    ]


def slowly(_: None, item: int) -> tuple[int, int]:
    time.sleep(0.05)
    return item, os.getpid()


def fatal(_: None, item: int) -> int:
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def test_a_cluster_makes_the_same_memory(workers: Any, tmp_path: Path) -> None:
    folder = pages(tmp_path / "in", range(8))
    aligner = Aligner(default_embedder())
    alone = run(job(folder, tmp_path / "alone"), aligner)
    with cluster(workers.scheduler_address, [folder], 0) as engine:
        spread = run(job(folder, tmp_path / "spread"), aligner, engine=engine)
    assert spans(spread) == spans(alone)
    assert verify(tmp_path / "spread" / MEMORY) == []


def test_workers_that_are_lost_are_survived(workers: Any) -> None:
    killed: list[int] = []

    def kill_now_and_then() -> None:
        for number in range(3):
            time.sleep(0.5)
            pids = [w.pid for w in workers.workers.values() if w.pid]
            killed.append(pids[number % len(pids)])
            os.kill(killed[-1], signal.SIGKILL)

    killer = threading.Thread(target=kill_now_and_then)
    with cluster(workers.scheduler_address, [], 0) as engine:
        killer.start()
        found = list(engine.each(slowly, None, range(120)))
        killer.join()
    assert [item for item, _ in found] == list(range(120))
    assert len(killed) == 3
    assert {pid for _, pid in found} - set(killed)  # others took over


def test_an_item_that_ends_every_worker_is_named(workers: Any) -> None:
    with (
        distributed.Client(workers) as client,
        cluster(workers.scheduler_address, [], 0) as engine,
    ):
        client.run_on_scheduler(
            lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 1)
        )
        found = list(engine.each(fatal, None, range(6)))
    assert [item for item in found if isinstance(item, int)] == [0, 1, 2, 4, 5]
    assert isinstance(found[3], WorkerError)


def test_a_worker_that_does_not_see_the_files_is_named(workers: Any) -> None:
    missing = Path("/nowhere/to/be/seen")
    with (
        pytest.raises(InputError, match="does not see it"),
        cluster(workers.scheduler_address, [missing]),
    ):
        pass


def test_a_scheduler_that_does_not_answer_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.execution.dask._WAIT", 0.5)
    with (
        pytest.raises(PluginError, match="no scheduler"),
        cluster("tcp://127.0.0.1:9", []),
    ):
        pass
