"""Every figure that a run reports, as plain values: the content of `scores.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from align.aligner import Aligner
from align.model import Bead, Bitext, Language, Rendering
from align.model.bands import LOW
from align.pipeline.job import Job, Result
from align.scoring.beads import BeadScore, bead_figures
from align.scoring.renderings import RenderingScore
from align.system.version import __version__
from align.terms.judge.consistency import TermConsistency
from align.terms.judge.term_report import TermReport
from align.terms.judge.tiers import Tier


class Tally:
    """What is counted while bitexts go by: beads, and scores where there is gold."""

    def __init__(self, job: Job) -> None:
        self._gold = job.gold
        self._with_renderings = job.termbase is not None
        self._bitexts = 0
        self._types: Counter[str] = Counter()
        self._crossing = 0
        self._confidence = 0.0
        self._low: list[dict[str, Any]] = []
        self._score = BeadScore()
        self._renderings = RenderingScore()

    def add(self, bitext: Bitext, renderings: Sequence[Rendering]) -> None:
        """Take a bitext and the renderings in it."""
        self._bitexts += 1
        for bead in bitext.beads:
            self._types[bead.type] += 1
            self._crossing += bead.crossing
            self._confidence += bead.confidence
            if bead.confidence < LOW:
                self._low.append(_low(bitext, bead))
        if self._gold is not None:
            self._score += self._gold.score_beads([bitext])
            if self._with_renderings:
                self._renderings += self._gold.score_renderings([(bitext, renderings)])

    def figures(self) -> dict[str, Any]:
        """Return what was counted, by the names of the summary."""
        total = self._types.total()
        figures: dict[str, Any] = {
            "bitexts": self._bitexts,
            "beads": {
                "total": total,
                "by_type": dict(self._types.most_common()),
                "crossing": self._crossing,
                "mean_confidence": round(self._confidence / total, 4) if total else None,
                "low_confidence_below": LOW,
                "low_confidence": self._low,
            },
        }
        if self._gold is not None:
            figures["gold"] = bead_figures(self._score)
            if self._gold.renderings and self._with_renderings:
                figures["gold"]["renderings"] = _rendering_figures(self._renderings)
        return figures


def summarise(
    aligner: Aligner, result: Result, tally: Tally, terms: TermReport | None
) -> dict[str, Any]:
    """Return the figures of a run.

    Args:
        aligner: what aligned.
        result: what the run found, so far without its summary.
        tally: what was counted over all bitexts.
        terms: the check of terms, None without a termbase.

    """
    figures = tally.figures()
    summary: dict[str, Any] = {
        "version": __version__,
        "aligner": result.aligner,
        "weights_from": dict(aligner.weights.made_by),
        "documents": _documents(result),
        "pairs": [
            {
                "original": p.original.id,
                "translation": p.translation.id,
                "probability": p.probability,
                "relation": p.relation.value,
                "reasons": list(p.reasons),
            }
            for p in result.pairing.pairs
        ],
        "repeats": [
            {"document": r.document, "other": r.other, "relation": r.relation.value}
            for r in result.pairing.related
        ],
        "imports": [
            {
                "file": name,
                "bitexts": report.new,
                "beads_changed": report.changed,
                "left_out": report.left_out,
                "conflicts": len(report.conflicts),
            }
            for name, report in result.imports
        ],
        "bitexts": figures["bitexts"],
        "beads": figures["beads"],
        "export": {
            "units": result.export.units,
            "one_sided_left_out": result.export.one_sided,
            "rejected_left_out": result.export.rejected,
            "characters_replaced": result.export.replaced,
        },
        "reused": {
            "documents": result.reused.documents,
            "pairing": result.reused.pairing,
            "bitexts": result.reused.bitexts,
            "terms": result.reused.terms,
            "imports": result.reused.imports,
            "decisions_carried_over": result.reused.carried,
        },
    }
    if terms is not None:
        summary["terms"] = _terms(terms)
    if "gold" in figures:
        summary["gold"] = figures["gold"]
    return summary


def _documents(result: Result) -> dict[str, Any]:
    languages = Counter(document.language for document in result.documents)
    return {
        "read": len(result.documents),
        "korean": languages[Language.KOREAN],
        "english": languages[Language.ENGLISH],
        "segments": sum(len(document.segments) for document in result.documents),
        "lines_dropped": sum(len(document.dropped) for document in result.documents),
        "unpaired": [document.id for document in result.pairing.unpaired],
        "failed": [
            {"where": e.where, "what": e.what, "remedy": e.remedy} for e in result.problems
        ],
        "passed_over": result.collection.passed_over,
    }


def _low(bitext: Bitext, bead: Bead) -> dict[str, Any]:
    return {
        "document": bitext.original.id,
        "original": list(bead.original),
        "translation": list(bead.translation),
        "confidence": round(bead.confidence, 4),
    }


def _terms(report: TermReport) -> dict[str, Any]:
    ways = Counter(item.place.rendering.found.value for item in report.places)
    return {
        "signature": report.signature,
        "occurrences": len(report.places),
        "found": dict(ways.most_common()),
        "concepts": [_concept(item) for item in report.results],
    }


def _concept(item: TermConsistency) -> dict[str, Any]:
    return {
        "concept": item.concept,
        "term": item.name,
        "verdict": item.verdict.value,
        "consistency": round(item.score, 4),
        "interval": [round(item.low, 4), round(item.high, 4)],
        "places": item.places,
        "support": item.support,
        "as_listed": item.listed,
        "preferred_share": round(item.preferred, 4),
        "without_rendering": dict(item.without),
        "renderings": [
            {"rendering": s.rendering, "count": s.count, "share": round(s.share, 4),
             "status": s.status}
            for s in item.shares
        ],
        "deviations": item.tiers.get(Tier.DEVIATION, 0),
        "to_look_at": item.tiers.get(Tier.LOOK, 0),
    }  # fmt: skip


def _rendering_figures(score: RenderingScore) -> dict[str, Any]:
    return {
        "accuracy": round(score.accuracy, 4),
        "gold": score.gold,
        "found": score.found,
        "right": score.right,
        "spurious": score.spurious,
    }
