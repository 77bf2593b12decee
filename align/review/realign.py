"""Alignment around decisions: what a person decided stays, the rest is computed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.aligner import Aligner
from align.aligner.view import View
from align.model import Bead, Bitext, Status


def realign(bitext: Bitext, aligner: Aligner) -> Bitext:
    """Return the bitext with every bead anew that nobody decided on.

    Decided beads cut both documents into stretches, and each stretch is aligned by itself;
    a decided bead that crosses others is set aside first.
    """
    decided = [bead for bead in bitext.beads if bead.status is not Status.AUTO]
    if not decided:
        return replace(bitext, beads=aligner.align(bitext.original, bitext.translation).beads)
    fixed, apart = _in_line(decided)
    view = aligner.view(bitext.original, bitext.translation)
    taken = [
        {i for b in apart for i in getattr(b, side)} for side in ("original", "translation")
    ]
    beads: list[Bead] = []
    start = [0, 0]
    for bead in (*fixed, None):
        ends = _begins(bead, view.shape)
        rows, columns = (
            [
                i
                for i in range(start[side], max(start[side], ends[side]))
                if i not in taken[side]
            ]
            for side in (0, 1)
        )
        beads += _stretch(aligner, view, rows, columns)
        if bead is not None:
            beads.append(bead)
            start = [
                max([start[side], *(i + 1 for i in indexes)])
                for side, indexes in enumerate((bead.original, bead.translation))
            ]
    for bead in apart:
        beads.insert(_place(beads, bead), bead)
    return replace(bitext, beads=tuple(beads))


def _in_line(decided: Sequence[Bead]) -> tuple[list[Bead], list[Bead]]:
    """Decided beads that follow one another on both sides, and those that do not."""
    fixed: list[Bead] = []
    apart: list[Bead] = []
    last = [-1, -1]
    for bead in decided:
        ahead = all(
            not indexes or min(indexes) > last[side]
            for side, indexes in enumerate((bead.original, bead.translation))
        )
        gapless = all(
            not indexes or indexes == tuple(range(indexes[0], indexes[-1] + 1))
            for indexes in (bead.original, bead.translation)
        )
        if bead.is_pair and ahead and gapless and not bead.crossing:
            fixed.append(bead)
            last = [max(bead.original), max(bead.translation)]
        else:
            apart.append(bead)
    return fixed, apart


def _begins(bead: Bead | None, shape: tuple[int, int]) -> tuple[int, int]:
    return shape if bead is None else (bead.original[0], bead.translation[0])


def _stretch(
    aligner: Aligner, view: View, rows: Sequence[int], columns: Sequence[int]
) -> Iterator[Bead]:
    """The beads of a stretch, under the indexes of the whole."""
    if not rows or not columns:
        yield from (Bead((i,), ()) for i in rows)
        yield from (Bead((), (j,)) for j in columns)
        return
    for bead in aligner.beads(view.chosen(rows, columns)):
        yield replace(
            bead,
            original=tuple(rows[i] for i in bead.original),
            translation=tuple(columns[j] for j in bead.translation),
        )


def _place(beads: Sequence[Bead], bead: Bead) -> int:
    """Where a bead that crosses belongs: before the first that comes after its segments."""
    side = "original" if bead.original else "translation"
    first = min(getattr(bead, side))
    for place, other in enumerate(beads):
        indexes = getattr(other, side)
        if indexes and min(indexes) > first:
            return place
    return len(beads)
