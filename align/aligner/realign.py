"""Alignment around decisions: what a person decided stays, the rest is computed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from align.aligner.align import Aligner
from align.aligner.embedding import Vectors
from align.aligner.views.view import View
from align.model import Bead, Bitext, Document, Status


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
    pooled: tuple[Vectors | None, Vectors | None] | None = None,
) -> Bitext:
    """Align two documents around beads that stay.

    Decided beads cut both documents into stretches, and each stretch is aligned by itself;
    a decided bead that crosses others is set aside first.
    """
    if not decided:
        return aligner.align(original, translation, pooled)
    fixed, apart = _in_line(decided)
    view = aligner.view(original, translation, pooled)
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
    return Bitext(original, translation, tuple(beads))


def carried_over(before: Bitext, original: Document, translation: Document) -> list[Bead]:
    """Return the beads that a person decided on, where their texts still stand.

    Segments are matched by their text, in order; a bead is carried over if all of its
    segments are, and follow one another as they did.
    """
    places = _moved(before.original, original), _moved(before.translation, translation)
    found = []
    for bead in before.beads:
        if not bead.decided:
            continue
        rows = tuple(places[0].get(i, -1) for i in bead.original)
        columns = tuple(places[1].get(j, -1) for j in bead.translation)
        whole = _gaps(rows) == _gaps(bead.original)
        if whole and _gaps(columns) == _gaps(bead.translation) and -1 not in (*rows, *columns):
            found.append(replace(bead, original=rows, translation=columns))
    return found


def _moved(before: Document, after: Document) -> dict[int, int]:
    """Where each segment of a document stands in a later state of it."""
    old, new = ([segment.text for segment in d.segments] for d in (before, after))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {b.a + k: b.b + k for b in blocks for k in range(b.size)}


def _gaps(indexes: Sequence[int]) -> list[int]:
    return [two - one for one, two in pairwise(indexes)]


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
