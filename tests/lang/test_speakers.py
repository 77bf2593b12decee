from __future__ import annotations

from align.lang.speakers import speakers


def test_a_name_before_a_colon_speaks_where_it_does_so_more_than_once() -> None:
    texts = ["민 대변인: 시작하겠습니다.", "기자: 언제 끝납니까?", "민 대변인: 곧 끝납니다."]
    assert speakers(texts) == ["민 대변인", "?", "민 대변인"]
    assert speakers(["참고: 표를 볼 것", "장관은 도착하였다."]) == [None, None]


def test_questions_and_answers_are_one_name_in_both_languages() -> None:
    korean = speakers(["질문: 왜 늦었나요?", "[답변] 눈이 왔습니다.", "문. 얼마나요?"])
    english = speakers(["Q. Why so late?", "ANSWER: It snowed.", "Question: How much?"])
    assert korean == english == ["?", "!", "?"]


def test_a_nick_behind_a_time_and_a_mark_is_a_name() -> None:
    texts = ["10:41 <+mir_a> hello", "[10:42] <sol7> hi", "10:43 <mir_a> bye", "<sol7> bye"]
    assert speakers(texts) == ["mir_a", "sol7", "mir_a", "sol7"]


def test_prose_and_times_of_day_name_nobody() -> None:
    texts = ["A new day began.", "At 10:30, they left: it rained.", "Q3 results", "18:00"]
    assert speakers(texts * 2) == [None] * 8
