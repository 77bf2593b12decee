"""Every figure that a run reports, as plain values: the content of `scores.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import Any

from align.aligner import Aligner
from align.model import Bead, Bitext, Language, Termbase
from align.model.bands import LOW
from align.pipeline import Job, Result
from align.scoring.beads import BeadScore, Ratio
from align.scoring.renderings import RenderingScore
from align.system.version import __version__
from align.terms.judge.consistency import TermConsistency, consistency, places_of, signature


def summarise(job: Job, aligner: Aligner, result: Result) -> dict[str, Any]:
    """Return the figures of a run."""
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
            }
            for name, report in result.imports
        ],
        "bitexts": len(result.bitexts),
        "beads": _beads(result.bitexts),
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
    if job.termbase is not None:
        summary["terms"] = _terms(job.termbase, result)
    if job.gold is not None:
        summary["gold"] = _gold(job, result)
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


def _beads(bitexts: Sequence[Bitext]) -> dict[str, Any]:
    beads = [(bitext, bead) for bitext in bitexts for bead in bitext.beads]
    confidences = [bead.confidence for _, bead in beads]
    return {
        "total": len(beads),
        "by_type": dict(Counter(bead.type for _, bead in beads).most_common()),
        "crossing": sum(bead.crossing for _, bead in beads),
        "mean_confidence": round(fmean(confidences), 4) if confidences else None,
        "low_confidence_below": LOW,
        "low_confidence": [
            _low(bitext, bead) for bitext, bead in beads if bead.confidence < LOW
        ],
    }


def _low(bitext: Bitext, bead: Bead) -> dict[str, Any]:
    return {
        "document": bitext.original.id,
        "original": list(bead.original),
        "translation": list(bead.translation),
        "confidence": round(bead.confidence, 4),
    }


def _terms(termbase: Termbase, result: Result) -> dict[str, Any]:
    places = [
        place
        for bitext, renderings in result.findings
        for place in places_of(bitext, renderings)
    ]
    found = Counter(place.rendering.found.value for place in places)
    return {
        "signature": signature(result.finder),
        "occurrences": len(places),
        "found": dict(found.most_common()),
        "concepts": [_concept(item) for item in consistency(places, termbase)],
    }


def _concept(item: TermConsistency) -> dict[str, Any]:
    return {
        "concept": item.concept,
        "term": item.name,
        "verdict": item.verdict.value,
        "consistency": round(item.score, 4),
        "interval": [round(item.low, 4), round(item.high, 4)],
        "support": item.support,
        "preferred_share": round(item.preferred, 4),
        "without_rendering": dict(item.without),
        "renderings": [
            {"rendering": s.rendering, "count": s.count, "share": round(s.share, 4),
             "status": s.status}
            for s in item.shares
        ],
        "deviations": [
            {
                "document": place.document,
                "segment": place.rendering.occurrence.segment,
                "surface": place.rendering.occurrence.surface,
                "rendering": place.rendering.text,
            }
            for place in item.deviations
        ],
    }  # fmt: skip


def _gold(job: Job, result: Result) -> dict[str, Any]:
    assert job.gold is not None
    summary = bead_figures(job.gold.score_beads(result.bitexts))
    if job.gold.renderings and job.termbase is not None:
        summary["renderings"] = _rendering_figures(job.gold.score_renderings(result.findings))
    return summary


def bead_figures(score: BeadScore) -> dict[str, Any]:
    """Return a bead score as plain values."""
    return {
        "documents": score.documents,
        "strict": _ratio(score.strict),
        "lax": _ratio(score.lax),
    }


def _ratio(ratio: Ratio) -> dict[str, Any]:
    return {
        "precision": round(ratio.precision, 4),
        "recall": round(ratio.recall, 4),
        "f1": round(ratio.f1, 4),
        "found": ratio.found,
        "gold": ratio.gold,
    }


def _rendering_figures(score: RenderingScore) -> dict[str, Any]:
    return {
        "accuracy": round(score.accuracy, 4),
        "gold": score.gold,
        "found": score.found,
        "right": score.right,
        "spurious": score.spurious,
    }
