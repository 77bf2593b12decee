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
