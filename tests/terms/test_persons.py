from __future__ import annotations

import pytest

from align.lang.english import stem
from align.terms.persons import (
    English,
    EnglishNames,
    KoreanName,
    given_names,
    is_addressed,
    is_person,
    is_titled,
    sounds_like,
)


@pytest.fixture
def seen() -> EnglishNames:
    names = EnglishNames()
    names.take("Minister Erik Larsen said so. Larsen, 52, left. Mr. Larsen smiled.")
    names.take("They met in Oslo. It rains in Oslo. Oslo said no.")
    return names


def test_a_person_is_told_by_titles_age_and_what_is_said(seen: EnglishNames) -> None:
    name = KoreanName(sure=True, count=3, titled=2)
    assert is_person("라르센", name, English(stem("Larsen"), 3, 0.9), seen)


def test_a_place_that_speaks_is_none(seen: EnglishNames) -> None:
    name = KoreanName(sure=True, count=3, places=1)
    assert not is_person("오슬로", name, English(stem("Oslo"), 3, 0.9), seen)


def test_without_an_analyser_a_name_must_sound_as_the_english(seen: EnglishNames) -> None:
    english = English(stem("Larsen"), 3, 0.9)
    assert is_person("라르센", KoreanName(count=3), english, seen)
    assert not is_person("어획량", KoreanName(count=3), english, seen)


@pytest.mark.parametrize(
    ("name", "behind", "titled"),
    [
        ("라르센", ["장관"], True),
        ("라르센", ["상원의원"], True),
        ("한가람", ["해양부", "장관"], True),
        ("노르웨이", ["해양부", "장관"], False),
        ("한가람", ["해양부", "청사"], False),
    ],
)
def test_a_title_stands_behind_a_name(name: str, behind: list[str], titled: bool) -> None:
    assert is_titled(name, behind) is titled


def test_a_surname_with_a_title_is_a_person_and_both_ministers_are_not() -> None:
    assert is_addressed(["윤", "장관"])
    assert not is_addressed(["양", "장관"])
    assert not is_addressed(["해양부", "장관"])


def test_a_name_before_persons_names_is_a_given_one() -> None:
    erik, oslo = KoreanName(count=2), KoreanName(count=4)
    erik.before["라르센"] = 2
    oslo.before["라르센"] = 1
    names = [("에리크", erik), ("오슬로", oslo)]
    assert given_names(names, frozenset({"라르센"})) == {"에리크"}


@pytest.mark.parametrize(
    ("hangul", "latin", "alike"),
    [("라르센", "larsen", True), ("강가람", "kang", True), ("어획량", "larsen", False)],
)
def test_names_sound_alike(hangul: str, latin: str, alike: bool) -> None:
    assert sounds_like(hangul, latin) is alike
