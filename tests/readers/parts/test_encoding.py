from __future__ import annotations

import pytest

from align.errors import BinaryInputError, EncodingError
from align.readers.parts.encoding import decode

KOREAN = "□ 양측은 협의를 개최함.\n○ 협의는 길었음.\n"
ENGLISH = "The “comfort women” issue – Japan’s answer\nwas discussed.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [KOREAN, ENGLISH], ids=["ko", "en"])
def test_unicode_is_found_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_cp949_is_found() -> None:
    assert decode(KOREAN.encode("cp949")) == (KOREAN, "cp949")


def test_a_rare_syllable_in_a_short_table_is_korean_all_the_same() -> None:
    text = "국문,영문\n햏,hey\n"  # a syllable that KS X 1001 lacks
    assert decode(text.encode("cp949")) == (text, "cp949")


def test_windows_quotation_marks_are_not_taken_for_korean() -> None:
    assert decode(ENGLISH.encode("cp1252")) == (ENGLISH, "cp1252")


def test_a_charset_that_calls_itself_euc_kr_is_read_as_cp949() -> None:
    text = "뷁 똠방각하"  # syllables that EUC-KR lacks
    assert decode(text.encode("cp949"), declared="euc-kr")[0] == text


def test_a_wrong_declaration_does_not_win() -> None:
    assert decode(KOREAN.encode("utf-8"), declared="ascii")[0] == KOREAN


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 ...", b"PK\x03\x04....", b"\xd0\xcf\x11\xe0....", bytes(range(256)) * 4],
    ids=["pdf", "zip", "ole", "noise"],
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises((BinaryInputError, EncodingError)):
        decode(data)


def test_bytes_that_the_named_encoding_forbids_are_an_error_that_names_the_place() -> None:
    with pytest.raises(EncodingError, match="byte 3"):
        decode("abc한".encode("cp949"), "utf-8")


def test_an_unknown_encoding_is_an_error() -> None:
    with pytest.raises(EncodingError, match="not an encoding"):
        decode(b"abc", "klingon")
