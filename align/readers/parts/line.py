"""One block of a page as written, before anything is known of its place in the layout."""

from __future__ import annotations

from dataclasses import dataclass

from align.model import Kind

LINKS = "links"
"""The reason of furniture that is so only by being links: inside a text it belongs to it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block of a page as written, and what the file's format says of it.

    Attributes:
        text: the block, a generated label included.
        number: the line or paragraph of the file where it begins, from 1; 0 unknown.
        furniture: whether the format marks it as a menu, a running head or a footer.
        page: the page it begins on, from 1; 0 unknown.
        kind: what the format says it is, None where it says nothing.
        level: depth of a heading or a list, 1 outermost; 0 unknown.
        label: the label that the format generated; `text` begins with it.
        cells: of a table's row.
        notes: names of the footnotes that hang on it.
        name: of a footnote, the name that `notes` uses.
        linked: the share of its letters that are links, 0 to 1; 0 where no links are known.
        reason: of furniture, why it is left out; navigation where empty.
        path: the place of its element among the page's, a number for each step down from the
            root; empty where the format has no elements.
        aside: whether its element says that it stands beside the text: comments, related
            articles, buttons to share.

    """

    text: str
    number: int = 0
    furniture: bool = False
    page: int = 0
    kind: Kind | None = None
    level: int = 0
    label: str = ""
    cells: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    name: str = ""
    linked: float = 0.0
    reason: str = ""
    path: tuple[int, ...] = ()
    aside: bool = False
