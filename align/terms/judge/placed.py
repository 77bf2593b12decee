"""Places of terms with what a reader of a report needs to see of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from align.model import Bead, Bitext, FormKind, Rendering, Segment, TermStatus
from align.terms.judge.consistency import TermPlace, places_of

Span = tuple[int, int]
Wanted = Callable[[Rendering], bool]
"""Whether the texts around a rendering will be asked for."""


class BeadTexts(NamedTuple):
    """Both texts of a bead and where they stand; its places share it.

    Attributes:
        document: name of the original.
        translation: name of the translation.
        original_text: the bead's segments on that side, joined.
        translation_text: the other side's.
        bead: its number in the bitext, counted from 0.
        starts: where each original segment begins in `original_text`, by its index; its
            label, which the text is without, stands before that.
        translation_starts: the same of the translation.

    """

    document: str
    translation: str
    original_text: str
    translation_text: str
    bead: int = 0
    starts: Mapping[int, int] = MappingProxyType({})
    translation_starts: Mapping[int, int] = MappingProxyType({})


class Placed(NamedTuple):
    """A place, and where it stands.

    Attributes:
        place: the term and its rendering.
        texts: the texts around it where they are wanted.
        line: of the rendering in the source file of the translation; 0 unknown.
        original_line: of the term in the original's.
        id: what the table that the texts came from calls their row.

    """

    place: TermPlace
    texts: BeadTexts | None
    line: int
    original_line: int = 0
    id: str = ""

    def spans(self) -> tuple[Span | None, Span | None]:
        """Return where term and rendering stand in the texts; None where there is none.

        In a bead that a person has edited they may stand elsewhere, or no more.
        """
        assert self.texts is not None
        rendering = self.place.rendering
        occurrence = rendering.occurrence
        first = self.texts.starts[occurrence.segment] + occurrence.start
        korean = _span(self.texts.original_text, first, occurrence.surface)
        if not rendering.text:
            return korean, None
        first = self.texts.translation_starts[rendering.segment] + rendering.start
        return korean, _span(self.texts.translation_text, first, rendering.text)


def _span(text: str, first: int, words: str) -> Span | None:
    """Where words stand that were found at `first` before anybody edited the text."""
    if not text.startswith(words, max(0, first)):
        first = text.find(words)
    return None if first < 0 else (first, first + len(words))


def placed_in(
    bitext: Bitext, renderings: Sequence[Rendering], wanted: Wanted | None = None
) -> Iterator[Placed]:
    """Yield the places of a bitext, with texts where they are wanted; by default everywhere.

    Bitexts themselves are not held on to, so that the places of a large collection can be.
    """
    beads = {index: bead for bead in bitext.beads for index in bead.original}
    numbers = {bead.original: number for number, bead in enumerate(bitext.beads)}
    texts: dict[tuple[int, ...], BeadTexts] = {}
    for place in places_of(bitext, renderings):
        rendering = place.rendering
        bead = beads[rendering.occurrence.segment]
        segment = bitext.original.segments[rendering.occurrence.segment]
        where = _line(bitext, bead, rendering), segment.line, segment.id
        if wanted is not None and not wanted(rendering):
            yield Placed(place, None, *where)
            continue
        if bead.original not in texts:
            texts[bead.original] = _texts(bitext, bead, numbers[bead.original])
        yield Placed(place, texts[bead.original], *where)


def may_deviate(rendering: Rendering) -> bool:
    """Whether a place may be a finding: any whose rendering is not just as it is listed."""
    term = rendering.term
    fine = term is not None and term.status is not TermStatus.DEPRECATED
    return not (fine and rendering.form is FormKind.SAME)


def _line(bitext: Bitext, bead: Bead, rendering: Rendering) -> int:
    """Where a rendering stands; where there is none, the translation of the term's bead."""
    where = [rendering.segment] if rendering.text else bead.translation
    return bitext.translation.segments[where[0]].line if where else 0


def _texts(bitext: Bitext, bead: Bead, number: int) -> BeadTexts:
    original, translation = bitext.original.segments, bitext.translation.segments
    return BeadTexts(
        *bitext.names,
        *bitext.texts(bead),
        number,
        _starts(original, bead.original),
        _starts(translation, bead.translation),
    )


def _starts(segments: Sequence[Segment], indexes: Sequence[int]) -> dict[int, int]:
    """Where each segment begins in the text of a bead's side, which has no labels."""
    starts, position = {}, 0
    for index in indexes:
        segment = segments[index]
        rest = segment.text[len(segment.label) :]
        starts[index] = position - len(segment.label) - (len(rest) - len(rest.lstrip()))
        position += len(segment.body) + 1
    return starts
