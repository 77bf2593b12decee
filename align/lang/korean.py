"""Where a Korean word ends: particles, endings and suffixes after a noun."""

from __future__ import annotations

import regex

_PARTICLES = (
    *(
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에",
        "에서",
        "에게",
        "에게서",
        "께",
        "께서",
        "한테",
    ),
    *(
        "으로",
        "로",
        "으로서",
        "로서",
        "으로써",
        "로써",
        "으로부터",
        "로부터",
        "와",
        "과",
        "랑",
        "이랑",
    ),
    *(
        "하고",
        "도",
        "만",
        "까지",
        "부터",
        "마저",
        "조차",
        "라도",
        "이라도",
        "나",
        "이나",
        "든지",
        "이든지",
    ),
    *(
        "라는",
        "이라는",
        "라고",
        "이라고",
        "란",
        "이란",
        "라며",
        "이라며",
        "보다",
        "처럼",
        "같이",
        "마다",
    ),
    *(
        "뿐",
        "밖에",
        "대로",
        "만큼",
        "며",
        "이며",
        "고",
        "이고",
        "이자",
        "인",
        "인데",
        "이다",
        "임",
        "였다",
    ),
    *("이었다", "입니다", "이지만", "여서", "이어서", "에도", "에만", "야", "이야"),
)
_SUFFIXES = ("들", "측", "간", "내", "상", "적", "별", "국", "권", "용", "차", "등")
_VERBAL = (
    *(
        "하",
        "한",
        "할",
        "함",
        "해",
        "했",
        "합",
        "되",
        "된",
        "될",
        "됨",
        "돼",
        "됐",
        "시키",
        "시킨",
        "시켜",
    ),
)


def _longest_first(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


AFTER_NOUN = (
    rf"(?:(?:{_longest_first(_SUFFIXES)})?(?:{_longest_first(_PARTICLES)}){{0,3}}(?![가-힣])"
    rf"|(?:{_longest_first(_VERBAL)}))"
)
"""A pattern for what may follow a noun within its word: suffixes, particles, verb endings."""

HANGUL = regex.compile(r"[가-힣]")
