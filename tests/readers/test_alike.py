"""The same release gives the same segments from whatever format it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.model import Document, Kind, Language
from align.readers import read, read_all
from tests.conftest import FORMATS

SUFFIXES = (".docx", ".odt", ".hwpx", ".hwp", ".pdf", ".md", ".html", ".mhtml", ".txt")
WITHOUT_NOTES = (".html", ".mhtml", ".txt")  # they were written without the footnote
STYLED = (".docx", ".odt", ".md", ".html", ".mhtml")  # they say what is a quotation


def body(document: Document) -> list[tuple[str, str, str]]:
    return [
        (segment.label, segment.outline, segment.body)
        for segment in document.segments
        if segment.kind is not Kind.FOOTNOTE
    ]


def kinds(document: Document) -> list[Kind]:
    return [s.kind for s in document.segments if s.kind is not Kind.FOOTNOTE]


@pytest.fixture(params=["ko", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_labels_outline_and_text_are_the_same_from_every_format(
    suffix: str, language: str
) -> None:
    expected = body(read(FORMATS / f"forum.{language}.docx"))
    found = body(read(FORMATS / f"forum.{language}{suffix}"))
    if suffix not in STYLED:  # a quotation without its style is a paragraph of its own
        expected = [(label, "", text) for label, _, text in expected]
        found = [(label, "", text) for label, _, text in found]
    assert found == expected


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_kinds_are_the_same_from_every_format(suffix: str, language: str) -> None:
    expected = kinds(read(FORMATS / f"forum.{language}.docx"))
    if suffix not in STYLED:
        expected = [Kind.PARAGRAPH if k is Kind.QUOTATION else k for k in expected]
    assert kinds(read(FORMATS / f"forum.{language}{suffix}")) == expected


@pytest.mark.parametrize("suffix", sorted(set(SUFFIXES) - set(WITHOUT_NOTES)))
def test_a_footnote_stands_behind_the_text_and_names_its_place(
    suffix: str, language: str
) -> None:
    document = read(FORMATS / f"forum.{language}{suffix}")
    footnote = document.segments[-1]
    assert (footnote.kind, footnote.label, footnote.anchor) == (Kind.FOOTNOTE, "1)", 1)
    assert "2018" in footnote.body


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_offices_and_telephones_are_metadata(suffix: str) -> None:
    document = read(FORMATS / f"forum.ko{suffix}")
    assert document.metadata.department == "기후환경외교국 환경협력과"
    assert [item.reason for item in document.dropped].count("contact") == 2
    assert not any("0000-700" in segment.text for segment in document.segments)


def test_numbers_that_a_program_generates_are_the_label() -> None:
    for suffix in (".docx", ".odt", ".hwpx", ".hwp"):
        labels = [s.label for s in read(FORMATS / f"forum.ko{suffix}").segments if s.label]
        assert labels[:5] == ["1.", "ㅇ", "2.", "가.", "나."]


def test_two_columns_are_read_one_after_the_other(language: str) -> None:
    plain = [s.text for s in read(FORMATS / f"forum.{language}.docx").segments]
    columns = [s.text for s in read(FORMATS / f"columns.{language}.pdf").segments]
    rows = {
        s.text for s in read(FORMATS / f"forum.{language}.docx").segments if " | " in s.text
    }
    expected = [text for text in plain[:-1] if text not in rows]
    assert columns == expected


@pytest.mark.parametrize("layout", ["table", "turns", "row"])
def test_a_bilingual_file_gives_both_sides(layout: str) -> None:
    documents = read_all(FORMATS / f"both-{layout}.docx").documents
    assert [d.language for d in documents] == [Language.KOREAN, Language.ENGLISH]
    for document, language in zip(documents, ("ko", "en"), strict=True):
        expected = [s.text for s in read(FORMATS / f"forum.{language}.docx").segments]
        assert [s.text for s in document.segments] == [t for t in expected if "2018 s" not in t
                                                       and "2018년 양국" not in t]  # fmt: skip


def test_the_halves_of_one_file_have_digests_of_their_own() -> None:
    documents = read_all(FORMATS / "both-row.docx").documents
    assert documents[0].metadata.digest != documents[1].metadata.digest
    assert documents[0].id.endswith("#ko")


def test_names_lie_and_bytes_decide(tmp_path: Path) -> None:
    expected = read(FORMATS / "forum.ko.hwpx").segments
    disguised = tmp_path / "forum.hwp"
    disguised.write_bytes((FORMATS / "forum.ko.hwpx").read_bytes())
    assert read(disguised).segments == expected
