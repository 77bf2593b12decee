"""How work is spread: here, or over the workers of an executor, in the same order.

A task is a function of what all its items share, such as an aligner, and of one item.
Results come in the order of the items, whatever finishes first; so the same input gives
the same memory however many workers there are.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from typing import Any, Generic, Protocol, TypeVar

from align.errors import AlignError
from align.execution.threads import one_thread
from align.system.closing import Closing

S = TypeVar("S")
I = TypeVar("I")  # noqa: E741 - an item
R = TypeVar("R")

PATIENCE = 2.0
"""Seconds that a process works at a task alone before it turns to others, by default."""

_AHEAD = 3  # batches sent for each worker before the first comes back
_BATCH_SECONDS, _LARGEST = 0.1, 256  # that a batch is to take, and items it holds at most
_TRIES = 2  # for an item whose worker ends


_ONE_BATCH = threading.Lock()
"""Held while a batch is worked on: a model serves one thread, and Dask may have several."""


class WorkerError(AlignError):
    """A worker ended while it had this item, twice: it ran out of memory, or was killed."""


@dataclass(frozen=True, slots=True)
class Ready(Generic[R]):
    """In place of an item: its result, which is there already and only keeps its place."""

    result: R


class Engine(Protocol):
    """What carries out tasks."""

    def each(
        self, task: Callable[[S, I], R], shared: S, items: Iterable[I | Ready[R]]
    ) -> Iterator[R | AlignError]:
        """Yield what `task` returns for each item, or the `AlignError` that it raised.

        Of `items` only so many are taken ahead as keep the workers busy.
        """
        ...


class Inline:
    """Carries out tasks one after the other, in this process."""

    def each(
        self, task: Callable[[S, I], R], shared: S, items: Iterable[I | Ready[R]]
    ) -> Iterator[R | AlignError]:
        """Yield results as they are asked for; see `Engine`."""
        for item in items:
            yield item.result if isinstance(item, Ready) else _outcome(task, shared, item)


class Spread(Closing):
    """Carries out tasks on the workers of an executor; use it in a `with` block.

    An executor whose worker ends is made anew.  What the worker had is tried again, item
    by item; an item that ends a worker twice comes back as a `WorkerError`.

    Args:
        make: makes the executor, when it is first needed.
        workers: how many it has.
        patience: seconds after its first item that this process works alone before it turns
            to others; to start them, and to have each load what a task needs, costs as much.
        batch: items that are sent together, where nothing is known of how long one takes;
            what this process has done alone says how many take a tenth of a second.
        breaks: errors by which the executor says that a worker ended.
        end: shuts the executor down, giving up what waits in it.

    """

    def __init__(
        self,
        make: Callable[[], Executor],
        workers: int,
        *,
        patience: float = PATIENCE,
        batch: int = 4,
        breaks: tuple[type[BaseException], ...] = (BrokenExecutor,),
        end: Callable[[Executor], None] | None = None,
    ) -> None:
        self._make = make
        self._workers = workers
        self._patience = patience
        self._batch = batch
        self._breaks = breaks
        self._end = end or _give_up
        self._executor: Executor | None = None

    def close(self) -> None:
        """Shut the executor down, giving up what waits in it."""
        if self._executor is not None:
            self._end(self._executor)
            self._executor = None

    def each(
        self, task: Callable[[S, I], R], shared: S, items: Iterable[I | Ready[R]]
    ) -> Iterator[R | AlignError]:
        """Yield results in the order of the items; see `Engine`."""
        coming = iter(items)
        alone = _Alone(self._patience, self._batch)
        yield from alone.each(task, shared, coming)
        job = pickle.dumps((task, shared), protocol=pickle.HIGHEST_PROTOCOL)
        sent: deque[_Sent | Ready[R]] = deque()
        for batch in _batches(coming, alone.size):
            sent.append(batch if isinstance(batch, Ready) else self._send(job, batch))
            while sent and (isinstance(sent[0], Ready) or len(sent) >= self._workers * _AHEAD):
                yield from self._received(job, sent)
        while sent:
            yield from self._received(job, sent)

    def _send(self, job: bytes, items: Sequence[Any]) -> _Sent:
        if self._executor is None:
            self._executor = self._make()
        try:
            return _Sent(items, self._executor.submit(_run, job, items))
        except self._breaks:  # noticed between two batches
            self.close()
            self._executor = self._make()
            return _Sent(items, self._executor.submit(_run, job, items))

    def _received(self, job: bytes, sent: deque[Any]) -> Iterator[Any]:
        batch = sent.popleft()
        if isinstance(batch, Ready):
            yield batch.result
            return
        try:
            yield from batch.future.result()
            return
        except self._breaks:
            self.close()
        yield from [self._alone(job, item) for item in batch.items]
        again = [
            other if isinstance(other, Ready) else self._send(job, other.items)
            for other in sent
        ]
        sent.clear()
        sent.extend(again)

    def _alone(self, job: bytes, item: Any) -> Any:
        """The result of one item, while no other is out."""
        for _ in range(_TRIES):
            try:
                return self._send(job, [item]).future.result()[0]
            except self._breaks:
                self.close()
        return WorkerError(
            "ended the worker that had it, twice",
            remedy="It may need more memory than there is; leave it out, or take fewer workers",
        )


class _Alone:
    """The first items of a task, worked on here, until it is worth turning to others."""

    def __init__(self, patience: float, size: int) -> None:
        self._patience = patience
        self.size = size  # of a batch, as what was done alone suggests

    def each(
        self, task: Callable[[Any, Any], Any], shared: Any, coming: Iterator[Any]
    ) -> Iterator[Any]:
        """Yield results; what is left in `coming` behind the last is for others."""
        worked, count = 0.0, 0
        while self._patience > 0 and (count < 2 or worked < self._patience):
            item = next(coming, _NONE)
            if item is _NONE:
                return
            if isinstance(item, Ready):
                yield item.result
                continue
            begun = time.monotonic()
            outcome = _outcome(task, shared, item)
            if count:  # the first one loads what the task needs
                worked += time.monotonic() - begun
            count += 1
            yield outcome
        if worked:
            self.size = max(1, min(_LARGEST, round((count - 1) * _BATCH_SECONDS / worked)))


_NONE = object()


def processes(workers: int, patience: float = PATIENCE) -> Spread:
    """Return an engine that spreads work over processes of this machine; see `Spread`."""

    def make() -> Executor:
        return ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_begin_worker
        )

    return Spread(make, workers, patience=patience)


def cores() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _batches(items: Iterator[Any], size: int) -> Iterator[Any]:
    """Items in lists of `size` at most; what is ready ends a list and comes by itself."""
    batch: list[Any] = []
    for item in items:
        if not isinstance(item, Ready):
            batch.append(item)
            if len(batch) < size:
                continue
        if batch:
            yield batch
            batch = []
        if isinstance(item, Ready):
            yield item
    if batch:
        yield batch


def batches(items: Iterable[I], size: int) -> Iterator[list[I]]:
    """Yield items in lists of `size`, the last perhaps shorter."""
    coming = iter(items)
    while batch := list(islice(coming, size)):
        yield batch


def _give_up(executor: Executor) -> None:
    # A worker that was being started while another ended is joined by the executor but never
    # ended, and both wait for ever; Python has no public way to end it before 3.14.
    if getattr(executor, "_broken", False):
        for process in list((getattr(executor, "_processes", None) or {}).values()):
            process.kill()
    executor.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Sent:
    items: Sequence[Any]
    future: Future[list[Any]]


def _run(job: bytes, items: Sequence[Any]) -> list[Any]:
    """Carry out a batch in a worker."""
    with _ONE_BATCH:
        task, shared = _unpacked(job)
        return [_outcome(task, shared, item) for item in items]


@lru_cache(maxsize=4)  # models and weights are loaded once a process
def _unpacked(job: bytes) -> Any:
    return pickle.loads(job)


def _outcome(task: Callable[[S, I], R], shared: S, item: I) -> R | AlignError:
    try:
        with one_thread():
            return task(shared, item)
    except AlignError as error:
        return error


def _begin_worker() -> None:
    """Leave interrupts to the parent, and end when it does, however that happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
