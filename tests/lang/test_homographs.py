from __future__ import annotations

import pytest

from align.lang.homographs import Reading, read


@pytest.mark.parametrize(
    ("form", "english", "text", "reading"),
    [
        ("주", "state", "이번 주에", Reading(other=True)),
        ("주", "state", "3주 동안", Reading(other=True)),
        ("주", "week", "이번 주에", Reading()),
        ("주", "state", "네바다 주 후원자는", Reading()),
        ("부상", "injury", "세 명이 부상했다", Reading()),
        ("주", "state", "11개 주에서", Reading()),
        ("주", "state", "그 주에", Reading(doubt="weeks")),
        ("배", "ship", "세 배로 늘었다", Reading(other=True)),
        ("배", "ship", "배를 탔다", Reading()),
        ("배", "ship", "배가 크다", Reading(doubt="homograph")),
        ("의사", "doctor", "협력할 의사가 있다", Reading(other=True)),
        ("의사", "intention", "협력할 의사가 있다", Reading()),
        ("이상", "abnormality", "닷새 더 이상", Reading(other=True)),
        ("이상", "abnormality", "5일 이상", Reading(other=True)),
        ("이상", "abnormality", "펌프에 이상이 있다", Reading()),
        ("감사", "audit", "감사를 표했다", Reading(other=True)),
        ("갯벌", "tidal flat", "이번 갯벌", Reading()),
    ],
)
def test_what_stands_beside_a_form_tells_its_sense(
    form: str, english: str, text: str, reading: Reading
) -> None:
    start = text.index(form)
    assert read(form, [english], text, start, start + len(form)) == reading
