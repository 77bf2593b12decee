"""What the review page needs to know of a bitext, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from align.checks import Severity
from align.checks.checking import check_bead
from align.memory.search import SearchResult, pieces
from align.model import Bead, Bitext, Side, Status, band_of
from align.model.bands import SURE

_SIGNALS = 5
_MOST_KEPT = 100_000


def queue(overview: Sequence[Mapping[str, Any]], decisions: int) -> dict[str, Any]:
    """Return all bitexts with what there is to do, those in most need of a look first."""
    rows = [{**row, "title": row["title"] or row["original"]} for row in overview]
    return {
        "bitexts": rows,
        "decisions": decisions,
        "beads": sum(row["beads"] for row in rows),
        "decided": sum(row["decided"] for row in rows),
        "doubtful": sum(row["doubtful"] for row in rows),
    }


class Issues:
    """What the checks say of beads, kept as long as their texts are what they were."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], list[dict[str, str]]] = {}

    def of(self, bitext: Bitext, position: int) -> list[dict[str, str]]:
        """Return what the checks find in a bead, notes left out."""
        bead = bitext.beads[position]
        kinds = [segment.kind for side in Side for segment in bitext.segments(bead, side)]
        key = (*bitext.texts(bead), bead.is_pair, bead.status is Status.REJECTED, *kinds)
        if key not in self._known:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            self._known[key] = [
                {"kind": x.kind, "severity": x.severity.value, "message": x.message}
                for x in check_bead(bitext, position)
                if x.severity is not Severity.NOTE
            ]
        return self._known[key]


def bitext_state(bitext: Bitext, version: int, issues: Issues) -> dict[str, Any]:
    """Return a bitext bead by bead, what the checks say, and why each is sure or not."""
    return {
        "original": bitext.original.id,
        "translation": bitext.translation.id,
        "title": bitext.original.metadata.title or bitext.original.id,
        "version": version,
        "beads": [
            _bead(bitext, bead, issues.of(bitext, index))
            for index, bead in enumerate(bitext.beads)
        ],
    }


def hit_list(result: SearchResult) -> dict[str, Any]:
    """Return what a search found, texts in pieces with those marked that were looked for."""
    return {
        "total": result.total,
        "searched": result.searched,
        "hits": [
            {
                "original": hit.document,
                "translation": hit.translation_document,
                "bead": hit.position,
                "date": hit.date.isoformat() if hit.date else "",
                "percent": hit.percent,
                "status": hit.status.value,
                "sides": [
                    list(pieces(hit.original, hit.original_spans)),
                    list(pieces(hit.translation, hit.translation_spans)),
                ],
            }
            for hit in result.hits
        ],
    }


def _bead(bitext: Bitext, bead: Bead, issues: Sequence[dict[str, str]]) -> dict[str, Any]:
    strongest = sorted(bead.signals.items(), key=lambda item: -abs(item[1]))[:_SIGNALS]
    return {
        "type": bead.type,
        "confidence": round(bead.confidence, 3),
        "band": band_of(bead.confidence).value,
        "status": bead.status.value,
        "crossing": bead.crossing,
        "note": bead.note,
        "doubtful": bead.status is Status.AUTO and bead.confidence < SURE,
        "sides": [_paragraphs(bitext, bead, side) for side in Side],
        "edited": list(bead.edited) if bead.edited else None,
        "why": [[name, round(value, 2)] for name, value in strongest],
        "issues": issues,
    }


def _paragraphs(bitext: Bitext, bead: Bead, side: Side) -> list[dict[str, Any]]:
    segments = bitext.segments(bead, side)
    return [
        {"index": index, "text": segment.text}
        for index, segment in zip(bead.on(side), segments, strict=True)
    ]
