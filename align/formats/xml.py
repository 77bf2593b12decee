"""What the XML formats share: text that XML can carry, and reading without trust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import regex
from lxml import etree

from align.errors import FormatError
from align.formats.base import ExportReport
from align.formats.carried import carriable

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_AT_ONCE = 1 << 16  # bytes parsed before their elements are dealt with
_BREAKS = regex.compile(r"\s*[\r\n\t]\s*")


def counted(text: str, report: ExportReport) -> str:
    """Return what XML can carry of a text, and count in `report` what was replaced."""
    plain, count = carriable(text)
    report.replaced += count
    return plain


def content(element: etree._Element) -> str:
    """Return the text in an element and all that stands in it, on one line."""
    return _BREAKS.sub(" ", "".join(map(str, element.itertext()))).strip()


def line_of(element: Any) -> int:
    """Return the line that an element begins in, 0 where nobody knows."""
    return int(element.sourceline or 0)


def elements(path: Path, *names: str) -> Iterator[etree._Element]:
    """Yield each element with one of the local `names` as it ends, then forget it.

    Entities, DTDs and the network are left alone: a file that declares
    entities is refused, and libxml2's own bounds on depth (256) and on one
    text (10 MB) hold.

    Raises:
        FormatError: the file cannot be read, is no XML, or declares entities.

    """
    try:
        with path.open("rb") as file:
            yield from _elements(file, path, names)
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", where=path) from error
    except etree.XMLSyntaxError as error:
        raise FormatError(
            f"is no well-formed XML: {error.msg}", where=f"{path}:{error.lineno or 1}"
        ) from error


def _elements(file: BinaryIO, path: Path, names: tuple[str, ...]) -> Iterator[etree._Element]:
    reading: Any = etree.XMLPullParser(  # whose events the type stubs take for any kind
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    checked = False
    while data := file.read(_AT_ONCE):
        reading.feed(data)
        ended: list[etree._Element] = []
        for _, element in reading.read_events():
            if not checked:
                _refuse_entities(element.getroottree(), path)
                checked = True
            yield element
            element.clear()
            ended.append(element)
        _forget(ended)
    root = reading.close()
    if not checked:
        _refuse_entities(root.getroottree(), path)


def _refuse_entities(tree: Any, path: Path) -> None:
    # The type stubs of lxml do not know DTD.entities.
    if tree.docinfo.internalDTD is not None and list(tree.docinfo.internalDTD.entities()):
        raise FormatError(
            "declares entities, which are not read for safety's sake",
            where=f"{path}:{tree.getroot().sourceline}",
            remedy="Have the tool that made it write plain text instead",
        )


def _forget(ended: Iterable[etree._Element]) -> None:
    """Free elements that were dealt with, and what stands before them."""
    for parent, siblings in groupby(ended, key=etree._Element.getparent):
        if parent is not None:
            *_, last = siblings
            del parent[: parent.index(last)]
