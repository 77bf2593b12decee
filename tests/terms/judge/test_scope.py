from __future__ import annotations

import datetime
import unicodedata

import pytest

from align.terms.judge.scope import LeftAway, Scope, days_of, in_words, named

DAY = datetime.date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", DAY(2024, 1, 1), DAY(2024, 12, 31)),
        ("2024-02", DAY(2024, 2, 1), DAY(2024, 2, 29)),
        ("2024-02-03", DAY(2024, 2, 3), DAY(2024, 2, 3)),
    ],
)
def test_a_year_and_a_month_are_days_from_first_to_last(
    text: str, first: datetime.date, last: datetime.date
) -> None:
    assert days_of(text) == (first, last)


@pytest.mark.parametrize("text", ["24", "2024-2", "2024-02-30", "0000", "yesterday", ""])
def test_what_is_no_date_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        days_of(text)


def test_a_scope_says_why_a_document_is_not_in_it() -> None:
    scope = Scope(DAY(2024, 1, 1), DAY(2024, 12, 31), ("kim/*", "*.md"))
    inside = DAY(2024, 5, 1)
    assert scope.why_not(("kim/a", "b"), inside) == ""
    assert scope.why_not(("a", "b.md"), inside) == ""
    assert scope.why_not(("a", "b"), inside) == "not named kim/* or *.md"
    assert scope.why_not(("kim/a", "b"), None) == "without a date"
    assert scope.why_not(("kim/a", "b"), DAY(2023, 12, 31)) == "before 2024-01-01"
    assert scope.why_not(("kim/a", "b"), DAY(2025, 1, 1)) == "after 2024-12-31"


def test_names_fit_however_their_hangul_is_composed() -> None:
    assert named([unicodedata.normalize("NFD", "보도/가.txt")], "보도/*")


def test_what_is_left_away_is_said_in_words() -> None:
    assert (
        in_words(LeftAway("before 2024-01-01", 1, 2))
        == "1 document before 2024-01-01 (2 places)"
    )
    assert in_words(LeftAway("that x has", findings=1)) == "1 finding that x has"
