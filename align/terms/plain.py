"""Renderings as plain values that JSON can hold, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from align.model import Found, Language, Occurrence, Rendering, Term, TermStatus


def to_plain(renderings: Sequence[Rendering]) -> list[dict[str, object]]:
    """Return renderings as dictionaries."""
    return [
        {
            "occurrence": [
                *(r.occurrence.concept, r.occurrence.segment, r.occurrence.start),
                *(r.occurrence.end, r.occurrence.surface),
            ],
            "found": r.found.value,
            "text": r.text,
            "place": [r.segment, r.start, r.end],
            "term": [r.term.text, r.term.status.value, r.term.note] if r.term else None,
            "certainty": r.certainty,
            "evidence": r.evidence,
        }
        for r in renderings
    ]


def from_plain(values: Sequence[Mapping[str, Any]]) -> list[Rendering]:
    """Return the renderings that `to_plain` made `values` of."""
    return [
        Rendering(
            Occurrence(*value["occurrence"]),
            Found(value["found"]),
            value["text"],
            segment=value["place"][0],
            start=value["place"][1],
            end=value["place"][2],
            term=_term(value["term"]),
            certainty=value["certainty"],
            evidence=value["evidence"],
        )
        for value in values
    ]


def _term(value: Sequence[str] | None) -> Term | None:
    if value is None:
        return None
    text, status, note = value
    return Term(text, Language.ENGLISH, TermStatus(status), note)
