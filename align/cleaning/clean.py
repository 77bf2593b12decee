"""Units without those that the filters asked for leave out; each of these is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from align.aligner.embedding import Embedder
from align.cleaning import filters
from align.cleaning.filters import Bounds, Cause
from align.errors import AlignError
from align.execution.engine import Engine, Inline, batches
from align.execution.threads import one_thread
from align.formats.unit import Unit

_TOGETHER = 32  # units that are scored in one batch, whoever does it
_AT_ONCE = 2048  # units that wait for their scores

Said = Callable[[Unit], bool]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A unit that was left out: its place in the file from 1, and why."""

    number: int
    unit: Unit
    kind: Cause
    reason: str


@dataclass
class Cleaner:
    """Leaves out what some filters find.

    Attributes:
        kinds: filters to apply; units without any text are always left out.
        tell: called with each unit that is left out.
        said: whether a unit was said before; called once for each that passed so far.
        bounds: where the filters draw the line.
        embedder: for scores; without one only the file's own confidence counts.
        engine: what encodes.
        counts: how many were left out, by kind.

    """

    kinds: Collection[Cause]
    tell: Callable[[LeftOut], None]
    said: Said = lambda _: False
    bounds: Bounds = field(default_factory=Bounds)
    embedder: Embedder | None = None
    engine: Engine = field(default_factory=Inline)
    counts: Counter[Cause] = field(default_factory=Counter)

    def clean(self, units: Iterable[tuple[int, Unit]]) -> Iterator[Unit]:
        """Yield the units that stay, in order; each comes with its place in the file."""
        numbered = (item for item in units if self._passes(*item))
        if Cause.SCORE not in self.kinds:
            yield from (unit for _, unit in numbered)
            return
        for some in batches(numbered, _AT_ONCE):
            yield from self._scored(some)

    def _passes(self, number: int, unit: Unit) -> bool:
        for kind, find in self._filters():
            if kind in self.kinds and (reason := find(unit)):
                self._leave(LeftOut(number, unit, kind, reason))
                return False
        if not (unit.original.strip() or unit.translation.strip()):
            self._leave(LeftOut(number, unit, Cause.EMPTY, "no text"))
            return False
        return True

    def _filters(self) -> Sequence[tuple[Cause, Callable[[Unit], str]]]:
        return (
            (Cause.EMPTY, filters.empty),
            (Cause.SAME, filters.same),
            (Cause.LANGUAGE, filters.language),
            (Cause.RATIO, lambda unit: filters.ratio(unit, self.bounds.ratio)),
            (Cause.DUPLICATES, lambda unit: "said before" if self.said(unit) else ""),
        )

    def _scored(self, numbered: Sequence[tuple[int, Unit]]) -> Iterator[Unit]:
        unsure = [unit for _, unit in numbered if unit.confidence is None]
        cosines = iter(self._cosines(unsure))
        for number, unit in numbered:
            score = next(cosines) if unit.confidence is None else unit.confidence
            if score >= self.bounds.score:
                yield unit
            else:
                self._leave(LeftOut(number, unit, Cause.SCORE, f"score {score:.2f}"))

    @one_thread()
    def _cosines(self, units: Sequence[Unit]) -> list[float]:
        if self.embedder is None:
            return [1.0] * len(units)
        cosines: list[float] = []
        for result in self.engine.each(_likeness, self.embedder, batches(units, _TOGETHER)):
            if isinstance(result, AlignError):
                raise result
            cosines += result
        return cosines

    def _leave(self, left: LeftOut) -> None:
        self.counts[left.kind] += 1
        self.tell(left)


def _likeness(embedder: Embedder, units: Sequence[Unit]) -> list[float]:
    """Cosines of both sides."""
    sides = (
        embedder.finish(embedder.pool(texts))
        for texts in ([u.original for u in units], [u.translation for u in units])
    )
    original, translation = sides
    return [float(cosine) for cosine in np.sum(original * translation, axis=1)]
