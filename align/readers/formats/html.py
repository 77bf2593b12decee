"""HTML pages, read with lxml: the leaf blocks of the page's main part, in order.

Where the page says nothing of what is menu and what is text, readability finds the
article, and what stands around it is marked as furniture.
"""

from __future__ import annotations

import regex
from lxml import etree, html

from align.errors import InputError
from align.model import Kind
from align.readers.base import Extract
from align.readers.layout.article import around_article
from align.readers.layout.labels import read_label
from align.readers.parts.blocks import CELL
from align.readers.parts.encoding import decode
from align.readers.parts.line import Line
from align.readers.parts.numbering import System, spell

_IGNORED = {"script", "style", "noscript", "template", "head"}
_FURNITURE = {"nav", "footer", "button", "select"}
_INLINE = {
    *("a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "ins", "label", "mark", "q"),
    *("ruby", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
}
_CHARSET = regex.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", regex.IGNORECASE)
_SPACE = regex.compile(r"[ \t\r\n\f]+")
_BREAK = "\ue000"  # private use: stands for <br> until the block is cut
_HEADING = regex.compile(r"h([1-6])")
_NUMERALS = {"1": System.DECIMAL, "a": System.SMALL_LETTER, "A": System.LETTER,
             "i": System.SMALL_ROMAN, "I": System.ROMAN}  # fmt: skip
_BULLET = "•"


class HtmlReader:
    """Reads `.html`, `.htm` and `.xhtml` files."""

    suffixes = (".html", ".htm", ".xhtml")

    def extract(
        self, data: bytes, encoding: str | None, declared: str | None = None
    ) -> Extract:
        """Return the text blocks of a page; a table row is one block with bars between cells.

        Args:
            data: the page.
            encoding: the encoding that the user gave, None to find it out.
            declared: the charset that came with the page from outside it.

        Raises:
            InputError: the page cannot be parsed.

        """
        named = _CHARSET.search(data[:4096])
        if declared is None and named:
            declared = named[1].decode("ascii")
        text, encoding = decode(data, encoding, declared)
        parser = html.HTMLParser(encoding="utf-8")
        try:
            # Parsed as bytes, since lxml refuses text that declares another encoding.
            root = html.document_fromstring(text.encode("utf-8"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError) as error:
            raise InputError(f"is not HTML that can be read: {error}") from error
        _refuse_abyss(parser)
        title = _SPACE.sub(" ", root.findtext("head/title") or "").strip()
        lines = around_article(_lines(root), text, title)
        return Extract(tuple(lines), encoding, title=title, url=_canonical(root))


def _refuse_abyss(parser: html.HTMLParser) -> None:
    """The parser gives up below 256 elements within one another, and only its log tells."""
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise InputError(
            "nests more elements in one another than any page does",
            remedy="Leave it out, or save its text",
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
        self._kind: Kind | None = None
        self._level = 0
        self._label = ""  # of a list's item, until its first block is cut

    def visit(self, element: html.HtmlElement) -> None:
        """Take in an element and what is in it, not what follows it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _IGNORED:
            return
        if tag == "br":
            self._parts.append(_BREAK)
        elif tag == "tr":
            self._row(element)
        elif tag in _FURNITURE or _is_menu(element):
            self._furniture(element)
        elif tag in _INLINE:
            self._inside(element)
        else:
            self.flush()
            self._block(element)
            self.flush()

    def flush(self) -> None:
        """End the current block."""
        text = _SPACE.sub(" ", "".join(self._parts))
        self._parts = []
        label, self._label = self._label, ""
        for part in text.split(_BREAK):
            part = part.strip()
            if not part:
                continue
            if label and read_label(part):  # the text has a bullet of its own
                label = ""
            shown = f"{label} {part}" if label else part
            kind, level = self._kind, self._level
            self.lines.append(Line(shown, self._start, kind=kind, level=level, label=label))
            label = ""
        if not text.strip():
            self._label = label

    def _inside(self, element: html.HtmlElement) -> None:
        self._take(element.text, element)
        for child in element:
            self.visit(child)
            self._take(child.tail, child)

    def _block(self, element: html.HtmlElement) -> None:
        """A block, with what its tag says of the lines in it."""
        before = self._kind, self._level
        heading = _HEADING.fullmatch(element.tag)
        if heading:
            self._kind, self._level = Kind.HEADING, int(heading[1])
        elif element.tag == "blockquote":
            self._kind = Kind.QUOTATION
        elif element.tag in ("ol", "ul"):
            self._level += 1
        elif element.tag == "li":
            self._label = _item_label(element)
        self._inside(element)
        self.flush()
        self._kind, self._level = before
        if element.tag == "li":
            self._label = ""

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
        cells = [_cell(cell) for cell in row if cell.tag in ("td", "th")]
        if len(cells) == 1:  # a table for the layout: what is in it is the page
            self._inside(next(cell for cell in row if cell.tag in ("td", "th")))
            self.flush()
        elif any(cells):
            text = CELL.join(filter(None, cells))
            self.lines.append(
                Line(text, row.sourceline or 0, kind=Kind.ROW, cells=tuple(cells))
            )


def _cell(cell: html.HtmlElement) -> str:
    parts = [text for text in cell.itertext() if isinstance(text, str)]
    return _SPACE.sub(
        " ", " ".join(parts) if cell.find(".//p") is not None else "".join(parts)
    ).strip()


def _item_label(item: html.HtmlElement) -> str:
    """The number or bullet that a browser shows before a list's item."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return _BULLET
    items = [child for child in parent if child.tag == "li"]
    start = parent.get("start", "1")
    number = (int(start) if start.isdecimal() else 1) + items.index(item)
    own = item.get("value", "")
    return f"{spell(int(own) if own.isdecimal() else number, _numerals(parent))}."


def _numerals(parent: html.HtmlElement) -> System:
    return _NUMERALS.get(parent.get("type", "1"), System.DECIMAL)


def _is_menu(element: html.HtmlElement) -> bool:
    """Whether an element holds two links or more, and no text outside them."""
    links = list(element.iter("a"))
    if len(links) < 2:
        return False
    linked = "".join(str(link.text_content()) for link in links)
    return "".join(linked.split()) == "".join("".join(element.itertext()).split()) != ""
