"""HTML pages, read with lxml: their blocks in order, what stands around the text marked."""

from __future__ import annotations

from dataclasses import replace

import regex
from lxml import etree, html

from align.errors import EmptyInputError, InputError
from align.readers.base import Extract
from align.readers.formats.html.walking import lines_of
from align.readers.layout.article import around_article
from align.readers.parts.encoding import decode
from align.readers.parts.line import LINKS, Line

_CHARSET = regex.compile(
    rb"(?:<\?xml[^>]+encoding|<meta[^>]+charset)\s*=\s*[\"']?([\w-]+)", regex.IGNORECASE
)
_HEAD = 4096  # bytes in which a page names its code
_SPACE = regex.compile(r"[ \t\r\n\f]+")


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
        root, encoding = _parsed(data, encoding, declared)
        _refuse_frames(root)
        title = _SPACE.sub(" ", root.findtext("head/title") or "").strip()
        lines = around_article(lines_of(root), _names(root, title))
        return Extract(tuple(lines), encoding, title=title, url=_canonical(root))


def chapter(data: bytes, encoding: str | None) -> list[Line]:
    """Return the blocks of a page that is a part of a book; all that it prints is of the text.

    Raises:
        InputError: the page cannot be parsed.

    """
    root, _ = _parsed(data, encoding, None)
    return [
        replace(line, furniture=False, reason="") if line.reason == LINKS else line
        for line in lines_of(root)
    ]


def _parsed(
    data: bytes, encoding: str | None, declared: str | None
) -> tuple[html.HtmlElement, str]:
    """The tree of a page, and the encoding that it was read in."""
    named = _CHARSET.search(data[:_HEAD])
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
    return root, encoding


def _names(root: html.HtmlElement, title: str) -> list[str]:
    """What the page says its title is, the surest first."""
    named = root.xpath(
        "head/meta[@property='og:title' or @name='title' or @name='twitter:title']/@content"
    )
    return [name for name in (*map(str, named), title) if name.strip()]


def _refuse_abyss(parser: html.HTMLParser) -> None:
    """The parser gives up below 256 elements within one another, and only its log tells."""
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise InputError(
            "nests more elements in one another than any page does",
            remedy="Leave it out, or save its text",
        )


def _refuse_frames(root: html.HtmlElement) -> None:
    """A frameset prints nothing of its own."""
    frames = [frame.get("src", "") for frame in root.iter("frame")]
    if frames and root.find(".//frameset") is not None:
        raise EmptyInputError(
            f"is a frameset: its text stands in {', '.join(filter(None, frames)) or 'others'}",
            remedy="Give those pages instead",
        )


def _canonical(root: html.HtmlElement) -> str:
    for link in root.iterfind("head/link[@rel='canonical']"):
        return str(link.get("href", ""))
    return ""
