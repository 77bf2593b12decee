from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from align.errors import FormatError, StorageError
from align.memory import Memory
from align.memory.search import concordance
from align.model import (
    Bead,
    Bitext,
    Document,
    Dropped,
    Language,
    Level,
    Metadata,
    Segment,
    Status,
)
from align.readers import read
from tests.memory.earlier import take_back

NEW, OLD = "aligner:2", "aligner:1"


def document(name: str, language: Language, text: str = "글") -> Document:
    metadata = Metadata(source=name, digest=f"digest of {text}")
    return Document(
        name, language, (Segment(text),), metadata, (Dropped("메뉴", "navigation", 1),)
    )


def bitext(text: str = "글", **bead: object) -> Bitext:
    return Bitext(
        document("k.txt", Language.KOREAN, text),
        document("e.txt", Language.ENGLISH),
        (Bead((0,), (0,), 0.75, signals={"length.deviation": -0.5}, **bead),),  # type: ignore
    )


@pytest.fixture
def memory(tmp_path: Path):
    with Memory(tmp_path / "memory.db") as opened:
        yield opened


def test_a_document_comes_back_as_it_was(memory: Memory, mofa: Path) -> None:
    path = mofa / "ko" / "2015-03-05_kenya.html"
    document = read(path, name="kenya")
    memory.put_document(document)
    assert memory.find_document("kenya", document.metadata.digest) == document


def test_a_changed_file_is_not_known(memory: Memory) -> None:
    memory.put_document(document("k.txt", Language.KOREAN))
    assert memory.find_document("k.txt", "another digest") is None


def test_a_bitext_comes_back_as_it_was(memory: Memory) -> None:
    made = bitext(crossing=True, status=Status.ACCEPTED)
    memory.put_bitext(made, NEW)
    assert memory.find_bitext(made.original, made.translation, NEW) == made
    assert list(memory.bitexts()) == [made]


def test_another_aligner_aligns_again(memory: Memory) -> None:
    made = bitext()
    memory.put_bitext(made, OLD)
    assert memory.find_bitext(made.original, made.translation, NEW) is None
    memory.put_bitext(made, NEW)
    assert len(list(memory.bitexts())) == 1


def test_what_a_person_decided_stands_whatever_the_aligner_says(memory: Memory) -> None:
    made = bitext(status=Status.EDITED)
    memory.put_bitext(made, OLD)
    assert memory.find_bitext(made.original, made.translation, NEW) == made


def test_a_changed_text_replaces_beads_that_nobody_decided_on(memory: Memory) -> None:
    memory.put_bitext(bitext("글"), NEW)
    memory.put_bitext(bitext("새 글"), NEW)
    assert [b.original.segments[0].text for b in memory.bitexts()] == ["새 글"]


def test_a_changed_text_keeps_what_a_person_decided_on_the_old(
    memory: Memory, tmp_path: Path
) -> None:
    memory.put_bitext(bitext("글", status=Status.ACCEPTED), NEW)
    memory.put_bitext(bitext("새 글"), NEW)
    assert [b.original.segments[0].text for b in memory.bitexts()] == ["새 글"]
    with sqlite3.connect(tmp_path / "memory.db") as db:
        kept = db.execute(
            "SELECT status FROM bead JOIN bitext b ON b.id = bitext WHERE superseded"
        )
        assert kept.fetchall() == [("accepted",)]


def test_a_renamed_file_keeps_its_beads(memory: Memory) -> None:
    made = bitext(status=Status.ACCEPTED)
    memory.put_bitext(made, NEW)
    renamed = replace(made.original, id="new.txt")
    memory.put_document(replace(renamed, metadata=replace(renamed.metadata, source="new.txt")))
    found = memory.find_bitext(renamed, made.translation, NEW)
    assert found is not None
    assert found.beads == made.beads
    assert [b.original.id for b in memory.bitexts()] == ["new.txt"]


def test_a_transaction_that_fails_changes_nothing(memory: Memory) -> None:
    with pytest.raises(KeyboardInterrupt), memory.transaction():
        memory.put_bitext(bitext(), NEW)
        raise KeyboardInterrupt
    assert list(memory.bitexts()) == []


def test_derived_results_are_kept(memory: Memory) -> None:
    memory.keep_derived("pairing", "key", [["k", "e", 1.5]])
    assert memory.derived("pairing", "key") == [["k", "e", 1.5]]
    assert memory.derived("pairing", "other") is None


def test_a_memory_is_closed_into_one_file(tmp_path: Path) -> None:
    with Memory(tmp_path / "m.db") as memory:
        memory.put_bitext(bitext(), NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["m.db"]


def test_a_file_that_is_no_memory_is_refused(tmp_path: Path) -> None:
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("no database at all, and long enough to have a header" * 9, "utf-8")
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE things (a)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(FormatError):
            Memory(path)
        assert path.read_bytes() == before


def test_a_newer_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    Memory(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(FormatError, match="newer"):
        Memory(path)


def test_a_memory_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="not there"):
        Memory(tmp_path / "m.db", create=False)
    assert not list(tmp_path.iterdir())


def test_a_memory_in_use_is_an_error_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Memory(tmp_path / "m.db") as one, Memory(tmp_path / "m.db") as two:
        two._db.execute("PRAGMA busy_timeout = 1")
        with one.transaction(), pytest.raises(StorageError, match="locked"):
            two.put_bitext(bitext(), NEW)


@pytest.mark.parametrize("version", range(1, 7))
def test_a_memory_of_an_earlier_version_is_brought_up_to_date(
    tmp_path: Path, version: int
) -> None:
    path = tmp_path / "m.db"
    with Memory(path) as memory:
        memory.put_bitext(bitext(), "a")
    take_back(path, version)
    with Memory(path) as memory:
        assert list(memory.bitexts()) == [bitext()]
        assert [hit.original for hit in concordance(memory, "글").hits] == ["글"]


def test_what_a_person_wrote_comes_back(memory: Memory) -> None:
    written = bitext(note="다시 볼 것", edited=("글!", "text!"), status=Status.EDITED)
    memory.put_bitext(written, "a")
    assert list(memory.bitexts()) == [written]


def test_a_note_stands_whatever_the_aligner_says(memory: Memory) -> None:
    noted = bitext(note="다시 볼 것")
    memory.put_bitext(noted, "a")
    assert memory.find_bitext(noted.original, noted.translation, "b") == noted


def test_the_level_of_a_bitext_is_kept(memory: Memory) -> None:
    sentences = replace(bitext(), level=Level.SENTENCE)
    memory.put_bitext(sentences, "a")
    assert list(memory.bitexts()) == [sentences]
    assert memory.find_bitext(sentences.original, sentences.translation, "a") == sentences


def test_results_are_dropped_while_somebody_reads(memory: Memory) -> None:
    memory.put_bitext(bitext(), NEW)
    for key in ("a", "b"):
        memory.keep_derived("kind", key, 1, "maker")
    assert memory.prune_derived("kind", "maker", ["a", "b"]) == 0
    reading = memory.stream("SELECT * FROM segment")
    next(reading)
    assert memory.prune_derived("kind", "maker", ["a"]) == 1
    next(reading)
