"""What the elements of a page do to its text, as the HTML standard has them shown.

Only the elements that the standard's style sheet shows as blocks cut a text; whatever is
not named there, Word's `st1:place` and `o:p` among it, stands in the line.
"""

from __future__ import annotations

from enum import Enum, auto

import regex
from lxml import html

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html"),
        *("legend", "li", "listing", "main", "menu", "ol", "p", "plaintext", "pre", "search"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "ul", "xmp"),
    )
)
_SILENT = frozenset(
    (
        *("area", "audio", "base", "basefont", "canvas", "col", "colgroup", "head", "iframe"),
        *("img", "input", "link", "map", "meta", "noembed", "noframes", "object", "param"),
        *("rp", "script", "style", "svg", "title", "video", "xml", "annotation"),
        "annotation-xml",
    )
)
"""Elements that print nothing; `xml` holds Word's settings.

What is empty but unknown to the parser (`wbr`, `source`) is none of them, since it takes in
what follows.
"""
_CONTROLS = frozenset(("button", "datalist", "select", "textarea"))
_MENUS = frozenset(("nav", "footer"))
_LEFT_OUT = {
    **dict.fromkeys(("noscript", "template"), "hidden"),
    **dict.fromkeys(("rt", "rtc"), "reading"),
}
_HIDING = regex.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)",
    regex.IGNORECASE,
)
_COMMENT = regex.compile(r"mso-(?:element\s*:\s*comment|comment-reference)", regex.IGNORECASE)
_COMMENT_CLASS = frozenset(("MsoCommentReference", "MsoCommentText"))
_TRACKED = frozenset(("cite", "datetime"))  # of a change; without them the page strikes it out
_DELETED_CLASS = frozenset(("msoDel", "msoChangeProp"))
_WITHIN = regex.compile(r"#(?!(?:none|self|link|void|top|content|menu|null)\b)[\w.:%-]{2,}")
_TOGGLES = frozenset(("data-toggle", "data-bs-toggle", "aria-controls", "onclick", "role"))
"""What makes a link to a place in the page a control."""


class Role(Enum):
    """What an element does."""

    SILENT = auto()
    LEFT_OUT = auto()
    BREAK = auto()
    ROW = auto()
    MENU = auto()
    LINKS = auto()
    INLINE = auto()
    BLOCK = auto()


def role(element: html.HtmlElement) -> Role:
    """Return what an element does to the text around it."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SILENT:
        return Role.SILENT
    if tag == "br":
        return Role.BREAK
    if reason(element):
        return Role.LEFT_OUT
    if tag == "tr":
        return Role.ROW
    if tag in _MENUS and not _closes_part(element):
        return Role.MENU
    if tag not in _BLOCKS:
        return Role.INLINE
    return Role.LINKS if _is_links(element) else Role.BLOCK


def reason(element: html.HtmlElement) -> str:
    """Return why an element is no text of the page, or nothing where it is."""
    tag = element.tag
    if tag in _LEFT_OUT:
        return _LEFT_OUT[tag]
    if tag in _CONTROLS:
        return "control"
    if tag == "del" and _TRACKED.intersection(element.attrib):
        return "deleted"
    classes, style = element.get("class", "").split(), element.get("style", "")
    if _COMMENT.search(style) or not _COMMENT_CLASS.isdisjoint(classes):
        return "comment"
    if not _DELETED_CLASS.isdisjoint(classes):
        return "deleted"
    return "hidden" if _is_hidden(element, style) else ""


def is_block(element: html.HtmlElement) -> bool:
    """Whether an element begins a block of its own."""
    return element.tag in _BLOCKS


def _is_hidden(element: html.HtmlElement, style: str) -> bool:
    """Whether an element is not shown; what holds most of a page is only so for a while."""
    hidden = element.get("hidden", "until-found") != "until-found"
    if not (hidden or element.get("aria-hidden") == "true" or _HIDING.search(style)):
        return False
    body = element.getroottree().find(".//body")
    return body is None or 2 * _letters(element) < _letters(body)


def _letters(element: html.HtmlElement) -> int:
    return len("".join(str(element.text_content()).split()))


def _closes_part(element: html.HtmlElement) -> bool:
    """Whether an element is the footer of an article or a section, not of the page."""
    return element.tag == "footer" and any(
        above.tag in ("article", "main", "section") for above in element.iterancestors()
    )


def is_link(element: html.HtmlElement) -> bool:
    """Whether an element leads elsewhere, by its address or a script.

    An anchor does not, nor what leads to a place in the page, as a table of contents does.
    """
    if element.tag != "a":
        return False
    address = element.get("href")
    if address is None:
        return not ("name" in element.attrib or "id" in element.attrib)
    return _WITHIN.fullmatch(address.strip()) is None or not _TOGGLES.isdisjoint(element.attrib)


def _is_links(element: html.HtmlElement) -> bool:
    """Whether an element holds two links or more, and no text outside them."""
    links = [link for link in element.iter("a") if is_link(link)]
    if len(links) < 2:
        return False
    linked = "".join(str(link.text_content()) for link in links)
    return "".join(linked.split()) == "".join("".join(element.itertext()).split()) != ""
