"""Why a phrase that was located may be no deviation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.model import Concept, Language, Occurrence, Segment, Term, Termbase
from align.terms.find.doubts import Doubt, doubt_about, doubt_about_deprecated
from align.terms.find.occurrences import OccurrenceFinder


def doubt(korean: str, term: str, english: str, rendering: str, before: str = "The ") -> str:
    """What is doubted of a rendering at the first place of a term."""
    concept = Concept("c", (Term(term, Language.KOREAN), Term(english, Language.ENGLISH)))
    (occurrence, *_) = OccurrenceFinder(Termbase((concept,))).find([Segment(korean)])
    return doubt_about(rendering, before, concept, occurrence, korean)


@pytest.mark.parametrize(
    ("korean", "term", "english", "rendering", "why"),
    [
        ("여론조사는 끝났다", "조사", "inspection", "polls", Doubt.LONGER),
        ("조사 결과는 나왔다", "조사", "inspection", "findings", Doubt.LONGER),
        ("김철수 대사는 떠났다", "대사", "ambassador", "envoy", Doubt.TITLE),
        ("대사는 떠났다", "대사", "ambassador", "Mr.", Doubt.ADDRESS),
        ("대사는 떠났다", "대사", "ambassador", "Minister", Doubt.ADDRESS),
        ("구명정을 띄웠다", "구명정", "rescue boat", "boats", Doubt.PART),
        ("철은 길었다", "철", "season", "preseason", Doubt.MADE_OF),
        ("노르웨이는 받아들였다", "노르웨이", "Norway", "country", Doubt.KIND),
        ("경기를 치렀다", "경기", "match", "played", Doubt.VERB),
        ("항의하였다", "항의", "complaint", "protest", Doubt.VERB),
    ],
)
def test_what_may_be_right_is_doubted(
    korean: str, term: str, english: str, rendering: str, why: Doubt
) -> None:
    assert doubt(korean, term, english, rendering) == why.value


@pytest.mark.parametrize(
    ("korean", "term", "english", "rendering"),
    [
        ("일본군위안부는 많았다", "위안부", "comfort women", "victims"),
        ("공장 조사는 끝났다", "조사", "inspection", "checks"),
        ("대사는 떠났다", "대사", "ambassador", "envoy"),
        ("구명정을 띄웠다", "구명정", "rescue boat", "life raft"),
        ("노르웨이는 받아들였다", "노르웨이", "Norway", "Oslo"),
        ("경기를 보았다", "경기", "match", "games"),
    ],
)
def test_another_noun_in_the_place_of_the_listed_one_is_not_doubted(
    korean: str, term: str, english: str, rendering: str
) -> None:
    assert doubt(korean, term, english, rendering) == ""


def test_a_word_that_may_be_no_noun_is_doubted_where_no_article_stands_before() -> None:
    assert doubt("회담은", "회담", "talks", "quick", before="It was ") == Doubt.NOT_NOUN.value
    assert doubt("회담은", "회담", "talks", "quick", before="It was the ") == ""
    assert doubt("회담은", "회담", "talks", "meetings", before="It held ") == ""
    assert doubt("회담은", "회담", "talks", "Quick", before="With ") == ""


def test_one_word_before_another_noun_may_stand_for_both_and_two_do_not() -> None:
    korean = "구명정 제조사는 문을 닫았다"
    assert doubt(korean, "구명정", "rescue boat", "boatyard") == Doubt.LONGER.value
    assert doubt(korean, "구명정", "rescue boat", "life raft") == ""


def test_a_term_that_may_be_another_word_is_doubted_for_that_first() -> None:
    concept = Concept("c", (Term("주", Language.KOREAN), Term("state", Language.ENGLISH)))
    occurrence = Occurrence("c", 0, 3, 4, "주", doubt="week")
    assert doubt_about("Mr.", "The ", concept, occurrence, "이번 주에") == Doubt.SENSE.value


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("일본군위안부", ""),
        ("위안부상", Doubt.LONGER.value),
        ("여론조사", Doubt.LONGER.value),
        ("경조사", Doubt.LONGER.value),
    ],
)
def test_a_part_of_a_longer_word_is_doubted_but_for_its_head(inside: str, why: str) -> None:
    surface = "조사" if "조사" in inside else "위안부"
    concept = Concept("c", (Term(surface, Language.KOREAN), Term("mill", Language.ENGLISH)))
    start = inside.index(surface)
    occurrence = Occurrence("c", 0, start, start + len(surface), surface, inside)
    assert doubt_about("factory", "The ", concept, occurrence, f"{inside}는") == why


def test_a_head_with_nouns_before_it_on_both_sides_is_a_part_of_a_longer_term() -> None:
    korean = "항만 관리자를 불렀다."
    place = Occurrence("manager", 0, 3, 6, "관리자")
    assert doubt_about_deprecated("The port ", place, korean) == Doubt.LONGER.value
    assert not doubt_about_deprecated("They called the ", place, korean)
    assert not doubt_about_deprecated("The port ", replace(place, start=0, end=3), "관리자")
