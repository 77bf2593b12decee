"""`align terms check`: whether terms are rendered the same way."""

from __future__ import annotations

import json
from pathlib import Path

import click

from align.aligner import Aligner
from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, format_option, termbase_option
from align.cli.output import Bar, console, print_json, print_rows, print_table, write_rows
from align.cli.status import DONE, FINDINGS
from align.cli.terms.inputs import termbase_at
from align.cli.terms.options import lenient_option, morphology_option
from align.lang.morphology import Morphology
from align.lang.sentences import require_splitters
from align.pipeline import working_on
from align.pipeline.terms import check_terms
from align.report.terms_page import write_page
from align.system.atomic import write_text
from align.system.paths import require_apart
from align.terms.judge.consistency import Verdict
from align.terms.judge.term_report import TermReport
from align.terms.judge.variants import Strictness
from align.terms.judge.waivers import waivers_path
from align.terms.show import rows
from align.terms.show.sarif import to_sarif

_SHOWN = 10  # contradictions that are printed


@click.command("check")
@click.argument("memory", type=PATH)
@termbase_option("The termbase.", required=True)
@click.option(
    "-o",
    "--out",
    type=PATH,
    help="Also write everything to a file: .html, .xlsx, .json, .csv or .sarif (findings).",
)
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice(["deprecated", "varies", "unlisted"]),
    help="Leave with status 1 where there is one.",
)
@click.option(
    "--strict",
    multiple=True,
    type=click.Choice(["quotes", "capitals"]),
    help="Count forms that differ in this as different renderings.",
)
@click.option(
    "--sentences",
    is_flag=True,
    help="Look for sentences that return too; needs daeyeok[sentences].",
)
@morphology_option
@lenient_option
@embedder_option
@format_option
def check_command(
    memory: Path,
    termbase_path: Path,
    out: Path | None,
    fail_on: tuple[str, ...],
    strict: tuple[str, ...],
    sentences: bool,
    morphology: Morphology | None,
    skip_bad_rows: bool,
    embedder: Embedder | None,
    form: str,
) -> int:
    """Say whether the terms of a termbase are rendered the same way all over MEMORY.

    Findings that were waived (align terms waive) stay away.

    \b
    Examples:
      align terms check out/memory.db -t terms.csv
      align terms check out/memory.db -t terms.csv -o terms.html
      align terms check out/memory.db -t terms.csv -o terms.sarif --fail-on deprecated
      align terms check out/memory.db -t terms.csv --strict quotes
    """
    if out is not None:
        require_apart(termbase_path, [out], "Name another file with -o")
    if sentences:
        require_splitters()
    with working_on(memory, embedder, progress=Bar()) as context:
        report = check_terms(
            context,
            termbase_at(termbase_path, skip_bad_rows),
            morphology=morphology,
            strict=Strictness("quotes" in strict, "capitals" in strict),
            waivers=waivers_path(termbase_path),
            sentences=Aligner(embedder) if sentences else None,
        )
    if out is not None:
        _write(report, out)
    if form == "json":
        print_json(rows.whole(report))
    elif form == "csv":
        print_rows(rows.term_rows(report), form)
    else:
        _print(report)
    wrong = {finding.kind.value for finding in report.findings}
    wrong |= {"varies"} & {result.verdict.value for result in report.results}
    return FINDINGS if wrong & set(fail_on) else DONE


def _write(report: TermReport, path: Path) -> None:
    suffix = path.suffix.lower()
    if suffix == ".sarif":
        log = to_sarif(report.findings, report.waived)
        write_text(path, json.dumps(log, ensure_ascii=False, indent=2) + "\n")
    elif suffix == ".html":
        write_page(report, path)
    elif suffix == ".json":
        write_text(path, json.dumps(rows.whole(report), ensure_ascii=False, indent=2) + "\n")
    elif suffix == ".csv":
        write_rows({"findings": rows.finding_rows(report.findings)}, path)
    else:
        write_rows({k: v for k, v in rows.whole(report).items() if isinstance(v, list)}, path)


def _print(report: TermReport) -> None:
    out = console()
    judged = dict.fromkeys(Verdict, 0)
    for result in report.results:
        judged[result.verdict] += 1
    counts = ", ".join(f"{count} {verdict.value}" for verdict, count in judged.items() if count)
    out.print(
        f"{len(report.places)} places of {len(report.results)} terms; "
        f"consistency {report.score:.3f}; {counts}",
        soft_wrap=True,
    )
    shown = [
        {name: row[name] for name in ("term", "verdict", "consistency", "95 %", "places")}
        | {"renderings": row["renderings"]}
        for row in rows.term_rows(report)
        if row["verdict"] not in (Verdict.CONSISTENT, Verdict.FEW)
    ]
    if shown:
        print_table(shown, title="\nTerms to look at")
    wrong = [f for f in report.findings if f.kind.value == "deprecated"]
    for finding in wrong[:_SHOWN]:
        out.print(f"\n{finding.name}  {finding.document}  {finding.date}", soft_wrap=True)
        out.print(f"  {finding.message}", markup=False, soft_wrap=True)
        out.print(f"  {finding.original_text}\n  {finding.translation_text}", markup=False)
    others = len(report.findings) - min(len(wrong), _SHOWN)
    notes = [f"{others} more findings"] if others else []
    notes += [f"{len(report.waived)} waived"] if report.waived else []
    notes += [f"{len(report.repetitions)} repetitions"] if report.repetitions else []
    if notes:
        out.print(f"\n{', '.join(notes)}: all of them by -o FILE")
    out.print(f"\n{report.signature}", style="dim", soft_wrap=True)
