"""Which places are deviations, and which are to be looked at."""

from __future__ import annotations

import pytest

from align.model import (
    Concept,
    FormKind,
    Found,
    Language,
    Occurrence,
    Rendering,
    Term,
    TermStatus,
)
from align.terms.judge.tiers import SURE, Tier, tier_of
from align.terms.judge.variants import Strictness

NET = Term("fishing net", Language.ENGLISH)
TRAWL = Term("trawl", Language.ENGLISH, TermStatus.ADMITTED)
DRAGNET = Term("dragnet", Language.ENGLISH, TermStatus.DEPRECATED)
CONCEPT = Concept("net", (Term("어망", Language.KOREAN), NET, TRAWL, DRAGNET))
LENIENT, DERIVED = Strictness(), Strictness(derivation=True)
KNOWN, LOCATED = Found.KNOWN, Found.LOCATED
SAME, DERIVATION, SHORT, OTHER = (
    FormKind.SAME,
    FormKind.DERIVATION,
    FormKind.SHORT,
    FormKind.OTHER,
)


def place(
    found: Found,
    term: Term | None = None,
    form: FormKind = SAME,
    certainty: float = 1.0,
    doubt: str = "",
) -> Rendering:
    text = "words" if found in (KNOWN, LOCATED) else ""
    return Rendering(
        Occurrence("net", 0, 0, 2, "어망"),
        found,
        text,
        term=term,
        form=form,
        certainty=certainty,
        placed=certainty,
        doubt=doubt,
    )


@pytest.mark.parametrize(
    ("rendering", "strict", "tier"),
    [
        (place(KNOWN, NET), LENIENT, Tier.NONE),
        (place(KNOWN, TRAWL), LENIENT, Tier.NONE),
        (place(KNOWN, DRAGNET), LENIENT, Tier.DEVIATION),
        (place(KNOWN, DRAGNET, FormKind.INFLECTION), LENIENT, Tier.DEVIATION),
        (place(LOCATED, NET, DERIVATION, 0.4), LENIENT, Tier.NONE),
        (place(LOCATED, NET, SHORT), LENIENT, Tier.NONE),
        (place(LOCATED, DRAGNET, DERIVATION), LENIENT, Tier.LOOK),
        (place(LOCATED, NET, DERIVATION), DERIVED, Tier.DEVIATION),
        (place(LOCATED, NET, SHORT), DERIVED, Tier.NONE),
        (place(KNOWN, NET), DERIVED, Tier.NONE),
        (place(KNOWN, NET, FormKind.SPELLING), Strictness(spelling=True), Tier.DEVIATION),
        (place(LOCATED, None, OTHER, SURE), LENIENT, Tier.DEVIATION),
        (place(LOCATED, None, OTHER, SURE - 0.01), LENIENT, Tier.LOOK),
        (place(LOCATED, None, OTHER, 0.99, "a title after a name"), LENIENT, Tier.LOOK),
        (place(Found.NOT_FOUND, certainty=0.2), LENIENT, Tier.LOOK),
        (place(Found.PRONOUN), LENIENT, Tier.NONE),
        (place(Found.OMITTED), LENIENT, Tier.NONE),
        (place(Found.UNTRANSLATED), LENIENT, Tier.NONE),
    ],
)
def test_a_place_is_of_the_tier_that_is_sure(
    rendering: Rendering, strict: Strictness, tier: Tier
) -> None:
    found, probability = tier_of(rendering, CONCEPT, strict)
    assert found is tier
    assert (probability > 0) is (tier is not Tier.NONE)
    assert probability <= 1


def test_a_term_without_english_has_nothing_to_deviate_from() -> None:
    korean = Concept("net", (Term("어망", Language.KOREAN),))
    for rendering in (place(LOCATED, None, OTHER), place(Found.NOT_FOUND)):
        assert tier_of(rendering, korean) == (Tier.NONE, 0.0)


def test_a_term_with_nothing_but_what_to_avoid_deviates_only_there() -> None:
    avoid = Concept("net", (Term("어망", Language.KOREAN), DRAGNET))
    assert tier_of(place(LOCATED, None, OTHER), avoid) == (Tier.NONE, 0.0)
    assert tier_of(place(Found.NOT_FOUND), avoid) == (Tier.NONE, 0.0)
    assert tier_of(place(KNOWN, DRAGNET), avoid)[0] is Tier.DEVIATION


def test_what_is_to_be_looked_at_comes_the_likeliest_first() -> None:
    places = [
        place(LOCATED, None, OTHER, 0.7),
        place(LOCATED, None, OTHER, 0.7, "a title after a name"),
        place(Found.NOT_FOUND, certainty=0.4),
        place(Found.NOT_FOUND, certainty=0.9),
    ]
    chances = [tier_of(item, CONCEPT)[1] for item in places]
    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == 4
