"""A second pass: align once, learn words from what was sure, align by them again.

After Moore (2002), "Fast and accurate sentence alignment of bilingual corpora".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from align.aligner.align import Aligner
from align.aligner.views.lexicon import learn_lexicon
from align.aligner.views.view import View
from align.model import Bead

SURE = 0.9
"""Confidence from which a bead of the first pass is learned from."""


def with_learned_words(
    aligner: Aligner, aligned: Iterable[tuple[View, Sequence[Bead]]]
) -> Aligner:
    """Return an aligner that also knows the words of the sure beads of a first pass."""
    learned = learn_lexicon(pair for view, beads in aligned for pair in _texts(view, beads))
    return replace(aligner, lexicon=aligner.lexicon.joined(learned))


def sure(beads: Iterable[Bead]) -> Iterator[Bead]:
    """Yield the beads that are worth learning from."""
    return (bead for bead in beads if bead.is_pair and bead.confidence >= SURE)


def _texts(view: View, beads: Sequence[Bead]) -> Iterator[tuple[str, str]]:
    for bead in sure(beads):
        yield (
            "\n".join(view.original.texts[i] for i in bead.original),
            "\n".join(view.translation.texts[j] for j in bead.translation),
        )
