"""What a check found as rows of plain values, for tables, CSV, JSON and workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from align.checks.repeated import Repetition
from align.terms.discovery import Candidate
from align.terms.judge.consistency import UNLISTED, TermConsistency
from align.terms.judge.findings import Finding
from align.terms.judge.placed import Placed
from align.terms.judge.term_report import TermReport
from align.terms.judge.tiers import Tier, tier_of

Row = dict[str, Any]


def term_rows(report: TermReport) -> list[Row]:
    """A row a concept, the least consistent first; what is waived or known is no deviation."""
    counts = Counter((finding.concept, finding.tier) for finding in report.findings)
    return [
        {
            "term": result.name,
            "verdict": result.verdict.value,
            "as listed": f"{result.listed} of {result.places}",
            "consistency": round(result.score, 3),
            "95 %": f"{result.low:.2f}–{result.high:.2f}",
            "places": result.places,
            "deviations": counts[result.concept, Tier.DEVIATION],
            "to look at": counts[result.concept, Tier.LOOK],
            "without": sum(count for _, count in result.without),
            "herfindahl": round(result.herfindahl, 3),
            "entropy": round(result.entropy, 3),
            "renderings": renderings(result),
        }
        for result in report.results
    ]


def renderings(result: TermConsistency) -> str:
    """Each rendering and how often, in a line."""
    return ", ".join(f"{share.rendering} × {share.count}" for share in result.shares)


def finding_rows(findings: Sequence[Finding]) -> list[Row]:
    """A row a finding; the texts whole."""
    return [
        {
            "finding": f.name,
            "tier": f.tier.value,
            "kind": f.kind.value,
            "term": f.term,
            "rendering": f.rendering,
            "wanted": f.wanted,
            "probability": round(f.probability, 2),
            "doubt": f.doubt,
            "likeliest": f.likeliest,
            "date": f.date,
            "document": f.document,
            "translation": f.translation,
            "line": f.line,
            "id": f.id,
            "original_text": f.original_text,
            "translation_text": f.translation_text,
        }
        for f in findings
    ]


def decision_rows(findings: Sequence[Finding]) -> list[Row]:
    """A row a finding with room for an editor's decision; see `align.terms.judgements`."""
    return [
        {"finding": row.pop("finding"), "decision": "", "reason": "", **row}
        for row in finding_rows(findings)
    ]


def left_away_rows(report: TermReport) -> list[Row]:
    """A row a reason why documents or findings are left away, and how many."""
    return [asdict(left) for left in report.left_away]


def form_rows(report: TermReport) -> list[Row]:
    """A row a surface form: under which rendering it counts, and by which rules."""
    return [
        {
            "term": result.name,
            "rendering": share.rendering,
            "status": share.status,
            "share": round(share.share, 3),
            "form": form.text,
            "kind": form.kind.value,
            "count": form.count,
            "folded by": ", ".join(form.rules),
        }
        for result in report.results
        for share in result.shares
        for form in share.forms
    ]


def year_rows(report: TermReport) -> list[Row]:
    """A row a term, year and rendering."""
    return [
        {"term": result.name, "year": year, "rendering": name, "count": count}
        for result in report.results
        for year, counts in result.years.items()
        for name, count in counts.items()
    ]


def turn_rows(report: TermReport) -> list[Row]:
    """A row a day at which the usage of a term turned."""
    return [
        {"term": r.name, "date": t.date.isoformat(), "before": t.before, "after": t.after}
        for r in report.results
        for t in r.turns
    ]


def document_rows(report: TermReport) -> list[Row]:
    """A row a document: how far it agrees with itself, the least first."""
    ordered = sorted(report.documents.items(), key=lambda item: (item[1][0], item[0]))
    return [
        {"document": name, "consistency": round(score, 3), "places": support}
        for name, (score, support) in ordered
    ]


def collapse_rows(report: TermReport) -> list[Row]:
    """A row a rendering that stands for several terms."""
    return [
        {
            "rendering": item.rendering,
            "terms": ", ".join(f"{name} × {count}" for name, count in item.concepts),
        }
        for item in report.collapses
    ]


def repetition_rows(repetitions: Sequence[Repetition]) -> list[Row]:
    """A row a repetition, both versions side by side."""
    return [
        {
            "agrees": "translation" if r.reversed else "original",
            "likeness": r.likeness,
            "chrf": r.chrf,
            "ter": r.ter,
            "first": r.first.document,
            "second": r.second.document,
            "first_original": r.first.original,
            "first_translation": r.first.translation,
            "second_original": r.second.original,
            "second_translation": r.second.translation,
        }
        for r in repetitions
    ]


def occurrence_rows(placed: Sequence[Placed]) -> list[Row]:
    """A row an occurrence in its context, for people."""
    rows = []
    for item in placed:
        place, texts = item.place, item.texts
        r = place.rendering
        assert texts is not None
        rows.append(
            {
                "date": place.date.isoformat() if place.date else "",
                "found": r.found.value,
                "rendering": place.form or r.text,
                "status": r.term.status.value if r.term else "",
                "form": r.form.value if r.text else "",
                "probability": round(r.certainty, 2),
                "document": texts.document,
                "surface": r.occurrence.surface,
                "original_text": texts.original_text,
                "translation_text": texts.translation_text,
            }
        )
    return rows


def place_rows(report: TermReport) -> list[Row]:
    """A row a place with all that is known of it, for programs; see docs/terms.md.

    `ko_start` and `ko_end` count characters of `original_text` from 0, `en_start` and
    `en_end` those of `translation_text`; they are None where there is no rendering.
    """
    return [_place_row(item, report) for item in report.places]


def _place_row(item: Placed, report: TermReport) -> Row:
    r, texts = item.place.rendering, item.texts
    assert texts is not None
    concept = report.concepts[r.occurrence.concept]
    korean, english = item.spans()
    tier, deviates = tier_of(r, concept, report.strict)
    return {
        "concept": concept.id,
        "term": concept.name,
        "document": texts.document,
        "translation": texts.translation,
        "bead": texts.bead,
        "id": item.id,
        "line": item.original_line,
        "translation_line": item.line,
        "date": item.place.date.isoformat() if item.place.date else "",
        "surface": r.occurrence.surface,
        "inside": r.occurrence.inside,
        "ko_start": korean[0] if korean else None,
        "ko_end": korean[1] if korean else None,
        "found": r.found.value,
        "rendering": item.place.form or r.text,
        "raw_rendering": r.text,
        "en_start": english[0] if english else None,
        "en_end": english[1] if english else None,
        "status": r.term.status.value if r.term else UNLISTED if r.text else "",
        "listed_term": r.term.text if r.term else "",
        "form": r.form.value if r.text else "",
        "tier": tier.value,
        "probability": r.certainty,
        "deviates": round(deviates, 3),
        "evidence": r.evidence,
        "doubt": r.doubt or r.occurrence.doubt,
        "original_text": texts.original_text,
        "translation_text": texts.translation_text,
    }


def candidate_rows(candidates: Sequence[Candidate]) -> list[Row]:
    """A row a candidate."""
    return [
        {
            "term": c.text,
            "termhood": round(c.termhood, 1),
            "places": c.count,
            "consistency": round(c.consistency.score, 3) if c.consistency else "",
            "renderings": renderings(c.consistency) if c.consistency else "",
        }
        for c in candidates
    ]


def sheets(report: TermReport) -> dict[str, list[Row]]:
    """The tables of a workbook: the findings first, then all others that have rows."""
    tables = {name: rows for name, rows in whole(report).items() if isinstance(rows, list)}
    first = {"findings": tables.pop("findings")}
    return first | {name: rows for name, rows in tables.items() if rows}


def whole(report: TermReport) -> dict[str, Any]:
    """Everything that a check found, as JSON takes it."""
    return {
        "signature": report.signature,
        "consistency": None if report.score is None else round(report.score, 4),
        "terms": term_rows(report),
        "forms": form_rows(report),
        "findings": finding_rows(report.findings),
        "waived": finding_rows(report.waived),
        "documents": document_rows(report),
        "years": year_rows(report),
        "turns": turn_rows(report),
        "collapses": collapse_rows(report),
        "repetitions": repetition_rows(report.repetitions),
        "left_away": left_away_rows(report),
    }
