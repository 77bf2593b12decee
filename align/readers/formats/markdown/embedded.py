"""HTML and components among Markdown: which of it is text, and in what language that is.

A block of HTML goes on to the next blank line, and what stands in it is HTML; but in the
manuals that use components (`<Intro>`, `<DeepDive>`) it is Markdown between two tags.
"""

from __future__ import annotations

import regex
from lxml import etree, html

from align.readers.formats.html.walking import lines_of
from align.readers.parts.line import Line

_COMMENT = regex.compile(r"<!--.*?(?:-->|\Z)|\{/\*.*?\*/\}", regex.DOTALL)
_COMPONENT = regex.compile(r"\s*</?\p{Lu}[\w.]*(?:\s[^<>]*|/)?>")
_TAG = r"</?\p{Lu}[\w.]*(?:\s(?:[^<>]|=>)*)?/?>"
_TAGS = regex.compile(rf"(?:\s*{_TAG})+\s*")
_TAG_LINE = regex.compile(rf"^[ \t]*(?:{_TAG}[ \t]*)+$", regex.MULTILINE)
_MODULE = regex.compile(
    r"(?:import\s(?:.+\sfrom\s+)?[\"'][^\"']+[\"'];?|export\s+(?:const|default|function|let)\b.*)"
    r"(?:\n(?:import|export)\s.*)*",
    regex.DOTALL,
)
_TEMPLATE = regex.compile(r"(?:\s*(?:\{%.*?%\}|\{\{[<%].*?[%>]\}\}))+")


def without_comments(block: str) -> tuple[str, list[str]]:
    """Return a block without its comments, and these."""
    comments = [comment.strip("<!->{}/* \n") for comment in _COMMENT.findall(block)]
    return _COMMENT.sub("", block), comments


def markdown_within(block: str) -> str | None:
    """Return the Markdown that stands between the tags of components; None if it is HTML."""
    if not _COMPONENT.match(block):
        return None
    return _TAG_LINE.sub("", block)


def html_lines(block: str) -> list[Line]:
    """Return the blocks of a piece of HTML."""
    if not regex.sub(r"<[^>]*>", "", block).strip():
        return []
    try:
        root = html.fragment_fromstring(block, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    return lines_of(root)


def is_directive(text: str) -> bool:
    """Return whether a paragraph speaks to the site's generator and not to a reader."""
    text = text.strip()
    return any(form.fullmatch(text) for form in (_MODULE, _TEMPLATE, _TAGS))
