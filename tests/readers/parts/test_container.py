from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from align.errors import InputError
from align.readers import read_all, read_bytes
from align.readers.parts.container import check_xml_parts, open_zip
from align.readers.parts.sniff import true_suffix
from tests.conftest import FORMATS


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_part(source: Path, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(source) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    return zipped(parts | {name: content})


KOREAN = "1. 양측은 서울에서 만나 협력 방안을 협의하였다.".encode()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped({"a.txt": bytes(50 * 2**20)})
    assert len(bomb) < 2**20
    with pytest.raises(InputError, match="unpacks to far more"):
        read_bytes(bomb, ".zip", name="bomb.zip")


@pytest.mark.parametrize("suffix", [".docx", ".hwpx", ".odt"])
def test_an_office_file_that_declares_entities_is_refused(suffix: str) -> None:
    lol = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    data = with_part(FORMATS / f"forum.ko{suffix}", "extra.xml", lol)
    with pytest.raises(InputError, match="entities"):
        read_bytes(data, suffix, name=f"lol{suffix}")


@pytest.mark.parametrize(
    ("suffix", "part"),
    [
        (".docx", "word/document.xml"),
        (".hwpx", "Contents/section0.xml"),
        (".odt", "content.xml"),
    ],
)
def test_absurd_nesting_is_refused(suffix: str, part: str) -> None:
    deep = b"<a>" * 5000 + b"</a>" * 5000
    with pytest.raises(InputError):
        read_bytes(with_part(FORMATS / f"forum.ko{suffix}", part, deep), suffix, name="deep")


def test_a_page_nested_absurdly_is_refused() -> None:
    page = b"<html><body>" + b"<div>" * 3000 + KOREAN + b"</div>" * 3000
    with pytest.raises(InputError, match="nests"):
        read_bytes(page, ".html", name="deep.html")


def test_an_archive_gives_its_documents_and_names_what_fails() -> None:
    data = zipped({
        "자료/보도.txt": KOREAN,
        "자료/깨진.docx": b"PK\x03\x04 broken",
        "__MACOSX/보도.txt": b"x",
        "page_files/frame.html": b"<p>x</p>",
        "photo.png": b"\x89PNG",
    })  # fmt: skip
    reading = read_bytes(data, ".zip", name="mail.zip")
    assert [d.id for d in reading.documents] == ["mail.zip/자료/보도.txt"]
    assert [p.where for p in reading.problems] == ["mail.zip/자료/깨진.docx"]


def test_names_in_cp949_are_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("KOREAN_NAME_X.txt", KOREAN)
    name = "보도자료_1234".encode("cp949")
    raw = packed.getvalue().replace(b"KOREAN_NAME_X", name.ljust(13, b"_")[:13])
    reading = read_bytes(raw, ".zip", name="old.zip")
    assert reading.documents[0].id == "old.zip/보도자료_1234.txt"


def test_archives_in_archives_end_somewhere() -> None:
    inner = zipped({"a.txt": KOREAN})
    once = read_bytes(zipped({"in.zip": inner}), ".zip", name="o.zip")
    assert once.documents[0].id == "o.zip/in.zip/a.txt"
    with pytest.raises(InputError, match="archives in archives"):
        read_bytes(zipped({"b.zip": zipped({"in.zip": inner})}), ".zip", name="o.zip")


def test_a_password_is_named_as_such() -> None:
    data = bytearray(zipped({"a.txt": KOREAN}))
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    with pytest.raises(InputError, match="password"):
        read_bytes(bytes(data), ".zip", name="locked.zip")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"HWP Document File V3.00 \x1a\x01\x02", "HWP 3"),
        (b"{\\rtf1\\ansi text}", "RTF"),
        (b'<?xml version="1.0"?><HWPML Version="2.8">', "HWPML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "compound file"),
    ],
)
def test_what_is_not_read_is_refused_by_its_name(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        true_suffix(data, ".hwp")


@pytest.mark.parametrize("suffix", [".pdf", ".hwp", ".docx", ".zip"])
def test_text_under_the_name_of_an_office_file_is_no_such_file(suffix: str) -> None:
    with pytest.raises(InputError, match="but is none"):
        true_suffix(KOREAN, suffix)


def test_a_word_document_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    # Word puts an enciphered document into a compound file with this stream.
    data = (FORMATS / "forum.ko.hwp").read_bytes()
    renamed = data.replace("FileHeader".encode("utf-16-le"), "EncrHeader".encode("utf-16-le"))
    path = tmp_path / "locked.docx"
    path.write_bytes(renamed)
    with pytest.raises(InputError, match="unknown program"):
        read_all(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["<!DOCTYPE x [<!ELEMENT x ANY>]>", '<!ENTITY a "a">'])
def test_a_declaration_is_found_in_every_encoding(mark: str, encoding: str) -> None:
    with pytest.raises(InputError, match="declares entities"):
        check_xml_parts(open_zip(zipped({"a.xml": f"<x/>{mark}".encode(encoding)})))


def test_a_comment_is_no_declaration() -> None:
    check_xml_parts(open_zip(zipped({"a.xml": b"<x><!-- no -->\0</x>"})))


@pytest.mark.parametrize(
    ("declared", "refused"),
    [
        ('<!DOCTYPE math:math PUBLIC "-//OpenOffice.org//DTD Modified//EN" "math.dtd">', False),
        ("<!DOCTYPE math [<!ELEMENT math ANY>]>", True),
        ('<!DOCTYPE a SYSTEM "x" [ <!ENTITY b "c"> ]>', True),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_may_name_its_type_and_declare_nothing(
    declared: str, refused: bool, encoding: str
) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?>{declared}<math/>'.encode(encoding)
    archive = open_zip(zipped({"Object 1/content.xml": part}))
    if refused:
        with pytest.raises(InputError, match="declares entities"):
            check_xml_parts(archive)
    else:
        check_xml_parts(archive)
