"""What the last check of a memory had."""

from __future__ import annotations

from pathlib import Path

from align.memory import Memory
from align.pipeline.checked import LastCheck
from align.pipeline.context import Context
from align.pipeline.terms import check_terms
from align.terms.judge.scope import EVERYTHING, Scope
from align.terms.judge.variants import LENIENT, Strictness
from align.terms.termbase import read_termbase
from tests.cli.terms.ministry import BAD, TERMS, put, release


def test_it_is_kept_by_termbase_and_strictness_and_moves_with_both(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "t.csv").write_text(TERMS, "utf-8")
    put(folder / "m.db", release("a", "2026-01-01", BAD), release("b", "", BAD))
    with Memory(folder / "m.db") as memory:
        report = check_terms(Context(memory), read_termbase(folder / "t.csv"))
        last = LastCheck(memory, folder / "t.csv", LENIENT)
        assert last.known() is None
        assert last.keep(report, EVERYTHING)
        assert LastCheck(memory, folder / "t.csv", Strictness(quotes=True)).known() is None
    moved = folder.rename(tmp_path / "archive")
    with Memory(moved / "m.db") as memory:
        before = LastCheck(memory, moved / "t.csv", LENIENT).known()
        assert before is not None
        assert before.apart(report.findings) == ([], list(report.findings))


def test_a_check_of_a_part_keeps_what_the_rest_had(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TERMS, "utf-8")
    put(tmp_path / "m.db", release("a", "2026-01-01", BAD), release("b", "", BAD))
    termbase, part = read_termbase(tmp_path / "t.csv"), Scope(documents=("a*",))
    with Memory(tmp_path / "m.db") as memory:
        last = LastCheck(memory, tmp_path / "t.csv", LENIENT)
        last.keep(check_terms(Context(memory), termbase), EVERYTHING)
        memory.put_bitext(release("a", "2026-01-01", "No such thing."), "a")
        last.keep(check_terms(Context(memory), termbase, scope=part), part)
        known = last.known()
        assert known is not None
        assert "floater" not in {
            f.rendering for f in check_terms(Context(memory), termbase, known=[known]).findings
        }
        assert [seen.document for seen in known.seen].count("b.ko.txt") == 1
