"""What prints in an office file, found without its reader: every text of every control."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from unicodedata import category

import olefile
from lxml import etree

_WORD_TEXTS = {"t", "delText"}
_PARTS_OF_WORD = ("document", "header", "footer", "footnotes", "endnotes", "comments")
_PARA_TEXT, _CTRL_HEADER, _TEXT_ART, _EQUATION, _FORM = 67, 71, 90, 88, 91
_SILENT = {"Zs", "Zl", "Zp", "Cc", "Cf"}
_FRAMES = "\u3000◯●□■△▲☼◇◆▢♲♺♻"  # before letters that are laid over one another
_BREAKS = str.maketrans("␍␊", "  ")  # in text art, the signs of a line's end
_LONG_CONTROLS = {*range(1, 10), *range(11, 13), *range(14, 24)}


def printed(data: bytes, suffix: str) -> list[str]:
    """Every run of characters that prints in a file, without its blanks."""
    walk = {".docx": _docx, ".odt": _odt, ".hwpx": _hwpx, ".hwp": _hwp}[suffix]
    return [squeezed for run in walk(data) if (squeezed := squeeze(run))]


def squeeze(text: str) -> str:
    """A text without blanks and characters that do not print."""
    return "".join(char for char in text if category(char) not in _SILENT)


def _docx(data: bytes) -> Iterator[str]:
    for name, root in _roots(data):
        if not name.startswith("word/"):
            continue
        part = name.removeprefix("word/")
        if part.startswith(("charts/", "diagrams/data")):
            yield from (e.text or "" for e in root.iter("{*}t"))
        elif part.startswith(_PARTS_OF_WORD):
            yield from (e.text or "" for tag in _WORD_TEXTS for e in root.iter(f"{{*}}{tag}"))
            yield from (e.get("string", "") for e in root.iter("{*}textpath"))


def _odt(data: bytes) -> Iterator[str]:
    for name, root in _roots(data):
        if name.endswith("content.xml") and "/" in name:
            yield from (e.text or "" for tag in ("mi", "mn") for e in root.iter(f"{{*}}{tag}"))
        if name.endswith(("content.xml", "styles.xml")):
            for element in root.iter():
                if isinstance(element.tag, str) and not _describes(element):
                    yield from _own_texts(element)
                    yield from (
                        value
                        for key, value in element.attrib.items()
                        if key.endswith(("string-value", "}label", "current-value"))
                        and not element.tag.endswith("-mark")
                    )


def _own_texts(element: etree._Element) -> Iterator[str]:
    """Texts that stand right in an element, if it stands in a paragraph."""
    inside = any(
        isinstance(e.tag, str) and e.tag.rpartition("}")[2] in ("p", "h")
        for e in (element, *element.iterancestors())
    )
    if inside:
        yield element.text or ""
        yield from (child.tail or "" for child in element)


def _describes(element: etree._Element) -> bool:
    """Whether an element tells of a picture or an author, which prints nowhere."""
    silent = {"title", "desc", "creator", "date", "note-citation", "annotation"}
    return any(
        e.tag.rpartition("}")[2] in silent and "office" not in e.tag
        for e in (element, *element.iterancestors())
        if isinstance(e.tag, str)
    )


def _hwpx(data: bytes) -> Iterator[str]:
    for name, root in _roots(data):
        if "section" not in name and "masterpage" not in name:
            continue
        for element in root.iter():
            tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if tag == "script":
                yield _script(element.text or "")
            elif tag in ("t", "mainText", "subText", "text"):
                yield element.text or ""
                yield from (mark.tail or "" for mark in element)
            elif tag == "compose":
                yield element.get("composeText", "")
            elif tag == "textart":
                yield element.get("text", "").translate(_BREAKS)
            elif tag in ("checkBtn", "radioBtn", "btn"):
                yield element.get("caption", "")


def _roots(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml") and archive.getinfo(name).file_size:
                yield name, etree.fromstring(archive.read(name))


def _hwp(data: bytes) -> Iterator[str]:
    with olefile.OleFileIO(io.BytesIO(data)) as compound:
        header = compound.openstream("FileHeader").read()
        flags = struct.unpack_from("<I", header, 36)[0]
        folder = "ViewText" if flags & 0x4000 else "BodyText"
        for entry in compound.listdir():
            if entry[0] == folder:
                raw = compound.openstream(entry).read()
                yield from _record_texts(zlib.decompress(raw, -15) if flags & 1 else raw)


def _record_texts(stream: bytes) -> Iterator[str]:
    for tag, payload in _records(stream):
        if tag == _PARA_TEXT:
            yield from _paragraph_runs(payload)
        elif tag == _CTRL_HEADER and payload[:4] == b"tudt":  # its letters stand backwards
            yield from _strings(payload[4:], 2)
        elif tag == _CTRL_HEADER and payload[:4] == b"spct":
            yield from (text.lstrip(_FRAMES) for text in _strings(payload[4:], 1))
        elif tag == _TEXT_ART:
            yield from _strings(payload[32:], 1)
        elif tag == _EQUATION:
            yield from map(_script, _strings(payload[4:], 1))
        elif tag == _FORM:
            yield from _captions(payload.decode("utf-16-le", errors="ignore"))


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a section: ten bits of tag, ten of level, twelve of size."""
    place = 0
    while place + 4 <= len(stream):
        head = struct.unpack_from("<I", stream, place)[0]
        tag, size = head & 0x3FF, head >> 20
        place += 4
        if size == 0xFFF:
            size = struct.unpack_from("<I", stream, place)[0]
            place += 4
        yield tag, stream[place : place + size]
        place += size


def _paragraph_runs(payload: bytes) -> Iterator[str]:
    """The text between control characters, which take one or eight places."""
    units = struct.unpack(f"<{len(payload) // 2}H", payload[: len(payload) // 2 * 2])
    run: list[int] = []
    place = 0
    while place < len(units):
        if units[place] >= 32:
            run.append(units[place])
            place += 1
            continue
        yield struct.pack(f"<{len(run)}H", *run).decode("utf-16-le", errors="replace")
        run = []
        place += 8 if units[place] in _LONG_CONTROLS else 1
    yield struct.pack(f"<{len(run)}H", *run).decode("utf-16-le", errors="replace")


def _script(text: str) -> str:
    """A script of an equation, in which ~ and ` are blanks."""
    return text.replace("~", " ").replace("`", " ")


def _strings(payload: bytes, count: int) -> Iterator[str]:
    """Strings that follow one another, each after its length."""
    place = 0
    for _ in range(count):
        length = struct.unpack_from("<H", payload, place)[0]
        yield payload[place + 2 : place + 2 + 2 * length].decode("utf-16-le", errors="replace")
        place += 2 + 2 * length


def _captions(properties: str) -> Iterator[str]:
    """What a form says: Caption:wstring:4:text among its properties."""
    for key in ("Caption:wstring:", "Text:wstring:"):
        for found in properties.split(key)[1:]:
            length, _, rest = found.partition(":")
            if length.isdecimal():
                yield rest[: int(length)]
