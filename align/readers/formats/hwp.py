"""Hangul documents of the older format (HWP 5): python-hwpx turns them into HWPX.

What is for distribution only has its text enciphered with a key that lies in the
file.  python-hwpx refuses it, so syhwp deciphers it first; where that fails, syhwp
reads it, without footnotes and generated numbers.  The notice that such a file shows
to old programs is never taken for its text.
"""

from __future__ import annotations

import io
import os
import struct
import tempfile
from pathlib import Path

import olefile
import regex
import syhwp
from hwpx.hwp5.cfb import CompoundFile, build_compound_file, read_all_streams
from syhwp import _crypt as cipher

from align.errors import EmptyInputError, InputError
from align.readers.base import Extract
from align.readers.formats.hwpx import extract_from
from align.readers.parts.blocks import Blocks

_SIGNATURE = b"HWP Document File"
_FLAGS_AT = 36
_PASSWORD, _DISTRIBUTION, _DRM, _CERTIFICATE_DRM = 0x2, 0x4, 0x10, 0x100 | 0x400
_TEXT, _ENCIPHERED = "BodyText/", "ViewText/"  # folders of sections
_KEY_AT, _TEXT_AT = 4, 260  # in an enciphered section
_PLACEHOLDER = regex.compile(r"이 문서는 상위 버전의 배포용 문서입니다")


class HwpReader:
    """Reads `.hwp` files."""

    suffixes = (".hwp",)

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the blocks of a Hangul document.

        Raises:
            InputError: it is damaged, protected by a password or a right, or no HWP 5.

        """
        flags = _flags(data)
        if flags & _PASSWORD:
            raise InputError(
                "is protected by a password", remedy="Save it in Hancom Office without one"
            )
        if flags & (_DRM | _CERTIFICATE_DRM):
            raise InputError(
                "is protected by digital rights (DRM)",
                remedy="Ask whoever issued it for a copy without",
            )
        extract = _distributed(data) if flags & _DISTRIBUTION else extract_from(data)
        if any(_PLACEHOLDER.search(line.text) for line in extract.lines):
            raise InputError(
                "is for distribution only, and its text cannot be read",
                remedy="Ask whoever issued it for an ordinary copy, or save it as PDF",
            )
        return extract


def _flags(data: bytes) -> int:
    """The properties in the file's header."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            header = compound.openstream("FileHeader").read()
    except Exception as error:  # olefile lets any error out of a damaged file
        raise InputError(
            f"is a damaged Hangul document: {error}",
            remedy="Open it in Hancom Office and save it again",
        ) from error
    if not header.startswith(_SIGNATURE) or len(header) < _FLAGS_AT + 4:
        raise InputError("is not a Hangul document", remedy="Name it for what it is")
    flags: int = struct.unpack_from("<I", header, _FLAGS_AT)[0]
    return flags


def _distributed(data: bytes) -> Extract:
    """The text of a file for distribution only."""
    try:
        return extract_from(_deciphered(data))
    except Exception:  # another edition of the cipher: a damaged file fails again below
        return _blocks_only(data)


def _deciphered(data: bytes) -> bytes:
    """The file as it was before it was made for distribution only."""
    streams = dict(read_all_streams(CompoundFile(data)))
    enciphered = [name for name in streams if name.startswith(_ENCIPHERED)]
    if not enciphered:  # the plain text is only a notice to old programs
        raise ValueError(_ENCIPHERED)
    for name in enciphered:
        section = streams.pop(name)
        key = cipher.section_key(section[_KEY_AT:_TEXT_AT])
        plain = cipher.decrypt_section(section[_TEXT_AT:], key)
        streams[f"{_TEXT}{name.removeprefix(_ENCIPHERED)}"] = plain
    header = bytearray(streams["FileHeader"])
    flags: int = struct.unpack_from("<I", header, _FLAGS_AT)[0]
    struct.pack_into("<I", header, _FLAGS_AT, flags & ~_DISTRIBUTION)
    streams["FileHeader"] = bytes(header)
    deciphered: bytes = build_compound_file(list(streams.items()))
    return deciphered


def _blocks_only(data: bytes) -> Extract:
    """Its paragraphs and tables, as syhwp reads them."""
    blocks = Blocks()
    for block in _open(data).blocks:
        if isinstance(block, syhwp.Paragraph):
            blocks.paragraph(block.text)
        elif isinstance(block, syhwp.Table):
            for row in block.grid():
                blocks.row(row)
    if not blocks.lines():
        raise EmptyInputError(
            "is for distribution only, and its text cannot be read",
            remedy="Ask whoever issued it for an ordinary copy, or save it as PDF",
        )
    return Extract(blocks.lines())


def _open(data: bytes) -> syhwp.Document:
    """The library reads files only, so the bytes go through one."""
    handle, name = tempfile.mkstemp(suffix=".hwp")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return syhwp.open(name)
    except Exception as error:  # a damaged file makes it fail in many ways
        raise InputError(
            f"is for distribution only and cannot be read: {error}",
            remedy="Ask whoever issued it for an ordinary copy, or save it as PDF",
        ) from error
    finally:
        path.unlink(missing_ok=True)
