from __future__ import annotations

import csv
import datetime
import unicodedata
from pathlib import Path

import pytest

from align.errors import (
    BinaryInputError,
    EmptyInputError,
    EncodingError,
    InputError,
    LanguageError,
)
from align.model import Kind, Language
from align.readers import read
from tests.conftest import MOFA


def _sides() -> list[tuple[str, str, str]]:
    with (MOFA / "truth" / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [(r["document"], code, r[f"{code}-file"]) for r in rows for code in ("ko", "en")]


@pytest.mark.parametrize(("name", "code", "file"), _sides())
def test_every_layout_of_the_sample_reads_as_its_truth(name: str, code: str, file: str) -> None:
    document = read(MOFA / file)
    truth = (MOFA / "truth" / f"{name}.{code}").read_text("utf-8").splitlines()
    assert [unicodedata.normalize("NFC", s.text) for s in document.segments] == truth
    assert document.language == code
    assert document.segments[0].kind is Kind.TITLE


def test_the_text_stays_as_it_was_written(mofa: Path) -> None:
    path = mofa / "ko" / "2018-05-21_한중_전략대화.txt"
    document = read(path)
    assert unicodedata.is_normalized("NFD", document.segments[1].text)
    assert document.segments[1].text in path.read_text("utf-8")


def test_a_page_gives_its_facts(mofa: Path) -> None:
    metadata = read(mofa / "ko" / "2015-03-05_kenya.html").metadata
    assert metadata.title == "도재민 외교부 장관, 케냐 외교장관과 회담"
    assert metadata.date == datetime.date(2015, 3, 5)
    assert metadata.department == "개발협력국"
    assert metadata.url == "https://www.example.org/ko/press/2015-03-05-nairobi"
    assert not metadata.unofficial


def test_what_is_dropped_is_listed_with_its_reason(mofa: Path) -> None:
    document = read(mofa / "en" / "2013-06-14_press_release.txt")
    reasons = {line.text: line.reason for line in document.dropped}
    assert reasons["본문 바로가기"] == "navigation"
    assert reasons["2013-06-14"] == "metadata"
    assert reasons["Privacy Policy"] == "footer"


def test_the_real_page_reads_right(real_pages: Path) -> None:
    document = read(real_pages / "mofa-2017-12-19.en.txt")
    assert document.metadata.title == "Foreign Minister Meets with her Japanese Counterpart"
    assert document.metadata.date == datetime.date(2017, 12, 19)
    assert document.metadata.unofficial
    numbered = [s.outline for s in document.segments if s.kind is Kind.PARAGRAPH]
    assert numbered == ["1", "2", "3", "4", "5", "6", "7"]
    points = [s.outline for s in document.segments if s.kind is Kind.POINT]
    assert points == [
        *("2.1", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "5.1", "5.2", "5.3", "5.4"),
        *("6.1", "7.1"),
    ]
    assert document.segments[-1].kind is Kind.NOTICE


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", EmptyInputError),
        ("blank.txt", b" \n\n ", EmptyInputError),
        ("menu.txt", "본문 바로가기\nKOR\n".encode(), EmptyInputError),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), BinaryInputError),
        ("noise.txt", bytes(range(1, 256)) * 8, BinaryInputError),
        ("broken.txt", "양측은 협의함.".encode() + b"\xff\xfe\xff", EncodingError),
        (
            "deutsch.txt",
            ("Der Minister traf seinen Amtskollegen. " * 5).encode(),
            LanguageError,
        ),
        ("notes.odt", b"text", InputError),
    ],
)
def test_bad_files_are_errors_that_name_the_file(
    tmp_path: Path, name: str, data: bytes, error: type[InputError]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read(path)
    assert caught.value.where == str(path)
    assert caught.value.remedy


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        read(tmp_path / "nothing.txt")


def test_a_language_can_be_insisted_on(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Kim, Lee, Pak; Żółć gęślą jaźń i tak dalej, proszę państwa.\n", "utf-8")
    assert read(path, language=Language.ENGLISH).language is Language.ENGLISH
