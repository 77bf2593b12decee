from __future__ import annotations

from pathlib import Path

from align.cli.main import status
from align.terms.termbase import read_termbase
from tests.cli.terms.conftest import PLAIN


def test_discover_drafts_a_termbase(filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "draft.csv"
    command = ["terms", "discover", str(filled), "-o", str(out), "--most", "15", *PLAIN]
    assert status(command) == 0
    assert len(read_termbase(out).concepts) == 15
