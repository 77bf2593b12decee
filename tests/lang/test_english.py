from __future__ import annotations

import pytest

from align.lang.english import american, base_form, rendering_key


def test_another_rendering_has_another_key() -> None:
    assert rendering_key("the Comfort Women") == rendering_key("comfort women")
    assert rendering_key("comfort women") != rendering_key("victims of sexual slavery")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fisheries agreement", "the fisheries agreements"),
        ("notice of arrival", "notices of arrival"),
        ("geese", "a goose"),
        ("rock art building", "rock art buildings"),
    ],
)
def test_a_rendering_and_its_plural_have_one_key(one: str, other: str) -> None:
    assert rendering_key(one) == rendering_key(other)


@pytest.mark.parametrize(("one", "other"), [("impanel", "empanel"), ("mementos", "momento")])
def test_words_that_a_lexicon_takes_for_each_other_have_one_base(one: str, other: str) -> None:
    assert base_form(one) == base_form(other)


def test_a_plural_that_says_something_else_keeps_its_key() -> None:
    assert rendering_key("arms") != rendering_key("arm")


@pytest.mark.parametrize(
    ("british", "expected"),
    [
        ("Neighbouring harbours", "Neighboring harbors"),
        ("the ORGANISATION", "the ORGANIZATION"),
        ("practised offences", "practiced offenses"),
        ("a promise of co-operation", "a promise of cooperation"),
        ("an exercise otherwise advised", "an exercise otherwise advised"),
    ],
)
def test_british_spelling_becomes_american_in_every_form(british: str, expected: str) -> None:
    assert american(british) == expected


def test_a_word_that_no_lexicon_has_loses_its_endings_by_rule() -> None:
    assert base_form("haenyeos") == base_form("haenyeo")
