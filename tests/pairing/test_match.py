from __future__ import annotations

import csv
import datetime
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from align.aligner.embedding import default_embedder
from align.model import Document, Language, Metadata, Segment
from align.pairing import Pairing, Related, Relation, pair_documents
from align.pairing.model import combined
from align.pairing.profile import _file_tokens as _tokens
from align.readers import read, read_all
from align.readers.layout.segments import segment_lines
from align.readers.parts.line import Line
from tests.conftest import FORMATS


@pytest.fixture(scope="module")
def truth(mofa: Path) -> dict[str, str]:
    with (mofa / "truth" / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        return {r["ko-file"]: r["en-file"] for r in csv.DictReader(file, delimiter="\t")}


@pytest.fixture(scope="module")
def documents(mofa: Path, truth: dict[str, str]) -> list[Document]:
    return [read(mofa / name, name=name) for names in truth.items() for name in names]


def names(pairing: Pairing) -> dict[str, str]:
    return {pair.original.id: pair.translation.id for pair in pairing.pairs}


def test_the_sample_is_paired_though_names_differ(
    documents: list[Document], truth: dict[str, str]
) -> None:
    pairing = pair_documents(documents, default_embedder())
    assert names(pairing) == truth
    assert not pairing.unpaired


def test_figures_names_and_dates_pair_without_embeddings(
    documents: list[Document], truth: dict[str, str]
) -> None:
    found = names(pair_documents(documents, None))
    assert len(found) >= 12
    assert all(truth[original] == translation for original, translation in found.items())


def test_a_document_without_counterpart_is_listed(documents: list[Document]) -> None:
    alone = documents[0]
    pairing = pair_documents([alone, *documents[2:]], default_embedder())
    assert pairing.unpaired == (alone,)


def test_two_documents_that_are_no_translations_stay_apart(documents: list[Document]) -> None:
    pairing = pair_documents([documents[0], documents[3]], default_embedder())
    assert not pairing.pairs
    assert len(pairing.unpaired) == 2


def test_one_language_alone_pairs_nothing(documents: list[Document]) -> None:
    korean = [d for d in documents if d.language is Language.KOREAN]
    assert pair_documents(korean, None).unpaired == tuple(korean)


def test_the_date_decides_between_equals() -> None:
    def document(name: str, language: Language, day: int) -> Document:
        metadata = Metadata(date=datetime.date(2020, 1, day))
        return Document(name, language, (Segment("2,345"),), metadata)

    korean = [document(f"k{day}", Language.KOREAN, day) for day in (1, 20)]
    english = [document(f"e{day}", Language.ENGLISH, day) for day in (20, 1)]
    assert names(pair_documents([*korean, *english], None)) == {"k1": "e1", "k20": "e20"}


SECOND = """\
Korea and Mongolia Convene Third Forum on Water Resources
1. On May 21, 2024, in Seoul, Climate Ambassador Seo Ji-an and Mongolia's deputy environment \
and tourism minister, Ganbold Batsaikhan, co-chaired the third bilateral forum on water. They \
talked about joint work to halt the spread of deserts and to look after underground water.
° More than 120 participants came from government bodies and institutes on either side. \
Mongolia reported what it had learned from surveying groundwater in eight Gobi districts.
2. Key outcomes
A. A USD 15 million project for a groundwater monitoring network will go ahead until 2027.
B. Each summer, groups of young hydrologists will be exchanged, and data used jointly.
3. Opening the forum, Mr. Batsaikhan offered these words.
They say that water on the steppe never dries up so long as neighbors share it.
4. The attendance and project volume of all three forums were as follows.
5. Ambassador Seo underlined that the water problem knows no borders and introduced the ways \
in which the Korean public joins Mongolia's campaign to plant a billion trees. Ulaanbaatar \
will host the fourth forum in 2026."""


def forum(language: str) -> Document:
    return read(FORMATS / f"forum.{language}.docx", name=f"{language}.docx")


def text(name: str, language: Language, *texts: str) -> Document:
    return Document(
        name,
        language,
        segment_lines([Line(item) for item in texts], titled=True),
        Metadata(digest=name),
    )


def test_a_second_translation_is_a_pair_of_its_own(documents: list[Document]) -> None:
    second = text("second.txt", Language.ENGLISH, *SECOND.split("\n"))
    pairing = pair_documents(
        [forum("ko"), forum("en"), second, *documents[:8]], default_embedder()
    )
    found = {pair.translation.id: pair for pair in pairing.pairs}
    assert found["en.docx"].original.id == found["second.txt"].original.id == "ko.docx"
    assert {found["en.docx"].relation, found["second.txt"].relation} == {
        Relation.TRANSLATION,
        Relation.VERSION,
    }


def test_one_translation_of_two_originals_is_paired_with_both(
    documents: list[Document], truth: dict[str, str]
) -> None:
    (first, one), (second, two) = list(truth.items())[:2]
    by_id = {document.id: document for document in documents}
    both = replace(combined([by_id[one], by_id[two]]), id="both.txt")
    rest = [d for d in documents if d.id not in (one, two)]
    pairing = pair_documents([*rest, both], default_embedder())
    pair = next(pair for pair in pairing.pairs if pair.translation.id == "both.txt")
    assert [document.id for document in pair.originals] == [first, second]
    assert pair.relation is Relation.PARTS
    assert len(pair.original.segments) == sum(len(by_id[n].segments) for n in (first, second))


def test_a_corrected_reissue_goes_with_its_own_translation(documents: list[Document]) -> None:
    korean = forum("ko")
    old = tuple(
        replace(s, text=s.text.replace("120여 명", "130여 명").replace("1,500만", "1,600만"))
        for s in korean.segments
    )
    earlier = replace(korean, id="ko-old.docx", segments=old)
    pairing = pair_documents([earlier, korean, forum("en"), *documents[:8]], default_embedder())
    pair = next(pair for pair in pairing.pairs if pair.translation.id == "en.docx")
    assert pair.original.id == "ko.docx"
    assert pairing.related == (Related("ko-old.docx", "ko.docx", Relation.REISSUE),)


def test_a_copy_is_told_from_a_translation(documents: list[Document]) -> None:
    copy = replace(forum("en"), id="copy.docx")
    pairing = pair_documents(
        [forum("ko"), forum("en"), copy, *documents[:8]], default_embedder()
    )
    assert [item.relation for item in pairing.related] == [Relation.COPY]
    assert len([p for p in pairing.pairs if p.original.id == "ko.docx"]) == 1


def test_the_halves_of_one_file_are_a_pair() -> None:
    halves = read_all(FORMATS / "both-turns.docx", name="both.docx").documents
    pairing = pair_documents(halves, None)
    assert [pair.relation for pair in pairing.pairs] == [Relation.SAME_FILE]
    assert pairing.pairs[0].names == ("both.docx#ko", "both.docx#en")


def test_a_pair_says_why(documents: list[Document]) -> None:
    pairing = pair_documents([forum("ko"), forum("en"), *documents[:8]], default_embedder())
    pair = next(pair for pair in pairing.pairs if pair.original.id == "ko.docx")
    assert pair.probability > 0.9
    assert any(reason.startswith("shared: ") for reason in pair.reasons)
    assert any(reason.startswith("contents alike") for reason in pair.reasons)


def test_the_order_of_the_documents_does_not_matter(documents: list[Document]) -> None:
    found = pair_documents(documents, default_embedder())
    turned = pair_documents(list(reversed(documents)), default_embedder())
    assert names(found) == names(turned)
    assert [p.probability for p in found.pairs] == [p.probability for p in turned.pairs]


def test_file_names_in_decomposed_hangul_pair() -> None:
    korean = text(
        unicodedata.normalize("NFC", "ko/수자원포럼.txt"), Language.KOREAN, "제목", "글"
    )
    english = text(
        unicodedata.normalize("NFD", "en/수자원포럼.txt"), Language.ENGLISH, "T", "text"
    )
    assert _tokens(korean) == _tokens(english) == {"수자원포럼"}


DAY = datetime.date(2031, 3, 4)


def of_the_day(name: str, language: Language, *texts: str) -> Document:
    document = text(name, language, *texts)
    return replace(document, metadata=replace(document.metadata, date=DAY))


LIGHTHOUSE = of_the_day(
    "a.txt",
    Language.KOREAN,
    "등대공단, 북부 등대 열 곳 보수 공사 시작",
    "등대공단은 3월 4일 북부 해안의 등대 열 곳에 대한 보수 공사를 시작한다고 밝혔다.",
    "공사 구간: 갈매기곶에서 소금만까지",
    "연락처: 시설과",
)
LIGHTHOUSE_TOLD = of_the_day(
    "y.txt",
    Language.ENGLISH,
    "Lighthouse Corporation Begins Repairs at Ten Northern Lighthouses",
    "The Lighthouse Corporation said on March 4 that it has begun to repair ten lighthouses "
    "along the northern coast.",
    "Keepers who had served there for decades were invited to a small ceremony.",
    "Visitors will find the towers closed until the paint has dried.",
    "A museum of old lamps is to open in the tallest tower afterwards.",
)
TALKS_SAID = (
    "등대공단 이사장, 섬 주민 대표와 만나 항로 표지 논의",
    "등대공단 이사장은 3월 4일 섬 주민 대표들과 밤에 다니는 배의 항로 표지를 논의하였다.",
    "주민들은 안개가 낀 날에도 소리로 길을 알려 주는 장치를 바란다고 말하였다.",
    "이사장은 올해 안에 시험 장치 3대를 세우겠다고 약속하였다.",
)
TALKS_TOLD_SAID = (
    "Head of Lighthouse Corporation Meets Islanders on Navigation Marks",
    "The head of the Lighthouse Corporation met with representatives of the islanders on "
    "March 4 and discussed navigation marks for boats that travel at night.",
    "The islanders said they would like devices that show the way by sound on foggy days.",
    "The head promised to put up 3 trial devices within the year.",
)
TALKS = of_the_day("b.txt", Language.KOREAN, *TALKS_SAID)
TALKS_TOLD = of_the_day("x.txt", Language.ENGLISH, *TALKS_TOLD_SAID)


def test_what_is_left_over_of_one_day_is_paired_though_both_go_on_differently() -> None:
    pairing = pair_documents(
        [LIGHTHOUSE, TALKS, TALKS_TOLD, LIGHTHOUSE_TOLD], default_embedder()
    )
    assert names(pairing) == {"a.txt": "y.txt", "b.txt": "x.txt"}


def test_two_originals_of_one_translation_do_not_keep_each_other_from_it() -> None:
    once = of_the_day(
        "b.txt",
        Language.KOREAN,
        *TALKS_SAID,
        "비용은 공단과 섬 마을이 함께 낸다.",
        "어선 선장들이 시험에 참여한다.",
        "시험 결과는 내년 봄에 발표된다.",
        "다음 회의는 등대 박물관에서 열린다.",
    )
    again = of_the_day(
        "c.txt",
        Language.KOREAN,
        "등대공단 이사장, 섬 주민 대표들과 항로 표지 논의",
        "등대공단 이사장이 3월 4일 섬 주민 대표를 만나 밤에 다니는 배의 항로 표지를 의논했다.",
        "주민들은 안개 낀 날에 소리로 길을 알려 주는 장치가 필요하다고 했다.",
        "이사장은 올해 안에 시험 장치 3대를 설치하겠다고 약속했다.",
        "비용은 공단과 섬 마을이 같이 부담한다.",
        "시험에는 어선 선장들이 참여한다.",
        "내년 봄에 시험 결과를 발표한다.",
        "다음 회의 장소는 등대 박물관이다.",
    )
    told = of_the_day(
        "x.txt",
        Language.ENGLISH,
        *TALKS_TOLD_SAID,
        "The corporation and the island villages share the costs.",
        "Captains of fishing boats take part in the trial.",
        "The results of the trial will be published next spring.",
        "The next meeting takes place in the lighthouse museum.",
    )
    pairing = pair_documents([once, again, told], default_embedder())
    assert [pair.translation.id for pair in pairing.pairs] == ["x.txt"]
    assert pairing.pairs[0].probability > 0.9
    assert [item.relation for item in pairing.related] == [Relation.REISSUE]


def test_what_stands_on_every_page_pairs_nothing() -> None:
    menu = {
        Language.KOREAN: ["주메뉴 바로가기", "공단 소개", "알림 마당", "누리집 이용 안내"],
        Language.ENGLISH: ["Skip to menu", "About us", "Notices", "How to use this site"],
    }
    body = {
        "a": "갈매기곶 등대의 불빛이 바뀝니다.",
        "b": "소금만 박물관이 문을 엽니다.",
        "x": "Fish prices fell again in the western ports last week.",
        "y": "Our choir is looking for tenors and basses.",
    }
    pages = [
        text(name, language, *menu[language], body[name])
        for name in body
        for language in (Language.KOREAN if name in "ab" else Language.ENGLISH,)
    ]
    assert not pair_documents(pages, default_embedder()).pairs
