"""Places and findings as rows: where each stands in the texts and in the files."""

from __future__ import annotations

from align.model import Bead, Bitext, Concept, Document, Language, Segment, Term, Termbase
from align.model.terms import TermStatus
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.term_report import TermReport, check
from align.terms.show import rows

TERMBASE = Termbase(
    (
        Concept(
            "port",
            (
                Term("항만", Language.KOREAN),
                Term("harbour", Language.ENGLISH),
                Term("pier", Language.ENGLISH, TermStatus.DEPRECATED),
            ),
        ),
    )
)
PAIRS = (
    ("새 청사가 섰다.", "A new hall stands.", "r1"),
    ("항만 예산이 늘었다.", "The pier has more money.", "r2"),
    ("오늘 항만이 열렸다.", "The harbour opened.", "r3"),
)


def report(edited: tuple[str, str] | None = None) -> TermReport:
    """Three rows of a table, the last two in one bead, which a person may have edited."""
    korean, english = (
        tuple(Segment(pair[side], line=n, id=pair[2]) for n, pair in enumerate(PAIRS, 2))
        for side in (0, 1)
    )
    bitext = Bitext(
        Document("ko", Language.KOREAN, korean),
        Document("en", Language.ENGLISH, english),
        (Bead((0,), (0,)), Bead((1, 2), (1, 2), edited=edited)),
    )
    return check([bitext], RenderingFinder(TERMBASE))


def test_a_place_knows_its_row_and_where_it_stands_in_both_texts() -> None:
    first, second = rows.place_rows(report())
    assert [(row["id"], row["line"]) for row in (first, second)] == [("r2", 3), ("r3", 4)]
    for row, english in ((first, "pier"), (second, "harbour")):
        assert row["bead"] == 1
        assert row["original_text"][row["ko_start"] : row["ko_end"]] == "항만"
        assert row["translation_text"][row["en_start"] : row["en_end"]] == english


def test_in_an_edited_bead_only_what_still_stands_there_has_a_place() -> None:
    edited = "그 항만 예산이 늘었다. 문이 열렸다.", "The pier has more. It opened."
    first, second = rows.place_rows(report(edited))
    assert (first["ko_start"], first["en_start"]) == (2, 4)
    assert (second["ko_start"], second["en_start"]) == (2, None)


def test_a_finding_knows_its_row() -> None:
    (found,) = rows.finding_rows(report().findings)
    assert (found["id"], found["line"], found["rendering"]) == ("r2", 3, "pier")


def test_a_workbook_begins_with_the_findings_and_has_no_empty_sheets() -> None:
    sheets = rows.sheets(report())
    assert next(iter(sheets)) == "findings"
    assert "years" not in sheets
    assert all(sheets.values())
