"""What the review page needs to know of a bitext, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from align.checks import Issue, Severity, check
from align.model import Bead, Bitext, Document, Status

_SIGNALS = 5
LOW = 0.9
"""Confidence below which an undecided bead is doubtful."""


def queue(bitexts: Sequence[Bitext], decisions: int) -> dict[str, Any]:
    """Return all bitexts with what there is to do, those in most need of a look first."""
    rows = [_row(bitext) for bitext in bitexts]
    rows.sort(key=lambda row: (-row["doubtful"], row["lowest"], row["original"]))
    return {
        "bitexts": rows,
        "decisions": decisions,
        "beads": sum(row["beads"] for row in rows),
        "decided": sum(row["decided"] for row in rows),
        "doubtful": sum(row["doubtful"] for row in rows),
    }


def bitext_state(bitext: Bitext, version: int) -> dict[str, Any]:
    """Return a bitext bead by bead, what the checks say, and why each is sure or not."""
    issues: dict[int, list[Issue]] = defaultdict(list)
    for issue in check([bitext]):
        issues[issue.bead].append(issue)
    return {
        "original": bitext.original.id,
        "translation": bitext.translation.id,
        "title": bitext.original.metadata.title or bitext.original.id,
        "version": version,
        "beads": [
            _bead(bitext, bead, issues.get(index, []))
            for index, bead in enumerate(bitext.beads)
        ],
    }


def _row(bitext: Bitext) -> dict[str, Any]:
    auto = [bead for bead in bitext.beads if bead.status is Status.AUTO]
    return {
        "original": bitext.original.id,
        "translation": bitext.translation.id,
        "title": bitext.original.metadata.title or bitext.original.id,
        "beads": len(bitext.beads),
        "decided": len(bitext.beads) - len(auto),
        "doubtful": sum(bead.confidence < LOW for bead in auto),
        "lowest": round(min((bead.confidence for bead in auto), default=1.0), 3),
    }


def _bead(bitext: Bitext, bead: Bead, issues: Sequence[Issue]) -> dict[str, Any]:
    strongest = sorted(bead.signals.items(), key=lambda item: -abs(item[1]))[:_SIGNALS]
    return {
        "type": bead.type,
        "confidence": round(bead.confidence, 3),
        "status": bead.status.value,
        "crossing": bead.crossing,
        "note": bead.note,
        "doubtful": bead.status is Status.AUTO and bead.confidence < LOW,
        "sides": [
            _side(bitext.original, bead.original),
            _side(bitext.translation, bead.translation),
        ],
        "edited": list(bead.edited) if bead.edited else None,
        "why": [[name, round(value, 2)] for name, value in strongest],
        "issues": [
            {"kind": issue.kind, "severity": issue.severity.value, "message": issue.message}
            for issue in issues
            if issue.severity is not Severity.NOTE
        ],
    }


def _side(document: Document, indexes: Sequence[int]) -> list[dict[str, Any]]:
    return [{"index": index, "text": document.segments[index].text} for index in indexes]
