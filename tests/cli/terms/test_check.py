from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from align.cli.main import status
from align.memory import Memory
from align.model import Bead, Bitext, Document, Language, Segment
from tests.cli.terms.conftest import PLAIN


def bitexts(path: Path) -> list[Bitext]:
    with Memory(path) as memory:
        return list(memory.bitexts())


def test_check_prints_verdicts_and_contradictions(
    filled: Path, termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["terms", "check", str(filled), "-t", str(termbase), *PLAIN]) == 0
    printed = capsys.readouterr().out
    assert "contradicts" in printed
    assert "consistency:3|" in printed
    assert "which the termbase deprecates" in " ".join(printed.split())


@pytest.mark.parametrize("kind", ["deprecated", "deviation", "look"])
def test_check_leaves_with_status_1_where_it_is_asked_to(
    filled: Path, termbase: Path, kind: str
) -> None:
    command = ["terms", "check", str(filled), "-t", str(termbase), *PLAIN]
    assert status([*command, "--fail-on", kind]) == 1


@pytest.mark.parametrize(("strict", "left"), [([], 0), (["--strict", "derivation"], 1)])
def test_a_form_that_is_strict_makes_a_term_vary(
    tmp_path: Path, strict: list[str], left: int
) -> None:
    termbase = tmp_path / "own.csv"
    termbase.write_text("concept,language,term\na,ko,경제\na,en,economy\n", "utf-8")
    english = ["The economy grew.", "Economic growth.", "The economy.", "Economic news."]
    bitext = Bitext(
        Document("a.ko", Language.KOREAN, (Segment("경제가 좋다."),) * 4),
        Document("a.en", Language.ENGLISH, tuple(map(Segment, english))),
        tuple(Bead((k,), (k,)) for k in range(4)),
    )
    with Memory(tmp_path / "m.db") as memory:
        memory.put_bitext(bitext, "a")
    command = ["terms", "check", str(tmp_path / "m.db"), "-t", str(termbase), *PLAIN]
    assert status([*command, "--fail-on", "varies", *strict]) == left


@pytest.mark.parametrize("ending", [".html", ".xlsx", ".json", ".csv", ".sarif"])
def test_check_writes_every_kind_of_report(
    filled: Path, termbase: Path, ending: str, tmp_path: Path
) -> None:
    out = tmp_path / f"report{ending}"
    command = ["terms", "check", str(filled), "-t", str(termbase), "-o", str(out), *PLAIN]
    assert status(command) == 0
    if ending == ".xlsx":
        book = openpyxl.load_workbook(out)
        assert book.sheetnames[0] == "findings"
        assert {"terms", "forms", "documents"} <= set(book.sheetnames)
        assert all(sheet.max_row > 1 for sheet in book.worksheets)
        assert book["findings"].freeze_panes == "A2"
    elif ending == ".csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            assert {row["kind"] for row in csv.DictReader(file)} >= {"deprecated", "not found"}
    elif ending == ".html":
        assert "<mark>" in out.read_text("utf-8")
    else:
        assert json.loads(out.read_text("utf-8"))


def test_the_page_is_in_the_language_that_is_asked_for(
    filled: Path, termbase: Path, tmp_path: Path
) -> None:
    out = tmp_path / "terms.html"
    command = ["terms", "check", str(filled), "-t", str(termbase), "-o", str(out), *PLAIN]
    assert status([*command, "--language", "ko"]) == 0
    assert "등록대로" in out.read_text("utf-8")


def test_check_refuses_an_ending_that_it_does_not_know(
    filled: Path, termbase: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "report.doc")
    command = ["terms", "check", str(filled), "-t", str(termbase), "-o", out, *PLAIN]
    assert status(command) == 3
    assert ".csv .html .json .sarif .xlsx" in capsys.readouterr().err


def test_bad_rows_stop_everything_or_are_passed_over_and_told(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("concept,language,term\na,ko,위안부\na,fr,femmes\na,en,women\n", "utf-8")
    command = ["terms", "check", str(filled), "-t", str(bad), *PLAIN]
    assert status(command) == 3
    assert "bad.csv:3" in capsys.readouterr().err
    assert status([*command, "--skip-bad-rows"]) == 0
    assert "passed over: " in capsys.readouterr().err


def test_what_is_checked_is_not_changed(filled: Path, termbase: Path) -> None:
    before = bitexts(filled)
    status(["terms", "check", str(filled), "-t", str(termbase), *PLAIN])
    assert bitexts(filled) == before


def test_sentences_that_return_are_found_on_request(
    tmp_path: Path, termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = [
        (
            "정부는 이를 환영합니다. 오늘 회의가 열렸습니다.",
            "It is welcome. A meeting took place.",
        ),
        ("어제는 비가 왔습니다. 정부는 이를 환영합니다.", "It rained. We are glad of this."),
    ]
    with Memory(tmp_path / "m.db") as memory:
        for name, (korean, english) in zip("ab", pairs, strict=True):
            documents = (
                Document(f"{name}.{language}", language, (Segment(text),))
                for language, text in ((Language.KOREAN, korean), (Language.ENGLISH, english))
            )
            memory.put_bitext(Bitext(*documents, (Bead((0,), (0,)),)), "a")
    command = ["terms", "check", str(tmp_path / "m.db"), "-t", str(termbase)]
    status([*command, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["repetitions"] == []
    status([*command, "--format", "json", "--sentences"])
    (found,) = json.loads(capsys.readouterr().out)["repetitions"]
    assert found["first_original"] == "정부는 이를 환영합니다."


def test_check_never_writes_over_the_waivers(
    filled: Path, termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waivers = termbase.with_suffix(".waivers.csv")
    kept = "finding,term,rendering,document,reason,who,when\nabc,t,r,d,quoted,me,2026-01-01\n"
    waivers.write_text(kept, "utf-8")
    command = ["terms", "check", str(filled), "-t", str(termbase), "-o", str(waivers), *PLAIN]
    assert status(command) == 3
    assert waivers.read_text("utf-8") == kept
    assert "Name another file" in capsys.readouterr().err


def test_a_document_may_have_brackets_in_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    termbase = tmp_path / "own.csv"
    termbase.write_text("ko,en\n습지,wetland\n", "utf-8")
    bitext = Bitext(
        Document("[/]마당.ko", Language.KOREAN, (Segment("습지가 넓다."),)),
        Document("[red]yard.en", Language.ENGLISH, (Segment("The marsh is wide."),)),
        (Bead((0,), (0,)),),
    )
    with Memory(tmp_path / "m.db") as memory:
        memory.put_bitext(bitext, "a")
    command = ["terms", "check", str(tmp_path / "m.db"), "-t", str(termbase), *PLAIN]
    assert status(command) == 0
    assert "[/]마당.ko" in capsys.readouterr().out
