"""Footnotes of pages that were saved by Word, at their mark in the text and at the foot."""

from __future__ import annotations

from dataclasses import dataclass

import regex
from lxml import html

_HUNG = regex.compile(r"mso-(?P<kind>footnote|endnote)-id\s*:\s*(?P<name>[\w-]+)")
_STANDING = regex.compile(r"mso-element\s*:\s*(?:foot|end)note\s*(?:;|$)")


@dataclass(frozen=True, slots=True)
class Note:
    """A note at the foot of a page.

    Attributes:
        name: what its mark in the text calls it.
        mark: its number, without brackets.
        printed: its number as printed.

    """

    name: str
    mark: str
    printed: str


def hung_note(element: html.HtmlElement) -> str:
    """Return the name of the note that a mark in the text calls; nothing for others."""
    if element.tag != "a" or "#" not in element.get("href", ""):
        return ""
    found = _HUNG.search(element.get("style", ""))
    return found["name"] if found and not _calls_back(element) else ""


def standing_note(element: html.HtmlElement) -> Note | None:
    """Return the note that a block at the foot of a page is, if it is one."""
    if not _STANDING.search(element.get("style", "")) or not element.get("id"):
        return None
    back = next((link for link in element.iter("a") if _calls_back(link)), None)
    printed = str(back.text_content()).strip() if back is not None else ""
    return Note(element.get("id", ""), printed.strip("[]()") or "*", printed)


def _calls_back(link: html.HtmlElement) -> bool:
    return regex.search(r"#_(?:ftn|edn)ref", link.get("href", "")) is not None
