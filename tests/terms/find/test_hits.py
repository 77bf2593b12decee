"""Where listed terms stand in a translation, in every form."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang.normalise import fold
from align.model import Concept, FormKind, Language, Term
from align.terms.find.hits import TermHit, known_hits
from align.terms.find.mentions import mentions_in

FORMS = FormKind


def concepts(**terms: str) -> list[Concept]:
    return [
        Concept(name, (Term(name, Language.KOREAN), Term(text, Language.ENGLISH)))
        for name, text in terms.items()
    ]


def shown(hits: list[TermHit], text: str) -> list[tuple[str, FormKind]]:
    folded = fold(text)
    spans = [folded.span(hit.start, hit.end) for hit in hits]
    return [(text[a:b], hit.form) for (a, b), hit in zip(spans, hits, strict=True)]


def found(text: str, **terms: str) -> list[tuple[str, FormKind]]:
    return shown(known_hits({0: fold(text)}, concepts(**terms)), text)


@pytest.mark.parametrize(
    "text",
    [
        "the ‘sea women’ of Jeju",
        "the “sea women” of Jeju",
        "the 'sea women' of Jeju",
        'the "sea women," of Jeju',
        "the ‘sea women’s songs",
        "the (sea women) of Jeju",
        "sea women's songs",
    ],
)
def test_a_hit_takes_no_mark_of_quotation_along(text: str) -> None:
    assert found(text, a="sea women") == [("sea women", FORMS.SAME)]


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("C++", "C, C# and C++.", ["C++"]),
        ("C", "C, C# and C++.", ["C"]),
        (".NET", "the net profit of .NET", [".NET"]),
        ("tidal energy (2040)", "“tidal energy (2040)”, they said", ["tidal energy (2040)"]),
    ],
)
def test_signs_of_a_term_belong_to_it(term: str, text: str, hits: list[str]) -> None:
    assert [words for words, _ in found(text, a=term)] == hits


def test_a_mark_inside_brings_its_fellow() -> None:
    assert found("a “sea” woman", a="sea women") == [("“sea” woman", FORMS.INFLECTION)]


def test_the_longer_term_comes_first_and_of_two_as_long_the_closer() -> None:
    text = "The Norwegian fisheries council met."
    assert found(text, a="council", b="fisheries council") == [
        ("fisheries council", FORMS.SAME)
    ]
    hits = known_hits({0: fold("economic growth")}, concepts(a="economy", b="economic"))
    assert [(hit.concept, hit.form) for hit in hits] == [("b", FORMS.SAME)]


def test_a_determiner_may_stand_between_the_words() -> None:
    assert found("members of the Fleet", a="member of fleet") == [
        ("members of the Fleet", FORMS.INFLECTION)
    ]


def test_words_that_punctuation_parts_are_no_term() -> None:
    assert found("salt, ponds and salt. Ponds", a="salt pond") == []


def test_capitals_of_a_headline_hide_no_term() -> None:
    assert found("DANISH FLEET LEAVES NORWAY", a="Denmark", b="fleet") == [
        ("DANISH", FORMS.DERIVATION),
        ("FLEET", FORMS.SAME),
    ]


def test_an_hour_is_no_prime_minister() -> None:
    assert found("At 3 PM the PM left.", a="Prime Minister") == [("PM", FORMS.ABBREVIATION)]


def test_a_part_of_a_country_is_the_country_and_a_name_with_its_quarter_another() -> None:
    text = "Rain fell in northern Norway and in the western U.S., none in East Norway."
    assert found(text, a="Norway", b="United States") == [
        ("Norway", FORMS.SAME),
        ("U.S.", FORMS.ABBREVIATION),
    ]
    assert found(text, a="US") == [("U.S.", FORMS.ABBREVIATION)]


def test_us_is_not_the_us() -> None:
    assert found("They told us of U.S. ships.", a="US") == [("U.S.", FORMS.ABBREVIATION)]


DOCUMENT = (
    "The Ministry met.",
    "The Ministry of Marine Affairs opened a fund for regional fisheries development (RFD).",
    "RFD pays well, said the Ministry.",
    "In Ministry papers a ministry of that kind is rare.",
)


def in_document(document: tuple[str, ...], **terms: str) -> list[list[tuple[str, FormKind]]]:
    texts = {i: fold(text) for i, text in enumerate(document)}
    mentions = mentions_in(texts, concepts(**terms))
    hits = known_hits(texts, concepts(**terms), mentions)
    return [
        shown([hit for hit in hits if hit.segment == i], text)
        for i, text in enumerate(document)
    ]


def test_a_name_in_short_is_known_after_the_full_one_only() -> None:
    found = in_document(DOCUMENT, a="Ministry of Marine Affairs")
    assert found == [
        [],
        [("Ministry of Marine Affairs", FORMS.SAME)],
        [("Ministry", FORMS.SHORT)],
        [("Ministry", FORMS.SHORT)],
    ]


def test_an_abbreviation_is_known_from_where_the_document_brings_it_up() -> None:
    text = "The Fund for Ocean Resources (FundOR) and Ocean Law (the “Law”)"
    later = ("FundOR pays.", "The Law holds.", "The Norwegian Sea is the Sea.")
    found = in_document((text, *later), a="Fund for Ocean Resources", b="Ocean Law")
    assert found[1:] == [[], [("Law", FORMS.SHORT)], []]


def test_an_abbreviation_in_front_of_its_brackets_is_known() -> None:
    document = ("The PCF (Pacific tuna convention fund) is new.", "PCF ships left.")
    found = in_document(document, a="Pacific tuna convention fund")
    assert found[1] == [("PCF", FORMS.ABBREVIATION)]


def test_a_short_name_within_another_name_is_no_mention() -> None:
    document = (
        "The Ministry of Marine Affairs wrote.",
        "The Ministry of Finance, the Dominican Ministry and the Ministry Annex answered.",
    )
    assert in_document(document, a="Ministry of Marine Affairs")[1] == []


def test_the_north_is_north_korea_once_it_was_named() -> None:
    found = in_document(
        ("North Korea fired.", "The North said so, in the north wind."), a="North Korea"
    )
    assert found[1] == [("North", FORMS.SHORT)]


TEXT = st.text(alphabet="aesw nomUSNK.'\"()-,’“”", max_size=40)


@given(
    st.lists(
        st.sampled_from(["sea", "women", "Sea", "“", "’", "(", "the", "US", "-", ","]) | TEXT
    )
)
def test_hits_never_overlap_and_hold_whole_pairs_of_marks(parts: list[str]) -> None:
    folded = fold(" ".join(parts))
    hits = known_hits({0: folded}, concepts(a="sea women", b="US", c="sea"))
    for hit, after in pairwise(hits):
        assert not hit.overlaps(after)
    for hit in hits:
        assert folded.text[hit.start : hit.end].strip() == folded.text[hit.start : hit.end]
        assert folded.text[hit.start : hit.end].count('"') in (0, 2)
