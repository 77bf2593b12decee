"""The XML that MultiTerm exports: a `conceptGrp` an entry, a `languageGrp` a language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from align.formats.termentry import TermEntry
from align.formats.xml import content, elements, line_of

_STATUSES = frozenset(
    ("status", "term status", "usage", "usage status", "administrative status", "상태")
)
_NOTES = frozenset(("note", "comment", "remark", "비고"))


def read_multiterm(path: Path) -> Iterator[TermEntry]:
    """Yield the terms of a MultiTerm export, in any of its languages.

    A term's status is a `descrip` of its own whose type says so (`Status`, `Usage`).

    Raises:
        FormatError: the file cannot be read, or is no XML.

    """
    for number, entry in enumerate(elements(path, "conceptGrp"), 1):
        concept = next((content(c) for c in entry.iterchildren("{*}concept")), "")
        for group in entry.iter("{*}languageGrp"):
            language = next(iter(group.iterchildren("{*}language")), None)
            if language is None:
                continue
            # What the user calls the language may be anything; its code is not.
            code = language.get("lang") or language.get("type") or ""
            for term in group.iter("{*}termGrp"):
                yield _entry(term, line_of(entry), concept or f"c{number}", code)


def _entry(group: etree._Element, where: int, concept: str, language: str) -> TermEntry:
    facts = [
        (str(fact.get("type", "")).strip().casefold(), content(fact))
        for fact in group.iter("{*}descrip")
    ]
    return TermEntry(
        where,
        concept,
        language,
        " ".join(map(content, group.iterchildren("{*}term"))),
        tuple(value for kind, value in facts if kind in _STATUSES),
        "; ".join(value for kind, value in facts if kind in _NOTES),
    )
