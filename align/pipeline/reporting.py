"""The report of a memory: one page that shows where to look."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from align.lang.morphology import Morphology
from align.model import Bitext, Termbase
from align.pipeline.checks import repeats_in
from align.pipeline.context import Context
from align.pipeline.survey import Surveyor
from align.pipeline.terms import TermFinder, judged_terms
from align.report.writing import Report
from align.scoring.calibration import Calibration, calibrate, judged_beads
from align.scoring.gold import Gold
from align.terms.judge.placed import Placed, may_deviate, placed_in


def report_memory(
    context: Context,
    out: Path,
    *,
    language: str = "en",
    termbase: Termbase | None = None,
    morphology: Morphology | None = None,
    waivers: Path | None = None,
    gold: Gold | None = None,
) -> list[Path]:
    """Write the report of a memory and return its files, the page first.

    Args:
        context: the memory, and where work is done.
        out: the page.
        language: of the page's own words, en or ko.
        termbase: terms to show with their renderings, None to leave them out.
        morphology: for terms inside of compounds; None goes by rules.
        waivers: file of findings that an editor judged right; None for none.
        gold: to show how reliable confidences are.

    Raises:
        StorageError: a file cannot be written.

    """
    finder = TermFinder(context, termbase, morphology) if termbase else None
    report = Report(out, *context.memory.count(), language)
    placed: list[Placed] = []
    judged: list[tuple[float, bool]] = []
    for bitext, renderings, issues in Surveyor(context, finder).survey():
        report.add(bitext, issues)
        placed.extend(placed_in(bitext, renderings, may_deviate))
        judged.extend(_judged(bitext, gold))
    report.add_issues(repeats_in(context))
    terms = judged_terms(placed, termbase, finder, waivers)
    calibration: Calibration | None = calibrate(judged) if judged else None
    return report.write(terms, calibration)


def _judged(bitext: Bitext, gold: Gold | None) -> Sequence[tuple[float, bool]]:
    name = gold.name_of(bitext) if gold else None
    if gold is None or name is None:
        return ()
    return judged_beads(bitext.beads, gold.beads[name])
