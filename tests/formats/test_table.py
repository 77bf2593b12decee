"""Tables that other people made: where their rows go, and what comes back of them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from align.formats.base import HoldsUnits
from align.formats.registry import format_of
from align.formats.unit import bitext_of, units_by_document, units_of
from align.memory import Memory
from align.model import Bitext, Segment
from align.pipeline.context import bitext_key
from align.pipeline.importing import import_file

ROWS = [
    ("id", "original", "translation"),
    ("s-11", "항만이 열렸다.", "The port opened."),
    ("s-12", "", ""),
    ("s-15", "배가 왔다.", "A ship came."),
]


def written(path: Path) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in ROWS:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        mark = "," if path.suffix == ".csv" else "\t"
        path.write_text("".join(mark.join(row) + "\n" for row in ROWS), "utf-8")
    return path


def taken_in(path: Path) -> Bitext:
    form = format_of(path)
    assert isinstance(form, HoldsUnits)
    names, units = next(units_by_document(form.read(path), path.name))
    return bitext_of(list(units), names)


def rows_of(segments: tuple[Segment, ...]) -> list[tuple[int, str]]:
    return [(segment.line, segment.id) for segment in segments]


@pytest.mark.parametrize("ending", ["tsv", "csv", "xlsx"])
def test_segments_of_a_table_know_their_row(tmp_path: Path, ending: str) -> None:
    bitext = taken_in(written(tmp_path / f"pairs.{ending}"))
    assert rows_of(bitext.original.segments) == [(2, "s-11"), (4, "s-15")]
    assert rows_of(bitext.translation.segments) == [(2, "s-11"), (4, "s-15")]


@pytest.mark.parametrize("ending", ["tsv", "xlsx", "tmx", "xlf", "jsonl"])
def test_the_name_of_a_row_comes_back_by_memory_and_export(tmp_path: Path, ending: str) -> None:
    path, out = written(tmp_path / "pairs.tsv"), tmp_path / f"out.{ending}"
    with Memory(tmp_path / "m.db") as memory:
        import_file(format_of(path), path, memory)
        before = list(memory.bitexts())
        format_of(out).write(before, out)
        again = import_file(format_of(out), out, memory)
        assert (again.changed, again.unplaced, again.new) == (0, 0, 0)
        assert list(memory.bitexts()) == before
    with Memory(tmp_path / "other.db") as memory:
        import_file(format_of(out), out, memory)
        (bitext,) = memory.bitexts()
    assert rows_of(bitext.original.segments) == [(2, "s-11"), (4, "s-15")]
    assert [unit.id for unit in units_of(bitext)] == ["s-11", "s-15"]


def test_a_table_of_ours_keeps_the_lines_of_its_documents(tmp_path: Path) -> None:
    path, out = written(tmp_path / "pairs.csv"), tmp_path / "out.tsv"
    bitext = taken_in(path)
    format_of(out).write([bitext], out)
    assert taken_in(out) == bitext


def test_results_stand_whatever_a_row_is_called(tmp_path: Path) -> None:
    path = written(tmp_path / "pairs.tsv")
    first = taken_in(path)
    path.write_text(path.read_text("utf-8").replace("s-1", "row"), "utf-8")
    second = taken_in(path)
    assert first != second
    assert bitext_key(first) == bitext_key(second)
