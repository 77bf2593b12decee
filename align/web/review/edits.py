"""What a reviewer can do to a bitext: each edit takes one and returns another.

Beads are named by their index.  What a person made of a bead has the status
`edited` and the confidence 1; beads that are left empty vanish.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from align.model import Bead, Bitext, Document, Status

ORIGINAL, TRANSLATION, BOTH = "original", "translation", "both"
_SIDES = (ORIGINAL, TRANSLATION)
_STATUSES = {
    "accept": Status.ACCEPTED,
    "reject": Status.REJECTED,
    "reopen": Status.AUTO,
}


class EditError(ValueError):
    """An edit that this bitext has no place for, such as moving above the first bead."""


def edit(bitext: Bitext, action: str, bead: int, values: dict[str, Any]) -> Bitext:
    """Return the bitext after an action.

    Args:
        bitext: as it is.
        action: `accept`, `reject`, `reopen`, `note`, `text`, `crossing`, `merge`, `move`,
            `unlink`, `link`, `cut` or `split`.
        bead: index of the bead that it is done to.
        values: `side` (original, translation, both), `direction` (-1 above, 1 below),
            `text`, `segment` and `offset`, as the action needs them.

    Raises:
        EditError: the action has no place here.

    """
    if not 0 <= bead < len(bitext.beads):
        raise EditError("there is no such bead")
    if action in _STATUSES:
        return _changed(bitext, bead, status=_STATUSES[action])
    if action not in _ACTIONS:
        raise EditError(f"{action} is not known")
    return _ACTIONS[action](bitext, bead, values)


def _note(bitext: Bitext, bead: int, values: dict[str, Any]) -> Bitext:
    return _changed(bitext, bead, note=str(values.get("text", "")).strip())


def _crossing(bitext: Bitext, bead: int, _: dict[str, Any]) -> Bitext:
    return _changed(
        bitext, bead, crossing=not bitext.beads[bead].crossing, status=Status.EDITED
    )


def _text(bitext: Bitext, bead: int, values: dict[str, Any]) -> Bitext:
    """Other words on one side; the texts of the file stay in the segments."""
    own = bitext.beads[bead]
    texts = [bitext.original_text(own), bitext.translation_text(own)]
    texts[_side(values)] = str(values.get("text", "")).strip()
    return _changed(bitext, bead, edited=(texts[0], texts[1]), status=Status.EDITED)


def _merge(bitext: Bitext, bead: int, values: dict[str, Any]) -> Bitext:
    """All segments of a side, or of both, into the bead above or below."""
    target = _neighbour(bitext, bead, values)
    own, other = bitext.beads[bead], bitext.beads[target]
    sides = _SIDES if values.get("side") == BOTH else (_SIDES[_side(values)],)
    kept = {side: () if side in sides else getattr(own, side) for side in _SIDES}
    taken = {
        side: _in_order(getattr(other, side), getattr(own, side) if side in sides else ())
        for side in _SIDES
    }
    return _with(bitext, {bead: _made(own, kept), target: _made(other, taken)})


def _move(bitext: Bitext, bead: int, values: dict[str, Any]) -> Bitext:
    """The segment at the edge of a bead into the bead above or below."""
    target = _neighbour(bitext, bead, values)
    side = _SIDES[_side(values)]
    own, other = bitext.beads[bead], bitext.beads[target]
    segments = getattr(own, side)
    if not segments:
        raise EditError("there is nothing to move on that side")
    edge = segments[0] if target < bead else segments[-1]
    rest = tuple(index for index in segments if index != edge)
    mine = {name: rest if name == side else getattr(own, name) for name in _SIDES}
    theirs = {
        name: _in_order(getattr(other, name), (edge,) if name == side else ())
        for name in _SIDES
    }
    return _with(bitext, {bead: _made(own, mine), target: _made(other, theirs)})


def _unlink(bitext: Bitext, bead: int, _: dict[str, Any]) -> Bitext:
    """Both sides of a bead on their own."""
    own = bitext.beads[bead]
    if not own.is_pair:
        raise EditError("it has one side only")
    halves = [Bead(own.original, (), status=Status.EDITED),
              Bead((), own.translation, status=Status.EDITED)]  # fmt: skip
    return _replaced(bitext, bead, halves)


def _cut(bitext: Bitext, bead: int, values: dict[str, Any]) -> Bitext:
    """The segments of a side from one on, in a bead of their own below."""
    own, side = bitext.beads[bead], _SIDES[_side(values)]
    segments = getattr(own, side)
    at = values.get("segment")
    if at not in segments or segments[0] == at:
        raise EditError("put the cursor into a later paragraph of the bead")
    place = segments.index(at)
    first = {name: segments[:place] if name == side else getattr(own, name) for name in _SIDES}
    second = {name: segments[place:] if name == side else () for name in _SIDES}
    return _replaced(bitext, bead, [_made(own, first), _made(own, second)])


def _split(bitext: Bitext, bead: int, values: dict[str, Any]) -> Bitext:
    """One segment into two at an offset of its text; both stay in the bead."""
    side, at = _SIDES[_side(values)], int(values.get("segment", -1))
    document: Document = getattr(bitext, side)
    if at not in getattr(bitext.beads[bead], side):
        raise EditError("put the cursor where the paragraph is to be split")
    text, offset = document.segments[at].text, int(values.get("offset", 0))
    parts = text[:offset].rstrip(), text[offset:].lstrip()
    if not all(parts):
        raise EditError("put the cursor inside the paragraph")
    segment = document.segments[at]
    halves = replace(segment, text=parts[0]), replace(segment, text=parts[1], label="")
    segments = (*document.segments[:at], *halves, *document.segments[at + 1 :])
    segments = tuple(
        replace(s, anchor=s.anchor + 1) if s.anchor is not None and s.anchor > at else s
        for s in segments
    )
    beads = [_shifted(one, side, at) for one in bitext.beads]
    beads[bead] = replace(beads[bead], status=Status.EDITED, confidence=1.0, edited=None)
    documents = {name: getattr(bitext, name) for name in _SIDES}
    documents[side] = replace(document, segments=segments)
    return Bitext(documents[ORIGINAL], documents[TRANSLATION], tuple(beads), bitext.level)


_ACTIONS: dict[str, Callable[[Bitext, int, dict[str, Any]], Bitext]] = {
    "note": _note,
    "crossing": _crossing,
    "text": _text,
    "merge": _merge,
    "link": lambda bitext, bead, values: _merge(bitext, bead, {"side": BOTH, **values}),
    "move": _move,
    "unlink": _unlink,
    "cut": _cut,
    "split": _split,
}


def _side(values: dict[str, Any]) -> int:
    side = values.get("side")
    if side not in _SIDES:
        raise EditError("say which side")
    return _SIDES.index(side)


def _neighbour(bitext: Bitext, bead: int, values: dict[str, Any]) -> int:
    target = bead + (1 if values.get("direction", 1) > 0 else -1)
    if not 0 <= target < len(bitext.beads):
        raise EditError("there is no bead on that side")
    return target


def _made(bead: Bead, sides: dict[str, tuple[int, ...]]) -> Bead:
    """A bead with other segments: a person's, and no longer the aligner's."""
    return Bead(
        sides[ORIGINAL],
        sides[TRANSLATION],
        status=Status.EDITED,
        crossing=bead.crossing,
        note=bead.note,
    )


def _in_order(first: Sequence[int], second: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted({*first, *second}))


def _shifted(bead: Bead, side: str, at: int) -> Bead:
    moved = []
    for index in getattr(bead, side):
        moved += [index, index + 1] if index == at else [index + (index > at)]
    values = {name: getattr(bead, name) for name in _SIDES} | {side: tuple(moved)}
    return replace(bead, **values)


def _changed(bitext: Bitext, bead: int, **values: Any) -> Bitext:
    return _with(bitext, {bead: replace(bitext.beads[bead], **values)})


def _with(bitext: Bitext, beads: dict[int, Bead]) -> Bitext:
    changed = (beads.get(index, bead) for index, bead in enumerate(bitext.beads))
    return replace(bitext, beads=tuple(b for b in changed if b.original or b.translation))


def _replaced(bitext: Bitext, bead: int, others: Sequence[Bead]) -> Bitext:
    beads = (*bitext.beads[:bead], *others, *bitext.beads[bead + 1 :])
    return replace(bitext, beads=beads)
