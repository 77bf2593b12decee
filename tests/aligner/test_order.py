"""The order in which beads of a bitext stand."""

from __future__ import annotations

from align.aligner.crossing import beads_in_order
from align.model import Bead


def test_an_addition_stands_behind_the_translation_before_it() -> None:
    beads = [
        Bead((), (4,)),
        Bead((), (0,)),
        Bead((2,), (2,)),
        Bead((0,), (1,)),
        Bead((1,), (3,), crossing=True),
    ]
    order = [(bead.original, bead.translation) for bead in beads_in_order(beads)]
    assert order == [((), (0,)), ((0,), (1,)), ((1,), (3,)), ((2,), (2,)), ((), (4,))]


def test_one_line_against_forty_thousand_is_put_in_order() -> None:
    """Each addition was compared with all others once: minutes, and now no time."""
    additions = [Bead((), (j,)) for j in range(1, 40_000)]
    assert beads_in_order([*additions, Bead((0,), (0,))])[1:] == additions
