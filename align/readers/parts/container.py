"""Zip containers opened with care: bombs, passwords and foreign XML are refused.

DOCX, HWPX and ODT are zips of XML.  What is read from one is bounded, so that a
small file cannot fill the memory: the whole unpacked is at most 512 MiB, a part of
XML 64 MiB, and no part may be packed to less than a two-hundredth of its size.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from align.errors import InputError

MAX_UNPACKED = 512 * 2**20
MAX_XML = 64 * 2**20
MAX_MEMBERS = 10_000
_MAX_RATIO = 200
_SMALL = 2**20  # below this no ratio is a threat
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_XML = (".xml", ".rels", ".hpf", ".rdf")
_DOCTYPE, _ENTITY = "<!DOCTYPE", "<!ENTITY"
_BOMB = "unpacks to far more than it should"
_NOT_OPENED = "It was made to exhaust memory, or is damaged; it is not opened"


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Return an archive whose table of contents is within bounds.

    Raises:
        InputError: it is damaged, protected by a password, or a bomb.

    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(
            f"is a damaged archive: {error}", remedy="Save it again from its program"
        ) from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
        raise InputError(_BOMB, remedy=_NOT_OPENED)
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise InputError(
                "is protected by a password", remedy="Save it without one, then read it"
            )
        packed = max(1, member.compress_size)
        if member.file_size > _SMALL and member.file_size > _MAX_RATIO * packed:
            raise InputError(_BOMB, remedy=_NOT_OPENED)
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one part, unpacked.

    Raises:
        InputError: it is damaged, or not there.

    """
    try:
        return archive.read(name)
    except KeyError as error:
        raise InputError(f"lacks its part {name}", remedy="Save it again") from error
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
        *(NotImplementedError, RuntimeError, ValueError),
    ) as error:
        raise InputError(
            f"is damaged in its part {name}: {error}", remedy="Save it again from its program"
        ) from error


def refuse_encrypted(archive: zipfile.ZipFile) -> None:
    """Refuse an HWPX or ODT file whose manifest says that its parts are enciphered.

    Raises:
        InputError: so it does.

    """
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in read_member(archive, manifest):
        raise InputError(
            "is protected by a password", remedy="Save it without one, then read it"
        )


def check_xml_parts(archive: zipfile.ZipFile) -> None:
    """Refuse an office file whose XML is too large, or declares entities of its own.

    Raises:
        InputError: so it is.

    """
    for member in archive.infolist():
        if not member.filename.lower().endswith(_XML):
            continue
        if member.file_size > MAX_XML:
            raise InputError(f"{_BOMB} (its part {member.filename})", remedy=_NOT_OPENED)
        part = read_member(archive, member.filename)
        if _declares(part):
            raise InputError(
                f"declares entities in its part {member.filename}, which office files never do",
                remedy="Save it again from its program",
            )


def _declares(part: bytes) -> bool:
    """Whether a part declares anything; to name its type, as old formulas do, does not."""
    encodings = ["utf-8"] if b"<!" in part else []
    if b"\0" in part:
        encodings += ["utf-16-le", "utf-16-be"]
    return any(_ENTITY.encode(e) in part or _opens_declarations(part, e) for e in encodings)


def _opens_declarations(part: bytes, encoding: str) -> bool:
    at = part.find(_DOCTYPE.encode(encoding))
    end = part.find(">".encode(encoding), at)
    return at >= 0 and (end < 0 or "[".encode(encoding) in part[at:end])


def name_of(member: zipfile.ZipInfo) -> str:
    """Return a member's name; Korean Windows writes CP949 without saying so."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp949")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename
