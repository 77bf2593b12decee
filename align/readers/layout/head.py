"""Where the title of a page stands, below the menus and right above its facts."""

from __future__ import annotations

from collections.abc import Sequence

from align.readers.layout.facts import fact_of_label, facts_of
from align.readers.layout.menus import is_menu, is_prose
from align.readers.layout.segments import looks_like_title
from align.readers.parts.line import Line

_MOST_VALUE, _MOST_TITLE = 60, 200
_MOST_LINES = 80  # within which a page's facts stand, if it has a head


def title_below_menus(lines: Sequence[Line], *, web: bool = False) -> int:
    """Return where the title stands on a page with a head; 0 elsewhere.

    Args:
        lines: those of the page that are not known as furniture.
        web: whether it is a web page.  Elsewhere what stands above the title is a head only
            where a line of it surely is a menu's.

    What stands above is none where a line of it is prose.

    """
    head = lines[:_MOST_LINES]
    facts = next((i for i in range(len(head)) if _states_facts(head, i)), 0)
    title = facts - 1
    if title < 1 or is_menu(head[title]) or not looks_like_title(head[title].text):
        return 0
    above = head[:title]
    menus = [is_menu(line) for line in above]
    prose = any(is_prose(line) and not menu for line, menu in zip(above, menus, strict=True))
    return title if (web or any(menus)) and not prose else 0


def _states_facts(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line names a fact about the page and gives its value, there or below."""
    line = lines[index]
    if fact_of_label(line.text):
        return index + 1 < len(lines) and can_be_value(lines[index + 1])
    return bool(facts_of(line))


def can_be_value(line: Line, label: str = "") -> bool:
    """Return whether a line can be the value of a label that stands on the line above.

    Args:
        line: what stands below the label.
        label: the fact that it names; a title may be longer than others.

    """
    most = _MOST_TITLE if label == "title" else _MOST_VALUE
    if label == "title" and facts_of(line):
        return False
    return len(line.text) <= most and not line.cells and not fact_of_label(line.text)
