"""What a bitext is told by: not by the names of its files, and not by what made it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from align.errors import ConflictError
from align.memory import Memory, Origin, maintenance
from align.memory.history import ReviewedMemory
from align.model import Bead, Bitext, Document, Language, Metadata, Segment, Status
from tests.memory.earlier import version6
from tests.web.review.test_edits import edit


def document(name: str, language: Language, *texts: str) -> Document:
    metadata = Metadata(source=name, digest=f"digest {language} {len(texts)}")
    return Document(name, language, tuple(map(Segment, texts)), metadata)


BITEXT = Bitext(
    document("k", Language.KOREAN, "하나", "둘 그리고 셋"),
    document("e", Language.ENGLISH, "one", "two and three"),
    (Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.8)),
)


def renamed(bitext: Bitext) -> tuple[Document, Document]:
    """The two files as they are read again under other names."""
    return tuple(  # type: ignore[return-value]
        replace(d, id=f"new-{d.id}", metadata=replace(d.metadata, source=f"new-{d.id}"))
        for d in (bitext.original, bitext.translation)
    )


def change(
    memory: ReviewedMemory, names: tuple[str, str], action: str, **values: object
) -> None:
    before, version = memory.reviewed(*names)
    memory.change(before, edit(before, action, 1, dict(values)), version, "kim", action)


def test_what_was_decided_is_undone_after_the_files_were_renamed(tmp_path: Path) -> None:
    with ReviewedMemory(tmp_path / "m.db") as memory:
        memory.put_bitext(BITEXT, "a")
        change(memory, ("k", "e"), "accept")
        version = memory.reviewed("k", "e")[1]
        files = renamed(BITEXT)
        assert memory.holds(*files, "a")
        memory.follow_names(*files)
        found, now = memory.reviewed("new-k", "new-e")
        assert found.beads[1].status is Status.ACCEPTED
        assert now == version
        assert memory.step("new-k", "new-e", now, back=True) == "accept"
        assert memory.reviewed("new-k", "new-e")[0].beads == BITEXT.beads


def test_a_split_goes_along_with_a_rename_and_is_undone_after_it(tmp_path: Path) -> None:
    with ReviewedMemory(tmp_path / "m.db") as memory:
        memory.put_bitext(BITEXT, "a")
        change(memory, ("k", "e"), "split", side="original", segment=1, offset=2)
        memory.follow_names(*renamed(BITEXT))
        found, version = memory.reviewed("new-k", "new-e")
        assert [s.text for s in found.original.segments] == ["하나", "둘", "그리고 셋"]
        memory.step("new-k", "new-e", version, back=True)
        assert (
            memory.reviewed("new-k", "new-e")[0].original.segments == BITEXT.original.segments
        )


def split(bitext: Bitext) -> Bitext:
    return edit(bitext, "split", 1, {"side": "original", "segment": 1, "offset": 2})


@pytest.mark.parametrize("way", ["aligned", "read"])
def test_a_split_goes_along_with_a_merge(tmp_path: Path, way: str) -> None:
    source, target = tmp_path / "source.db", tmp_path / "target.db"
    with Memory(source) as memory:
        memory.put_bitext(split(BITEXT), "a")
    with Memory(target) as memory:
        memory.put_document(BITEXT.original)
        if way == "aligned":
            memory.put_bitext(BITEXT, "a")
    maintenance.merge(target, source)
    assert maintenance.verify(target) == []
    with Memory(target) as memory:
        assert list(memory.bitexts()) == [split(BITEXT)]


def test_a_split_does_not_take_the_segments_from_another_bitext(tmp_path: Path) -> None:
    source, target = tmp_path / "source.db", tmp_path / "target.db"
    english = replace(BITEXT.translation, id="e2")
    other = replace(BITEXT, translation=english)
    with Memory(source) as memory:
        memory.put_bitext(split(BITEXT), "a")
    with Memory(target) as memory:
        memory.put_bitext(BITEXT, "a")
        memory.put_bitext(other, "a")
    with pytest.raises(ConflictError, match="another bitext has too"):
        maintenance.merge(target, source)
    with Memory(target) as memory:
        assert sorted(b.names for b in memory.bitexts()) == [("k", "e"), ("k", "e2")]


def test_a_split_does_not_follow_onto_a_file_that_another_bitext_has(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    original, translation = renamed(BITEXT)
    with ReviewedMemory(path) as memory:
        memory.put_bitext(BITEXT, "a")
        change(memory, ("k", "e"), "split", side="original", segment=1, offset=2)
        english = replace(translation, metadata=replace(translation.metadata, digest="other"))
        memory.put_bitext(Bitext(original, english, BITEXT.beads), "a")
        memory.follow_files([(original, translation)])
        assert sorted(b.names for b in memory.bitexts()) == [("k", "e"), ("new-k", "new-e")]
    assert maintenance.verify(path) == []


def test_a_window_finds_out_that_another_file_has_the_name_now(tmp_path: Path) -> None:
    with ReviewedMemory(tmp_path / "m.db") as memory:
        memory.put_bitext(BITEXT, "a")
        digest = replace(BITEXT.original.metadata, digest="other")
        other = replace(BITEXT.original, id="k2", metadata=replace(digest, source="k2"))
        memory.put_bitext(replace(BITEXT, original=other), "a")
        window, version = memory.reviewed("k", "e")
        swapped = [
            (replace(BITEXT.original, id="k2"), BITEXT.translation),
            (replace(other, id="k"), BITEXT.translation),
        ]
        memory.follow_files(swapped)
        assert memory.reviewed("k", "e")[0].original.metadata.digest == "other"
        with pytest.raises(ConflictError):
            memory.change(window, edit(window, "accept", 0, {}), version, "lee", "accept")


def test_asking_whether_a_bitext_is_there_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with Memory(path) as memory:
        memory.put_bitext(BITEXT, "a")
    before = path.read_bytes()
    with Memory(path) as memory:
        assert memory.holds(*renamed(BITEXT), "a")
        assert not memory.holds(*renamed(BITEXT), "b")
        assert [b.names for b in memory.bitexts()] == [("k", "e")]
    assert path.read_bytes() == before


def test_the_guard_sees_what_it_must_when_derived_results_are_cleared(tmp_path: Path) -> None:
    with ReviewedMemory(tmp_path / "m.db") as memory:
        memory.put_bitext(BITEXT, "a")
        windows = [memory.reviewed("k", "e")]
        for number in range(3):  # versions that begin anew would come to an old one
            change(memory, ("k", "e"), "note", text=str(number))
            with sqlite3.connect(tmp_path / "m.db") as database:
                database.execute("DELETE FROM derived")
            for stale, version in windows:
                with pytest.raises(ConflictError):
                    memory.change(stale, stale, version, "lee", "reject")
            windows.append(memory.reviewed("k", "e"))


def test_a_joined_document_that_is_read_in_parts_gives_its_bitext_up(tmp_path: Path) -> None:
    joined = replace(BITEXT, original=replace(BITEXT.original, id="a+b"))
    with Memory(tmp_path / "m.db") as memory:
        memory.put_bitext(joined, "a")
        memory.keep_pairs({"a", "e"}, set())
        assert len(list(memory.bitexts())) == 1  # b was not read this time
        memory.keep_pairs({"a", "b", "e"}, set())
        assert list(memory.bitexts()) == []


def test_a_bitext_that_is_there_no_longer_is_a_conflict(tmp_path: Path) -> None:
    with (
        ReviewedMemory(tmp_path / "m.db") as memory,
        pytest.raises(ConflictError, match="no longer a bitext"),
    ):
        memory.reviewed("k", "e")


def test_no_version_comes_again_for_a_bitext_that_went_and_came(tmp_path: Path) -> None:
    with ReviewedMemory(tmp_path / "m.db") as memory:
        memory.put_bitext(BITEXT, "a")
        window, version = memory.reviewed("k", "e")
        memory.keep_pairs({"k", "e"}, set())  # a run pairs them no more
        assert list(memory.bitexts()) == []
        memory.put_bitext(BITEXT, "a")
        with pytest.raises(ConflictError):
            memory.change(window, edit(window, "accept", 0, {}), version, "lee", "accept")


@pytest.mark.parametrize("way", ["merge", "rescue"])
def test_an_imported_bitext_stays_imported(tmp_path: Path, way: str) -> None:
    source, target = tmp_path / "source.db", tmp_path / "target.db"
    with Memory(source) as memory:
        memory.put_bitext(BITEXT, "import:tmx", origin=Origin.IMPORTED)
    if way == "merge":
        Memory(target).close()
        maintenance.merge(target, source)
    else:
        maintenance.rescue(source, target)
    with Memory(target) as memory:
        memory.keep_pairs({"k", "e"}, set())
        assert list(memory.bitexts()) == [BITEXT]
        assert memory.holds(BITEXT.original, BITEXT.translation, "another aligner")


@pytest.mark.parametrize("way", ["merge", "rescue"])
def test_an_aligned_bitext_is_not_aligned_again_after(tmp_path: Path, way: str) -> None:
    source, target = tmp_path / "source.db", tmp_path / "target.db"
    with Memory(source) as memory:
        memory.put_bitext(BITEXT, "a")
    if way == "merge":
        Memory(target).close()
        maintenance.merge(target, source)
    else:
        maintenance.rescue(source, target)
    with Memory(target) as memory:
        assert memory.holds(BITEXT.original, BITEXT.translation, "a")
        memory.keep_pairs({"k", "e"}, set())
        assert list(memory.bitexts()) == []


def test_results_that_nobody_asks_for_again_are_dropped(tmp_path: Path) -> None:
    with Memory(tmp_path / "m.db") as memory:
        for maker in ("one", "two"):
            for key in ("a", "b"):
                memory.keep_derived("terms", key, maker, maker)
        memory.keep_derived("issues", "a", 1, "one")
        assert memory.prune_derived("terms", "two", ["a"]) == 3
        assert memory.derived("terms", "a", "two") == "two"
        assert memory.derived("terms", "b", "two") is None
        assert memory.derived("terms", "a", "one") is None
        assert memory.derived("issues", "a", "one") == 1


def test_a_memory_of_version_six_keeps_all_that_was_decided(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with version6(path) as old:
        for number, (name, language, texts) in enumerate(
            (
                ("k", "ko", ["하나", "둘", "그리고 셋"]),
                ("e", "en", ["one", "two and three"]),
                ("k2", "ko", ["넷"]),
                ("e2", "en", ["four"]),
            ),
            1,
        ):
            old.execute(
                "INSERT INTO document "
                "VALUES (?, ?, ?, '0.1.0', ?, '', NULL, '', '', '', 0, '[]')",
                (number, name, f"digest {name}", language),
            )
            old.executemany(
                "INSERT INTO segment VALUES (?, ?, ?, 'paragraph', '', '', 0, 0, NULL, NULL)",
                [(number, position, text) for position, text in enumerate(texts)],
            )
        old.execute("INSERT INTO bitext VALUES (1, 1, 2, 'a', 'paragraph', 0, NULL)")
        old.execute("INSERT INTO bitext VALUES (2, 3, 4, 'import:tmx', 'paragraph', 0, NULL)")
        for row in (
            (1, 1, 0, "[0]", "[0]", 0.9, "accepted"),
            (2, 1, 1, "[1, 2]", "[1]", 1.0, "edited"),
            (3, 2, 0, "[0]", "[0]", 1.0, "auto"),
        ):
            old.execute("INSERT INTO bead VALUES (?, ?, ?, ?, ?, ?, ?, 0, '', NULL, NULL)", row)
        segments = [["하나", "paragraph", "", "", 0, 0, None, None],
                    ["둘 그리고 셋", "paragraph", "", "", 0, 0, None, None]]  # fmt: skip
        whole = {
            "head": 1, "tail": 0, "original": segments, "translation": None,
            "beads": [[[1], [1], 0.8, "auto", False, {"length.deviation": -0.5}, "", None]],
        }  # fmt: skip
        split = [segments[0], ["둘", *segments[1][1:]], ["그리고 셋", *segments[1][1:]]]
        halved = {
            "head": 1, "tail": 0, "original": split, "translation": None,
            "beads": [[[1, 2], [1], 1.0, "edited", False, {}, "", None]],
        }  # fmt: skip
        old.execute(
            "INSERT INTO history "
            "VALUES (1, 'k', 'e', '2026-01-01', 'kim', 'split', ?, ?, 'done')",
            (json.dumps(whole), json.dumps(halved)),
        )
        old.execute("INSERT INTO derived VALUES ('review version', 'k|e', '4')")
        old.execute(
            "INSERT INTO derived VALUES ('import', ?, 'true')", (f"a|b.tmx|{'0' * 64}",)
        )
        old.execute("INSERT INTO derived VALUES ('terms', 'x', '[]')")
    old.close()
    with ReviewedMemory(path) as memory:
        bitext, version = memory.reviewed("k", "e")
        assert version == 4
        assert bitext.beads[0].status is Status.ACCEPTED
        memory.step("k", "e", version, back=True)
        undone, version = memory.reviewed("k", "e")
        assert [s.text for s in undone.original.segments] == ["하나", "둘 그리고 셋"]
        assert dict(undone.beads[1].signals) == {"length.deviation": -0.5}
        memory.step("k", "e", version, back=False)
        assert memory.reviewed("k", "e")[0] == bitext
        memory.keep_pairs({"k", "e", "k2", "e2"}, {("k", "e")})
        assert sorted(b.names for b in memory.bitexts()) == [("k", "e"), ("k2", "e2")]
        assert memory.was_taken("a|b.tmx", "0" * 64)
