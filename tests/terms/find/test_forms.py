"""Which form of a listed term a phrase is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang.english import without_article
from align.lang.normalise import match_form
from align.model import Concept, FormKind, Language, Term
from align.terms.find.forms import balanced, form_of, words_of


def concept(*english: str) -> Concept:
    terms = tuple(Term(text, Language.ENGLISH) for text in english)
    return Concept("c", (Term("용어", Language.KOREAN), *terms))


@pytest.mark.parametrize(
    ("term", "phrase", "kind"),
    [
        ("harbor master", "the two Harbor Masters", FormKind.SAME),
        ("harbor master", "harbour masters'", FormKind.SPELLING),
        ("letter of intent", "letters of intent", FormKind.INFLECTION),
        ("people-to-people exchange", "people-to-people exchanges", FormKind.INFLECTION),
        ("mid-term plan", "midterm plan", FormKind.SAME),
        ("midterm plan", "mid-term plans", FormKind.INFLECTION),
        ("co-operation", "cooperation", FormKind.SAME),
        ("European Union", "EU", FormKind.ABBREVIATION),
        ("EU", "the European Union", FormKind.ABBREVIATION),
        ("fisheries monitoring centre", "FMC", FormKind.ABBREVIATION),
        (
            "United Nations Fish Stocks Agreement",
            "UN Fish Stocks Agreement",
            FormKind.ABBREVIATION,
        ),
        (
            "U.S.-EU fisheries talks",
            "United States-European Union fisheries talks",
            FormKind.ABBREVIATION,
        ),
        ("United States", "American", FormKind.DERIVATION),
        ("U.S.", "Americans", FormKind.DERIVATION),
        ("South Korea", "South Koreans", FormKind.DERIVATION),
        ("mediation", "mediated", FormKind.DERIVATION),
        ("President", "presidents", FormKind.INFLECTION),
        ("Senator", "Sens", FormKind.ABBREVIATION),
    ],
)
def test_a_phrase_is_a_form_of_a_listed_term(term: str, phrase: str, kind: FormKind) -> None:
    found = form_of(phrase, concept(term))
    assert found is not None
    assert found[1].text == term
    if kind is FormKind.SAME:
        assert found[0] in (FormKind.SAME, FormKind.INFLECTION)
    else:
        assert found[0] is kind


@pytest.mark.parametrize(
    ("term", "phrase"),
    [
        ("US", "us"),
        ("Turkey", "turkey"),
        ("Korea", "North Korea"),
        ("Korea", "North Korean"),
        ("Judiciary Committee", "Judicial Committee"),
        ("minister", "ministers of the crown"),
        ("harbor master", "master"),
        ("presidential election", "President-elect"),
        ("trade", "…"),
    ],
)
def test_another_phrase_is_no_form(term: str, phrase: str) -> None:
    assert form_of(phrase, concept(term)) is None


def test_of_two_terms_the_one_that_is_closer_is_meant() -> None:
    found = form_of("analyses", concept("analytical study", "analyse", "analysis"))
    assert found is not None
    assert found[0] is FormKind.INFLECTION
    found = form_of("economic", concept("economy", "economic"))
    assert found == (FormKind.SAME, Term("economic", Language.ENGLISH))


def test_a_name_needs_its_capital_and_an_office_does_not() -> None:
    party = concept("Labour Party", "Labour")
    assert form_of("Labour", party) is not None
    assert form_of("labour", party) is None
    assert form_of("the president", concept("President")) is not None


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ('the "sea" women here', (5, 15), '"sea" women'),
        ('the sea "women" here', (4, 14), 'sea "women"'),
        ("the sea women here", (4, 13), "sea women"),
    ],
)
def test_a_span_has_both_marks_or_none(text: str, span: tuple[int, int], expected: str) -> None:
    start, end = balanced(text, *span)
    assert text[start:end] == expected


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_term_and_any_phrase_are_compared_without_error(term: str, phrase: str) -> None:
    listed = concept(term)
    found = form_of(phrase, listed)
    assert found is None or found[1] in listed.terms


@given(
    st.lists(
        st.sampled_from("the U.S.-EU's UN of co-op “sea” May (a) 3 de-mining".split()),
        min_size=1,
    )
)
def test_a_term_is_a_form_of_itself(words: list[str]) -> None:
    term = " ".join(words)
    if words_of(without_article(match_form(term))):
        assert form_of(term, concept(term)) is not None
