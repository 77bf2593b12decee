from __future__ import annotations

import pytest

from align.model import Bitext, Language
from align.terms.discovery import candidates, discover, draft
from align.terms.find.occurrences import form_key
from align.terms.find.renderings import RenderingFinder
from align.terms.termbase import read_termbase
from tests.benchmarks.terms import truth
from tests.conftest import MOFA

TERMBASE = read_termbase(MOFA / "terms.csv")


@pytest.fixture(scope="module")
def sample() -> list[Bitext]:
    return [bitext for _, bitext in truth()]


def test_most_terms_of_the_sample_are_among_the_first_hundred(sample: list[Bitext]) -> None:
    first = {form_key(candidate.text) for candidate in candidates(sample)[:100]}
    found = [
        concept.id
        for concept in TERMBASE.concepts
        if first & {form_key(t.text) for t in concept.in_language(Language.KOREAN)}
    ]
    assert len(found) >= 0.85 * len(TERMBASE.concepts)


def test_terms_that_are_known_are_left_out(sample: list[Bitext]) -> None:
    known = {form_key(t.text) for c in TERMBASE.concepts for t in c.terms}
    found = candidates(sample, TERMBASE)
    assert found
    assert not known & {form_key(candidate.text) for candidate in found}


def test_the_draft_is_a_termbase_with_renderings(sample: list[Bitext]) -> None:
    found = discover(sample, RenderingFinder(TERMBASE.__class__(())), most=20)
    drafted = draft(found)
    assert len(drafted.concepts) == 20
    assert any(concept.in_language(Language.ENGLISH) for concept in drafted.concepts)
