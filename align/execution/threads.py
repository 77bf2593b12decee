"""Threads of matrix products: one, wherever a model of ours runs.

Work is spread over processes, and threads of their matrix products would only fight them
for the cores; and the number of threads decides a product's last digits.  So whatever runs
a model does it under `one_thread`, whoever calls it; behind it everything is as it was.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from threadpoolctl import ThreadpoolController

_BRINGERS = ("numpy", "scipy.linalg", "torch")  # modules that load a library of products


@contextmanager
def one_thread() -> Iterator[None]:
    """Let the libraries that multiply matrices work in one thread within a block.

    Blocks may nest, and be open in several threads at once: the number of the libraries'
    threads, which is a process's, comes back when the last block ends.  As a decorator it
    holds for a function.
    """
    _HELD.take()
    try:
        yield
    finally:
        _HELD.give_back()


class _Held:
    """The limit that all open blocks share."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._blocks = 0
        self._controller: Any = None
        self._limit: Any = None

    def take(self) -> None:
        with self._lock:
            if self._blocks == 0:
                loaded = tuple(name for name in _BRINGERS if name in sys.modules)
                self._controller = _controller(loaded)
                _let_any_thread_set(self._controller)
                self._limit = self._controller.limit(limits=1, user_api="blas")
            self._blocks += 1

    def give_back(self) -> None:
        with self._lock:
            self._blocks -= 1
            if self._blocks == 0:
                _let_any_thread_set(self._controller)
                self._limit.restore_original_limits()
                _let_any_thread_set(self._controller)


@lru_cache(maxsize=1)
def _controller(_loaded: tuple[str, ...]) -> Any:
    """The libraries that are loaded; looked for anew when a module may have brought one."""
    return ThreadpoolController()


def _let_any_thread_set(controller: Any) -> None:
    """Late versions of threadpoolctl heed the first thread alone that sets a number."""
    for library in controller.lib_controllers:
        clear = getattr(library, "clear_controlling_thread", None)
        if clear is not None:
            clear(force=True)


_HELD = _Held()
