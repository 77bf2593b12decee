"""Runs on collections that grow and change, and by any number of workers."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from align.aligner import Aligner
from align.aligner.views.candidates import read_types
from align.errors import InputError
from align.execution.engine import Engine, Inline, Ready, WorkerError
from align.memory.history import ReviewedMemory
from align.model import Side, Status
from align.pairing.sheet import read_pairs
from align.pipeline import Job, run
from align.pipeline.context import bitext_key
from align.pipeline.outputs import MEMORY
from align.terms.termbase import read_termbase
from align.web.review.edits import Edit, edit
from tests.conftest import MOFA, ROOT

PLAIN = Aligner(None)
FIRST = "2017-08-30"


def pages(folder: Path, names: range) -> Path:
    """Some of the sample's releases as plain text, with numbers for names."""
    releases = sorted((MOFA / "truth").glob("*.ko"))
    for side in ("ko", "en"):
        (folder / side).mkdir(parents=True, exist_ok=True)
        for number in names:
            text = releases[number].with_suffix(f".{side}").read_text("utf-8")
            (folder / side / f"{number}.txt").write_text(text.replace("\n", "\n\n"), "utf-8")
    return folder


def job(folder: Path, out: Path) -> Job:
    return Job([folder], out, termbase=read_termbase(MOFA / "terms.csv"))


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(path) as database:
        return {
            table: sorted(database.execute(f"SELECT * FROM {table}"), key=repr)
            for table in ("document", "segment", "bitext", "bead", "signal", "unit", "derived")
        }


def test_ten_new_files_are_ten_files_work(tmp_path: Path) -> None:
    folder = pages(tmp_path / "in", range(24))
    run(job(folder, tmp_path / "out"), PLAIN)
    pages(folder, range(24, 29))
    counted = Counted()
    result = run(job(folder, tmp_path / "out"), PLAIN, engine=counted)
    assert len(result.pairing.pairs) == 29
    assert counted.items["_read_one"] == 10
    assert counted.items["_align"] == 5
    assert counted.items["_find"] == 5
    assert result.reused.documents == 48
    assert result.reused.bitexts == 24
    assert result.reused.terms == 24


def test_what_is_added_is_paired_as_if_it_had_been_there(tmp_path: Path) -> None:
    folder = pages(tmp_path / "in", range(20))
    for name in ("ko/3.txt", "en/7.txt"):
        (folder / name).rename(tmp_path / Path(name).name)
    run(job(folder, tmp_path / "out"), PLAIN)
    (tmp_path / "3.txt").rename(folder / "ko/3.txt")
    (tmp_path / "7.txt").rename(folder / "en/7.txt")
    grown = run(job(folder, tmp_path / "out"), PLAIN)
    whole = run(job(folder, tmp_path / "anew"), PLAIN)
    assert {p.names for p in grown.pairing.pairs} == {p.names for p in whole.pairing.pairs}
    assert not grown.pairing.unpaired


def test_a_copy_that_is_added_is_said_to_be_one(tmp_path: Path) -> None:
    folder = pages(tmp_path / "in", range(12))
    run(job(folder, tmp_path / "out"), PLAIN)
    text = (folder / "ko/5.txt").read_text("utf-8")
    (folder / "ko/copy.txt").write_text(text, "utf-8")
    result = run(job(folder, tmp_path / "out"), PLAIN)
    assert [(r.document, r.other) for r in result.pairing.related] == [
        ("ko/copy.txt", "ko/5.txt")
    ]
    assert len(result.pairing.pairs) == 12


def test_a_document_whose_partner_is_gone_is_free_again(tmp_path: Path) -> None:
    folder = pages(tmp_path / "in", range(12))
    run(job(folder, tmp_path / "out"), PLAIN)
    (folder / "en/5.txt").unlink()
    result = run(job(folder, tmp_path / "out"), PLAIN)
    assert [document.id for document in result.pairing.unpaired] == ["ko/5.txt"]


@pytest.mark.parametrize("renamed", [False, True])
def test_a_decision_is_carried_over_into_a_changed_text(tmp_path: Path, renamed: bool) -> None:
    folder = pages(tmp_path / "in", range(3))
    first = run(job(folder, tmp_path / "out"), PLAIN)
    bitext = next(b for b in first.bitexts() if b.original.id == "ko/1.txt")
    places = [k for k, bead in enumerate(bitext.beads) if bead.type == "1-1"]
    decided = {
        places[1]: replace(bitext.beads[places[1]], status=Status.ACCEPTED),
        places[-1]: replace(bitext.beads[places[-1]], note="다시 볼 것"),
    }
    beads = tuple(decided.get(k, bead) for k, bead in enumerate(bitext.beads))
    with ReviewedMemory(tmp_path / "out" / MEMORY) as memory:
        _, version = memory.reviewed("ko/1.txt", "en/1.txt")
        memory.change(bitext, replace(bitext, beads=beads), version, "kim", "accept")
    page = folder / "ko/1.txt"
    title, rest = page.read_text("utf-8").split("\n\n", 1)
    changed = rest.split("\n\n")
    gone = bitext.original.segments[bitext.beads[places[-1]].original[0]].text
    lines = [title, "새로 들어간 문단이다.", *(c for c in changed if gone not in c)]
    page.write_text("\n\n".join(lines), "utf-8")
    if renamed:
        (folder / "en/1.txt").rename(folder / "en/one.txt")
    second = run(job(folder, tmp_path / "out"), PLAIN)
    assert second.reused.carried == 1
    now = next(b for b in second.bitexts() if b.original.id == "ko/1.txt")
    (kept,) = [bead for bead in now.beads if bead.decided]
    was = bitext.beads[places[1]]
    assert now.original_text(kept) == bitext.original_text(was)
    assert now.translation_text(kept) == bitext.translation_text(was)
    with sqlite3.connect(tmp_path / "out" / MEMORY) as database:
        notes = database.execute(
            "SELECT note FROM bead JOIN bitext b ON b.id = bitext WHERE superseded"
        ).fetchall()
    assert ("다시 볼 것",) in notes


class Deciding:
    """Does the work here; somebody decides on a bead of a pair while that is aligned."""

    def __init__(self, memory: Path) -> None:
        self._memory = memory

    def each(self, task, shared, items):  # type: ignore[no-untyped-def]
        for item in items:
            yield from Inline().each(task, shared, [item])
            if name_of(task) == "_align" and not isinstance(item, Ready):
                self._decide(item.original.id, item.translation.id)

    def _decide(self, *names: str) -> None:
        with ReviewedMemory(self._memory) as memory:
            bitext, version = memory.reviewed(*names)
            place = next(k for k, bead in enumerate(bitext.beads) if bead.type == "1-1")
            bead = replace(bitext.beads[place], note="just now")
            beads = (*bitext.beads[:place], bead, *bitext.beads[place + 1 :])
            memory.change(bitext, replace(bitext, beads=beads), version, "kim", "note")


def test_a_decision_that_is_made_while_its_pair_is_aligned_anew_stands(tmp_path: Path) -> None:
    folder = pages(tmp_path / "in", range(2))
    run(job(folder, tmp_path / "out"), PLAIN)
    other = replace(PLAIN, types=read_types("1-2,2-1"))  # which aligns all anew
    engine = Deciding(tmp_path / "out" / MEMORY)
    result = run(job(folder, tmp_path / "out"), other, engine=engine)
    assert result.reused.carried == 2
    notes = [[bead.note for bead in b.beads if bead.decided] for b in result.bitexts()]
    assert notes == [["just now"], ["just now"]]


BY_WORKERS = """
import sys
from pathlib import Path
from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.pipeline import run
from align.execution.engine import Inline, processes
from tests.pipeline.test_growth import job
if __name__ == "__main__":
    folder, out, workers = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    with processes(workers, patience=0) as several:
        engine = several if workers else Inline()
        run(job(folder, out), Aligner(default_embedder()), engine=engine)
"""


@pytest.mark.slow
def test_the_memory_is_the_same_whoever_works(tmp_path: Path) -> None:
    folder = pages(tmp_path / "in", range(12))
    script = tmp_path / "by_workers.py"
    script.write_text(BY_WORKERS, "utf-8")
    # As many threads for matrix products everywhere, as align gives itself.
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for workers in range(4):
        command = [sys.executable, script, folder, tmp_path / str(workers), str(workers)]
        subprocess.run(command, env=environment, check=True)
    expected = contents(tmp_path / "0" / MEMORY)
    for workers in range(1, 4):
        assert contents(tmp_path / str(workers) / MEMORY) == expected
        assert not list((tmp_path / str(workers)).glob("embeddings.db-*"))  # closed by all


def name_of(task) -> str:  # type: ignore[no-untyped-def]
    """What a task is called, one that a step does too."""
    return str(getattr(task, "work", task).__name__)


class Losing:
    """Does the work here, and loses the worker of one pair and of one file."""

    def each(self, task, shared, items):  # type: ignore[no-untyped-def]
        for place, item in enumerate(items):
            if name_of(task) in ("_align", "_read_one") and place == 2:
                yield WorkerError("ended the worker that had it, twice")
            else:
                yield from Inline().each(task, shared, [item])


def test_what_ends_its_worker_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = pages(tmp_path / "in", range(6))
    result = run(job(folder, tmp_path / "out"), PLAIN, engine=Losing())
    told = [problem.where for problem in result.problems]
    assert told == [str(folder / "en/2.txt"), "ko/3.txt with en/3.txt"]
    assert len(list(result.bitexts())) == 4


class Counted:
    """Does the work here, and counts the items of each task."""

    def __init__(self) -> None:
        self.items: dict[str, int] = {}

    def each(self, task, shared, items):  # type: ignore[no-untyped-def]
        def counting():  # type: ignore[no-untyped-def]
            for item in items:
                if not isinstance(item, Ready):
                    self.items[name_of(task)] = self.items.get(name_of(task), 0) + 1
                yield item

        engine: Engine = Inline()
        yield from engine.each(task, shared, counting())


def accepted(path: Path, name: str) -> tuple[str, str]:
    """Accept the first bead of the bitext whose original has a name."""
    with ReviewedMemory(path) as memory:
        bitext = next(b for b in memory.bitexts() if b.original.id == name)
        bitext, version = memory.reviewed(*bitext.names)
        first = replace(bitext.beads[0], status=Status.ACCEPTED)
        after = replace(bitext, beads=(first, *bitext.beads[1:]))
        memory.change(bitext, after, version, "kim", "accept")
        return bitext.names


def statuses(path: Path) -> dict[tuple[str, str], Status]:
    """The status of the first bead of each current bitext; no two have the same names."""
    with ReviewedMemory(path) as memory:
        found = [(bitext.names, bitext.beads[0].status) for bitext in memory.bitexts()]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_what_was_decided_stays_where_one_side_has_a_new_name(tmp_path: Path) -> None:
    folder, out = pages(tmp_path / "in", range(4)), tmp_path / "out"
    run(job(folder, out), PLAIN)
    accepted(out / MEMORY, "ko/1.txt")
    (folder / "ko/1.txt").rename(folder / "ko/21.txt")
    result = run(job(folder, out), PLAIN)
    assert result.reused.bitexts == 4
    assert statuses(out / MEMORY)["ko/21.txt", "en/1.txt"] is Status.ACCEPTED
    with ReviewedMemory(out / MEMORY) as memory:
        _, version = memory.reviewed("ko/21.txt", "en/1.txt")
        assert memory.step("ko/21.txt", "en/1.txt", version, back=True) == "accept"


def test_a_copy_takes_no_bitext_from_the_files_that_it_copies(tmp_path: Path) -> None:
    folder, out = pages(tmp_path / "in", range(3)), tmp_path / "out"
    run(job(folder, out), PLAIN)
    accepted(out / MEMORY, "ko/1.txt")
    sheet = tmp_path / "pairs.csv"
    rows = [f"ko/{name}.txt,en/{name}.txt" for name in (0, 1, 2, 9)]
    sheet.write_text("\n".join(["original,translation", *rows]), "utf-8")
    for side in ("ko", "en"):
        (folder / side / "9.txt").write_bytes((folder / side / "1.txt").read_bytes())
    for _ in range(2):
        run(replace(job(folder, out), pairs=(read_pairs(sheet), sheet)), PLAIN)
        found = statuses(out / MEMORY)
        assert found["ko/1.txt", "en/1.txt"] is Status.ACCEPTED
        assert found["ko/9.txt", "en/9.txt"] is Status.AUTO
        assert len(found) == 4


def test_a_file_under_the_name_of_one_that_is_gone_keeps_its_bitext(tmp_path: Path) -> None:
    folder, out = pages(tmp_path / "in", range(4)), tmp_path / "out"
    run(job(folder, out), PLAIN)
    names = accepted(out / MEMORY, "ko/2.txt")
    for side in ("ko", "en"):
        (folder / side / "2.txt").replace(folder / side / "1.txt")
    run(job(folder, out), PLAIN)
    found = statuses(out / MEMORY)
    assert names not in found
    assert found["ko/1.txt", "en/1.txt"] is Status.ACCEPTED


def test_what_was_found_in_a_paragraph_is_not_what_stands_in_its_parts(tmp_path: Path) -> None:
    """Split at one place or at another, the beads are the same; the texts are not."""
    folder, out = pages(tmp_path / "in", range(2)), tmp_path / "out"
    run(job(folder, out), PLAIN)
    keys = []
    with ReviewedMemory(out / MEMORY) as memory:
        for offset in (5, 15):
            bitext = next(memory.bitexts())
            wanted = Edit("split", 1, (Side.ORIGINAL,), segment=1, offset=offset)
            after = edit(bitext, wanted)
            version = memory.change(
                bitext, after, memory.reviewed(*bitext.names)[1], "kim", "split"
            )
            keys.append((bitext_key(after), after.beads))
            memory.step(*bitext.names, version, back=True)
    assert keys[0][1] == keys[1][1]
    assert keys[0][0] != keys[1][0]


def test_a_wrong_encoding_leaves_nothing_behind(tmp_path: Path) -> None:
    folder, out = pages(tmp_path / "in", range(2)), tmp_path / "out"
    korean = folder / "ko/1.txt"
    text = korean.read_text("utf-8")
    korean.write_bytes(text.encode("cp949"))
    with pytest.raises(InputError):
        run(replace(job(folder, out), encoding="utf-16-le"), PLAIN)
    result = run(job(folder, out), PLAIN)
    assert len(result.pairing.pairs) == 2
    found = next(d for d in result.documents if d.id == "ko/1.txt")
    assert found.segments[0].text in text
    again = run(job(folder, out), PLAIN)
    assert again.reused.documents == 4
