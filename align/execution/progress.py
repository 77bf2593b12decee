"""How a long computation tells whoever started it how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Watches stages of work; the command line draws a bar, tests and libraries nothing."""

    def track(self, items: Iterable[T], stage: str, total: int | None) -> Iterator[T]:
        """Yield `items` as they are worked on in a stage of `total`, where it is known."""
        ...


class Silent:
    """Watches nothing."""

    def track(self, items: Iterable[T], stage: str, total: int | None) -> Iterator[T]:
        """Yield `items`."""
        yield from items
