from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang.romanise import romanise, sound_key


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [("강경화", "ganggyeonghwa"), ("독도", "dokdo"), ("서울", "seoul"), ("FTA", "FTA")],
)
def test_hangul_is_written_in_latin_letters(hangul: str, latin: str) -> None:
    assert romanise(hangul) == latin
    assert romanise(unicodedata.normalize("NFD", hangul)) == latin


@pytest.mark.parametrize(
    ("hangul", "name"),
    [
        ("오바마", "Obama"),
        ("사르코지", "Sarkozy"),
        ("무가베", "Mugabe"),
        ("매들린", "Madeleine"),
        ("포르투갈", "Portugal"),
        ("클린턴", "Clinton"),
        ("다카나시", "Takanashi"),
    ],
)
def test_a_name_sounds_the_same_in_both_scripts(hangul: str, name: str) -> None:
    assert sound_key(romanise(hangul)) == sound_key(name)


def test_other_names_sound_otherwise() -> None:
    assert sound_key(romanise("오바마")) != sound_key("Sarkozy")


@given(st.text())
def test_a_key_holds_nothing_but_classes(text: str) -> None:
    assert set(sound_key(text)) <= set("SNPTKRM")
