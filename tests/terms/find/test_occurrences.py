from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Concept, Language, Segment, Term, Termbase
from align.scoring.gold import read_segments
from align.scoring.renderings import read_gold_renderings
from align.terms.find.occurrences import OccurrenceFinder
from align.terms.termbase import read_termbase
from tests.conftest import MOFA

FINDER = OccurrenceFinder(read_termbase(MOFA / "terms.csv"))


def surfaces(text: str) -> list[str]:
    return [occurrence.surface for occurrence in FINDER.find([Segment(text)])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("위안부는", ["위안부"]),
        ("위안부들의", ["위안부"]),
        ("일본군위안부 문제", ["일본군위안부"]),
        ("일본군 위안부", ["일본군 위안부"]),
        ("강제 징용을", ["강제 징용"]),
        ("소통하고", ["소통"]),
        ("독도문제", ["독도"]),
        ("비핵화협상", ["비핵화"]),
        ("한미동맹과 한·미 동맹", ["한미동맹", "한·미 동맹"]),
        ("'동해'를", ["동해"]),
        ("위안부(慰安婦)", ["위안부"]),
    ],
)
def test_a_term_is_found_through_particles_and_spacing(text: str, found: list[str]) -> None:
    assert surfaces(text) == found


@pytest.mark.parametrize(
    "text", ["감독도 왔다", "행동해야 한다", "이동해서", "동해안", "의사소통"]
)
def test_a_term_is_not_found_inside_another_word(text: str) -> None:
    assert surfaces(text) == []


def test_offsets_are_those_of_the_text_as_written() -> None:
    text = unicodedata.normalize("NFD", "정부는 독도를")
    (occurrence,) = FINDER.find([Segment(text)])
    assert text[occurrence.start : occurrence.end] == occurrence.surface
    assert unicodedata.normalize("NFC", occurrence.surface) == "독도"


def test_every_occurrence_in_the_sample_is_found_and_nothing_else(mofa: Path) -> None:
    gold = {
        (g.document, g.segment, g.start, g.concept)
        for g in read_gold_renderings(mofa / "truth" / "terms.tsv")
    }
    found = {
        (path.stem, o.segment, o.start, o.concept)
        for path in (mofa / "truth").glob("*.ko")
        for o in FINDER.find(read_segments(path).segments)
    }
    assert found == gold


def test_an_empty_termbase_finds_nothing() -> None:
    assert list(OccurrenceFinder(Termbase(())).find([Segment("독도")])) == []


@given(st.text())
def test_any_text_is_searched_without_error(text: str) -> None:
    for occurrence in FINDER.find([Segment(text)]):
        assert text[occurrence.start : occurrence.end] == occurrence.surface


@pytest.mark.parametrize(
    ("text", "term", "surface"),
    [
        ("남북정상회담 결과", "정상회담", "정상회담"),
        ("한·일 관계는", "한일관계", "한·일 관계"),
        ("세계인권선언", "인권", "인권"),
        ("위안부(慰安婦)들의", "위안부", "위안부"),
        ("강제 징용 피해자", "강제징용", "강제 징용"),
    ],
)
def test_terms_are_found_in_compounds_and_other_spellings(
    text: str, term: str, surface: str
) -> None:
    termbase = Termbase((Concept("c", (Term(term, Language.KOREAN),)),))
    (found,) = OccurrenceFinder(termbase).find_in(text)
    assert text[found[1] : found[2]] == surface
