from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Found, Occurrence, Rendering, Term, TermStatus
from align.terms.judge.consistency import (
    TermConsistency,
    TermPlace,
    Verdict,
    collapses,
    consistency,
    in_words,
    interval,
    overall,
)
from align.terms.judge.tiers import Tier
from align.terms.judge.variants import Strictness
from align.terms.termbase import read_termbase
from tests.conftest import MOFA

TERMBASE = read_termbase(MOFA / "terms.csv")
TERMS = {term.text: term for concept in TERMBASE.concepts for term in concept.terms}


def place(
    text: str, *, found: Found = Found.KNOWN, concept: str = "comfort-women"
) -> TermPlace:
    term: Term | None = TERMS.get(text)
    return TermPlace(
        "d", Rendering(Occurrence(concept, 0, 0, 3, "위안부"), found, text, term=term)
    )


def judge(*places: TermPlace) -> TermConsistency:
    (result,) = consistency(places, TERMBASE)
    return result


def test_one_rendering_throughout_is_consistent() -> None:
    result = judge(*[place("comfort women")] * 4)
    assert (result.score, result.support, result.preferred) == (1.0, 4, 1.0)
    assert result.tiers == {Tier.NONE: 4}
    assert in_words(result) == "4 of 4 as listed"


def test_the_score_is_the_share_of_the_commonest_rendering() -> None:
    other = "victims of sexual slavery by the Japanese military"
    result = judge(place("comfort women"), place("comfort women"), place(other))
    assert result.score == pytest.approx(2 / 3)
    assert [share.count for share in result.shares] == [2, 1]
    assert result.listed == 3


def test_unknown_renderings_in_quotes_or_plural_are_one() -> None:
    located = [place(text, found=Found.LOCATED) for text in ("the victim", "“victims”")]
    assert [share.count for share in judge(*located).shares] == [2]


def test_places_without_rendering_count_and_agree_with_none() -> None:
    found = (Found.PRONOUN, Found.NOT_FOUND, Found.UNTRANSLATED)
    result = judge(place("comfort women"), *(place("", found=why) for why in found))
    assert (result.score, result.places, result.support) == (0.25, 4, 1)
    assert dict(result.without) == {"pronoun": 1, "not found": 1, "untranslated": 1}
    assert result.high < judge(place("comfort women")).high


def test_a_term_that_nobody_found_anywhere_has_no_score() -> None:
    result = judge(*[place("", found=Found.NOT_FOUND)] * 5)
    assert (result.verdict, result.score, result.shares) == (Verdict.NOT_FOUND, 0.0, ())
    assert result.low < 0.05
    assert overall([result]) == 0.0
    assert in_words(result) == "0 of 5 as listed; look at these 5"


def test_preferred_forms_of_one_concept_are_one_rendering() -> None:
    words = [place(w, concept="communication") for w in ("communication", "communicate")]
    assert judge(*words).score == 1.0


def test_a_deprecated_rendering_deviates() -> None:
    result = judge(place("comfort girls"))
    assert result.shares[0].status == TermStatus.DEPRECATED
    assert result.tiers == {Tier.DEVIATION: 1}
    assert in_words(result) == "0 of 1 as listed; look at this one"


@given(st.lists(st.integers(1, 200), min_size=1, max_size=6))
def test_the_interval_holds_the_share_and_narrows_with_support(counts: list[int]) -> None:
    counts.sort(reverse=True)
    low, high = interval(counts)
    assert 0 <= low <= high <= 1
    assert low - 0.05 <= counts[0] / sum(counts)
    more = interval([20 * count for count in counts])
    assert more[1] - more[0] <= high - low + 1e-9


def test_nothing_counted_leaves_everything_possible() -> None:
    assert interval([]) == (0.0, 1.0)


def test_agreement_of_two_places_and_entropy() -> None:
    other = "victims of sexual slavery by the Japanese military"
    result = judge(place("comfort women"), place(other))
    assert result.herfindahl == 0.5
    assert result.entropy == pytest.approx(1.0)
    alike = judge(place("comfort women"), place("comfort women"))
    assert (alike.herfindahl, alike.entropy) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [
        (["comfort women"] * 4, Verdict.CONSISTENT),
        (["comfort women"] * 2, Verdict.FEW),
        (["comfort women"] * 4 + ["comfort girls"], Verdict.CONTRADICTS),
        (["comfort women", "victims of sexual slavery by the Japanese military"] * 3,
         Verdict.ADMITTED),
        (["comfort women", "the survivors"] * 3, Verdict.VARIES),
        (["comfort women"] * 9 + ["the survivors"], Verdict.UNLISTED),
        (["comfort women"] * 9 + ["the survivors", "comfort girls"], Verdict.CONTRADICTS),
        (["comfort women"] * 99 + [""], Verdict.LOOK),
        ([""] * 4, Verdict.NOT_FOUND),
    ],
)  # fmt: skip
def test_the_verdict_says_what_is_wrong(texts: list[str], verdict: Verdict) -> None:
    assert judge(*map(as_found, texts)).verdict is verdict


def test_a_rendering_that_is_only_guessed_at_is_to_be_looked_at() -> None:
    guess = place("the survivors", found=Found.LOCATED)
    unsure = replace(guess, rendering=replace(guess.rendering, placed=0.5))
    result = judge(*[place("comfort women")] * 2, unsure)
    assert (result.support, result.listed) == (3, 2)
    assert result.score == pytest.approx(2 / 3)
    assert result.tiers == {Tier.NONE: 2, Tier.LOOK: 1}
    assert result.verdict is Verdict.LOOK
    assert in_words(result) == "2 of 3 as listed; look at this one"


@given(
    st.lists(
        st.sampled_from(["comfort women", "comfort girls", "the survivors", ""]), min_size=1
    )
)
def test_no_place_disappears(texts: list[str]) -> None:
    result = judge(*map(as_found, texts))
    assert sum(share.count for share in result.shares) + dict(result.without).get(
        "not found", 0
    ) == len(texts)
    assert sum(result.tiers.values()) == result.places == len(texts)
    assert 0 <= result.low <= result.score + 0.1
    assert result.score <= result.support / result.places
    consistent = result.verdict in (Verdict.CONSISTENT, Verdict.ADMITTED)
    assert not (consistent and result.listed < result.places)


def as_found(text: str) -> TermPlace:
    """A place as it comes from the finder: known, located or not found."""
    found = Found.KNOWN if text in TERMS else Found.LOCATED if text else Found.NOT_FOUND
    return place(text, found=found)


def test_quotation_marks_count_where_they_are_asked_to() -> None:
    forms = ["“comfort women”", "comfort women", "Comfort Women"]
    places = [replace(place("comfort women"), form=form) for form in forms]
    lenient, strict = (
        consistency(places, TERMBASE, strictness)[0]
        for strictness in (Strictness(), Strictness(quotes=True))
    )
    assert lenient.score == 1.0
    assert {form.text for form in lenient.shares[0].forms} == set(forms)
    assert [share.count for share in strict.shares] == [2, 1]


def test_usage_that_turns_is_dated() -> None:
    places = [
        replace(place(text), date=datetime.date(year, 5, 1))
        for year in range(2010, 2020)
        for text in (["comfort girls"] if year < 2015 else ["comfort women"]) * 2
    ]
    result = judge(*places)
    assert [(turn.date.year, turn.before, turn.after) for turn in result.turns] == [
        (2015, "comfort girls", "comfort women")
    ]
    assert result.years[2010] == {"comfort girls": 2}


def test_usage_that_only_wavers_does_not_turn() -> None:
    texts = ["comfort women", "comfort girls"] * 8
    places = [
        replace(place(text), date=datetime.date(2000 + k, 1, 1)) for k, text in enumerate(texts)
    ]
    assert judge(*places).turns == ()


def test_one_rendering_of_two_terms_is_told() -> None:
    located = [
        place("overseas Koreans", found=Found.LOCATED, concept=concept)
        for concept in ("overseas-nationals", "overseas-koreans", "overseas-koreans")
    ]
    (found,) = collapses(located, TERMBASE)
    assert found.rendering == "overseas Koreans"
    assert [count for _, count in found.concepts] == [2, 1]


def test_the_whole_is_weighted_by_support() -> None:
    results = consistency(
        [place("comfort women")] * 3 + [place("dialogue", found=Found.LOCATED,
         concept="communication"), place("communication", concept="communication")],
        TERMBASE,
    )  # fmt: skip
    assert overall(results) == pytest.approx((3 * 1.0 + 2 * 0.5) / 5)
