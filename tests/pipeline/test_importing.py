from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from align.aligner import Aligner
from align.cli.main import status
from align.errors import FormatError
from align.formats.base import HoldsUnits
from align.formats.registry import format_of
from align.formats.table import TsvFormat
from align.memory import Memory
from align.memory.history import ReviewedMemory
from align.model import Bitext, Level, Status
from align.pipeline.importing import import_file
from align.pipeline.merging import Choice
from align.readers import read


@pytest.fixture(scope="module")
def aligned(mofa: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("memory") / "memory.db"
    sides = [
        mofa / "ko" / "2013-06-14_보도자료.txt",
        mofa / "en" / "2013-06-14_press_release.txt",
    ]
    with Memory(path) as memory:
        memory.put_bitext(Aligner(None).align(read(sides[0]), read(sides[1])), "test")
    return path


@pytest.fixture
def memory(aligned: Path, tmp_path: Path) -> Iterator[Memory]:
    with Memory(Path(shutil.copy(aligned, tmp_path / "memory.db"))) as opened:
        yield opened


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf", "a.tsv", "a.xlsx", "a.jsonl"])
def test_what_nobody_touched_changes_nothing(memory: Memory, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    before = list(memory.bitexts())
    format_of(path).write(before, path)
    report = import_file(format_of(path), path, memory)
    assert (report.new, report.changed, report.unplaced) == (0, 0, 0)
    assert list(memory.bitexts()) == before


def test_corrections_in_a_workbook_come_back(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    format_of(path).write(memory.bitexts(), path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, column["translation"]).value = "A Better Title"
    sheet.cell(3, column["status"]).value = "accepted"
    sheet.cell(3, column["note"]).value = "좋음"
    book.save(path)
    report = import_file(format_of(path), path, memory)
    assert report.changed == 2
    (bitext,) = memory.bitexts()
    edited, accepted = (bead for bead in bitext.beads if bead.status is not Status.AUTO)
    assert edited.status is Status.EDITED
    assert bitext.translation_text(edited) == "A Better Title"
    assert bitext.original.segments[edited.original[0]].body == bitext.original_text(edited)
    assert (accepted.status, accepted.note) == (Status.ACCEPTED, "좋음")


def test_a_second_import_keeps_the_first_as_history(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "review.tsv"
    for word in ("accepted", "rejected"):
        format_of(path).write(memory.bitexts(), path)
        text = path.read_text("utf-8").replace("\tauto\t", f"\t{word}\t")
        path.write_text(text.replace("\taccepted\t", f"\t{word}\t"), "utf-8")
        import_file(format_of(path), path, memory)
    with sqlite3.connect(memory.path) as database:
        kept = database.execute("SELECT superseded FROM bitext ORDER BY id").fetchall()
    assert kept == [(1,), (0,)]


def test_units_of_other_beads_are_told(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    form = format_of(path)
    form.write(memory.bitexts(), path)
    assert isinstance(form, HoldsUnits)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    column = lines[0].rstrip("\n").split("\t").index("original-segments")
    cells = lines[1].split("\t")
    cells[column] = "77"
    path.write_text("".join([lines[0], "\t".join(cells), *lines[2:]]), "utf-8")
    report = import_file(form, path, memory)
    assert report.unplaced == 1
    assert "한·일" in report.examples[0]


def test_a_foreign_memory_becomes_bitexts_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "x.ko").write_text("가\n나\n", "utf-8")
    (tmp_path / "x.en").write_text("a\nb\n", "utf-8")
    database = str(tmp_path / "m.db")
    assert status(["import", str(tmp_path / "x.moses"), "-m", database]) == 0
    with Memory(Path(database)) as memory:
        (bitext,) = memory.bitexts()
    assert [bead.type for bead in bitext.beads] == ["1-1", "1-1"]
    assert bitext.original.id == "x.moses#1.ko"


def test_the_whole_memory_is_made_again_from_text(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    (bitext,) = memory.bitexts()
    beads = (replace(bitext.beads[0], note="!", edited=("가", "a")), *bitext.beads[1:])
    format_of(path).write([replace(bitext, beads=beads)], path)
    with Memory(tmp_path / "new.db") as new:
        assert import_file(format_of(path), path, new).new == 1
        assert list(new.bitexts()) == [replace(bitext, beads=beads)]


def test_a_format_that_is_only_written_does_not_come_back(
    memory: Memory, tmp_path: Path
) -> None:
    with pytest.raises(FormatError, match="only written"):
        import_file(format_of(tmp_path / "a.html"), tmp_path / "a.html", memory)


def test_an_import_that_fails_half_way_changes_nothing(aligned: Path, tmp_path: Path) -> None:
    database = Path(shutil.copy(aligned, tmp_path / "m.db"))
    path = tmp_path / "x.tsv"
    path.write_text("original\ttranslation\tstatus\n가\ta\t\n나\tb\tmaybe\n", "utf-8")
    assert status(["import", str(path), "-m", str(database)]) == 3
    with Memory(database) as memory:
        assert len(list(memory.bitexts())) == 1


def test_inline_codes_are_kept_on_request(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(
        '<tmx><body><tu><tuv lang="ko"><seg>가</seg></tuv>'
        '<tuv lang="en"><seg>a<ph>{1}</ph></seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    for arguments, expected in ((["--keep-codes"], "a{1}"), ([], "a")):
        database = tmp_path / f"{expected}.db"
        assert status(["import", str(path), "-m", str(database), *arguments]) == 0
        with Memory(database) as memory:
            (bitext,) = memory.bitexts()
        assert bitext.translation.segments[0].text == expected


def split(memory: Memory) -> Bitext:
    """The memory's bitext with its first paragraph cut in two, as sentences."""
    (bitext,) = memory.bitexts()
    first, *rest = bitext.original.segments
    halves = (replace(first, text=first.text[:3]), replace(first, text=first.text[3:].strip()))
    beads = [
        replace(bead, original=tuple(i + 1 for i in bead.original)) for bead in bitext.beads[1:]
    ]
    top = replace(bitext.beads[0], original=(0, 1))
    return Bitext(
        replace(bitext.original, segments=(*halves, *rest)),
        bitext.translation,
        (top, *beads),
        Level.SENTENCE,
    )


@pytest.mark.parametrize("name", ["s.xlsx", "s.tmx"])
def test_sentences_never_change_paragraphs(memory: Memory, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    before = list(memory.bitexts())
    units = format_of(path).write([split(memory)], path).units
    report = import_file(format_of(path), path, memory)
    assert (report.changed, report.unplaced) == (0, units)
    assert list(memory.bitexts()) == before


def test_text_of_other_segments_is_refused(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    before = list(memory.bitexts())
    format_of(path).write([split(memory)], path)
    with pytest.raises(FormatError, match="other segments"):
        import_file(format_of(path), path, memory)
    assert list(memory.bitexts()) == before


STORY = ["a.tmx", "a.xlf", "a.tsv", "a.csv", "a.xlsx", "a.jsonl"]


@pytest.fixture
def reviewed(aligned: Path, tmp_path: Path) -> Iterator[ReviewedMemory]:
    with ReviewedMemory(Path(shutil.copy(aligned, tmp_path / "reviewed.db"))) as opened:
        yield opened


def decide(memory: ReviewedMemory, **changes: object) -> Bitext:
    """Change the first bead as a review does, and return the bitext."""
    (bitext,) = memory.bitexts()
    before, version = memory.reviewed(*bitext.names)
    first = replace(before.beads[0], **changes)  # type: ignore[arg-type]
    after = replace(before, beads=(first, *before.beads[1:]))
    memory.change(before, after, version, "me", "decided")
    return after


def exported(memory: ReviewedMemory, path: Path, **changes: object) -> Path:
    """Write the memory to a file, its second bead as somebody else changed it there."""
    (bitext,) = memory.bitexts()
    form = format_of(path)
    form.write([bitext], path)
    if not changes or not isinstance(form, TsvFormat):
        return path
    lines = path.read_text("utf-8").splitlines(keepends=True)
    columns = lines[0].rstrip("\n").split("\t")
    cells = lines[2].rstrip("\n").split("\t")
    for name, value in changes.items():
        cells[columns.index(name)] = str(value)
    path.write_text("".join([*lines[:2], "\t".join(cells) + "\n", *lines[3:]]), "utf-8")
    return path


@pytest.mark.parametrize("name", STORY)
@pytest.mark.parametrize(
    "decision",
    [
        {"status": Status.ACCEPTED},
        {"status": Status.REJECTED, "note": "다시 볼 것"},
        {"status": Status.EDITED, "edited": ("새 제목", "A new title")},
    ],
)
def test_an_older_export_takes_no_decision_back(
    reviewed: ReviewedMemory, name: str, decision: dict[str, object], tmp_path: Path
) -> None:
    path = exported(reviewed, tmp_path / name)
    after = decide(reviewed, **decision)
    report = import_file(format_of(path), path, reviewed)
    assert list(reviewed.bitexts()) == [after]
    assert report.changed == 0
    # A file that cannot tell what it was says that its texts are others, and changes nothing.
    assert [c.what for c in report.conflicts] == (
        ["texts"] if name == "a.jsonl" and "edited" in decision else []
    )


def test_only_what_changed_in_the_file_arrives(
    reviewed: ReviewedMemory, tmp_path: Path
) -> None:
    path = exported(reviewed, tmp_path / "a.tsv", note="좋음", translation="Another")
    decided = decide(reviewed, status=Status.ACCEPTED)
    report = import_file(format_of(path), path, reviewed)
    (bitext,) = reviewed.bitexts()
    assert bitext.beads[0] == decided.beads[0]
    assert bitext.translation_text(bitext.beads[1]) == "Another"
    assert (bitext.beads[1].status, bitext.beads[1].note) == (Status.EDITED, "좋음")
    assert (report.changed, report.conflicts) == (1, [])


@pytest.mark.parametrize(
    ("choice", "note", "listed"),
    [(Choice.LIST, "여기", 1), (Choice.OURS, "여기", 0), (Choice.THEIRS, "거기", 0)],
)
def test_what_both_changed_is_a_conflict(
    reviewed: ReviewedMemory, choice: Choice, note: str, listed: int, tmp_path: Path
) -> None:
    path = exported(reviewed, tmp_path / "a.tsv", note="거기", status="accepted")
    (bitext,) = reviewed.bitexts()
    before, version = reviewed.reviewed(*bitext.names)
    mine = replace(before.beads[1], note="여기")
    after = replace(before, beads=(before.beads[0], mine, *before.beads[2:]))
    reviewed.change(before, after, version, "me", "noted")
    report = import_file(format_of(path), path, reviewed, conflicts=choice)
    (bitext,) = reviewed.bitexts()
    assert (bitext.beads[1].note, bitext.beads[1].status) == (note, Status.ACCEPTED)
    assert [(c.what, c.memory, c.file) for c in report.conflicts] == [
        ("note", "여기", "거기")
    ] * listed


def test_undo_reaches_across_an_import(reviewed: ReviewedMemory, tmp_path: Path) -> None:
    start = list(reviewed.bitexts())
    path = exported(reviewed, tmp_path / "a.tsv", translation="Another")
    after = decide(reviewed, status=Status.ACCEPTED)
    import_file(format_of(path), path, reviewed)
    _, version = reviewed.reviewed(*after.names)
    assert reviewed.step(*after.names, version, back=True) == "import of a.tsv"
    assert list(reviewed.bitexts()) == [after]
    _, version = reviewed.reviewed(*after.names)
    assert reviewed.step(*after.names, version, back=True) == "decided"
    assert list(reviewed.bitexts()) == start


def test_a_file_that_its_encoding_damaged_is_refused(
    reviewed: ReviewedMemory, tmp_path: Path
) -> None:
    before = list(reviewed.bitexts())
    path = exported(reviewed, tmp_path / "a.csv")
    text = path.read_text("utf-8-sig")
    path.write_text(text.encode("cp1252", "replace").decode("cp1252"), "utf-8")
    with pytest.raises(FormatError, match="what its encoding cannot write"):
        import_file(format_of(path), path, reviewed)
    assert list(reviewed.bitexts()) == before


def test_the_command_lists_conflicts_and_leaves_with_1(
    reviewed: ReviewedMemory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = exported(reviewed, tmp_path / "a.jsonl")
    decide(reviewed, status=Status.EDITED, edited=("새 제목", "A new title"))
    assert status(["import", str(path), "-m", str(reviewed.path)]) == 1
    assert "both changed the texts" in capsys.readouterr().err


def test_a_full_stop_that_became_a_question_is_a_person_s(
    reviewed: ReviewedMemory, tmp_path: Path
) -> None:
    (bitext,) = reviewed.bitexts()
    text = bitext.translation_text(bitext.beads[1])
    asked = f"{text[:-1]}?"
    path = exported(reviewed, tmp_path / "a.tsv", translation=asked)
    assert import_file(format_of(path), path, reviewed).changed == 1
    (bitext,) = reviewed.bitexts()
    assert bitext.translation_text(bitext.beads[1]) == asked


def test_texts_that_somebody_edited_and_rejected_later_stay(
    reviewed: ReviewedMemory, tmp_path: Path
) -> None:
    path = exported(reviewed, tmp_path / "a.jsonl")
    after = decide(reviewed, status=Status.REJECTED, edited=("새 제목", "A new title"))
    report = import_file(format_of(path), path, reviewed)
    assert list(reviewed.bitexts()) == [after]
    assert [conflict.what for conflict in report.conflicts] == ["texts"]


def test_what_nobody_decides_is_the_file_s(reviewed: ReviewedMemory, tmp_path: Path) -> None:
    (bitext,) = reviewed.bitexts()
    path = tmp_path / "a.jsonl"
    surer = tuple(replace(bead, confidence=0.5) for bead in bitext.beads)
    format_of(path).write([replace(bitext, beads=surer)], path)
    decided = decide(reviewed, status=Status.ACCEPTED, note="좋음")
    import_file(format_of(path), path, reviewed)
    (bitext,) = reviewed.bitexts()
    assert {bead.confidence for bead in bitext.beads} == {0.5}
    assert bitext.beads[0] == replace(decided.beads[0], confidence=0.5)
