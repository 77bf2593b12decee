from __future__ import annotations

from pathlib import Path

from align.cli.main import status
from align.terms.termbase import read_termbase


def test_import_adds_what_is_new(termbase: Path, tmp_path: Path) -> None:
    source = tmp_path / "more.csv"
    source.write_text("concept,language,term\nnew,ko,새말\nnew,en,new word\n", "utf-8")
    before = len(read_termbase(termbase).concepts)
    assert status(["terms", "import", str(source), "-t", str(termbase)]) == 0
    assert len(read_termbase(termbase).concepts) == before + 1
