"""Alignment around decisions: what a person decided stays, the rest is computed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from align.aligner.align import Aligner
from align.aligner.views.pooled import Pooled
from align.aligner.views.view import View
from align.model import Bead, Bitext, Document, Side, Status


def realign(bitext: Bitext, aligner: Aligner) -> Bitext:
    """Return the bitext with every bead anew that nobody decided on."""
    decided = [bead for bead in bitext.beads if bead.status is not Status.AUTO]
    again = align_around_decided(aligner, bitext.original, bitext.translation, decided)
    return replace(bitext, beads=again.beads)


def align_around_decided(
    aligner: Aligner,
    original: Document,
    translation: Document,
    decided: Sequence[Bead],
    pooled: tuple[Pooled | None, Pooled | None] | None = None,
) -> Bitext:
    """Align two documents around beads that stay.

    Decided beads cut both documents into stretches, and each stretch is aligned by itself;
    a decided bead that crosses others is set aside first.
    """
    if not decided:
        return aligner.align(original, translation, pooled)
    fixed, apart = _in_line(decided)
    view = aligner.view(original, translation, pooled)
    taken = {side: {i for bead in apart for i in bead.on(side)} for side in Side}
    beads: list[Bead] = []
    start = dict.fromkeys(Side, 0)
    for bead in (*fixed, None):
        rows, columns = (
            [i for i in range(start[side], _end(bead, view, side)) if i not in taken[side]]
            for side in Side
        )
        beads += _stretch(aligner, view, rows, columns)
        if bead is not None:
            beads.append(bead)
            start = {side: bead.on(side)[-1] + 1 for side in Side}
    for bead in apart:
        beads.insert(_place(beads, bead), bead)
    return Bitext(original, translation, tuple(beads))


def carried_over(before: Bitext, original: Document, translation: Document) -> list[Bead]:
    """Return the beads that a person decided on, where their texts still stand.

    Segments are matched by their text, in order; a bead is carried over if all of its
    segments are, and follow one another as they did.
    """
    rows = _moved(before.original, original)
    columns = _moved(before.translation, translation)
    return [
        bead.placed(rows, columns)
        for bead in before.beads
        if bead.decided and _stands(bead.original, rows) and _stands(bead.translation, columns)
    ]


def _moved(before: Document, after: Document) -> dict[int, int]:
    """Where each segment of a document stands in a later state of it."""
    old, new = ([segment.text for segment in d.segments] for d in (before, after))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {b.a + k: b.b + k for b in blocks for k in range(b.size)}


def _stands(indexes: Sequence[int], places: Mapping[int, int]) -> bool:
    """Whether segments are all there, and follow one another as they did."""
    there = [places[index] for index in indexes if index in places]
    return len(there) == len(indexes) and _gaps(there) == _gaps(indexes)


def _gaps(indexes: Sequence[int]) -> list[int]:
    return [two - one for one, two in pairwise(indexes)]


def _in_line(decided: Sequence[Bead]) -> tuple[list[Bead], list[Bead]]:
    """Decided beads that follow one another on both sides, and those that do not."""
    fixed: list[Bead] = []
    apart: list[Bead] = []
    last = dict.fromkeys(Side, -1)
    for bead in decided:
        straight = bead.is_pair and not bead.crossing
        if straight and all(_follows(bead.on(side), last[side]) for side in Side):
            fixed.append(bead)
            last = {side: bead.on(side)[-1] for side in Side}
        else:
            apart.append(bead)
    return fixed, apart


def _follows(indexes: Sequence[int], last: int) -> bool:
    """Whether a side of a bead lies behind a segment, without a gap of its own."""
    return indexes[0] > last and set(_gaps(indexes)) <= {1}


def _end(bead: Bead | None, view: View, side: Side) -> int:
    """Where the stretch before a bead ends; the last one ends with the document."""
    return len(view.on(side)) if bead is None else bead.on(side)[0]


def _stretch(
    aligner: Aligner, view: View, rows: Sequence[int], columns: Sequence[int]
) -> Iterator[Bead]:
    """The beads of a stretch, under the indexes of the whole."""
    if not rows or not columns:
        yield from (Bead((i,), ()) for i in rows)
        yield from (Bead((), (j,)) for j in columns)
        return
    for bead in aligner.beads(view.chosen(rows, columns)):
        yield bead.placed(rows, columns)


def _place(beads: Sequence[Bead], bead: Bead) -> int:
    """Where a bead that crosses belongs: before the first that comes after its segments."""
    side = bead.sides[0]
    first = bead.on(side)[0]
    later = (
        place for place, other in enumerate(beads) if first < min(other.on(side), default=first)
    )
    return next(later, len(beads))
