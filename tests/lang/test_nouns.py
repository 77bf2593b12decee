from __future__ import annotations

import pytest

from align.lang.nouns import cover, denied


@pytest.mark.parametrize(
    ("run", "end", "unknown"),
    [
        ("항만노동자에게는", 5, 0),
        ("감독도", 2, 0),
        ("행동해야", 2, 0),
        ("뷁쀍", 2, 2),
    ],
)
def test_nouns_cover_a_word_up_to_its_particles(run: str, end: int, unknown: int) -> None:
    way = cover(run, 1)
    assert (way.end, way.unknown) == (end, unknown)


@pytest.mark.parametrize(
    ("before", "noun"),
    [
        ("비", "가맹점"),
        ("그 불", "평등조약"),
        ("미", "승인"),
        ("무", "담보대출"),
        ("비(非)", "회원국"),
        ("부", "위원장"),
    ],
)
def test_a_syllable_that_denies_makes_another_word(before: str, noun: str) -> None:
    assert denied(before, noun)


@pytest.mark.parametrize(
    ("before", "noun"),
    [
        ("미", "국무부"),  # of the USA
        ("미", "의회"),
        ("비", "피해"),  # rain
        ("개발비", "정책"),
        ("국무", "장관"),
        ("해양수산부", "장관"),
        ("소비", "정책"),
        ("의무", "교육"),
        ("간부", "회의"),
        ("비 ", "회원국"),
    ],
)
def test_the_same_syllable_may_be_a_noun_or_the_end_of_one(before: str, noun: str) -> None:
    assert not denied(before, noun)
