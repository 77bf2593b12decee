from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest

from align.aligner.embedding import default_embedder
from align.model import Document, Language, Metadata, Segment
from align.pairing import Pairing, pair_documents
from align.readers import read


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
