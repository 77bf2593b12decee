from __future__ import annotations

import pytest

from align.lang.detect import detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("양측은 협의를 계속하기로 하였다.", "ko"),
        ("양측은 FTA(자유무역협정) 및 OECD, WTO, ASEAN, APEC 협력을 논의함.", "ko"),
        ("The two sides agreed to continue their consultations.", "en"),
        ("Overview", "en"),
        ("外務大臣は東京で会談を行い、両国関係について意見を交換した。", "ja"),
        ("Le ministre des affaires étrangères a rencontré son homologue à Paris.", "fr"),
        ("Министр иностранных дел встретился со своим коллегой.", "ru"),
        ("2017-12-19", "und"),
    ],
)
def test_the_language_of_a_text_is_found(text: str, code: str) -> None:
    assert detect(text) == code
