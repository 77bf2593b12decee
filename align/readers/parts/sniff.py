"""What a file is by its bytes, whatever its name says.

Names lie: an HWPX is called .hwp, a web page .doc.  A file that is known for
something that is not read is refused by its own name, with what to do.
"""

from __future__ import annotations

import io

import olefile
import regex

from align.errors import InputError
from align.readers.parts.container import open_zip, read_member

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 2048
_MAIL = regex.compile(
    rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):",
    regex.IGNORECASE,
)
_MULTIPART = regex.compile(rb"multipart/(?:related|mixed|alternative)", regex.IGNORECASE)
_PAGE = regex.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", regex.I | regex.S
)
_TEXTS = (".html", ".htm", ".xhtml", ".md", ".markdown")
_MIMETYPES = {
    b"application/hwp+zip": ".hwpx",
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/epub+zip": ".epub",
}
_PARTS = {
    "word/document.xml": ".docx",
    "Contents/section0.xml": ".hwpx",
    "Contents/header.xml": ".hwpx",
}
_ZIPPED = {".docx", ".hwpx", ".odt", ".pptx", ".epub", ".zip"}
_MAGIC = {".pdf": "%PDF", ".hwp": "an OLE header"}


def true_suffix(data: bytes, suffix: str) -> str:
    """Return the ending that the bytes deserve, `suffix` where they say nothing.

    Raises:
        InputError: it is of a kind that is not read, protected, or not what its name says.

    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(_OLE):
        return _compound(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if head.startswith(b"HWP Document File V"):
        raise _refused("is of HWP 3 or older", "as HWPX or DOCX")
    if head.startswith(b"{\\rtf"):
        raise _refused("is rich text (RTF)", "as DOCX")
    if b"<HWPML" in head:
        raise _refused("is HWPML", "as HWPX")
    if _MAIL.match(head) and _MULTIPART.search(data[: 4 * _HEAD]):
        return ".mhtml"
    if suffix not in _TEXTS and _PAGE.match(head):
        return ".html"
    if suffix in _ZIPPED or suffix in _MAGIC:
        raise InputError(
            f"is called {suffix} but is none", remedy="Name it for what it is, or save it again"
        )
    return suffix


def _compound(data: bytes) -> str:
    """Which program's compound file it is."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            streams = {"/".join(path) for path in compound.listdir()}
    except Exception as error:  # olefile lets any error out of a damaged file
        raise InputError(
            f"is a damaged compound file: {error}", remedy="Save it again from its program"
        ) from error
    if "FileHeader" in streams:
        return ".hwp"
    if "EncryptedPackage" in streams:
        raise InputError(
            "is protected by a password", remedy="Save it without one, then read it"
        )
    if "WordDocument" in streams:
        raise _refused("is an old Word document (.doc)", "as DOCX")
    if streams & {"Workbook", "Book"}:
        raise _refused("is an old Excel workbook (.xls)", "as XLSX")
    raise InputError("is a compound file of an unknown program", remedy="Leave it out")


def _zipped(data: bytes) -> str:
    archive = open_zip(data)
    names = set(archive.namelist())
    if "mimetype" in names:
        kind = read_member(archive, "mimetype").strip()
        if kind in _MIMETYPES:
            return _MIMETYPES[kind]
    for part, suffix in _PARTS.items():
        if part in names:
            return suffix
    if "xl/workbook.xml" in names:
        return ".xlsx"
    if "ppt/presentation.xml" in names:
        return ".pptx"
    return ".zip"


def _refused(what: str, how: str) -> InputError:
    return InputError(f"{what}, which is not read", remedy=f"Save it {how}, then read it")
