from __future__ import annotations

import json
from typing import Any

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
from align.terms.find.locate import Chooser
from align.terms.find.renderings import RenderingFinder
from align.terms.find.tokens import concept_word
from align.terms.find.word_table import learn
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


def known(
    korean: str, english: str, terms: dict[str, str], **options: Any
) -> list[tuple[str, Found]]:
    """What stands for each place of some terms, the Korean of each with its English."""
    own = Termbase(
        tuple(
            Concept(text, (Term(text, Language.KOREAN), Term(other, Language.ENGLISH)))
            for text, other in terms.items()
        )
    )
    found = RenderingFinder(own, **options).find(bitext(korean, english))
    assert [r.occurrence.start for r in found] == sorted(r.occurrence.start for r in found)
    return [(r.text, r.found) for r in found]


def test_two_places_take_a_listed_word_and_a_derivation() -> None:
    terms = {"노르웨이": "Norway"}
    english = "The Norwegian government welcomed the news from Norway."
    assert known("노르웨이 정부는 노르웨이에서 온 소식을 반겼다.", english, terms) == [
        ("Norwegian", Found.LOCATED),
        ("Norway", Found.KNOWN),
    ]
    assert known("정부는 노르웨이에서 온 소식을 반겼다.", english, terms) == [
        ("Norway", Found.KNOWN)
    ]


@pytest.mark.parametrize(
    ("korean", "english", "start"),
    [
        (
            "해양연구원은 해양연구원 이사회 결정을 반겼다.",
            "The Ocean Institute welcomed the decision of the Ocean Institute Board.",
            4,
        ),
        (
            "해양연구원 이사회 결정을 해양연구원이 반겼다.",
            "As the Ocean Institute Board decided, so did the Ocean Institute.",
            49,
        ),
    ],
)
def test_a_longer_term_leaves_the_shorter_its_own_words(
    korean: str, english: str, start: int
) -> None:
    terms = {"해양연구원": "Ocean Institute", "해양연구원 이사회": "Ocean Institute Board"}
    assert sorted(known(korean, english, terms)) == [
        ("Ocean Institute", Found.KNOWN),
        ("Ocean Institute Board", Found.KNOWN),
    ]
    own = Termbase(
        tuple(
            Concept(text, (Term(text, Language.KOREAN), Term(other, Language.ENGLISH)))
            for text, other in terms.items()
        )
    )
    found = RenderingFinder(own).find(bitext(korean, english))
    assert [r.start for r in found if r.text == "Ocean Institute"] == [start]


def test_a_place_that_nobody_can_find_is_told_with_what_was_likeliest() -> None:
    own = Termbase(
        (Concept("net", (Term("어망", Language.KOREAN), Term("net", Language.ENGLISH))),)
    )
    (rendering,) = RenderingFinder(own).find(bitext("어망", "Thank you all for coming today."))
    assert (rendering.found, rendering.text) == (Found.NOT_FOUND, "")
    assert rendering.evidence.startswith("likeliest: “")


def test_a_label_is_no_word_of_a_rendering() -> None:
    own = Termbase(
        (Concept("net", (Term("어망", Language.KOREAN), Term("net", Language.ENGLISH))),)
    )
    labelled = Bitext(
        Document("k", Language.KOREAN, (Segment("ㅇ 어망", label="ㅇ"),)),
        Document("e", Language.ENGLISH, (Segment("o Trawls", label="o"),)),
        (Bead((0,), (0,)),),
    )
    (rendering,) = RenderingFinder(own, default_embedder()).find(labelled)
    assert (rendering.text, rendering.start) == ("Trawls", 2)


def test_the_surest_place_chooses_first() -> None:
    """Both would have the quota; what is left is for the one that is less sure of it."""
    beads = [([concept_word("할당량")], ["quota"])] * 9 + [
        ([concept_word("몫")], ["quota"])
    ] * 2
    weights = {"link.sum": 20.0, "length": -1.0, "taken.other": -50.0, "none": 2.0}
    found = known(
        "몫과 할당량",
        "A quota.",
        {"몫": "share", "할당량": "allocation"},
        table=learn(beads, None),
        chooser=Chooser(weights),
    )
    assert [text for text, _ in found] == ["", "quota"]


def test_a_name_is_neither_cut_from_its_quarter_nor_taken_with_its_possessive() -> None:
    options = {"embedder": default_embedder()}
    assert ("Korea", Found.KNOWN) not in known(
        "대한민국과 미국", "The US and North Korea.", {"대한민국": "Korea"}, **options
    )
    (rendering,) = known("노르웨이 어선", "Denmark's boats", {"노르웨이": "Norway"}, **options)
    assert rendering == ("Denmark", Found.LOCATED)


def test_another_place_of_the_same_name_is_no_rendering() -> None:
    finder = RenderingFinder(
        Termbase(
            (
                Concept(
                    "republic",
                    (
                        Term("대한민국", Language.KOREAN),
                        Term("Republic of Korea", Language.ENGLISH),
                    ),
                ),
            )
        ),
        default_embedder(),
    )
    korean = "대한민국이 제안한 조사를 북한도 받아들였다."
    (found,) = finder.find(bitext(korean, "North Korea accepted the survey as well."))
    assert "North" not in found.text
    (found,) = finder.find(bitext("대한민국이 제안하였다.", "South Korea proposed it."))
    assert found.text == "South Korea"
