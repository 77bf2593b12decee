from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.cli.main import status
from tests.cli.terms.conftest import PLAIN


@pytest.mark.parametrize("term", ["위안부", "comfort women", "comfort-women"])
def test_show_prints_every_occurrence_in_context(
    filled: Path, termbase: Path, term: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["terms", "show", str(filled), term, "-t", str(termbase), *PLAIN]
    assert status([*command, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) > 3
    assert all("위안부" in row["original_text"] for row in rows)


def test_show_of_an_unknown_term_names_the_termbase(
    filled: Path, termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["terms", "show", str(filled), "없는말", "-t", str(termbase), *PLAIN]) == 3
    assert "terms.csv" in capsys.readouterr().err
