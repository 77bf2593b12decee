"""Bytes to text: byte order mark, then a declared charset, UTF-8, CP949, Windows-1252.

A guess is accepted only where the text that comes out is plausible: UTF-16
that is mostly ASCII and Hangul, CP949 whose syllables are ones that people use.
"""

from __future__ import annotations

import codecs

import regex

from align.errors import BinaryInputError, EncodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (DOCX, HWPX, XLSX …)"),
    (b"\xd0\xcf\x11\xe0", "an OLE file (HWP, DOC, XLS …)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
)
_CONTROL_BYTE = regex.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_TEXTUAL = regex.compile(r"[\x09-\x0d\x20-\x7e\p{Script=Hangul}\p{P}\p{S}]")
_WESTERN = regex.compile(r"[\x09-\x7e‘’“”–—°…•é]")
_SYLLABLE = regex.compile(r"[가-힣]")
_MAX_CONTROL_SHARE = 0.002
_MIN_TEXTUAL_SHARE = 0.8
_MAX_RARE_SHARE = 0.25  # a short table may hold a rare word; quotation marks give nothing else
_MAX_ODD_SHARE = 0.05


def decode(
    data: bytes, encoding: str | None = None, declared: str | None = None
) -> tuple[str, str]:
    """Return the text of `data` and the name of its encoding.

    Args:
        data: the bytes of a file.
        encoding: the encoding to use, whatever the bytes look like.
        declared: a charset that the file itself names; tried first, not trusted.

    Raises:
        BinaryInputError: the bytes are not text.
        EncodingError: no encoding fits.

    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise BinaryInputError(f"is {name}, not text", remedy="Save it as text or HTML")
    if encoding is not None:
        return _decode_as(data, encoding), encoding
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name), name
    return _guess(data, declared)


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(_widened(encoding))
    except LookupError as error:
        raise EncodingError(
            f"{encoding} is not an encoding", remedy="Name one such as utf-8, cp949 or utf-16"
        ) from error
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"byte {error.start} (0x{data[error.start]:02x}) is not valid {encoding}",
            remedy="Give the right one with --encoding, or save the file as UTF-8",
        ) from error


def _guess(data: bytes, declared: str | None) -> tuple[str, str]:
    if b"\0" in data:
        return _guess_utf16(data)
    if len(_CONTROL_BYTE.findall(data)) > _MAX_CONTROL_SHARE * len(data):
        raise BinaryInputError(
            "is not text: it holds control characters", remedy="Leave it out"
        )
    for name in filter(None, (declared, "utf-8", "cp949", "cp1252")):
        try:
            text = data.decode(_widened(name))
        except (UnicodeDecodeError, LookupError):
            continue
        if name == declared or _plausible(text, _widened(name)):
            return text, _widened(name)
    raise EncodingError(
        f"is neither UTF-8 (see byte {_first_wrong_byte(data)}) nor CP949",
        remedy="Give its encoding with --encoding, or save it as UTF-8",
    )


def _first_wrong_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _guess_utf16(data: bytes) -> tuple[str, str]:
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text) and _share(_TEXTUAL, text) >= _MIN_TEXTUAL_SHARE:
            return text, name
    raise BinaryInputError("is not text: it holds zero bytes", remedy="Save it as text or HTML")


def _plausible(text: str, encoding: str) -> bool:
    if encoding == "cp1252":
        return _share(_WESTERN, text) >= 1 - _MAX_ODD_SHARE
    return encoding != "cp949" or _rare_share(text) <= _MAX_RARE_SHARE


def _rare_share(text: str) -> float:
    """The share of Hangul syllables that only CP949 has, not the 2,350 of KS X 1001.

    Windows-1252 quotation marks read as CP949 give such syllables; Korean
    text has one in some thousands.
    """
    syllables = _SYLLABLE.findall(text)
    if not syllables:
        return 0.0
    rare = sum(1 for syllable in syllables if not _in_euc_kr(syllable))
    return rare / len(syllables)


def _in_euc_kr(syllable: str) -> bool:
    try:
        syllable.encode("euc-kr")
    except UnicodeEncodeError:
        return False
    # Python writes a syllable outside KS X 1001 as eight bytes of separate jamo.
    return len(syllable.encode("euc-kr")) == 2


def _share(pattern: regex.Pattern[str], text: str) -> float:
    return len(pattern.findall(text)) / max(1, len(text))


def _widened(encoding: str) -> str:
    """CP949 for what pages call EUC-KR: it holds the same and more."""
    plain = encoding.lower().replace("_", "-")
    same = {"euc-kr", "ks-c-5601-1987", "ks-c-5601", "ksc5601", "windows-949", "euckr"}
    return "cp949" if plain in same else plain
