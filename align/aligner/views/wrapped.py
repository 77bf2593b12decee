"""Lines broken at a width put together again, before they are aligned.

Text that was copied or typed with line breaks inside its sentences has no beads of lines, only
of what the lines add up to.  A side whose lines clearly stop at one width is aligned in runs of
such lines, and every bead is given back in lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from unicodedata import east_asian_width

import numpy as np
from numpy.typing import NDArray

from align.aligner.views.view import SideView, View
from align.lang.line_signs import ends_open, goes_on
from align.model import Bead, Kind, Language, Segment, Side

_LEAST = {Language.KOREAN: 18.0, Language.ENGLISH: 35.0}  # characters of a line that is full
_FULL = 0.92  # share of the width that a line broken for its length reaches with the next word
_WIDE = 1.25  # how far a side's longest lines may exceed the width
_BROKEN = 4  # open lines that agree on a width
_AGREEING = 0.25  # share of the open lines that agree on it
_LONG = 0.2  # share of lines that may be longer yet
_SURE = 0.35  # share of the broken lines of which the words, too, tell that they go on
_MOST = 12  # lines of a run
_PROSE = {Kind.PARAGRAPH, Kind.POINT, Kind.NOTE, Kind.TITLE, Kind.HEADING, Kind.QUOTATION}


@dataclass(frozen=True)
class Unwrapped:
    """A bitext in runs of lines; `runs` gives the lines of each, a side."""

    view: View
    runs: dict[Side, list[range]]

    @property
    def changed(self) -> bool:
        """Whether any lines were put together."""
        return any(len(run) > 1 for runs in self.runs.values() for run in runs)

    def in_lines(self, beads: Iterable[Bead]) -> Iterator[Bead]:
        """Yield beads over runs as beads over lines; a run left alone is as many beads."""
        for bead in beads:
            lines = {side: self._lines(bead, side) for side in Side}
            whole = replace(
                bead, original=lines[Side.ORIGINAL], translation=lines[Side.TRANSLATION]
            )
            if bead.is_pair:
                yield whole
                continue
            yield from (replace(whole, original=(i,)) for i in whole.original)
            yield from (replace(whole, translation=(j,)) for j in whole.translation)

    def in_runs(self, beads: Iterable[Bead]) -> Iterator[Bead]:
        """Yield beads over lines as beads over runs; those that part a run are left out."""
        seen: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
        number = {
            side: {line: k for k, run in enumerate(runs) for line in run}
            for side, runs in self.runs.items()
        }
        for bead in beads:
            own = {
                side: tuple(sorted({number[side][line] for line in bead.on(side)}))
                for side in Side
            }
            key = own[Side.ORIGINAL], own[Side.TRANSLATION]
            whole = all(
                sum(len(self.runs[side][k]) for k in own[side]) == len(bead.on(side))
                for side in Side
            )
            if key not in seen and (whole or not bead.is_pair):
                seen.add(key)
                yield replace(bead, original=key[0], translation=key[1])

    def _lines(self, bead: Bead, side: Side) -> tuple[int, ...]:
        return tuple(line for k in bead.on(side) for line in self.runs[side][k])


def unwrap(view: View) -> Unwrapped:
    """Return a bitext with lines that were broken at a width put together."""
    runs = {side: _runs(view.on(side)) for side in Side}
    if all(len(own) == len(view.on(side)) for side, own in runs.items()):
        return Unwrapped(view, runs)
    joined = {side: _joined(view.on(side), runs[side]) for side in Side}
    return Unwrapped(
        replace(view, original=joined[Side.ORIGINAL], translation=joined[Side.TRANSLATION]),
        runs,
    )


def _runs(side: SideView) -> list[range]:
    """The lines of a side in runs; each its own where the side was not broken at a width."""
    if not len(side):
        return []
    goes_on = _goes_on(side)
    starts = [0]
    for line in range(1, len(side)):
        if not goes_on[line - 1] or line - starts[-1] >= _MOST:
            starts.append(line)
    return [range(a, b) for a, b in zip(starts, [*starts[1:], len(side)], strict=True)]


def _goes_on(side: SideView) -> NDArray[np.bool_]:
    """Whether each line was broken for its length, so that the next one goes on with it."""
    none = np.zeros(len(side), dtype=bool)
    texts = [segment.text.strip() for segment in side.segments]
    is_open = np.array([_may_go_on(*two) for two in _neighbours(side.segments)], dtype=bool)
    is_open &= np.array([len(text) for text in texts]) >= _LEAST[side.language]
    if is_open.sum() < _BROKEN:
        return none
    lines = max((_Lines(texts, is_open, size) for size in (len, _columns)), key=_agreeing)
    sure = np.array([*map(goes_on, texts, texts[1:]), False])
    full = is_open & lines.full
    enough = lines.agreeing >= max(_BROKEN, _AGREEING * is_open.sum())
    if not enough or lines.long > _LONG or sure[full].mean() < _SURE:
        return none
    broken: NDArray[np.bool_] = full | (is_open & lines.fit & sure)
    return broken


class _Lines:
    """Lines by their size, in characters or in columns of a screen.

    Attributes:
        agreeing: how many open lines would break at the width at which most would: they fit,
            and with the next word they would not.
        full: whether each reaches that width, or nearly, with the next word.
        fit: whether each is hardly longer than it.
        long: the share that is longer.

    """

    def __init__(
        self, texts: Sequence[str], is_open: NDArray[np.bool_], size: Callable[[str], int]
    ) -> None:
        sizes = np.array([size(text) for text in texts], dtype=float)
        word = [size(text.partition(" ")[0]) + 1 for text in texts[1:]]
        reach = sizes + np.array([*word, 0])
        ends, reached = sizes[is_open], reach[is_open]
        agreeing = (ends <= ends[:, None]) & (ends[:, None] < reached)
        counts = agreeing.sum(axis=1)
        width = ends[counts.argmax()]
        self.agreeing = int(counts.max())
        self.fit = sizes <= _WIDE * width
        self.full = self.fit & (reach >= _FULL * width)
        self.long = float((~self.fit).mean())


def _agreeing(lines: _Lines) -> int:
    return lines.agreeing


def _columns(text: str) -> int:
    """How many columns of a screen a text takes; Hangul takes two a syllable."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _neighbours(segments: Sequence[Segment]) -> Iterator[tuple[Segment, Segment | None]]:
    return zip(segments, [*segments[1:], None], strict=True)


def _may_go_on(line: Segment, following: Segment | None) -> bool:
    return (
        following is not None
        and line.kind in _PROSE
        and following.kind in _PROSE
        and not following.label
        and ends_open(line.text)
    )


def _joined(side: SideView, runs: Sequence[range]) -> SideView:
    pooled = None if side.pooled is None else side.pooled.joined(runs)
    segments = [reduce(_with, (side.segments[k] for k in run)) for run in runs]
    return replace(side, segments=segments, pooled=pooled)


def _with(segment: Segment, following: Segment) -> Segment:
    return replace(segment, text=f"{segment.text} {following.text.lstrip()}")
