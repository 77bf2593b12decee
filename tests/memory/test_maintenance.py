from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from align.cli.main import status
from align.memory import Memory, maintenance
from align.model import Bead, Bitext, Document, Language, Metadata, Segment, Status


def bitext(name: str, kind: Status = Status.AUTO) -> Bitext:
    documents = [
        Document(f"{name}.{x.value}", x, (Segment("글"),), Metadata(digest=f"{name}{x.value}"))
        for x in Language
    ]
    return Bitext(documents[0], documents[1], (Bead((0,), (0,), 0.9, kind),))


def memory_of(path: Path, *bitexts: Bitext) -> Path:
    with Memory(path) as memory:
        for item in bitexts:
            memory.put_bitext(item, "test")
    return path


def test_a_memory_says_what_it_holds(tmp_path: Path) -> None:
    path = memory_of(tmp_path / "m.db", bitext("a"), bitext("b", Status.ACCEPTED))
    found = maintenance.info(path)
    assert (found["bitexts"], found["beads"], found["auto"], found["accepted"]) == (2, 2, 1, 1)


def test_a_whole_memory_is_whole(tmp_path: Path) -> None:
    path = memory_of(tmp_path / "m.db", bitext("a"))
    assert maintenance.verify(path) == []
    assert status(["memory", "verify", str(path)]) == 0


def test_a_bead_that_covers_nothing_or_too_much_is_told(tmp_path: Path) -> None:
    path = memory_of(tmp_path / "m.db", bitext("a"))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE bead SET confidence = 7, translation = '[0, 0]'")
    assert "exactly once" in maintenance.verify(path)[0]
    assert status(["memory", "verify", str(path)]) == 1


def test_a_reference_to_nothing_is_told(tmp_path: Path) -> None:
    path = memory_of(tmp_path / "m.db", bitext("a"))
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO signal VALUES (99, 'x', 1.0)")
    assert any("refers to nothing" in line for line in maintenance.verify(path))


def test_room_is_given_back(tmp_path: Path) -> None:
    long = bitext("a")
    long = replace(long, original=replace(long.original, segments=(Segment("글" * 500_000),)))
    path = memory_of(tmp_path / "m.db", long)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE segment SET text = '글'")
    before, after = maintenance.vacuum(path)
    assert after < before
    assert maintenance.info(path)["bitexts"] == 1


@pytest.mark.parametrize(
    ("mine", "theirs", "expected", "left"),
    [
        (None, Status.AUTO, (1, 0, 0, 0), Status.AUTO),
        (Status.AUTO, Status.AUTO, (0, 0, 1, 0), Status.AUTO),
        (Status.AUTO, Status.ACCEPTED, (0, 1, 0, 0), Status.ACCEPTED),
        (Status.ACCEPTED, Status.AUTO, (0, 0, 1, 0), Status.ACCEPTED),
        (Status.ACCEPTED, Status.REJECTED, (0, 0, 1, 1), Status.ACCEPTED),
    ],
)
def test_nobody_s_decision_is_lost_in_merging(
    tmp_path: Path,
    mine: Status | None,
    theirs: Status,
    expected: tuple[int, ...],
    left: Status,
) -> None:
    ours = memory_of(tmp_path / "a.db", *([bitext("a", mine)] if mine else []))
    merged = maintenance.merge(ours, memory_of(tmp_path / "b.db", bitext("a", theirs)))
    found = merged.new, merged.taken, merged.kept, len(merged.conflicts)
    assert found == expected
    with Memory(ours) as memory:
        (result,) = memory.bitexts()
    assert result.beads[0].status is left


def test_the_command_tells_conflicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = memory_of(tmp_path / "a.db", bitext("a", Status.ACCEPTED))
    other = memory_of(tmp_path / "b.db", bitext("a", Status.REJECTED))
    assert status(["memory", "merge", str(ours), str(other)]) == 1
    assert "both hold decisions on a.ko" in capsys.readouterr().err
    assert status(["memory", "info", str(ours), "--format", "csv"]) == 0
    assert status(["memory", "vacuum", str(ours)]) == 0


def test_a_bitext_that_does_not_fit_is_damage_and_no_bug(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = memory_of(tmp_path / "m.db", bitext("a"), bitext("b"))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE bead SET original = '[0, 1]' WHERE bitext = 1")
    assert status(["check", str(path)]) == 3
    said = capsys.readouterr().err
    assert "is damaged in bitext 1" in said
    assert "align memory rescue" in said
    saved = maintenance.rescue(path, tmp_path / "new.db")
    assert (saved.bitexts, len(saved.lost)) == (1, 1)


def test_what_was_set_aside_is_rescued_as_history(tmp_path: Path) -> None:
    path = memory_of(tmp_path / "m.db", bitext("a", Status.ACCEPTED), bitext("b"))
    with Memory(path) as memory:
        memory.keep_pairs({"a.ko", "a.en"}, set())  # a run pairs them no more
    new = tmp_path / "new.db"
    assert maintenance.rescue(path, new).history == 1
    with Memory(new) as memory:
        assert [found.names for found in memory.bitexts()] == [("b.ko", "b.en")]
    assert maintenance.info(new)["history"] == 1
