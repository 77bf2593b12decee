"""What the versions of XLIFF share: states, facts, and texts with terms in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType

from lxml import etree

from align.errors import FormatError
from align.formats.base import ExportReport
from align.formats.unit import Unit, facts_of
from align.formats.xml import counted
from align.model import Language, Status

NAMESPACE_1 = "urn:oasis:names:tc:xliff:document:1.2"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
States = Mapping[Status, str]
"""What a version calls each status."""
STATES_2: States = MappingProxyType(
    {
        Status.AUTO: "translated",
        Status.ACCEPTED: "final",
        Status.EDITED: "reviewed",
        Status.REJECTED: "initial",
    }
)
STATES_1: States = MappingProxyType(
    {
        Status.AUTO: "translated",
        Status.ACCEPTED: "final",
        Status.EDITED: "signed-off",
        Status.REJECTED: "needs-translation",
    }
)
_ASIDE = ("document", "note")  # facts with a place of their own
_CODES = {"bpt", "ept", "it", "ph", "x", "bx", "ex", "ut"}  # their content is no text


def facts(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield the facts of a unit that XLIFF has no place of its own for."""
    return ((name, value) for name, value in facts_of(unit) if name not in _ASIDE)


def complete(
    known: dict[str, str], file: etree._Element, note: str, state: str | None, states: States
) -> None:
    """Add what stands elsewhere; the state counts where another tool has changed it since."""
    known["document"] = file.get("original", "")
    known["note"] = note
    told = known.get("status", "")
    if state and (told not in set(Status) or states[Status(told)] != state):
        by_state = {value: status for status, value in states.items()}
        known["status"] = by_state.get(state, Status.AUTO)


def fill_sides(
    unit: Unit,
    key: str,
    sides: tuple[etree._Element, etree._Element],
    report: ExportReport,
) -> None:
    """Give the elements of both sides their texts, terms in `mrk` elements of their own.

    In version 2 a term and its rendering have one name, which begins with `key`;
    1.2 has no names for terms.
    """
    named = [(f"{key}t{number}", mark) for number, mark in enumerate(unit.marks, 1)]
    here = [(*mark.original, name) for name, mark in named]
    there = sorted((*m.translation, name) for name, m in named if m.translation is not None)
    _put(sides[0], counted(unit.original, report), here)
    _put(sides[1], counted(unit.translation, report), there)


def _put(element: etree._Element, text: str, places: Sequence[tuple[int, int, str]]) -> None:
    space = etree.QName(element).namespace
    element.text = text[: places[0][0]] if places else text
    for (start, end, name), following in zip_longest(places, places[1:]):
        said = {"mtype": "term"} if space == NAMESPACE_1 else {"id": name, "type": "term"}
        mark = etree.SubElement(element, f"{{{space}}}mrk", said)
        mark.text = text[start:end]
        mark.tail = text[end : following[0] if following else None]


def ancestor(element: etree._Element, name: str) -> etree._Element:
    """Return what an element stands in.

    Raises:
        ValueError: it stands in no such element.

    """
    outer = next(element.iterancestors(f"{{*}}{name}"), None)
    if outer is None:
        raise ValueError(f"a unit stands in no {name}")
    return outer


def swapped(source: str | None, target: str | None, where: str) -> bool:
    """Return whether a file goes from English to Korean.

    Raises:
        FormatError: it is between other languages.

    """
    languages = [(code or "").lower()[:2] for code in (source, target)]
    if languages == [Language.KOREAN, Language.ENGLISH]:
        return False
    if languages == [Language.ENGLISH, Language.KOREAN]:
        return True
    raise FormatError(f"goes from {source} to {target}, not between ko and en", where=where)


def child_text(element: etree._Element, name: str) -> str:
    """Return the text of a child, without the content of native codes."""
    child = element.find(f"{{*}}{name}")
    return "" if child is None else "".join(_pieces(child))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "cp":
            yield chr(int(child.get("hex", "FFFD"), 16))
        elif name and name not in _CODES:
            yield from _pieces(child)
        yield child.tail or ""
