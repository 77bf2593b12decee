from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import psutil
import pytest

from align.errors import AlignError, InputError
from align.execution.engine import Inline, Ready, Spread, WorkerError, batches, processes


def double(shared: int, item: int) -> int:
    return shared * item


def refuse_odd(_: None, item: int) -> int:
    if item % 2:
        raise InputError("is odd", where=item, remedy="Give an even one")
    return item


def slow_first(_: None, item: int) -> int:
    time.sleep(0.2 if item == 0 else 0)
    return item


def die_at_seven(_: None, item: int) -> int:
    if item == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def die_once(mark: Path, item: int) -> int:
    if item == 7 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def stubborn_beside_death(marks: Path, item: int) -> int:
    """At the first try the item 0 will not end when it is asked to, and 1 ends its worker."""
    mark = marks / str(item)
    if mark.exists():
        return item
    if item == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        mark.touch()
        time.sleep(600)
    while item == 1 and not (marks / "0").exists():
        time.sleep(0.01)
    mark.touch()
    if item == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def process_of(_: None, item: int) -> int:
    return os.getpid()


@pytest.fixture
def two() -> Iterator[Spread]:
    with processes(2, patience=0) as engine:
        yield engine


def test_a_process_does_its_tasks_in_order() -> None:
    assert list(Inline().each(double, 3, range(4))) == [0, 3, 6, 9]


def test_an_error_takes_the_place_of_a_result() -> None:
    found = list(Inline().each(refuse_odd, None, range(3)))
    assert (found[0], found[2]) == (0, 2)
    assert isinstance(found[1], InputError)


@pytest.mark.slow
def test_workers_give_results_in_the_order_of_the_items(two: Spread) -> None:
    assert list(two.each(slow_first, None, range(40))) == list(range(40))
    assert list(two.each(double, 2, range(3))) == [0, 2, 4]


@pytest.mark.slow
def test_an_error_comes_back_whole_from_a_worker(two: Spread) -> None:
    list(two.each(double, 1, range(9)))
    error = list(two.each(refuse_odd, None, range(4)))[3]
    assert isinstance(error, InputError)
    assert (error.what, error.where, error.remedy) == ("is odd", "3", "Give an even one")


@pytest.mark.slow
def test_an_item_that_ends_its_worker_is_named_and_the_rest_goes_on(two: Spread) -> None:
    found = list(two.each(die_at_seven, None, range(30)))
    assert [item for item in found if isinstance(item, int)] == [n for n in range(30) if n != 7]
    assert isinstance(found[7], WorkerError)


@pytest.mark.slow
def test_a_worker_that_is_lost_once_costs_nothing(two: Spread, tmp_path: Path) -> None:
    assert list(two.each(die_once, tmp_path / "mark", range(30))) == list(range(30))


@pytest.mark.slow
def test_a_worker_that_will_not_end_beside_one_that_did_holds_nothing_up(
    tmp_path: Path,
) -> None:
    def make() -> ProcessPoolExecutor:
        return ProcessPoolExecutor(2, mp_context=get_context("spawn"))

    with Spread(make, 2, patience=0, batch=1) as engine:
        assert list(engine.each(stubborn_beside_death, tmp_path, range(4))) == [0, 1, 2, 3]


def test_what_is_ready_keeps_its_place_and_is_not_worked_on() -> None:
    items = [Ready("a"), 1, Ready("b"), Ready("c"), 2]
    with processes(2, patience=60) as alone:
        for engine in (Inline(), alone):
            assert list(engine.each(double, 2, items)) == ["a", 2, "b", "c", 4]


@pytest.mark.slow
def test_what_is_ready_keeps_its_place_among_the_work_of_others(two: Spread) -> None:
    items = [n if n % 3 else Ready(-n) for n in range(40)]
    expected = [n if n % 3 else -n for n in range(40)]
    assert list(two.each(double, 1, items)) == expected


def test_nothing_is_started_for_what_is_ready() -> None:
    def never() -> object:
        raise AssertionError("no executor is needed")

    engine = Spread(never, 2, patience=0)  # type: ignore[arg-type]
    assert list(engine.each(double, 1, map(Ready, range(99)))) == list(range(99))


def test_little_is_taken_ahead_of_what_is_asked_for() -> None:
    taken = []

    def items() -> Iterator[Ready[int]]:
        for number in range(1000):
            taken.append(number)
            yield Ready(number)

    engine = Spread(lambda: None, 2, patience=0)  # type: ignore[arg-type, return-value]
    next(engine.each(double, 1, items()))
    assert len(taken) < 20


def test_little_work_is_done_here() -> None:
    with processes(2, patience=60) as engine:
        assert set(engine.each(process_of, None, range(50))) == {os.getpid()}


_PARENT = """
import os, sys, time
from align.execution.engine import processes
from tests.execution.test_engine import process_of, slow_first
if __name__ == "__main__":
    with processes(2, patience=0) as engine:
        pids = set(engine.each(process_of, None, range(40))) - {os.getpid()}
        print(*pids, flush=True)
        time.sleep(60)
"""


@pytest.mark.slow
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT, "utf-8")
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert parent.stdout is not None
    workers = [int(pid) for pid in parent.stdout.readline().split()]
    assert workers
    parent.kill()
    parent.wait()
    alive = [psutil.Process(pid) for pid in workers if psutil.pid_exists(pid)]
    _, left = psutil.wait_procs(alive, timeout=10)
    assert not left


def test_batches_hold_everything_once() -> None:
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches([], 2)) == []


def test_errors_of_every_kind_survive_the_way_between_processes() -> None:
    import pickle

    for kind in (AlignError, *AlignError.__subclasses__()):
        error = pickle.loads(pickle.dumps(kind("w", where="x", remedy="y")))
        assert (type(error), error.describe()) == (kind, "x: w. y")
