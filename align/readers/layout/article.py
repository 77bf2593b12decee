"""Which lines of a web page are its article, as readability finds it in the markup.

Its choice is taken as a span: all lines from the first to the last that it
chose are kept, so that nothing inside an article is lost, and of what stands
around it the title, the facts and what only a release has at its end.  Where the
article is too small a part of the page to be believed, nothing is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex
from lxml import etree, html
from readability import Document
from readability.readability import Unparseable

from align.model import Kind
from align.readers.layout.facts import fact_of_label
from align.readers.layout.head import title_below_menus
from align.readers.layout.labels import read_label
from align.readers.layout.menus import is_menu
from align.readers.layout.segments import is_notice
from align.readers.parts.line import Line
from align.readers.parts.quiet import quiet

_LETTERS = regex.compile(r"[\p{L}\p{N}]+")
_LEAST_SHARE = 0.4
_LEAST_LETTERS = 100
_MAX_GAP = 12  # a tail of the article may be this many lines apart from it
_TITLE_PART = 0.5
_DATED = regex.compile(r"(?:19|20)\d\d\s*[-./년]")
_CLOSING = regex.compile(r"(?:붙임|첨부|별첨)\s*\d*\s*[:：.]|[-\s]*끝[.\s]*$")


def around_article(lines: Sequence[Line], page: str, title: str) -> list[Line]:
    """Return the lines with those around the page's article marked as furniture.

    Args:
        lines: the page's blocks in order.
        page: its markup.
        title: what the page says its title is.

    """
    chosen = _article(page)
    inside = [
        i for i, line in enumerate(lines) if not line.furniture and _key(line.text) in chosen
    ]
    if not inside:
        return list(lines)
    first, last = inside[0], _last(inside)
    letters = [len(_key(line.text)) * (not line.furniture) for line in lines]
    kept = sum(letters[first : last + 1])
    if kept < max(_LEAST_LETTERS, _LEAST_SHARE * sum(letters)):
        return list(lines)
    head = _head(lines, first, title)
    return [
        line if _stays(line, i, head, last) else replace(line, furniture=True)
        for i, line in enumerate(lines)
    ]


def _head(lines: Sequence[Line], first: int, title: str) -> list[bool]:
    """Which of the lines above the article belong to it: its title and what it says of itself.

    The title is the line above the facts; of a page without them, every top heading and
    what the page's own title names, and the last heading above the article.
    """
    shown = [i for i in range(len(lines)) if not lines[i].furniture]
    found = title_below_menus([lines[i] for i in shown], web=True)
    if found and shown[found] <= first:
        return [shown[found] <= i and not lines[i].furniture for i in range(first)]
    kept = [_heads(lines, i, title) for i in range(first)]
    headings = [i for i in shown if i < first and lines[i].kind is Kind.HEADING]
    if headings and first - headings[-1] <= _MAX_GAP and not is_menu(lines[headings[-1]]):
        kept[headings[-1]] = True
    return kept


def _stays(line: Line, index: int, head: Sequence[bool], last: int) -> bool:
    if index < len(head):
        return head[index]
    text = line.text.strip()
    closes = is_notice(text) or read_label(text) is not None or bool(_CLOSING.match(text))
    return index <= last or closes


def _article(page: str) -> set[str]:
    """The letters of each block of the article, without blanks and signs."""
    try:
        with quiet("readability"):
            summary = Document(page).summary(html_partial=True)
        root: html.HtmlElement = html.document_fromstring(f"<div>{summary}</div>")
    except (Unparseable, etree.LxmlError, ValueError, TypeError, AttributeError):
        return set()  # a page that readability cannot judge is kept whole
    texts = "\n".join("\n" + (e.text or "") + "\n" + (e.tail or "") for e in root.iter())
    blocks = {_key("".join(e.itertext())) for e in root.iter() if isinstance(e.tag, str)}
    return (blocks | {_key(text) for text in texts.split("\n")}) - {""}


def _last(inside: list[int]) -> int:
    last = inside[0]
    for index in inside:
        if index - last > _MAX_GAP:
            break
        last = index
    return last


def _heads(lines: Sequence[Line], index: int, title: str) -> bool:
    """Whether a line before the article is its title, a fact about it, or a fact's label."""
    line, text = lines[index], lines[index].text.strip()
    if line.furniture:
        return False
    key = _key(text)
    of_title = len(key) > 3 and key in _key(title) and len(key) >= _TITLE_PART * _named(title)
    top = line.kind is not None and line.level == 1
    labelled = bool(fact_of_label(text) or (index and fact_of_label(lines[index - 1].text)))
    return of_title or top or labelled or bool(_DATED.search(text))


def _named(title: str) -> int:
    """Letters of the longest part of a title that bars and dashes cut."""
    return max(
        (len(_key(part)) for part in regex.split(r"\s[-|–—:<>]+\s|[|<>]", title)), default=0
    )


def _key(text: str) -> str:
    return "".join(_LETTERS.findall(text))
