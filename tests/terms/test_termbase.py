from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import FormatError
from align.model import Language, TermStatus
from align.terms.termbase import read_termbase


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
    ],
)
def test_a_wrong_row_is_an_error_that_names_it(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(FormatError, match=place):
        read_termbase(write(tmp_path, text))


def test_a_missing_termbase_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        read_termbase(tmp_path / "none.csv")
