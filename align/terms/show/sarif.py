"""Findings as SARIF 2.1.0 (OASIS), which code review tools and CI services show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from align.system.version import __version__
from align.terms.judge.findings import Finding, FindingKind
from align.terms.judge.tiers import Tier

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    FindingKind.DEPRECATED: "error",
    FindingKind.UNLISTED: "warning",
    FindingKind.NOT_FOUND: "note",
}
_TEXTS = {
    FindingKind.DEPRECATED: "A rendering that the termbase deprecates",
    FindingKind.UNLISTED: "A rendering that the termbase does not list",
    FindingKind.NOT_FOUND: "A term for which no rendering was found",
}


def to_sarif(standing: Sequence[Finding], waived: Sequence[Finding]) -> dict[str, Any]:
    """Return a SARIF log; waived findings are in it as suppressed."""
    rules = [
        {"id": f"term/{_slug(kind)}", "shortDescription": {"text": _TEXTS[kind]}}
        for kind in FindingKind
    ]
    driver = {"name": "daeyeok", "version": __version__, "rules": rules}
    results = [_result(f) for f in standing]
    results += [{**_result(f), "suppressions": [{"kind": "external"}]} for f in waived]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _result(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": finding.translation}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": f"term/{_slug(finding.kind)}",
        "level": _LEVELS[finding.kind] if finding.tier is Tier.DEVIATION else "note",
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"daeyeok/v1": finding.name},
    }


def _slug(kind: FindingKind) -> str:
    return kind.value.replace(" ", "-")
