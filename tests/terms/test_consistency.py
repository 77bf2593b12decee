from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Found, Occurrence, Rendering, Term, TermStatus
from align.terms.consistency import Place, TermConsistency, consistency, wilson
from align.terms.termbase import read_termbase
from tests.conftest import MOFA

TERMBASE = read_termbase(MOFA / "terms.csv")
TERMS = {term.text: term for concept in TERMBASE.concepts for term in concept.terms}


def place(text: str, *, found: Found = Found.KNOWN, concept: str = "comfort-women") -> Place:
    term: Term | None = TERMS.get(text)
    return Place("d", Rendering(Occurrence(concept, 0, 0, 3, "위안부"), found, text, term=term))


def judge(*places: Place) -> TermConsistency:
    (result,) = consistency(places, TERMBASE)
    return result


def test_one_rendering_throughout_is_consistent() -> None:
    result = judge(*[place("comfort women")] * 4)
    assert (result.score, result.support, result.preferred) == (1.0, 4, 1.0)
    assert result.deviations == ()


def test_the_score_is_the_share_of_the_commonest_rendering() -> None:
    other = "victims of sexual slavery by the Japanese military"
    result = judge(place("comfort women"), place("comfort women"), place(other))
    assert result.score == pytest.approx(2 / 3)
    assert [share.count for share in result.shares] == [2, 1]
    assert [p.rendering.text for p in result.deviations] == [other]


def test_unknown_renderings_in_quotes_or_plural_are_one() -> None:
    located = [place(text, found=Found.LOCATED) for text in ("the victim", "“victims”")]
    assert [share.count for share in judge(*located).shares] == [2]


def test_places_without_rendering_are_counted_on_their_own() -> None:
    result = judge(place("comfort women"), place("", found=Found.PRONOUN))
    assert (result.score, result.support) == (1.0, 1)
    assert dict(result.without) == {"pronoun": 1}


def test_preferred_forms_of_one_concept_are_one_rendering() -> None:
    words = [place(w, concept="communication") for w in ("communication", "communicate")]
    assert judge(*words).score == 1.0


def test_a_deprecated_rendering_deviates() -> None:
    result = judge(place("comfort girls"))
    assert result.shares[0].status == TermStatus.DEPRECATED
    assert len(result.deviations) == 1


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_interval_holds_the_share_and_narrows_with_support(hits: int, misses: int) -> None:
    count = hits + misses
    low, high = wilson(hits, count)
    assert 0 <= low <= high <= 1
    if count:
        assert low - 1e-9 <= hits / count <= high + 1e-9
        wider = wilson(hits, count)
        narrower = wilson(10 * hits, 10 * count)
        assert narrower[1] - narrower[0] <= wider[1] - wider[0]


def test_wilson_gives_the_published_interval() -> None:
    low, high = wilson(81, 263)  # the worked example of Newcombe 1998, table I
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
