from __future__ import annotations

import pytest

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.aligner.refine import refine
from align.model import Bead, Bitext, Document, Kind, Language, Level, Segment, Status

pytestmark = pytest.mark.slow

KOREAN = (
    Segment("회담 개최", Kind.TITLE),
    Segment(
        "1. 장관은 12.19(화) 도쿄에 도착했다. 그는 총리를 만났다.", label="1.", outline="1"
    ),
    Segment("2. 양측은 협력하기로 했다. 다음 회의는 3월에 열린다.", label="2.", outline="2"),
    Segment("끝.", Kind.END),
)
ENGLISH = (
    Segment("Talks Held", Kind.TITLE),
    Segment(
        "1. On December 19, the Minister arrived in Tokyo. He met with the Prime Minister.",
        label="1.",
        outline="1",
    ),
    Segment(
        "2. The two sides agreed to cooperate, and the next meeting will be in March.",
        label="2.",
        outline="2",
    ),
)


def bitext(*, status: Status = Status.AUTO) -> Bitext:
    return Bitext(
        Document("k", Language.KOREAN, KOREAN),
        Document("e", Language.ENGLISH, ENGLISH),
        (
            Bead((0,), (0,), 0.9, status),
            Bead((1,), (1,), 0.8, status),
            Bead((2,), (2,), 0.7, status),
            Bead((3,), (), 0.6, status),
        ),
    )


def texts(refined: Bitext) -> list[tuple[str, str]]:
    return [(refined.original_text(b), refined.translation_text(b)) for b in refined.beads]


def test_sentences_are_paired_within_their_paragraph() -> None:
    refined = refine(bitext(), Aligner(default_embedder()))
    assert refined.level is Level.SENTENCE
    assert texts(refined) == [
        ("회담 개최", "Talks Held"),
        (
            "장관은 12.19(화) 도쿄에 도착했다.",
            "On December 19, the Minister arrived in Tokyo.",
        ),
        ("그는 총리를 만났다.", "He met with the Prime Minister."),
        (
            "양측은 협력하기로 했다.\n다음 회의는 3월에 열린다.",
            "The two sides agreed to cooperate, and the next meeting will be in March.",
        ),
        ("끝.", ""),
    ]


def test_a_sentence_is_no_surer_than_its_paragraph() -> None:
    refined = refine(bitext(), Aligner(default_embedder()))
    assert refined.beads[0].confidence == 0.9
    assert all(bead.confidence <= 0.8 for bead in refined.beads[1:3])


def test_labels_and_outline_stay_with_the_first_sentence() -> None:
    segments = refine(bitext(), Aligner(default_embedder())).original.segments
    assert [(s.label, s.outline) for s in segments] == [
        ("", ""), ("1.", "1"), ("", "1"), ("2.", "2"), ("", "2"), ("", ""),
    ]  # fmt: skip


def test_a_rejected_paragraph_has_rejected_sentences_and_an_accepted_one_doubtful_ones() -> (
    None
):
    aligner = Aligner(default_embedder())
    rejected = refine(bitext(status=Status.REJECTED), aligner)
    assert {bead.status for bead in rejected.beads} == {Status.REJECTED}
    accepted = refine(bitext(status=Status.ACCEPTED), aligner)
    assert [bead.status for bead in accepted.beads] == [
        Status.ACCEPTED, Status.AUTO, Status.AUTO, Status.AUTO, Status.AUTO,
    ]  # fmt: skip
