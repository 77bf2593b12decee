"""Whatever command computed a thing, the others find it; and nothing stale is shown."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from align.aligner import Aligner
from align.checks import checking
from align.cli.main import status
from align.execution.engine import Inline, Ready
from align.memory import Memory
from align.memory.history import ReviewedMemory
from align.model import Bitext, Status, Termbase
from align.pipeline import Context, Job, run
from align.pipeline.checks import find_issues
from align.pipeline.outputs import MEMORY
from align.pipeline.terms import check_terms, find_places
from align.terms.termbase import read_termbase
from tests.conftest import MOFA
from tests.pipeline.test_growth import name_of, pages


class Counting:
    """Works here and counts what is worked on."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()

    def each(self, task, shared, items):  # type: ignore[no-untyped-def]
        def counted():  # type: ignore[no-untyped-def]
            for item in items:
                self.done[name_of(task)] += not isinstance(item, Ready)
                yield item

        yield from Inline().each(task, shared, counted())


@pytest.fixture(scope="module")
def termbase() -> Termbase:
    return read_termbase(MOFA / "terms.csv")


@pytest.fixture
def out(tmp_path: Path, termbase: Termbase) -> Path:
    folder = pages(tmp_path / "in", range(6))
    run(Job([folder], tmp_path / "out", termbase=termbase), Aligner(None))
    return tmp_path / "out"


@pytest.fixture
def memory(out: Path) -> Iterator[ReviewedMemory]:
    with ReviewedMemory(out / MEMORY) as opened:
        yield opened


def test_what_a_run_found_costs_other_commands_nothing(
    memory: Memory, termbase: Termbase
) -> None:
    counting = Counting()
    context = Context(memory, engine=counting)
    find_issues(context)
    assert +counting.done == {}
    check_terms(context, termbase)
    assert +counting.done == {}


def first(memory: Memory) -> Bitext:
    return next(memory.bitexts())


def changed(memory: ReviewedMemory, **values: object) -> None:
    """Change the first bead that has both sides, as a reviewer does."""
    bitext, version = memory.reviewed(*first(memory).names)
    place = next(k for k, bead in enumerate(bitext.beads) if bead.is_pair)
    bead = replace(bitext.beads[place], **values)  # type: ignore[arg-type]
    beads = (*bitext.beads[:place], bead, *bitext.beads[place + 1 :])
    memory.change(bitext, replace(bitext, beads=beads), version, "kim", "test")


def test_a_decision_is_seen_by_the_checks_at_once(memory: ReviewedMemory) -> None:
    context = Context(memory)
    find_issues(context)
    changed(memory, edited=("장관은 7명을 만났다.", "The Minister met 8 people, 장관."))
    assert any("8 people" in issue.translation_text for issue in find_issues(context))
    changed(memory, status=Status.REJECTED)
    assert not any("8 people" in issue.translation_text for issue in find_issues(context))


def test_one_changed_bitext_is_one_bitext_s_work(memory: ReviewedMemory) -> None:
    counting = Counting()
    context = Context(memory, engine=counting)
    changed(memory, note="seen", status=Status.ACCEPTED)
    find_issues(context)
    assert +counting.done == {"_issues": 1}


def test_another_termbase_is_looked_up_anew_and_nothing_is_mixed_up(
    memory: Memory, termbase: Termbase
) -> None:
    one = Termbase(termbase.concepts[:1])
    two = Termbase(termbase.concepts[1:2])
    context = Context(memory)
    for _ in range(2):
        for some in (one, two):
            placed, _ = find_places(context, some)
            names = {item.place.rendering.occurrence.concept for item in placed}
            assert names <= {some.concepts[0].id}


def test_an_edited_termbase_does_not_make_the_memory_grow(
    memory: Memory, termbase: Termbase, out: Path
) -> None:
    sizes = []
    for count in (10, 9, 8):
        check_terms(Context(memory), Termbase(termbase.concepts[:count]))
        with sqlite3.connect(out / MEMORY) as database:
            sizes.append(database.execute("SELECT count(*) FROM derived").fetchone()[0])
    assert sizes[0] == sizes[1] == sizes[2]


def test_the_checks_of_a_memory_are_those_of_its_bitexts(memory: Memory) -> None:
    bitexts = list(memory.bitexts())
    assert find_issues(Context(memory)) == checking.check(bitexts)
    assert find_issues(Context(memory), ["figure"]) == checking.check(bitexts, ["figure"])
    assert find_issues(Context(memory), ["repeated"]) == checking.check(bitexts, ["repeated"])


def test_pairing_and_evaluation_keep_what_they_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pages(tmp_path / "in", range(3))
    kept = str(tmp_path / "kept.db")
    said = []
    for _ in range(2):
        assert status(["pair", str(folder), "--embedder", "none", "-m", kept]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    gold = tmp_path / "gold"
    gold.mkdir()
    for path in sorted((MOFA / "truth").glob("2013-06-14*")):
        (gold / path.name).write_bytes(path.read_bytes())
    command = ["evaluate", str(gold), "--embedder", "none", "-m", kept, "--format", "csv"]
    assert status(command) == 0
    first_time = capsys.readouterr().out
    assert status(command) == 0
    assert capsys.readouterr().out == first_time
    with Memory(Path(kept)) as memory:
        kinds = {row[0] for row in memory.stream("SELECT DISTINCT kind FROM derived")}
    assert kinds >= {"reading", "pairing", "evaluation"}
