"""What can be asked of a bitext, side by side."""

from __future__ import annotations

import datetime
import pickle
from dataclasses import fields

import pytest

from align.model import Bead, Bitext, Document, Language, Metadata, Segment, Side, Status
from align.model.bitext import covers

DAY = datetime.date(2017, 12, 19)


def made(*beads: Bead, day: datetime.date | None = None) -> Bitext:
    korean = Document("k", Language.KOREAN, (Segment("1. 가", label="1."), Segment("나")))
    english = Document("e", Language.ENGLISH, (Segment("a"),), Metadata(date=day))
    return Bitext(korean, english, beads or (Bead((0, 1), (0,)),))


def test_a_side_has_a_language_and_another_that_it_faces() -> None:
    assert [side.language for side in Side] == [Language.KOREAN, Language.ENGLISH]
    assert [side.other for side in Side] == [Side.TRANSLATION, Side.ORIGINAL]
    assert [Side.of(language) for language in Language] == list(Side)


@pytest.mark.parametrize("side", Side)
def test_a_bead_is_asked_and_changed_by_side(side: Side) -> None:
    bead = Bead((1,), (2,), 0.5)
    assert bead.on(side) == {Side.ORIGINAL: (1,), Side.TRANSLATION: (2,)}[side]
    changed = bead.with_segments(side, [5, 3, 5])
    assert changed.on(side) == (3, 5)
    assert changed.on(side.other) == bead.on(side.other)
    assert changed.confidence == 0.5


def test_a_bead_tells_which_sides_hold_something() -> None:
    assert Bead((0,), (0,)).sides == tuple(Side)
    assert Bead((), (0,)).sides == (Side.TRANSLATION,)
    assert not Bead((), (0,)).is_pair


def test_a_bead_of_a_part_is_placed_in_the_whole() -> None:
    assert Bead((0, 1), (0,), 0.5).placed([4, 6], {0: 9}) == Bead((4, 6), (9,), 0.5)
    with pytest.raises(LookupError):
        Bead((0,), (1,)).placed([4], [9])


def test_documents_segments_and_texts_are_had_by_side() -> None:
    bitext = made()
    (bead,) = bitext.beads
    assert [bitext.document(side).id for side in Side] == ["k", "e"] == list(bitext.names)
    assert bitext.segments(bead, Side.ORIGINAL) == bitext.original.segments
    assert bitext.text(bead, Side.ORIGINAL) == "가\n나"
    assert bitext.texts(bead) == ("가\n나", "a")


def test_the_text_is_what_a_person_made_of_it_while_the_segments_stay() -> None:
    bitext = made(Bead((0, 1), (0,), edited=("다", "b")))
    (bead,) = bitext.beads
    assert bitext.texts(bead) == ("다", "b")
    assert [s.text for s in bitext.segments(bead, Side.TRANSLATION)] == ["a"]


def test_a_document_takes_the_place_of_another_on_its_side() -> None:
    other = Document("f", Language.ENGLISH, (Segment("b"),))
    changed = made().with_document(Side.TRANSLATION, other)
    assert changed.names == ("k", "f")
    with pytest.raises(ValueError, match="exactly once"):
        made().with_document(Side.ORIGINAL, other)


def test_the_date_is_that_of_the_side_that_has_one() -> None:
    assert made().date is None
    assert made(day=DAY).date == DAY


def test_beads_cover_a_document_or_do_not() -> None:
    document = made().original
    assert covers([Bead((0,), ()), Bead((1,), ())], document, Side.ORIGINAL)
    assert not covers([Bead((0,), ()), Bead((0, 1), ())], document, Side.ORIGINAL)
    assert not covers([Bead((0,), ())], document, Side.ORIGINAL)


def test_a_bead_goes_between_processes_with_every_field_that_it_has() -> None:
    whole = Bead((1,), (2,), 0.5, Status.EDITED, True, {"x": 1.0}, "seen", ("가", "a"))
    assert all(getattr(whole, item.name) for item in fields(Bead))
    assert pickle.loads(pickle.dumps(whole)) == whole
