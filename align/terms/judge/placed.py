"""Places of terms with what a reader of a report needs to see of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from align.model import Bead, Bitext, Rendering, TermStatus
from align.terms.judge.consistency import TermPlace, is_rendered, places_of

Wanted = Callable[[Rendering], bool]
"""Whether the texts around a rendering will be asked for."""


class BeadTexts(NamedTuple):
    """Both texts of a bead and where they stand; its places share it."""

    document: str
    translation: str
    original_text: str
    translation_text: str


class Placed(NamedTuple):
    """A place, the texts around it where they are wanted, and its line in the translation."""

    place: TermPlace
    texts: BeadTexts | None
    line: int


def placed_in(
    bitext: Bitext, renderings: Sequence[Rendering], wanted: Wanted | None = None
) -> Iterator[Placed]:
    """Yield the places of a bitext, with texts where they are wanted; by default everywhere.

    Bitexts themselves are not held on to, so that the places of a large collection can be.
    """
    beads = {index: bead for bead in bitext.beads for index in bead.original}
    texts: dict[tuple[int, ...], BeadTexts] = {}
    segments = bitext.translation.segments
    for place in places_of(bitext, renderings):
        rendering = place.rendering
        bead = beads[rendering.occurrence.segment]
        line = segments[rendering.segment].line if rendering.text else 0
        if wanted is not None and not wanted(rendering):
            yield Placed(place, None, line)
            continue
        if bead.original not in texts:
            texts[bead.original] = _texts(bitext, bead)
        yield Placed(place, texts[bead.original], line)


def may_deviate(rendering: Rendering) -> bool:
    """Whether a rendering may be a finding: any that is certain, and not a preferred one."""
    term = rendering.term
    preferred = term is not None and term.status is TermStatus.PREFERRED
    return is_rendered(rendering) and not preferred


def _texts(bitext: Bitext, bead: Bead) -> BeadTexts:
    return BeadTexts(*bitext.names, *bitext.texts(bead))
