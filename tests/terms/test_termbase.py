from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import FormatError
from align.model import Language, TermStatus
from align.terms.find.occurrences import OccurrenceFinder
from align.terms.termbase import merged, read_termbase


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "terms.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_the_rows_of_a_concept_belong_together(mofa: Path) -> None:
    concepts = {concept.id: concept for concept in read_termbase(mofa / "terms.csv").concepts}
    women = concepts["comfort-women"]
    assert women.name == "일본군 위안부"
    assert [term.text for term in women.in_language(Language.KOREAN)][-1] == "위안부"
    statuses = {t.text: t.status for t in women.in_language(Language.ENGLISH)}
    assert statuses["comfort women"] is TermStatus.PREFERRED
    assert statuses["comfort girls"] is TermStatus.DEPRECATED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
def test_spreadsheets_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "concept,language,term\ndokdo,ko,독도\ndokdo,en,Dokdo\n", encoding)
    assert read_termbase(path).concepts[0].name == "독도"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ko,en\n독도,Dokdo\n", "no column"),
        ("concept,language,term\ndokdo,fr,Dokdo\n", ":2"),
        ("concept,language,term,status\ndokdo,en,Dokdo,liked\n", ":2"),
        ("concept,language,term\n,ko,독도\n", ":2"),
        ("", "no column"),
        ("concept,language,term\na,ko,독도\na,en,Dokdo\na,en,dokdo\n", ":4.*twice"),
        ("concept,language,term\na,ko,독도\nb,ko,독도\n", ":3.*of a too"),
        ("concept,language,term\na,ko,독도\na,ko,--\n", ":3.*no letters"),
        ("concept,language,term\na,en,Dokdo\n", ":2.*no Korean term"),
    ],
)
def test_a_wrong_row_is_an_error_that_names_it(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(FormatError, match=place):
        read_termbase(write(tmp_path, text))


def test_a_missing_termbase_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        read_termbase(tmp_path / "none.csv")


def test_bad_rows_are_passed_over_where_that_is_asked_for(tmp_path: Path) -> None:
    rows = "concept,language,term\na,ko,독도\na,fr,Dokdo\na,en,\nb,ko,독도\na,en,Dokdo\n"
    problems: list[FormatError] = []
    termbase = read_termbase(write(tmp_path, rows), problems.append)
    assert [term.text for term in termbase.concepts[0].terms] == ["독도", "Dokdo"]
    assert [problem.where.rpartition(":")[2] for problem in problems] == ["3", "4", "5"]


def test_forms_that_differ_in_spaces_are_no_duplicates(tmp_path: Path) -> None:
    rows = "concept,language,term\na,ko,강제징용\na,ko,강제 징용\n"
    assert len(read_termbase(write(tmp_path, rows)).concepts[0].terms) == 2


def test_signs_of_regular_expressions_are_only_signs(tmp_path: Path) -> None:
    rows = "concept,language,term\na,ko,(가칭) 한*일+ [위원회]\na,en,C++ (R&D)?\n"
    termbase = read_termbase(write(tmp_path, rows))
    text = "제1차 (가칭) 한*일+ [위원회]가 열렸다."
    (found,) = OccurrenceFinder(termbase).find_in(text)
    assert found.surface == "(가칭) 한*일+ [위원회]"


def test_joining_keeps_what_the_termbase_says(tmp_path: Path) -> None:
    mine = write(tmp_path, "concept,language,term,status\na,ko,독도,\na,en,Dokdo,preferred\n")
    known = read_termbase(mine)
    rows = "concept,language,term,status\na,ko,독도,\na,en,Dokdo,deprecated\na,en,Islets,\n"
    new = read_termbase(write(tmp_path, rows))
    terms = {term.text: term.status for term in merged(known, new).concepts[0].terms}
    assert terms["Dokdo"] is TermStatus.PREFERRED
    assert "Islets" in terms
