"""Findings as SARIF 2.1.0 (OASIS), which code review tools and CI services show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from align.system.version import __version__
from align.terms.judge.findings import Finding, FindingKind

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    FindingKind.DEPRECATED: "error",
    FindingKind.VARIES: "note",
    FindingKind.UNLISTED: "warning",
}
_TEXTS = {
    FindingKind.DEPRECATED: "A rendering that the termbase deprecates",
    FindingKind.VARIES: "A rendering other than the usual one",
    FindingKind.UNLISTED: "A rendering that the termbase does not list",
}


def to_sarif(standing: Sequence[Finding], waived: Sequence[Finding]) -> dict[str, Any]:
    """Return a SARIF log; waived findings are in it as suppressed."""
    rules = [
        {"id": f"term/{kind}", "shortDescription": {"text": _TEXTS[kind]}}
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
        "ruleId": f"term/{finding.kind}",
        "level": _LEVELS[finding.kind],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"daeyeok/v1": finding.name},
    }
