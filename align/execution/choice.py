"""Which engine carries out the work: this process, several, or a cluster."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from align.execution.engine import Engine, Inline, processes


def engine_of(
    workers: int = 1, scheduler: str | None = None, paths: Iterable[Path] = ()
) -> AbstractContextManager[Engine]:
    """Return an engine for a `with` block.

    Args:
        workers: processes to work with; 1 is this one alone.
        scheduler: address of a Dask scheduler whose workers do the work instead.
        paths: which these must see.

    Raises:
        PluginError: Dask is not installed, or the scheduler does not answer.
        ValueError: there are no workers, or a scheduler is given too.

    """
    if workers < 1:
        raise ValueError(f"{workers} workers can do nothing; give 1 or more")
    if scheduler is None:
        return nullcontext(Inline()) if workers == 1 else processes(workers)
    if workers != 1:
        raise ValueError("workers and a scheduler exclude each other")
    from align.execution.dask import cluster  # an extra

    return cluster(scheduler, paths)
