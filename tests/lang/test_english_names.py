"""Names of places with their people, and abbreviations."""

from __future__ import annotations

import pytest

from align.lang.english_names import abbreviations_of, adjectives_of, full_names
from align.lang.lists import table


def test_places_and_their_people_are_found_both_ways() -> None:
    assert "Norwegian" in adjectives_of("Norway")
    assert "Norway" in adjectives_of("Norwegian")
    assert "Emirati" in adjectives_of("the United Arab Emirates")


def test_the_states_of_the_world_are_listed() -> None:
    babel = pytest.importorskip("babel", reason="names the states")
    territories = babel.Locale("en").territories
    codes = (
        "KR KP US GB CN JP RU DE FR NL BR IN ID VN TH UA PL SA IR IQ EG NG KE ZA AU CA MX"
    ).split()
    assert [code for code in codes if not adjectives_of(territories[code])] == []


@pytest.mark.parametrize(
    ("phrase", "short"),
    [
        ("Joint Committee on Fisheries", "JCF"),
        ("Joint Committee on Fisheries", "JCOF"),
        ("the United Nations", "UN"),
        ("Organization for Economic Cooperation and Development", "OECD"),
    ],
)
def test_a_phrase_is_abbreviated_by_its_letters(phrase: str, short: str) -> None:
    assert short in abbreviations_of(phrase)


def test_one_word_has_no_abbreviation_that_nobody_listed() -> None:
    assert abbreviations_of("fishery") == ()


def test_a_well_known_abbreviation_has_its_full_name() -> None:
    assert "United States" in full_names("US")
    assert full_names("us") == ()


def test_no_adjective_is_its_own_place() -> None:
    for place, words in table("english_places").items():
        assert place not in words
