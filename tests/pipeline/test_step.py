"""A step asks the memory, computes what is new, keeps it, and holds little at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from align.errors import AlignError, InputError
from align.memory import Memory
from align.pipeline import Context
from align.pipeline.step import TOGETHER, Derived, Step


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    with Memory(tmp_path / "m.db") as memory:
        yield Context(memory)


class Work:
    """Squares numbers and notes which; some cannot be."""

    def __init__(self) -> None:
        self.done: list[int] = []

    def __call__(self, _: Any, item: int) -> int:
        self.done.append(item)
        if item == 13:
            raise InputError("is unlucky", where=item)
        if item == 666:
            raise KeyboardInterrupt
        return item * item


def squares(context: Context, maker: str = "a") -> Derived[int, int]:
    return Derived(context.memory, "square", maker, str, lambda value: value, int)


def step(context: Context, work: Work, maker: str = "a") -> Step[int, int]:
    return Step(work, None, squares(context, maker))


def test_what_is_known_is_not_computed_again_and_comes_in_its_place(context: Context) -> None:
    list(step(context, Work()).results(context, [2, 4]))
    work = Work()
    assert list(step(context, work).results(context, range(5))) == [
        (number, number * number) for number in range(5)
    ]
    assert work.done == [0, 1, 3]


def test_another_maker_computes_anew(context: Context) -> None:
    list(step(context, Work(), "a").results(context, range(3)))
    work = Work()
    list(step(context, work, "b").results(context, range(3)))
    assert work.done == [0, 1, 2]


def test_an_error_takes_the_place_of_a_result_and_is_not_kept(context: Context) -> None:
    found = dict(step(context, Work()).results(context, [12, 13, 14]))
    assert (found[12], found[14]) == (144, 196)
    assert isinstance(found[13], AlignError)
    assert context.memory.derived("square", "13", "a") is None


def test_what_came_before_an_interrupt_is_kept(context: Context) -> None:
    with pytest.raises(KeyboardInterrupt):
        list(step(context, Work()).results(context, [1, 2, 666]))
    assert context.memory.derived("square", "2", "a") == 4


def test_nothing_is_written_while_the_results_are_worked_on(
    context: Context, tmp_path: Path
) -> None:
    for _ in step(context, Work()).results(context, range(3)):
        with Memory(tmp_path / "m.db") as other:  # a review, say
            other._db.execute("PRAGMA busy_timeout = 1")
            other.keep_derived("other", "key", 1)


@pytest.mark.parametrize("known", [False, True])
def test_little_is_taken_ahead(context: Context, known: bool) -> None:
    if known:
        list(step(context, Work()).results(context, range(100)))
    taken = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    next(step(context, Work()).results(context, items()))
    assert len(taken) <= TOGETHER + 1


def test_results_that_nobody_asked_for_are_dropped_at_the_end(context: Context) -> None:
    for maker in ("a", "b"):
        list(step(context, Work(), maker).results(context, range(3)))
    store = squares(context, "b")
    list(Step(Work(), None, store).results(context, [1]))
    store.prune()
    left = context.memory.stream("SELECT maker, key FROM derived WHERE kind = 'square'")
    assert [tuple(row) for row in left] == [("b", "1")]


def test_a_memory_that_may_only_be_read_gives_results_and_keeps_none(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Memory, "writable", False)
    store = squares(context)
    assert list(Step(Work(), None, store).results(context, [3])) == [(3, 9)]
    store.prune()
    assert context.memory.derived("square", "3", "a") is None
