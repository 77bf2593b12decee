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
