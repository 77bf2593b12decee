from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang.morphology import KiwiMorphology, Morphology
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
    assert found.surface == surface


def termbase_of(korean: str, english: str = "x") -> Termbase:
    terms = (Term(korean, Language.KOREAN), Term(english, Language.ENGLISH))
    return Termbase((Concept("c", terms),))


ANALYSERS = pytest.mark.parametrize(
    "morphology", [None, KiwiMorphology()], ids=["rules", "kiwi"]
)


@ANALYSERS
@pytest.mark.parametrize(
    ("text", "term", "inside"),
    [
        ("갯벌을", "갯벌", ""),
        ("서해갯벌의 넓이", "갯벌", "서해갯벌"),
        ("해양생태조사에서는", "조사", "해양생태조사"),
        ("어촌복지정책을", "복지정책", "어촌복지정책"),
        ("포르투갈어로", "포르투갈", "포르투갈어"),
        ("국가적 행사", "국가", ""),
        ("미의회가", "의회", "미의회"),
        ("신정부의", "정부", "신정부"),
        ("운동선수였다", "선수", "운동선수"),
        ("기소당한 선장", "기소", ""),
        ("미행정부의", "행정부", "미행정부"),
        ("어업국무장관과", "장관", "어업국무장관"),
        ("요트팀을", "팀", "요트팀"),
        ("아이오와주에서", "주", "아이오와주"),
    ],
)
def test_a_compound_holds_the_term_and_is_told(
    text: str, term: str, inside: str, morphology: Morphology | None
) -> None:
    (found,) = OccurrenceFinder(termbase_of(term), morphology).find_in(text)
    assert (found.surface, found.inside, found.doubt) == (term, inside, "")


@ANALYSERS
@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("비가맹점도", "가맹점"),
        ("미등록 어선", "등록"),
        ("비(非)당사국은", "당사국"),
        ("부선장이", "선장"),
        ("대법관을", "법관"),
        ("골짜기에", "골"),
        ("역사상 처음", "상"),
        ("상대에게", "상"),
        ("닻을 내릴 수도 있다", "수도"),
        ("지도를 본 적도 없다", "적도"),
        ("보여주었다", "주"),
        ("노를 빌려 주는 사람", "주"),
        ("그물을 가지고 왔다", "가지"),
        ("끝내 지지 않았다", "지지"),
        ("날씨가 험해지지 않았다", "지지"),
        ("대체로 맑다", "대체"),
        ("예산을 주도하고", "주"),
        ("AIDS 예방", "AI"),
    ],
)
def test_a_piece_of_another_word_is_no_occurrence(
    text: str, term: str, morphology: Morphology | None
) -> None:
    assert not list(OccurrenceFinder(termbase_of(term), morphology).find_in(text))


@ANALYSERS
def test_what_may_be_another_word_is_doubted_and_what_surely_is_left_out(
    morphology: Morphology | None,
) -> None:
    finder = OccurrenceFinder(termbase_of("배", "ship"), morphology)
    text = "배를 탔다. 배가 크다. 두 배로 늘었다."
    assert [(o.start, o.doubt) for o in finder.find_in(text)] == [(0, ""), (7, "homograph")]


def test_a_shorter_term_is_found_where_a_longer_one_is_a_piece() -> None:
    terms = (Concept(t, (Term(t, Language.KOREAN),)) for t in ("행정부", "행정"))
    (found,) = OccurrenceFinder(Termbase(tuple(terms))).find_in("행정부처의 보고")
    assert (found.surface, found.inside) == ("행정", "행정부처")


def test_what_stands_beside_a_form_decides_between_two_concepts() -> None:
    terms = {"ship": "배", "times": "배"}
    termbase = Termbase(tuple(c for e, k in terms.items() for c in _renamed(k, e)))
    found = list(OccurrenceFinder(termbase).find_in("배를 탔다. 세 배로 늘었다."))
    assert [occurrence.concept for occurrence in found] == ["ship", "times"]


def _renamed(korean: str, english: str) -> tuple[Concept, ...]:
    terms = (Term(korean, Language.KOREAN), Term(english, Language.ENGLISH))
    return (Concept(english, terms),)
