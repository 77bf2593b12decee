"""HWP and HWPX, on documents that python-hwpx writes and on real ones where they are there."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import olefile
import pytest
from hwpx import HwpxDocument

from align.errors import AlignError, InputError, LanguageError
from align.model import Kind
from align.readers import read, read_bytes
from align.readers.formats.hwp import HwpReader
from align.readers.formats.hwpx import HwpxReader
from tests.conftest import FORMATS
from tests.readers.office import hangul_list, hwpx

UNREADABLE = {"numbered.hwp": "holds no running text", "table.hwp": "neither Korean"}


def with_flags(data: bytes, flags: int) -> bytes:
    """The file with other properties in its header."""
    with olefile.OleFileIO(io.BytesIO(data)) as compound:
        header = compound.openstream("FileHeader").read()
    place = data.index(header[:36])
    return data[: place + 36] + struct.pack("<I", flags) + data[place + 40 :]


def test_every_real_file_reads_or_is_refused_with_its_reason(real_pages: Path) -> None:
    files = sorted((real_pages / "hwp").glob("*.hwp*"))
    assert files
    for path in files:
        if path.name in UNREADABLE:
            with pytest.raises(LanguageError, match=UNREADABLE[path.name]):
                read(path)
        else:
            assert read(path).segments, path.name


def test_generated_numbers_of_real_files_are_labels(real_pages: Path) -> None:
    labels = [s.label for s in read(real_pages / "hwp/numbered.hwpx").segments]
    assert labels[4:14] == [
        *("1.", "2.", "3.", "3.1.", "3.2.", "4.", "4.1.1.1.", "4.1.1.2.", "4.1.2.", "4.1.2.1.")
    ]
    assert labels[14:] == ["1.", "가.", "나.", "다.", "2.", "가.", "1)"]
    extract = HwpReader().extract((real_pages / "hwp/numbered.hwp").read_bytes(), None)
    first = [line.text for line in extract.lines[:6]]
    assert first == ["i. 1", "ii. 2", "iii. 3", "iv. 4", "v. 5", "vi. 6"]


def test_a_file_for_distribution_only_is_read_not_its_notice(real_pages: Path) -> None:
    document = read(real_pages / "hwp/distribution-only.hwp")
    assert len(document.segments) > 40
    assert not any("상위 버전의 배포용" in segment.text for segment in document.segments)


def test_real_tracked_changes_are_accepted(real_pages: Path) -> None:
    document = read(real_pages / "hwp/tracked-changes.hwpx")
    assert [segment.text for segment in document.segments] == ["변경 인간은"]


def test_the_cells_of_a_real_table_stay_apart(real_pages: Path) -> None:
    document = read(real_pages / "hwp/table.hwpx")
    assert document.segments[2].text == "이름 | 국어 | 영어 | 수학"
    assert document.segments[2].kind is Kind.ROW


@pytest.mark.parametrize(
    ("flag", "reason"), [(0x2, "password"), (0x10, "rights"), (0x400, "rights")]
)
def test_a_protected_file_is_named_as_such(flag: int, reason: str) -> None:
    data = with_flags((FORMATS / "forum.ko.hwp").read_bytes(), 1 | flag)
    with pytest.raises(InputError, match=reason):
        HwpReader().extract(data, None)


def test_a_file_for_distribution_without_its_text_is_refused() -> None:
    data = with_flags((FORMATS / "forum.ko.hwp").read_bytes(), 1 | 0x4)
    with pytest.raises(InputError, match="distribution"):
        HwpReader().extract(data, None)


def test_the_notice_of_a_file_for_distribution_is_never_text(tmp_path: Path) -> None:
    document = HwpxDocument.new()
    document.paragraphs[
        0
    ].text = (
        "이 문서는 상위 버전의 배포용 문서입니다. 문서를 읽으려면 최신 버전의 글이 필요합니다."
    )
    path = tmp_path / "notice.hwp"
    document.save_to_path(path)
    with pytest.raises(InputError, match="distribution only"):
        read(path)


def test_an_empty_document_is_no_success(tmp_path: Path) -> None:
    path = tmp_path / "empty.hwpx"
    HwpxDocument.new().save_to_path(path)
    with pytest.raises(InputError, match="no text"):
        read(path)


def test_an_encrypted_hwpx_is_named_as_such() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(FORMATS / "forum.ko.hwpx") as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "META-INF/manifest.xml":
                content = b"<manifest><encryption-data/></manifest>"
            new.writestr(name, content)
    with pytest.raises(InputError, match="password"):
        HwpxReader().extract(packed.getvalue(), None)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_an_error_not_an_empty_document(share: float) -> None:
    data = (FORMATS / "forum.ko.hwp").read_bytes()
    with pytest.raises(AlignError):
        read_bytes(data[: int(share * len(data))], ".hwp", name="cut.hwp")


def made(runs: str) -> tuple[list[str], list[tuple[str, str]]]:
    """What is read of a document made of XML, and what is left out."""
    found = HwpxReader().extract(hwpx(runs), None).lines
    return (
        [line.text for line in found if not line.furniture],
        [(line.text, line.reason) for line in found if line.furniture],
    )


def tbl(*cells: str) -> str:
    inner = "".join(f"<hp:tc>{cell}</hp:tc>" for cell in cells)
    return f"<hp:tbl><hp:tr>{inner}</hp:tr></hp:tbl>"


def test_words_with_readings_and_overlapped_letters_stand_in_their_sentence() -> None:
    runs = (
        "<hp:t>저 </hp:t><hp:dutmal><hp:mainText>燈臺</hp:mainText><hp:subText>등대"
        '</hp:subText></hp:dutmal><hp:t>는 </hp:t><hp:compose composeText="갑"/>'
        "<hp:t> 지점에 있다.</hp:t>"
    )
    assert made(runs) == (["저 燈臺(등대)는 갑 지점에 있다."], [])


def test_equations_and_form_fields_stand_in_their_sentence() -> None:
    runs = (
        "<hp:t>속력은 </hp:t><hp:equation><hp:shapeComment>수식입니다.</hp:shapeComment>"
        "<hp:script>v = {s} over {t}</hp:script></hp:equation><hp:t>이다.</hp:t>"
        '<hp:checkBtn caption="예"/><hp:checkBtn caption="아니요"/>'
    )
    assert made(runs) == (["속력은 v = {s} over {t}이다. 예 아니요"], [])


def test_text_art_and_text_boxes_are_paragraphs_of_their_own() -> None:
    box = f"<hp:rect><hp:drawText>{hangul_list('상자')}</hp:drawText></hp:rect>"
    art = '<hp:textart text="큰 글␍␊씨"/>'
    runs = f"<hp:t>글</hp:t>{art}<hp:container>{box}{art}</hp:container>"
    assert made(runs) == (["글", "큰 글 씨", "상자", "큰 글 씨"], [])


def test_a_large_first_letter_belongs_to_its_paragraph() -> None:
    letter = f"<hp:drawText>{hangul_list('등')}</hp:drawText>"
    runs = f'<hp:rect dropcapstyle="DoubleLine">{letter}</hp:rect><hp:t>대가 켜진다.</hp:t>'
    assert made(runs) == (["등대가 켜진다."], [])


def test_deletions_are_listed_in_text_and_in_runs() -> None:
    runs = (
        '<hp:t>남은 <hp:deleteBegin Id="1"/>지운<hp:deleteEnd Id="1"/>글</hp:t>'
        '<hp:deleteBegin Id="2"/><hp:dutmal><hp:mainText>갑</hp:mainText><hp:subText>을'
        '</hp:subText></hp:dutmal><hp:deleteEnd Id="2"/><hp:t> 끝</hp:t>'
    )
    read, left = made(runs)
    assert read == ["남은 글 끝"]
    assert left == [("지운", "deleted"), ("갑(을)", "deleted")]


def test_comments_headers_and_memos_are_listed_in_tables_too() -> None:
    marks = (
        f"<hp:ctrl><hp:hiddenComment>{hangul_list('숨은 설명')}</hp:hiddenComment></hp:ctrl>"
        f"<hp:ctrl><hp:header>{hangul_list('머리')}</hp:header></hp:ctrl>"
        '<hp:ctrl><hp:fieldBegin type="MEMO"><hp:parameters><hp:stringParam name="ID">m1'
        f"</hp:stringParam></hp:parameters>{hangul_list('메모')}</hp:fieldBegin></hp:ctrl>"
    )
    cell = hangul_list(f"<hp:t>칸</hp:t>{marks}")
    table = tbl(cell, hangul_list("옆"))
    outer = tbl(hangul_list(table))
    left = [("숨은 설명", "comment"), ("머리", "header"), ("메모", "comment")]
    assert made(f"<hp:t>글</hp:t>{marks}") == (["글"], left)
    assert made(table) == (["칸 | 옆"], left)
    assert made(outer) == (["칸 옆"], left)


def test_a_note_in_a_table_in_a_cell_is_read_once() -> None:
    note = f'<hp:ctrl><hp:footNote number="1">{hangul_list("붙임")}</hp:footNote></hp:ctrl>'
    table = tbl(hangul_list(f"<hp:t>칸</hp:t>{note}"))
    outer = tbl(hangul_list(table))
    assert made(outer) == (["칸", "1) 붙임"], [])


def test_a_file_of_nothing_but_comments_holds_no_text() -> None:
    runs = f"<hp:ctrl><hp:hiddenComment>{hangul_list('설명')}</hp:hiddenComment></hp:ctrl>"
    with pytest.raises(InputError, match="no text"):
        HwpxReader().extract(hwpx(runs), None)
