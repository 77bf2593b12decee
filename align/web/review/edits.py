"""What a reviewer can do to a bitext: each edit takes one and returns another.

Beads are named by their index.  What a person made of a bead has the status
`edited` and the confidence 1; beads that are left empty vanish.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from align.errors import EditError
from align.model import Bead, Bitext, Document, Side, Status

_STATUSES = {
    "accept": Status.ACCEPTED,
    "reject": Status.REJECTED,
    "reopen": Status.AUTO,
}


@dataclass(frozen=True, slots=True)
class Edit:
    """What a reviewer does to a bead.

    Attributes:
        action: `accept`, `reject`, `reopen`, `note`, `text`, `crossing`, `merge`, `move`,
            `unlink`, `link`, `cut` or `split`.
        bead: index of the bead that it is done to.
        sides: on which sides, where the action asks for that.
        below: whether the bead below takes part in it, or the one above.
        text: of a note, or the other words.
        segment: index of the segment that it is done to; -1 for none.
        offset: where in the segment's text.

    """

    action: str
    bead: int
    sides: tuple[Side, ...] = ()
    below: bool = True
    text: str = ""
    segment: int = -1
    offset: int = 0

    @property
    def side(self) -> Side:
        """The one side that it is done on.

        Raises:
            EditError: it names none, or both.

        """
        if len(self.sides) != 1:
            raise EditError("say which side")
        return self.sides[0]


def edit(bitext: Bitext, asked: Edit) -> Bitext:
    """Return the bitext after an edit.

    Raises:
        EditError: the edit has no place here.

    """
    if not 0 <= asked.bead < len(bitext.beads):
        raise EditError("there is no such bead")
    if asked.action in _STATUSES:
        return _changed(bitext, asked.bead, status=_STATUSES[asked.action])
    if asked.action not in _ACTIONS:
        raise EditError(f"{asked.action} is not known")
    return _ACTIONS[asked.action](bitext, asked)


def _note(bitext: Bitext, asked: Edit) -> Bitext:
    return _changed(bitext, asked.bead, note=asked.text.strip())


def _crossing(bitext: Bitext, asked: Edit) -> Bitext:
    crossing = not bitext.beads[asked.bead].crossing
    return _changed(bitext, asked.bead, crossing=crossing, status=Status.EDITED)


def _text(bitext: Bitext, asked: Edit) -> Bitext:
    """Other words on one side; the texts of the file stay in the segments."""
    own, words = bitext.beads[asked.bead], asked.text.strip()
    texts = tuple(words if side is asked.side else bitext.text(own, side) for side in Side)
    return _changed(bitext, asked.bead, edited=texts, status=Status.EDITED)


def _merge(bitext: Bitext, asked: Edit) -> Bitext:
    """All segments of a side, or of both, into the bead above or below."""
    target = _neighbour(bitext, asked)
    kept, taken = bitext.beads[asked.bead], bitext.beads[target]
    for side in asked.sides if len(asked.sides) > 1 else (asked.side,):
        taken = taken.with_segments(side, (*taken.on(side), *kept.on(side)))
        kept = kept.with_segments(side, ())
    return _with(bitext, {asked.bead: _made(kept), target: _made(taken)})


def _link(bitext: Bitext, asked: Edit) -> Bitext:
    """The whole bead into the one above or below."""
    return _merge(bitext, replace(asked, sides=asked.sides or tuple(Side)))


def _move(bitext: Bitext, asked: Edit) -> Bitext:
    """The segment at the edge of a bead into the bead above or below."""
    target, side = _neighbour(bitext, asked), asked.side
    own, other = bitext.beads[asked.bead], bitext.beads[target]
    segments = own.on(side)
    if not segments:
        raise EditError("there is nothing to move on that side")
    edge = segments[-1] if asked.below else segments[0]
    rest = own.with_segments(side, (index for index in segments if index != edge))
    taken = other.with_segments(side, (*other.on(side), edge))
    return _with(bitext, {asked.bead: _made(rest), target: _made(taken)})


def _unlink(bitext: Bitext, asked: Edit) -> Bitext:
    """Both sides of a bead on their own."""
    own = bitext.beads[asked.bead]
    if not own.is_pair:
        raise EditError("it has one side only")
    halves = [Bead((), (), status=Status.EDITED).with_segments(s, own.on(s)) for s in Side]
    return _replaced(bitext, asked.bead, halves)


def _cut(bitext: Bitext, asked: Edit) -> Bitext:
    """The segments of a side from one on, in a bead of their own below."""
    own, side, at = bitext.beads[asked.bead], asked.side, asked.segment
    segments = own.on(side)
    if at not in segments or segments[0] == at:
        raise EditError("put the cursor into a later paragraph of the bead")
    place = segments.index(at)
    first = own.with_segments(side, segments[:place])
    second = own.with_segments(side, segments[place:]).with_segments(side.other, ())
    return _replaced(bitext, asked.bead, [_made(first), _made(second)])


def _split(bitext: Bitext, asked: Edit) -> Bitext:
    """One segment into two at an offset of its text; both stay in the bead."""
    side, at = asked.side, asked.segment
    if at not in bitext.beads[asked.bead].on(side):
        raise EditError("put the cursor where the paragraph is to be split")
    document = _split_document(bitext.document(side), at, asked.offset)
    beads = [_shifted(one, side, at) for one in bitext.beads]
    own = beads[asked.bead]
    beads[asked.bead] = replace(own, status=Status.EDITED, confidence=1.0, edited=None)
    return bitext.with_document(side, document, beads)


_ACTIONS: dict[str, Callable[[Bitext, Edit], Bitext]] = {
    "note": _note,
    "crossing": _crossing,
    "text": _text,
    "merge": _merge,
    "link": _link,
    "move": _move,
    "unlink": _unlink,
    "cut": _cut,
    "split": _split,
}


def _neighbour(bitext: Bitext, asked: Edit) -> int:
    target = asked.bead + (1 if asked.below else -1)
    if not 0 <= target < len(bitext.beads):
        raise EditError("there is no bead on that side")
    return target


def _made(bead: Bead) -> Bead:
    """A bead with other segments: a person's, and no longer the aligner's."""
    return Bead(
        bead.original,
        bead.translation,
        status=Status.EDITED,
        crossing=bead.crossing,
        note=bead.note,
    )


def _split_document(document: Document, at: int, offset: int) -> Document:
    """A document with one segment in two; footnotes hang on the segments that they did."""
    segment = document.segments[at]
    parts = segment.text[:offset].rstrip(), segment.text[offset:].lstrip()
    if offset < 0 or not all(parts):  # a negative one would count from the end
        raise EditError("put the cursor inside the paragraph")
    halves = replace(segment, text=parts[0]), replace(segment, text=parts[1], label="")
    segments = (*document.segments[:at], *halves, *document.segments[at + 1 :])
    hung = (
        replace(s, anchor=s.anchor + 1) if s.anchor is not None and s.anchor > at else s
        for s in segments
    )
    return replace(document, segments=tuple(hung))


def _shifted(bead: Bead, side: Side, at: int) -> Bead:
    """A bead after a segment of a side was split: its parts, and those behind it moved up."""
    own = bead.on(side)
    moved = [index + (index > at) for index in own]
    return bead.with_segments(side, [*moved, at + 1] if at in own else moved)


def _changed(bitext: Bitext, bead: int, **values: Any) -> Bitext:
    return _with(bitext, {bead: replace(bitext.beads[bead], **values)})


def _with(bitext: Bitext, beads: dict[int, Bead]) -> Bitext:
    changed = (beads.get(index, bead) for index, bead in enumerate(bitext.beads))
    return replace(bitext, beads=tuple(bead for bead in changed if bead.sides))


def _replaced(bitext: Bitext, bead: int, others: Sequence[Bead]) -> Bitext:
    beads = (*bitext.beads[:bead], *others, *bitext.beads[bead + 1 :])
    return replace(bitext, beads=beads)
