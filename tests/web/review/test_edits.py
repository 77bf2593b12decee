from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import EditError
from align.model import Bead, Bitext, Document, Language, Segment, Status
from align.web.asked import Asked
from align.web.review.edits import edit as edited
from align.web.review.requests import asked_edit


def bitext(*beads: tuple[tuple[int, ...], tuple[int, ...]]) -> Bitext:
    sides = [sorted(i for bead in beads for i in bead[side]) for side in (0, 1)]
    documents = [
        Document(name, language, tuple(Segment(f"{name}{i} one two") for i in indexes))
        for name, language, indexes in zip("ke", Language, sides, strict=True)
    ]
    return Bitext(
        documents[0], documents[1], tuple(Bead(*bead, confidence=0.5) for bead in beads)
    )


def edit(before: Bitext, action: str, bead: int, values: dict) -> Bitext:
    """A bitext after what the page asks for."""
    asked = Asked({"action": action, "bead": bead, "values": values})
    return edited(before, asked_edit(asked))


def shape(found: Bitext) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.original, bead.translation) for bead in found.beads]


ONES = bitext(((0,), (0,)), ((1,), (1,)), ((2,), (2,)))


@pytest.mark.parametrize(
    ("action", "values", "expected"),
    [
        ("link", {"direction": 1}, [((0,), (0,)), ((1, 2), (1, 2))]),
        ("link", {"direction": -1}, [((0, 1), (0, 1)), ((2,), (2,))]),
        (
            "merge",
            {"side": "original", "direction": 1},
            [((0,), (0,)), ((), (1,)), ((1, 2), (2,))],
        ),
        (
            "move",
            {"side": "translation", "direction": -1},
            [((0,), (0, 1)), ((1,), ()), ((2,), (2,))],
        ),
        ("unlink", {}, [((0,), (0,)), ((1,), ()), ((), (1,)), ((2,), (2,))]),
    ],
)
def test_beads_are_put_right(action: str, values: dict, expected: list) -> None:
    found = edit(ONES, action, 1, values)
    assert shape(found) == expected
    changed = [bead for bead in found.beads if bead not in ONES.beads]
    assert all((b.status, b.confidence) == (Status.EDITED, 1.0) for b in changed)


def test_a_bead_is_cut_at_a_later_paragraph() -> None:
    merged = bitext(((0, 1), (0,)), ((2,), (1,)))
    found = edit(merged, "cut", 0, {"side": "original", "segment": 1})
    assert shape(found) == [((0,), (0,)), ((1,), ()), ((2,), (1,))]


def test_a_paragraph_is_split_and_those_behind_it_move_up() -> None:
    found = edit(ONES, "split", 1, {"side": "original", "segment": 1, "offset": 7})
    assert [s.text for s in found.original.segments] == [
        *("k0 one two", "k1 one", "two", "k2 one two")
    ]
    assert shape(found) == [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))]


@pytest.mark.parametrize(
    ("action", "status"),
    [("accept", Status.ACCEPTED), ("reject", Status.REJECTED), ("reopen", Status.AUTO)],
)
def test_a_decision_is_a_status(action: str, status: Status) -> None:
    assert edit(ONES, action, 0, {}).beads[0].status is status


def test_other_words_and_notes_are_kept_with_the_bead() -> None:
    found = edit(ONES, "text", 0, {"side": "translation", "text": "other"})
    assert found.beads[0].edited == ("k0 one two", "other")
    assert edit(found, "note", 0, {"text": " see again "}).beads[0].note == "see again"
    assert edit(found, "crossing", 0, {}).beads[0].crossing


@pytest.mark.parametrize(
    ("action", "bead", "values"),
    [
        ("link", 0, {"direction": -1}),
        ("move", 2, {"side": "original", "direction": 1}),
        ("accept", 9, {}),
        ("split", 0, {"side": "original", "segment": 0, "offset": 0}),
        ("split", 0, {"side": "original", "segment": 0, "offset": -3}),
        ("split", 0, {"side": "original", "segment": 2, "offset": 3}),
        ("cut", 0, {"side": "original", "segment": 0}),
        ("move", 0, {"side": "both", "direction": 1}),
        ("nonsense", 0, {}),
    ],
)
def test_what_has_no_place_is_refused(action: str, bead: int, values: dict) -> None:
    with pytest.raises(EditError):
        edit(ONES, action, bead, values)


STEPS = st.lists(
    st.tuples(
        st.sampled_from("link merge move unlink cut split accept reject".split()),
        st.integers(0, 5),
        st.fixed_dictionaries({
            "side": st.sampled_from(["original", "translation"]),
            "direction": st.sampled_from([-1, 1]),
            "segment": st.integers(0, 5),
            "offset": st.integers(0, 10),
        }),
    ),
    max_size=12,
)  # fmt: skip


@given(STEPS)
def test_whatever_is_done_every_segment_stays_in_one_bead(steps: list) -> None:
    found = ONES
    for action, bead, values in steps:
        try:
            found = edit(found, action, bead, values)  # a bitext checks its own cover
        except EditError:
            continue
    text = "".join(s.text.replace(" ", "") for s in found.original.segments)
    assert text == "".join(s.text.replace(" ", "") for s in ONES.original.segments)
