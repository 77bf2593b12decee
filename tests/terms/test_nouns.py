from __future__ import annotations

import pytest

from align.lang.morphology import KiwiMorphology, installed
from align.terms.nouns import Runs, runs_by_endings, runs_by_speech


def said(runs: Runs, text: str) -> list[list[str]]:
    return [[text[noun.start : noun.end] for noun in run] for run in runs(text)]


TEXT = """어선을 샀다. 어선이 낡았다. 어선들은 폐어구를 건졌다. 폐어구가 많다.
6자회담은 것으로 끝났다. 값을 매긴다."""


def test_by_endings_a_noun_is_what_particles_stand_behind() -> None:
    runs = runs_by_endings([TEXT])
    assert said(runs, "어선들은 폐어구를 건졌다.") == [["어선"], ["폐어구"]]
    assert said(runs, "그것은 것으로 값을 6자회담이") == []


def test_by_endings_a_verb_made_of_a_noun_is_none() -> None:
    texts = ["수출을 늘린다.", "수출이 준다.", "쌀을 수출했다."]
    runs = runs_by_endings(texts)
    assert said(runs, "수출을 늘린다.") == [["수출"]]
    assert said(runs, "수출했다.") == []


@pytest.mark.skipif(installed() is None, reason="kiwipiepy is not installed")
@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("최저임금 인상을 요구했다.", [["최저", "임금", "인상"]]),
        ("민주적 절차를 지킨다.", [["민주적", "절차"]]),
        ("표현의 자유가 있다.", [["표현", "자유"]]),
        ("비핵화를 논의하고 어민들을 만났다.", [["비핵화"], ["어민"]]),
    ],
)
def test_by_speech_a_noun_has_its_prefixes_and_suffixes(
    text: str, runs: list[list[str]]
) -> None:
    assert said(runs_by_speech(KiwiMorphology()), text) == runs


@pytest.mark.skipif(installed() is None, reason="kiwipiepy is not installed")
def test_what_may_only_stand_inside_is_told() -> None:
    (run,) = runs_by_speech(KiwiMorphology())("민주적 절차")
    assert [noun.inner for noun in run] == [True, False]
