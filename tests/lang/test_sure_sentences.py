from __future__ import annotations

from align.lang.sure_sentences import clauses, sure_sentences


def test_a_text_is_cut_only_where_a_sentence_surely_ends() -> None:
    text = "Gov. Lee met Dr. Pyeon. They spoke of 3.5 tons. “Good,” he said."
    assert sure_sentences(text) == [
        "Gov. Lee met Dr. Pyeon.",
        "They spoke of 3.5 tons.",
        "“Good,” he said.",
    ]
    assert sure_sentences("3.5톤이다. 김 씨가 말했다.") == ["3.5톤이다.", "김 씨가 말했다."]
    assert sure_sentences("") == []


def test_long_sentences_are_cut_at_clauses_and_no_word_is_lost() -> None:
    english = (
        "The town pays for the crossing if the passenger is a pupil or has to see a "
        "physician, and in pressing cases such as the hire of a boat by night."
    )
    assert clauses(english) == [
        "The town pays for the crossing if the passenger is a pupil or has to see a physician,",
        "and in pressing cases such as the hire of a boat by night.",
    ]
    korean = (
        "두 사람은 자연이 스스로 회복하도록 돕는다는 원칙을 거듭 확인하고, 갯벌을 어민의 삶을 "
        "위하여 꾸준히 넓혀 나가기로 하였으며, 배를 더 띄우기로 하였다."
    )
    assert len(clauses(korean)) == 3
    assert " ".join(clauses(korean)) == korean


def test_short_sentences_and_short_clauses_stay_whole() -> None:
    assert clauses("They met, and they parted.") == ["They met, and they parted."]
    assert clauses("만나고, 헤어졌다.") == ["만나고, 헤어졌다."]
