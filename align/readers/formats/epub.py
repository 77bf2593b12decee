"""Books (EPUB): the chapters in the order of reading, each as the page that it is."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from lxml import etree

from align.errors import InputError
from align.readers.base import Extract
from align.readers.formats.html.reader import chapter
from align.readers.parts.container import check_xml_parts, open_zip, read_member
from align.readers.parts.line import Line

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset(("application/xhtml+xml", "text/html"))
_DEAD = b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC"
"""Ways of hiding fonts, which protect no text."""


class EpubReader:
    """Reads `.epub` files."""

    suffixes = (".epub",)

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the blocks of the chapters; the page of each is the number of its chapter.

        Raises:
            InputError: it is damaged, protected, or names no chapters.

        """
        archive = open_zip(data)
        check_xml_parts(archive)
        _refuse_protected(archive)
        package = _root(archive)
        book = _xml(archive, package)
        lines: list[Line] = []
        for number, name in enumerate(_chapters(book, package), start=1):
            lines += [
                replace(line, page=number)
                for line in chapter(read_member(archive, name), encoding)
            ]
        title = book.findtext(".//{*}metadata/{http://purl.org/dc/elements/1.1/}title") or ""
        return Extract(tuple(lines), title=" ".join(title.split()))


def _refuse_protected(archive: zipfile.ZipFile) -> None:
    if _ENCRYPTION not in archive.namelist():
        return
    ways = [
        str(method.get("Algorithm", "")).encode()
        for method in _xml(archive, _ENCRYPTION).iter("{*}EncryptionMethod")
    ]
    if any(way not in _DEAD for way in ways):
        raise InputError(
            "is protected by its publisher (DRM)", remedy="Give a copy without protection"
        )


def _root(archive: zipfile.ZipFile) -> str:
    """The name of the part that tells what the book is made of."""
    file = _xml(archive, _CONTAINER).find(".//{*}rootfile")
    name = "" if file is None else str(file.get("full-path", ""))
    if name not in archive.namelist():
        raise InputError("is a book without a package", remedy="Save it again")
    return name


def _chapters(book: etree._Element, package: str) -> Iterator[str]:
    items = {
        str(item.get("id")): (unquote(str(item.get("href", ""))), item)
        for item in book.iterfind(".//{*}manifest/{*}item")
    }
    for place in book.iterfind(".//{*}spine/{*}itemref"):
        href, item = items.get(str(place.get("idref")), ("", None))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" not in str(item.get("properties", "")).split():
            yield posixpath.normpath(posixpath.join(posixpath.dirname(package), href))


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(read_member(archive, name), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"is damaged in its part {name}: {error}", remedy="Save it again"
        ) from error
