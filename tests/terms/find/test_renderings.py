from __future__ import annotations

import json

import pytest

from align.aligner.embedding import default_embedder
from align.model import (
    Bead,
    Bitext,
    Concept,
    Document,
    Found,
    Language,
    Rendering,
    Segment,
    Term,
    Termbase,
    TermStatus,
)
from align.model.codec import codec_of
from align.terms.find.renderings import RenderingFinder
from align.terms.termbase import read_termbase
from tests.conftest import MOFA

TERMBASE = read_termbase(MOFA / "terms.csv")


def find(korean: str, *english: str, embed: bool = True) -> list[Rendering]:
    finder = RenderingFinder(TERMBASE, default_embedder() if embed else None)
    return finder.find(bitext(korean, *english))


def bitext(korean: str, *english: str) -> Bitext:
    return Bitext(
        Document("k", Language.KOREAN, (Segment(korean),)),
        Document("e", Language.ENGLISH, tuple(map(Segment, english))),
        (Bead((0,), tuple(range(len(english)))),),
    )


@pytest.mark.parametrize(
    "english",
    ["the “comfort women” issue", "the ‘comfort women’ issue", "the Comfort Women issue"],
)
def test_quotes_and_case_are_one_known_rendering(english: str) -> None:
    (rendering,) = find("위안부 문제", english)
    assert rendering.found is Found.KNOWN
    assert rendering.term is not None
    assert rendering.term.text == "comfort women"
    assert rendering.text.lower() == "comfort women"
    assert english[rendering.start : rendering.end] == rendering.text


def test_the_longest_known_term_wins() -> None:
    (rendering,) = find("독도를 방문하였다", "visited Dokdo Island")
    assert rendering.text == "Dokdo Island"
    assert rendering.term is not None
    assert rendering.term.status is TermStatus.DEPRECATED


def test_a_rendering_is_found_in_the_second_segment_of_a_merge() -> None:
    (rendering,) = find("소통을 강화", "They met.", "They agreed on communication.")
    assert (rendering.segment, rendering.text) == (1, "communication")


def test_an_unknown_rendering_is_located_with_evidence() -> None:
    (rendering,) = find("영사조력의 내용", "The Act sets out what consular help is given.")
    assert (rendering.found, rendering.text) == (Found.LOCATED, "consular help")
    assert "like a known term" in rendering.evidence
    assert rendering.certainty < 1


def test_shared_words_locate_without_embeddings() -> None:
    (rendering,) = find("영사조력", "what consular help is", embed=False)
    assert rendering.text in ("consular", "consular help", "")


def test_a_pronoun_is_neither_a_rendering_nor_an_omission() -> None:
    (rendering,) = find("양 장관은 만나기로 하였다.", "They will meet.")
    assert rendering.found is Found.PRONOUN


def test_an_it_that_stands_for_nothing_is_no_pronoun() -> None:
    (rendering,) = find("양 장관은 만나기로 하였다.", "It was agreed to meet.")
    assert rendering.found is Found.NOT_FOUND


def test_a_term_in_a_segment_without_counterpart_is_untranslated() -> None:
    assert find("독도")[0].found is Found.UNTRANSLATED


def test_two_occurrences_take_two_renderings_in_order() -> None:
    first, second = find("소통과 소통", "communication and Communication")
    assert first.start < second.start


def test_renderings_survive_as_plain_values() -> None:
    found = find("위안부 문제와 영사조력", "comfort women and consular help")
    codec = codec_of(Rendering)
    assert [codec.decode(json.loads(json.dumps(codec.encode(r)))) for r in found] == found


@pytest.mark.parametrize(
    ("korean", "english", "text"),
    [
        ("재외동포와 대한민국", "The US and North Korea.", None),
        ("안보리 결의", "It violates UNSC resolutions.", "UNSC"),
    ],
)
def test_names_of_other_places_and_initials(
    korean: str, english: str, text: str | None
) -> None:
    renderings = find(korean, english)
    assert all(r.text != "Korea" for r in renderings)
    if text:
        assert renderings[0].text.startswith(text)


def test_few_renderings_go_where_the_words_beside_agree() -> None:
    termbase = Termbase(
        (Concept("iraq", (Term("이라크", Language.KOREAN), Term("Iraq", Language.ENGLISH))),)
    )
    korean = "이라크 대사는 이라크 석유 수출을 발표했다."
    english = "The ambassador announced Iraq's oil exports."
    bitext = Bitext(
        Document("k", Language.KOREAN, (Segment(korean),)),
        Document("e", Language.ENGLISH, (Segment(english),)),
        (Bead((0,), (0,)),),
    )
    first, second = RenderingFinder(termbase, default_embedder()).find(bitext)
    assert (second.text, second.evidence) == ("Iraq", "termbase")
    assert first.certainty < second.certainty
    assert first.text in ("", "Iraq")


def test_another_spelling_of_a_listed_term_is_known() -> None:
    (rendering,) = find("강제징용 피해자", "the victims of forced labour")
    assert rendering.term is not None
    assert (rendering.text, rendering.term.text) == ("forced labour", "forced labor")


def test_a_spelling_that_is_listed_is_itself() -> None:
    (rendering,) = find("비핵화", "denuclearisation")
    assert rendering.term is not None
    assert rendering.term.status is TermStatus.DEPRECATED
