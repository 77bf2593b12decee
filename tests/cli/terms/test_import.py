from __future__ import annotations

from pathlib import Path

import pytest

from align.cli.main import status
from align.terms.termbase import read_termbase


def test_import_adds_what_is_new(termbase: Path, tmp_path: Path) -> None:
    source = tmp_path / "more.csv"
    source.write_text("concept,language,term\nnew,ko,새말\nnew,en,new word\n", "utf-8")
    before = len(read_termbase(termbase).concepts)
    assert status(["terms", "import", str(source), "-t", str(termbase)]) == 0
    assert len(read_termbase(termbase).concepts) == before + 1


def test_import_shows_what_it_added_and_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, source = tmp_path / "mine.csv", tmp_path / "glossary.txt"
    mine.write_text("concept,language,term\npier,ko,부두\npier,en,pier\n", "utf-8")
    source.write_text("국문\t영문\n부두\tquay\n방파제\tbreakwater\n안벽\t\n", "utf-8")
    assert status(["terms", "import", str(source), "-t", str(mine)]) == 0
    said = capsys.readouterr().err
    assert "added: 1 concepts that are new, 3 terms" in said
    assert "new: 방파제: 방파제 (preferred), breakwater (preferred)" in said
    assert "to pier: quay (preferred)" in said
    assert "glossary.txt:4: passed over: 안벽, without English" in said


def test_bad_rows_are_passed_over_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, new = tmp_path / "glossary.csv", tmp_path / "new.csv"
    source.write_text("ko,en\n부두,pier\nquay wall,안벽\n", "utf-8")
    command = ["terms", "import", str(source), "-t", str(new)]
    assert status(command) == 3
    assert not new.exists()
    capsys.readouterr()
    assert status([*command, "--skip-bad-rows"]) == 0
    assert f"passed over: {source}:3" in capsys.readouterr().err
    assert [concept.name for concept in read_termbase(new).concepts] == ["부두"]


def test_a_glossary_that_is_imported_into_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, source = tmp_path / "mine.csv", tmp_path / "more.csv"
    mine.write_text("국문,영문,담당\n부두,pier,kim\n", "utf-8")
    source.write_text("ko,en\n안벽,quay wall\n", "utf-8")
    assert status(["terms", "import", str(source), "-t", str(mine)]) == 0
    assert "mine.csv.bak" in capsys.readouterr().err
    assert "kim" in (tmp_path / "mine.csv.bak").read_text("utf-8")
    assert len(read_termbase(mine).concepts) == 2


@pytest.mark.parametrize(
    "command",
    [
        ["terms", "import", "{}", "-t", "{}"],
        ["terms", "export", "{}", "-o", "{}"],
        ["terms", "discover", "none.db", "-t", "{}", "-o", "{}"],
        ["terms", "check", "none.db", "-t", "{}", "-o", "{}"],
        ["terms", "show", "none.db", "독도", "-t", "{}", "-o", "{}"],
        ["report", "none.db", "-t", "{}", "-o", "{}"],
    ],
)
def test_a_termbase_that_is_given_is_not_written_over(
    command: list[str], termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = termbase.read_bytes()
    link = termbase.with_name("link.csv")
    link.symlink_to(termbase)
    paths = iter((str(termbase), str(link)))
    words = [next(paths) if word == "{}" else word for word in command]
    assert status(words) == 3
    assert "given to be read" in capsys.readouterr().err
    assert termbase.read_bytes() == before


def test_a_run_does_not_write_over_its_termbase(
    termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = termbase.parent
    before = termbase.read_bytes()
    for given in (["-t", str(termbase)], ["--terms", str(folder / "." / "terms.csv")], []):
        assert status(["run", str(folder), "-o", str(folder), *given]) == 3
        assert "given to be read" in capsys.readouterr().err
    assert termbase.read_bytes() == before
    assert [file.name for file in folder.iterdir()] == ["terms.csv"]
