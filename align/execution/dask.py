"""The same run on a Dask cluster: workers read, embed and align, one process writes.

Dask hands out an executor as `concurrent.futures` knows it; so a cluster is an engine like
any other.  Workers must see the files under the same paths, and have daeyeok installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from align.errors import InputError, PluginError
from align.execution.engine import Spread
from align.system.version import __version__

_WAIT = 30  # seconds to wait for a scheduler, and for its first worker
_RETRIES = 5  # workers that may be lost under a batch before its items are tried alone
PATIENCE = 0.5
"""Seconds that the writing process works at a task alone, to learn how long an item takes."""


@contextmanager
def cluster(
    address: str, paths: Iterable[Path], patience: float = PATIENCE
) -> Iterator[Spread]:
    """Give an engine that spreads work over the workers of a Dask scheduler.

    Args:
        address: of the scheduler, such as `tcp://host:8786`.
        paths: which the workers must see.
        patience: see `Spread`.

    Raises:
        PluginError: Dask is not installed, or the scheduler does not answer.
        InputError: a worker does not see the files, or has another version of daeyeok.

    """
    try:
        from distributed import Client
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise PluginError(
            "a cluster needs Dask", remedy="Install it with pip install 'daeyeok[cluster]'"
        ) from error
    connect: Any = Client
    try:
        client = connect(address, timeout=_WAIT, set_as_default=False)
        client.wait_for_workers(1, timeout=_WAIT)
    except (OSError, TimeoutError, ValueError) as error:
        raise PluginError(
            f"no scheduler with workers answers at {address}: {error}",
            remedy="Start one with dask scheduler, and workers with dask worker ADDRESS",
        ) from error
    with client:
        workers = _require_fit(client, [str(path.absolute()) for path in paths])

        def make() -> Any:
            return client.get_executor(retries=_RETRIES, pure=False)

        with Spread(
            make, workers, patience=patience, breaks=(KilledWorker,), end=_end
        ) as engine:
            try:
                yield engine
            except (CommClosedError, CancelledError) as error:
                raise PluginError(
                    f"the scheduler at {address} was lost: {error}",
                    remedy="Run the same command to go on; what was finished is kept",
                ) from error


def _end(executor: Executor) -> None:
    executor.shutdown(wait=False)  # in which Dask gives up what waits


def _require_fit(client: Any, paths: Sequence[str]) -> int:
    """How many threads the workers have, all of which can do the work."""
    for worker, (version, missing) in client.run(_fitness, paths).items():
        if version != __version__:
            raise InputError(
                f"the worker {worker} has daeyeok {version}, not {__version__}",
                remedy="Install the same version everywhere",
            )
        if missing:
            raise InputError(
                f"the worker {worker} does not see it",
                where=missing[0],
                remedy="Put the files where all machines see them under one path",
            )
    return sum(client.nthreads().values())


def _fitness(paths: Sequence[str]) -> tuple[str, list[str]]:
    return __version__, [path for path in paths if not Path(path).exists()]
