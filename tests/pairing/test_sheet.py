from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import FormatError
from align.formats.table import csv_text
from align.model import Document, Language, Segment
from align.pairing import Pair, Pairing, Related, Relation
from align.pairing.sheet import apply_pairs, pair_rows, read_pairs


def document(name: str) -> Document:
    language = Language.KOREAN if name.startswith("ko") else Language.ENGLISH
    return Document(name, language, (Segment("글"),))


KO, KO2, KO3, EN, EN2 = map(document, ("ko/1", "ko/2", "ko/3", "en/1", "en/2"))
PAIRING = Pairing(
    (
        Pair((KO, KO2), (EN,), 0.91, ("same date",), Relation.PARTS),
        Pair((KO3,), (EN2,), 0.97),
    ),
    (document("ko/4"), document("en/4")),
    (Related("ko/4", "ko/3", Relation.REISSUE),),
)


def test_a_table_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(csv_text(pair_rows(PAIRING)), "utf-8")
    again = apply_pairs(read_pairs(path), [KO, KO2, KO3, EN, EN2], path)
    assert [pair.names for pair in again.pairs] == [pair.names for pair in PAIRING.pairs]
    assert {pair.relation for pair in again.pairs} == {Relation.GIVEN}


def test_documents_without_a_partner_stand_on_their_own_side() -> None:
    rows = pair_rows(PAIRING)[2:]
    assert [(row["original"], row["translation"]) for row in rows] == [
        ("ko/4", ""),
        ("", "en/4"),
    ]
    assert rows[0]["reasons"] == "re-issue of ko/3"


def test_a_table_that_excel_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("original;translation\nko/1;en/2\n;en/1\n", "utf-8-sig")
    found = apply_pairs(read_pairs(path), [KO, EN, EN2], path)
    assert [pair.names for pair in found.pairs] == [("ko/1", "en/2")]
    assert found.unpaired == (EN,)


def test_one_original_may_have_several_translations(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("original\ttranslation\nko/1\ten/1\nko/1\ten/2\n", "utf-8")
    assert len(apply_pairs(read_pairs(path), [KO, EN, EN2], path).pairs) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "has no column original or translation"),
        ("original,translation\nko/9,en/1\n", "pairs.csv:2: names ko/9, which was not read"),
        ("original,translation\nen/1,ko/1\n", "wrong side"),
    ],
)
def test_a_wrong_table_says_where_and_what(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(FormatError, match=message):
        apply_pairs(read_pairs(path), [KO, EN], path)
