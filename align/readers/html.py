"""HTML pages, read with lxml: the leaf blocks of the page's main part, in order."""

from __future__ import annotations

import regex
from lxml import etree, html

from align.errors import InputError
from align.readers.base import Extract
from align.readers.encoding import decode
from align.segment import Line

_IGNORED = {"script", "style", "noscript", "template", "head"}
_FURNITURE = {"nav", "footer", "button", "select"}
_INLINE = {
    *("a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "ins", "label", "mark", "q"),
    *("ruby", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
}
_CHARSET = regex.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", regex.IGNORECASE)
_SPACE = regex.compile(r"[ \t\r\n\f]+")
_BREAK = "\ue000"  # private use: stands for <br> until the block is cut
_CELL = " | "


class HtmlReader:
    """Reads `.html`, `.htm` and `.xhtml` files."""

    suffixes = (".html", ".htm", ".xhtml")

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the text blocks of a page; a table row is one block with bars between cells.

        Raises:
            InputError: the page cannot be parsed.

        """
        declared = _CHARSET.search(data[:4096])
        text, encoding = decode(
            data, encoding, declared[1].decode("ascii") if declared else None
        )
        try:
            # Parsed as bytes, since lxml refuses text that declares another encoding.
            root = html.document_fromstring(
                text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8")
            )
        except (etree.ParserError, etree.XMLSyntaxError) as error:
            raise InputError(f"is not HTML that can be read: {error}") from error
        return Extract(
            tuple(_lines(root)),
            encoding,
            title=_SPACE.sub(" ", root.findtext("head/title") or "").strip(),
            url=_canonical(root),
        )


def _canonical(root: html.HtmlElement) -> str:
    for link in root.iterfind("head/link[@rel='canonical']"):
        return str(link.get("href", ""))
    return ""


def _lines(root: html.HtmlElement) -> list[Line]:
    collector = _Collector()
    collector.visit(root)
    collector.flush()
    return collector.lines


class _Collector:
    """Walks a tree and cuts its text where a block begins or ends."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._parts: list[str] = []
        self._start = 0

    def visit(self, element: html.HtmlElement) -> None:
        """Take in an element and what is in it, not what follows it."""
        if not isinstance(element.tag, str) or element.tag in _IGNORED:
            return
        if element.tag == "br":
            self._parts.append(_BREAK)
            return
        if element.tag == "tr":
            self._row(element)
            return
        if element.tag in _FURNITURE or _is_menu(element):
            self._furniture(element)
            return
        block = element.tag not in _INLINE
        if block:
            self.flush()
        self._take(element.text, element)
        for child in element:
            self.visit(child)
            self._take(child.tail, child)
        if block:
            self.flush()

    def flush(self) -> None:
        """End the current block."""
        text = _SPACE.sub(" ", "".join(self._parts))
        self._parts = []
        for line in text.split(_BREAK):
            if line.strip():
                self.lines.append(Line(line.strip(), self._start))

    def _take(self, text: str | None, element: html.HtmlElement) -> None:
        if text:
            if not any(part.strip() for part in self._parts):
                self._start = element.sourceline or 0
            self._parts.append(text)

    def _furniture(self, element: html.HtmlElement) -> None:
        self.flush()
        for text in element.itertext():
            if text.strip():
                line = Line(
                    _SPACE.sub(" ", text).strip(), element.sourceline or 0, furniture=True
                )
                self.lines.append(line)

    def _row(self, row: html.HtmlElement) -> None:
        self.flush()
        cells = [_SPACE.sub(" ", str(cell.text_content())).strip() for cell in row]
        if any(cells):
            self.lines.append(Line(_CELL.join(cells), row.sourceline or 0))


def _is_menu(element: html.HtmlElement) -> bool:
    """Whether an element holds two links or more, and no text outside them."""
    links = list(element.iter("a"))
    if len(links) < 2:
        return False
    linked = "".join(str(link.text_content()) for link in links)
    return "".join(linked.split()) == "".join("".join(element.itertext()).split()) != ""
