from __future__ import annotations

import pytest

from align.model import Bead, Bitext, Document, Language, Segment


def document(language: Language, *texts: str) -> Document:
    return Document(language.value, language, tuple(Segment(text) for text in texts))


def test_the_body_of_a_segment_is_its_text_without_the_label() -> None:
    assert Segment("ㅇ  회의 개최", label="ㅇ").body == "회의 개최"


@pytest.mark.parametrize(
    "beads",
    [
        (Bead((0,), (0,)),),
        (Bead((0,), (0,)), Bead((0, 1), (1,))),
    ],
    ids=["one segment in no bead", "one segment in two beads"],
)
def test_a_bitext_covers_every_segment_once(beads: tuple[Bead, ...]) -> None:
    korean, english = (
        document(Language.KOREAN, "가", "나"),
        document(Language.ENGLISH, "a", "b"),
    )
    with pytest.raises(ValueError, match="exactly once"):
        Bitext(korean, english, beads)


def test_a_bitext_joins_the_segments_of_a_bead_without_labels() -> None:
    korean = Document(
        "ko", Language.KOREAN, (Segment("1. 가", label="1."), Segment("ㅇ 나", label="ㅇ"))
    )
    bitext = Bitext(korean, document(Language.ENGLISH, "a"), (Bead((0, 1), (0,)),))
    assert bitext.original_text(bitext.beads[0]) == "가\n나"
    assert bitext.beads[0].type == "2-1"
