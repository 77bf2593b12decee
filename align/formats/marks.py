"""Terms in a unit's texts: from places in segments to places in the joined text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from align.formats.unit import Mark
from align.model import Bead, Bitext, Document, Rendering, Termbase

Find = Callable[[Bitext], Sequence[Rendering]]
_Range = tuple[int, int]


@dataclass(frozen=True)
class Marking:
    """Which terms to mark: a termbase, and what finds its terms and their renderings."""

    termbase: Termbase
    find: Find

    def of(self, bitext: Bitext) -> list[tuple[Mark, ...]]:
        """Return the marks of each bead's unit.

        A bead whose texts a person has changed has none: its places are those
        of the segments.
        """
        concepts = {concept.id: concept for concept in self.termbase.concepts}
        by_segment: dict[int, list[Rendering]] = {}
        for rendering in self.find(bitext):
            by_segment.setdefault(rendering.occurrence.segment, []).append(rendering)
        marks = []
        for bead in bitext.beads:
            places = _Places(bitext, bead)
            renderings = (r for i in bead.original for r in by_segment.get(i, ()))
            both = (
                Mark(concepts[r.occurrence.concept], original, places.translation(r))
                for r in renderings
                if (original := places.original(r)) is not None
            )
            marks.append(() if bead.edited else tuple(_apart(both)))
        return marks


class _Places:
    """Where the segments of a bead stand in its joined texts."""

    def __init__(self, bitext: Bitext, bead: Bead) -> None:
        self._original = _shifts(bitext.original, bead.original)
        self._translation = _shifts(bitext.translation, bead.translation)

    def original(self, rendering: Rendering) -> _Range | None:
        place = rendering.occurrence
        return _moved(place.start, place.end, self._original[place.segment])

    def translation(self, rendering: Rendering) -> _Range | None:
        if not rendering.text or rendering.segment not in self._translation:
            return None
        return _moved(rendering.start, rendering.end, self._translation[rendering.segment])


def _shifts(document: Document, positions: Sequence[int]) -> dict[int, tuple[int, int]]:
    """For each segment where its body begins in it, and how far the body moves."""
    shifts = {}
    before = 0
    for position in positions:
        segment = document.segments[position]
        start = segment.text.find(segment.body, len(segment.label))
        shifts[position] = start, before - start
        before += len(segment.body) + 1
    return shifts


def _moved(start: int, end: int, shift: tuple[int, int]) -> _Range | None:
    body, by = shift
    return (start + by, end + by) if start >= body else None


def _apart(marks: Iterator[Mark]) -> Iterator[Mark]:
    """The marks of which neither side overlaps one before; a rendering taken twice is one's."""
    end = 0
    taken: list[_Range] = []
    for mark in sorted(marks, key=lambda mark: mark.original):
        if mark.original[0] < end:
            continue
        end = mark.original[1]
        there = mark.translation
        if there and any(there[0] < b and a < there[1] for a, b in taken):
            yield mark._replace(translation=None)
            continue
        if there:
            taken.append(there)
        yield mark
