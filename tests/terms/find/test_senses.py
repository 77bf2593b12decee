"""A Korean term of several concepts is of the one whose English stands there."""

from __future__ import annotations

from align.lang.normalise import fold
from align.model import Concept, Language, Occurrence, Term, Termbase
from align.terms.find.senses import in_their_senses, senses_of


def concept(name: str, korean: str = "밤") -> Concept:
    return Concept(name, (Term(korean, Language.KOREAN), Term(name, Language.ENGLISH)))


SENSES = senses_of(
    Termbase((concept("night"), concept("chestnut"), concept("harvest", "수확")), "")
)


def meant(english: str, *places: Occurrence) -> list[tuple[str, str]]:
    found = in_their_senses(places, SENSES, {0: fold(english)})
    return [(occurrence.concept, occurrence.doubt) for occurrence in found]


def at(start: int, concept: str = "night", surface: str = "밤") -> Occurrence:
    return Occurrence(concept, 0, start, start + len(surface), surface)


def test_a_term_is_of_the_concept_whose_english_stands_there() -> None:
    assert meant("He gathered chestnuts.", at(0)) == [("chestnut", "")]
    assert meant("He slept all night.", at(0, "chestnut")) == [("night", "")]


def test_english_that_one_place_has_is_not_there_for_another() -> None:
    english = "At night they roast chestnuts."
    assert [name for name, _ in meant(english, at(0), at(3))] == ["chestnut", "night"]
    assert meant("They roast chestnuts.", at(0, "chestnut"), at(3))[1] == ("night", "homograph")


def test_a_place_without_any_listed_english_keeps_its_concept_and_is_doubted() -> None:
    assert meant("He waited until dawn.", at(0)) == [("night", "homograph")]


def test_a_term_of_one_concept_stays_as_it_is() -> None:
    assert meant("The crop was good.", at(0, "harvest", "수확")) == [("harvest", "")]
