from __future__ import annotations

import pytest

from align.lang.names import korean_names, latin_names, same_name


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("강경화", "Kang Kyung-wha"),
        ("강경화", "Kyung-wha Kang"),
        ("윤병세", "Yun Byung-se"),
        ("이명박", "Lee Myung-bak"),
        ("노무현", "Roh Moo-hyun"),
        ("김정은", "Kim Jong Un"),
        ("조현", "Cho Hyun"),
        ("선우민", "Sunwoo Min"),
    ],
)
def test_one_person_is_known_in_both_scripts(hangul: str, latin: str) -> None:
    assert same_name(hangul, latin)


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("김정일", "Kim Jong-un"),
        ("강경화", "Kim Kyung-wha"),
        ("강경화", "Kang"),
        ("가나", "Ga Na"),
    ],
)
def test_different_people_are_told_apart(hangul: str, latin: str) -> None:
    assert not same_name(hangul, latin)


def test_particles_and_titles_are_no_part_of_a_name() -> None:
    found = korean_names("윤병세 장관은 이도훈을 만났고 조현 차관과 갔다.")
    assert {"윤병세", "이도훈", "조현"} <= set(found)


def test_capitalised_words_beside_a_name_do_not_hide_it() -> None:
    found = latin_names("Special Representative Lee Do-hoon met Kyung-wha Kang.")
    assert {"Lee Do-hoon", "Kyung-wha Kang"} <= set(found)
