"""One step of a computation: ask the memory, compute what is new, keep it.

Every command that computes something of a memory's documents does it by steps, so that each
costs what is new, whichever command it was that computed the rest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from align.aligner.embedding import Vectors
from align.aligner.embedding.cache import LentEmbedder
from align.errors import AlignError
from align.execution.engine import Ready
from align.memory import Memory
from align.pipeline.context import Context

I = TypeVar("I")  # noqa: E741 - an item
R = TypeVar("R")
Q = TypeVar("Q", contravariant=True)
T = TypeVar("T")

TOGETHER = 16
"""Results that are written in one transaction."""


class Store(Protocol[Q, R]):
    """Where the results of a step are kept."""

    def known(self, item: Q) -> R | None:
        """Return what is kept of an item, None where nothing is."""
        ...

    def keep(self, item: Q, result: R) -> None:
        """Keep the result of an item."""
        ...


@dataclass(frozen=True)
class Step(Generic[I, R]):
    """What is computed of each of some items.

    Attributes:
        work: gives the result of an item; it runs wherever the engine lets it.
        shared: what the work needs for all items, such as an aligner; where it has a
            `LentEmbedder` as `embedder`, what that encodes is kept too.
        store: what is known already, and where results go.
        sent: what the work is given of an item; by default the item itself.

    """

    work: Callable[[Any, Any], R]
    shared: Any
    store: Store[I, R]
    sent: Callable[[I], Any] = lambda item: item

    def results(
        self, context: Context, items: Iterable[I]
    ) -> Iterator[tuple[I, R | AlignError]]:
        """Yield each item with its result, or with the error that stands in its place.

        Items are taken as results are asked for, so that of a large collection little is
        held at once.  What came before an error is written before it is raised.
        """
        for some in _together(self._outcomes(context, items)):
            new = [made for made in some if not isinstance(made.result, AlignError | _Known)]
            if new and context.memory.writable:
                with context.memory.transaction():
                    for made in new:
                        self.store.keep(made.item, made.result)
            yield from (made.plain() for made in some)

    def _outcomes(self, context: Context, items: Iterable[I]) -> Iterator[_Made]:
        waiting: deque[I] = deque()

        def asked() -> Iterator[Any]:
            for item in items:
                waiting.append(item)
                known = self.store.known(item)
                yield self.sent(item) if known is None else Ready(_Known(known))

        for outcome in context.engine.each(_WithWords(self.work), self.shared, asked()):
            item = waiting.popleft()
            if isinstance(outcome, AlignError | _Known):
                yield _Made(item, outcome)
            else:
                result, words = outcome
                context.keep_words(words)
                yield _Made(item, result)


class Derived(Generic[I, R]):
    """Results that the memory keeps as derived ones, until nobody asks for them.

    Args:
        memory: where they are kept.
        kind: what they are.
        maker: signature of everything besides an item that decides its result.
        key: what an item is known by.
        encode: a result as a value that JSON can hold.
        decode: and back.

    """

    def __init__(
        self,
        memory: Memory,
        kind: str,
        maker: str,
        key: Callable[[I], str],
        encode: Callable[[R], object],
        decode: Callable[[Any], R],
    ) -> None:
        self._memory = memory
        self._kind = kind
        self._maker = maker
        self._key = key
        self._encode = encode
        self._decode = decode
        self._asked: set[str] = set()
        self.reused = 0

    def known(self, item: I) -> R | None:
        """Return what is kept of an item; see `Store`."""
        key = self._key(item)
        self._asked.add(key)
        value = self._memory.derived(self._kind, key, self._maker)
        if value is None:
            return None
        self.reused += 1
        return self._decode(value)

    def keep(self, item: I, result: R) -> None:
        """Keep the result of an item; see `Store`."""
        value = self._encode(result)
        self._memory.keep_derived(self._kind, self._key(item), value, self._maker)

    def prune(self) -> None:
        """Drop what nobody asked for: the results of another maker, and of what is gone.

        For the end of a step over everything that the memory holds.
        """
        self._memory.prune_derived(self._kind, self._maker, self._asked)


def rows_of(codec: Any) -> tuple[Callable[[Sequence[Any]], object], Callable[[Any], list[Any]]]:
    """Return how a list of values of a data class is encoded by its codec, and decoded."""
    return (
        lambda values: [codec.row(value) for value in values],
        lambda plain: [codec.from_row(row) for row in plain],
    )


def certain(result: T | AlignError) -> T:
    """Return a result that must be there.

    Raises:
        AlignError: the one that stands in its place.

    """
    if isinstance(result, AlignError):
        raise result
    return result


@dataclass(frozen=True, slots=True)
class _Known:
    result: Any


@dataclass(frozen=True, slots=True)
class _Made:
    item: Any
    result: Any

    def plain(self) -> tuple[Any, Any]:
        known = isinstance(self.result, _Known)
        return self.item, self.result.result if known else self.result


@dataclass(frozen=True)
class _WithWords(Generic[R]):
    """Does the work of an item, and gives the words that it had to encode for it."""

    work: Callable[[Any, Any], R]

    def __call__(self, shared: Any, item: Any) -> tuple[R, Mapping[str, Vectors]]:
        result = self.work(shared, item)
        embedder = getattr(shared, "embedder", None)
        return result, embedder.taken() if isinstance(embedder, LentEmbedder) else {}


def _together(coming: Iterator[_Made]) -> Iterator[list[_Made]]:
    """Outcomes as they come, some at a time; those before an error come before it."""
    some: list[_Made] = []
    failure: BaseException | None = None
    while failure is None:
        try:
            some.append(next(coming))
        except StopIteration:
            break
        except BaseException as error:
            failure = error
            break
        if len(some) == TOGETHER:
            yield some
            some = []
    yield some
    if failure is not None:
        raise failure
