from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from align.errors import ConflictError, EditError
from align.memory.history import ReviewedMemory
from align.model import Bitext
from tests.web.review.test_edits import ONES, STEPS, edit

NAMES = ONES.original.id, ONES.translation.id


def states(memory: ReviewedMemory, steps: list) -> list[Bitext]:
    """The states that a bitext went through, each kept in the memory."""
    found = [memory.reviewed(*NAMES)[0]]
    for action, bead, values in steps:
        bitext, version = memory.reviewed(*NAMES)
        try:
            after = edit(bitext, action, bead, values)
        except EditError:
            continue
        memory.change(bitext, after, version, "kim", action)
        found.append(after)
        assert memory.reviewed(*NAMES)[0] == after
    return found


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_every_state_can_be_gone_back_to_and_come_again(steps: list) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.db"
        with ReviewedMemory(path) as memory:
            memory.put_bitext(ONES, "test")
            found = states(memory, steps)
        with ReviewedMemory(path) as memory:
            for state in reversed(found[:-1]):
                memory.step(*NAMES, memory.reviewed(*NAMES)[1], back=True)
                assert memory.reviewed(*NAMES)[0] == state
            for state in found[1:]:
                memory.step(*NAMES, memory.reviewed(*NAMES)[1], back=False)
                assert memory.reviewed(*NAMES)[0] == state
            assert memory.decisions() == len(found) - 1


def test_a_version_never_comes_again(tmp_path: Path) -> None:
    with ReviewedMemory(tmp_path / "memory.db") as memory:
        memory.put_bitext(ONES, "test")
        bitext, first = memory.reviewed(*NAMES)
        memory.change(bitext, edit(bitext, "accept", 0, {}), first, "kim", "accept")
        memory.step(*NAMES, memory.reviewed(*NAMES)[1], back=True)
        assert memory.reviewed(*NAMES)[0] == bitext
        with pytest.raises(ConflictError):
            memory.change(bitext, bitext, first, "lee", "accept")


def test_a_new_change_leaves_what_was_undone_behind(tmp_path: Path) -> None:
    with ReviewedMemory(tmp_path / "memory.db") as memory:
        memory.put_bitext(ONES, "test")
        states(memory, [("accept", 0, {}), ("reject", 1, {})])
        memory.step(*NAMES, memory.reviewed(*NAMES)[1], back=True)
        bitext, version = memory.reviewed(*NAMES)
        memory.change(bitext, edit(bitext, "accept", 2, {}), version, "kim", "accept")
        assert memory.step(*NAMES, memory.reviewed(*NAMES)[1], back=False) == ""
        assert memory.decisions() == 2


def test_the_overview_counts_what_is_decided_and_doubtful(tmp_path: Path) -> None:
    with ReviewedMemory(tmp_path / "memory.db") as memory:
        memory.put_bitext(ONES, "test")
        states(memory, [("accept", 0, {})])
        (row,) = memory.overview(0.9)
        assert (row["beads"], row["decided"], row["doubtful"], row["lowest"]) == (3, 1, 2, 0.5)


def test_a_bitext_that_is_replaced_is_not_edited_as_if_it_were_the_old_one(
    tmp_path: Path,
) -> None:
    with ReviewedMemory(tmp_path / "memory.db") as memory:
        memory.put_bitext(ONES, "test")
        states(memory, [("accept", 0, {})])
        bitext, version = memory.reviewed(*NAMES)
        memory.put_bitext(edit(ONES, "link", 0, {"direction": 1}), "import:tmx")
        with pytest.raises(ConflictError):
            memory.change(bitext, edit(bitext, "accept", 1, {}), version, "kim", "accept")
        assert memory.step(*NAMES, memory.reviewed(*NAMES)[1], back=True) == ""


def test_a_paragraph_that_two_bitexts_share_is_not_split_under_either(tmp_path: Path) -> None:
    other = replace(ONES, translation=replace(ONES.translation, id="e2"))
    with ReviewedMemory(tmp_path / "memory.db") as memory:
        for bitext in (ONES, other):
            memory.put_bitext(bitext, "test")
        values = {"side": "original", "segment": 1, "offset": 7}
        bitext, version = memory.reviewed(*NAMES)
        with pytest.raises(ConflictError, match="another bitext"):
            memory.change(bitext, edit(bitext, "split", 1, values), version, "kim", "split")
        assert sorted(b.translation.id for b in memory.bitexts()) == ["e", "e2"]
        own = {"side": "translation", "segment": 1, "offset": 7}
        memory.change(bitext, edit(bitext, "split", 1, own), version, "kim", "split")
        assert len(list(memory.bitexts())) == 2
