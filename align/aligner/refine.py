"""Sentence level: the sentences of aligned paragraphs, aligned within each paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from align.aligner.align import Aligner
from align.aligner.views.view import View
from align.lang.sentences import sentences
from align.model import Bead, Bitext, Document, Kind, Level, Segment, Status


def refine(bitext: Bitext, aligner: Aligner) -> Bitext:
    """Return a bitext of sentences; none leaves the paragraph that it stands in.

    A bead's confidence is its own within the paragraph times the paragraph's.
    What a person said of a paragraph holds for its sentences where they were
    rejected, or where there is only one on each side.  A bitext of sentences
    stays as it is.

    Raises:
        PluginError: a splitter is not installed.

    """
    if bitext.level is Level.SENTENCE:
        return bitext
    original, starts = _split(bitext.original)
    translation, other_starts = _split(bitext.translation)
    view = aligner.view(original, translation)
    beads = [
        bead
        for paragraph in bitext.beads
        for bead in _within(
            paragraph,
            _positions(paragraph.original, starts),
            _positions(paragraph.translation, other_starts),
            view,
            aligner,
        )
    ]
    return Bitext(original, translation, tuple(beads), Level.SENTENCE)


def _split(document: Document) -> tuple[Document, list[int]]:
    """The document in sentences, and where each of its segments' begin; one more at the end."""
    split = [_segments(segment, document) for segment in document.segments]
    starts = list(accumulate(map(len, split), initial=0))
    return replace(document, segments=tuple(s for group in split for s in group)), starts


def _segments(segment: Segment, document: Document) -> list[Segment]:
    """A segment's sentences; the first keeps the label.  Code has none."""
    if segment.kind is Kind.CODE:
        return [segment]
    body = len(segment.label)
    spans = [
        (start + body, end + body)
        for start, end in sentences(segment.text[body:], document.language)
    ]
    if len(spans) < 2:
        return [segment]
    first = replace(segment, text=segment.text[: spans[0][1]])
    rest = (
        replace(segment, text=segment.text[start:end], label="") for start, end in spans[1:]
    )
    return [first, *rest]


def _positions(segments: Sequence[int], starts: Sequence[int]) -> list[int]:
    return [k for segment in segments for k in range(starts[segment], starts[segment + 1])]


def _within(
    paragraph: Bead,
    original: Sequence[int],
    translation: Sequence[int],
    view: View,
    aligner: Aligner,
) -> Iterator[Bead]:
    if len(original) == len(translation) == 1:
        yield replace(paragraph, original=tuple(original), translation=tuple(translation))
        return
    status = paragraph.status if paragraph.status is Status.REJECTED else Status.AUTO
    for bead in aligner.beads(view.chosen(original, translation)):
        yield replace(
            bead.placed(original, translation),
            confidence=bead.confidence * paragraph.confidence,
            crossing=bead.crossing or paragraph.crossing,
            status=status,
        )
