from __future__ import annotations

import random
from pathlib import Path

import pytest

from align.checks import Severity, check
from align.checks.checking import all_kinds
from align.model import Bead, Bitext, Document, Kind, Language, Segment, Status
from tests.checks.planting import PLANTERS, bitexts, planted


def issues(korean: str, english: str, *kinds: str) -> list[tuple[str, str, str]]:
    original = Document("ko.txt", Language.KOREAN, (Segment(korean),))
    translation = Document("en.txt", Language.ENGLISH, (Segment(english),))
    found = check([Bitext(original, translation, (Bead((0,), (0,)),))], kinds)
    return [(issue.kind, issue.severity.value, issue.message) for issue in found]


@pytest.fixture(scope="module")
def sample(mofa: Path) -> list[Bitext]:
    return bitexts(mofa / "truth")


def test_fewer_than_one_pair_in_twenty_of_the_sample_raises_an_alarm(
    sample: list[Bitext],
) -> None:
    pairs = sum(bead.is_pair for bitext in sample for bead in bitext.beads)
    alarms = {
        (issue.document, issue.bead)
        for issue in check(sample)
        if issue.severity is not Severity.NOTE
        and issue.original_text
        and issue.translation_text
    }
    assert pairs == 262
    assert len(alarms) < 0.05 * pairs


@pytest.mark.parametrize("name", PLANTERS)
def test_nineteen_of_twenty_planted_errors_are_found(name: str, sample: list[Bitext]) -> None:
    planter, kinds = PLANTERS[name]
    draw = random.Random(5)
    places = [place for bitext in sample for place in planted(bitext, planter, draw)]
    found = sum(
        any(issue.bead == position and issue.kind in kinds for issue in check([bitext], kinds))
        for position, bitext in places
    )
    assert places
    assert found >= 0.95 * len(places)


@pytest.mark.parametrize(
    ("korean", "english", "found"),
    [
        (
            "예산은 1억2천만 원이다.",
            "The budget is 120 million won.",
            [],
        ),
        (
            "50만여 척이 대피했다.",
            "More than 50,000 boats returned.",
            [("figure", "error", "500,000 in the original, 50,000 in the translation")],
        ),
        (
            "회의는 12.19(화) 열린다.",
            "The meeting is on December 20.",
            [("date", "error", "12-19 in the original, 12-20 in the translation")],
        ),
        (
            "수출이 35% 늘었다.",
            "Exports grew by 35 items.",
            [("percent", "error", "35 is a percentage in the original only")],
        ),
        (
            "62억 달러에 이르렀다.",
            "It reached 6.2 billion won.",
            [("money", "error", "dollars in the original, won in the translation")],
        ),
        (
            "강경화 외교부 장관은 말하였다.",
            "Foreign Minister Kang Min-ho spoke.",
            [("name", "error", "강경화 in the original, Kang Min-ho in the translation")],
        ),
        ("강경화 외교부 장관은 말하였다.", "Minister Kang spoke.", []),
        (
            "위안부 문제",
            "the 위안부 issue",
            [("untranslated", "error", "위안부 is left in Korean")],
        ),
        ("곶감", "gotgam (곶감)", [("untranslated", "note", "곶감 is left in Korean")]),
        (
            "그는 “좋다”고 했다.",
            "He said “fine.",
            [("punctuation", "warning", "“ has no partner in the translation")],
        ),
        ("1) 하나 2) 둘", "1) one 2) two", []),
        ("두 장관은 만났다.", "The two Ministers met.", []),
    ],
)
def test_what_differs_is_told_and_what_does_not_is_not(
    korean: str, english: str, found: list[tuple[str, str, str]]
) -> None:
    assert issues(korean, english) == found


def test_what_a_page_has_on_its_own_is_no_omission() -> None:
    original = Document("k", Language.KOREAN, (Segment("끝.", Kind.END), Segment("본문이다.")))
    translation = Document("e", Language.ENGLISH, (Segment("* unofficial", Kind.NOTICE),))
    beads = (Bead((0,), ()), Bead((1,), ()), Bead((), (0,)))
    found = check([Bitext(original, translation, beads)])
    assert [(issue.kind, issue.bead) for issue in found] == [("omission", 1)]


def test_a_bead_that_was_rejected_is_passed_over() -> None:
    original = Document("k", Language.KOREAN, (Segment("12명"),))
    translation = Document("e", Language.ENGLISH, (Segment("34 people"),))
    bead = Bead((0,), (0,), status=Status.REJECTED)
    assert check([Bitext(original, translation, (bead,))]) == []


def test_the_same_korean_with_other_english_is_told_once() -> None:
    def bitext(name: str, english: str) -> Bitext:
        return Bitext(
            Document(
                f"{name}.ko", Language.KOREAN, (Segment("양측은 협력을 강화하기로 하였다."),)
            ),
            Document(f"{name}.en", Language.ENGLISH, (Segment(english),)),
            (Bead((0,), (0,)),),
        )

    found = check(
        [bitext("a", "They agreed to work closer."), bitext("b", "Both sides did so.")]
    )
    assert [(issue.kind, issue.document) for issue in found] == [("repeated", "b.ko")]


def test_kinds_can_be_chosen() -> None:
    assert issues("12명", "34 people (", "punctuation")[0][0] == "punctuation"
    assert len(set(all_kinds())) == len(all_kinds())
