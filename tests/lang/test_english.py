from __future__ import annotations

import pytest

from align.lang.english import rendering_key, term_pattern
from align.lang.normalise import match_form


@pytest.mark.parametrize(
    "text",
    [
        "“comfort women”",
        "'comfort women'",
        "Comfort Women",
        "the comfort women's",
        "comfort-women",
    ],
)
def test_case_quotes_and_hyphens_make_one_rendering(text: str) -> None:
    assert term_pattern("comfort women").search(match_form(text))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("communicate", "they communicated"),
        ("ballistic missile", "ballistic missiles"),
        ("people-to-people exchanges", "people-to-people exchange"),
        ("the two Ministers", "Two Ministers agreed"),
        ("North Korea's nuclear issue", "North Korea’s nuclear issue"),
        ("ROK-U.S. alliance", "the ROK-U.S. alliance."),
    ],
)
def test_inflection_and_articles_make_no_difference(term: str, text: str) -> None:
    assert term_pattern(term).search(match_form(text))


@pytest.mark.parametrize(("term", "text"), [("ODA", "pagoda"), ("East Sea", "Northeast Seas")])
def test_a_term_is_not_found_inside_other_words(term: str, text: str) -> None:
    assert not term_pattern(term).search(text)


def test_another_rendering_has_another_key() -> None:
    assert rendering_key("the Comfort Women") == rendering_key("comfort women")
    assert rendering_key("comfort women") != rendering_key("victims of sexual slavery")
