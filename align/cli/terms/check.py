"""`align terms check`: whether terms are rendered the same way."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

from align.aligner import Aligner
from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, format_option, termbase_option
from align.cli.output import Bar, console, print_json, print_rows, print_table, write_rows
from align.cli.status import DONE, FINDINGS
from align.cli.terms.inputs import termbase_at
from align.cli.terms.options import (
    document_option,
    lenient_option,
    morphology_option,
    since_option,
    strict_option,
)
from align.errors import FormatError, InputError
from align.lang.morphology import Morphology
from align.lang.sentences import require_splitters
from align.pipeline import working_on
from align.pipeline.checked import LastCheck
from align.pipeline.terms import check_terms
from align.report.terms_page import write_page
from align.report.wording import LANGUAGES
from align.system.atomic import write_text
from align.system.paths import require_apart
from align.terms.judge.consistency import Verdict
from align.terms.judge.decisions import CHOICES
from align.terms.judge.known import Known, KnownNames
from align.terms.judge.scope import Scope, in_words
from align.terms.judge.term_report import TermReport
from align.terms.judge.tiers import Tier
from align.terms.judge.variants import Strictness
from align.terms.judge.waivers import waivers_path
from align.terms.judgements import decided_in, names_in
from align.terms.show import rows
from align.terms.show.sarif import to_sarif

_SHOWN = 10  # findings that are printed
_ENDINGS = (".csv", ".html", ".json", ".sarif", ".xlsx")
_COLUMNS = ("term", "verdict", "as listed", "deviations", "to look at", "renderings")


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
    type=click.Choice(["deprecated", "deviation", "varies", "look"]),
    help="Leave with status 1 where there is one.",
)
@strict_option
@click.option(
    "--new",
    "only_new",
    is_flag=True,
    help="Report only what the last check of MEMORY with this termbase did not have.",
)
@click.option(
    "--baseline",
    "baselines",
    type=PATH,
    multiple=True,
    help="Leave away the findings in a file that an earlier -o wrote: .xlsx, .csv, .json or "
    ".sarif; may be given several times.",
)
@since_option
@document_option
@click.option(
    "--sentences",
    is_flag=True,
    help="Look for sentences that return too; needs daeyeok[sentences].",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language of the page's own words.",
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
    strict: Strictness,
    only_new: bool,
    baselines: tuple[Path, ...],
    since: datetime.date | None,
    documents: tuple[str, ...],
    sentences: bool,
    language: str,
    morphology: Morphology | None,
    skip_bad_rows: bool,
    embedder: Embedder | None,
    form: str,
) -> int:
    """Say whether the terms of a termbase are rendered the same way all over MEMORY.

    Findings that were waived (align terms waive) stay away.  Where only some documents or
    findings are asked for, it says how many are left away, and what is known of the terms is
    still learned from all of MEMORY.

    \b
    Examples:
      align terms check out/memory.db -t terms.csv
      align terms check out/memory.db -t terms.csv -o terms.html --language ko
      align terms check out/memory.db -t terms.csv -o terms.sarif --fail-on deprecated
      align terms check out/memory.db -t terms.csv --strict quotes
      align terms check out/memory.db -t terms.csv --new -o new.xlsx
      align terms check out/memory.db -t terms.csv --baseline january.xlsx
      align terms check out/memory.db -t terms.csv --since 2026-01 --document 'kim/*'
    """
    if out is not None:
        _require_known(out)
        for given in (termbase_path, waivers_path(termbase_path), *baselines):
            require_apart(given, [out], "Name another file with -o")
    if sentences:
        require_splitters()
    known: list[Known] = [
        KnownNames(f"that {path.name} has", names_in(path)) for path in baselines
    ]
    scope = Scope(since, documents=documents)
    with working_on(memory, embedder, progress=Bar()) as context:
        last = LastCheck(context.memory, termbase_path, strict)
        if only_new and (before := last.known()):
            known.append(before)
        elif only_new:
            click.echo("align: no earlier check with this termbase: all is new", err=True)
        report = check_terms(
            context,
            termbase_at(termbase_path, skip_bad_rows),
            morphology=morphology,
            strict=strict,
            everywhere=out is not None and out.suffix.lower() == ".json",
            waivers=waivers_path(termbase_path),
            sentences=Aligner(embedder) if sentences else None,
            scope=scope,
            known=known,
        )
        _tell(report, out, form, language)
        if not last.keep(report, scope) and only_new:
            click.echo(f"{memory} may only be read: the next --new shows these again", err=True)
    return FINDINGS if _wrong(report) & set(fail_on) else DONE


def _require_known(out: Path) -> None:
    """Refuse an ending before the work that nothing could be written of.

    Raises:
        FormatError: it is none of `_ENDINGS`.

    """
    if out.suffix.lower() not in _ENDINGS:
        raise FormatError(
            "has an ending that no report has", where=out, remedy=f"Known: {' '.join(_ENDINGS)}"
        )


def _tell(report: TermReport, out: Path | None, form: str, language: str) -> None:
    if out is not None:
        _write(report, out, language)
    if form == "json":
        print_json(rows.whole(report))
    elif form == "csv":
        print_rows(rows.term_rows(report), form)
    else:
        _print(report)


def _wrong(report: TermReport) -> set[str]:
    """What of that which a user can ask to fail on was found."""
    wrong = {
        "deviation" if finding.tier is Tier.DEVIATION else "look" for finding in report.findings
    }
    wrong |= {"deprecated"} & {finding.kind.value for finding in report.findings}
    return wrong | ({"varies"} & {result.verdict.value for result in report.results})


def _write(report: TermReport, path: Path, language: str) -> None:
    suffix = path.suffix.lower()
    if suffix == ".sarif":
        log = to_sarif(report.findings, report.waived)
        write_text(path, json.dumps(log, ensure_ascii=False, indent=2) + "\n")
    elif suffix == ".html":
        write_page(report, path, language)
    elif suffix == ".json":
        whole = {**rows.whole(report), "places": rows.place_rows(report)}
        write_text(path, json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
    elif suffix == ".csv":
        write_rows({"findings": _with_decisions(report, path)}, path)
    else:
        sheets = {**rows.sheets(report), "findings": _with_decisions(report, path)}
        write_rows(sheets, path, {"decision": CHOICES})


def _with_decisions(report: TermReport, path: Path) -> list[rows.Row]:
    """The findings as rows, with what an editor decided in the file that is written over.

    Raises:
        InputError: it has decisions on findings that this report leaves away.

    """
    decided = decided_in(path)
    told = {finding.name for finding in (*report.findings, *report.waived)}
    lost = len(decided.keys() - told)
    if lost and report.left_away:
        raise InputError(
            f"holds decisions on {lost} findings that are left away here",
            where=path,
            remedy="Name another file with -o",
        )
    table = rows.decision_rows(report.findings)
    for row in table:
        row["decision"], row["reason"] = decided.get(row["finding"], ("", ""))
    return table


def _varies_anyway(row: rows.Row, report: TermReport) -> bool:
    """Whether a term without findings is shown: not where only what is new was asked for."""
    return not report.known and row["verdict"] != Verdict.FEW


def _print(report: TermReport) -> None:
    out = console()
    listed = sum(result.listed for result in report.results)
    deviations = sum(finding.tier is Tier.DEVIATION for finding in report.findings)
    score = "" if report.score is None else f"; consistency {report.score:.3f}"
    out.print(
        f"{listed} of {len(report.places)} places of {len(report.results)} terms as listed; "
        f"{deviations} {'deviation' if deviations == 1 else 'deviations'}, "
        f"{len(report.findings) - deviations} to look at{score}",
        soft_wrap=True,
    )
    if report.left_away:
        away = "; ".join(map(in_words, report.left_away))
        out.print(f"left away: {away}", markup=False, soft_wrap=True)
    shown = [
        {
            name: row[name]
            for name in ("term", "verdict", "as listed", "deviations", "to look at")
        }
        | {"renderings": row["renderings"]}
        for row in rows.term_rows(report)
        if row["verdict"] not in (Verdict.CONSISTENT, Verdict.ADMITTED)
        and (row["deviations"] or row["to look at"] or _varies_anyway(row, report))
    ]
    if shown:
        print_table(shown, title="\nTerms to look at")
    for finding in report.findings[:_SHOWN]:
        out.print(f"\n{finding.name}  {finding.document}  {finding.date}", soft_wrap=True)
        out.print(f"  {finding.message}", markup=False, soft_wrap=True)
        out.print(f"  {finding.original_text}\n  {finding.translation_text}", markup=False)
    others = max(0, len(report.findings) - _SHOWN)
    notes = [f"{others} more findings"] if others else []
    notes += [f"{len(report.waived)} waived"] if report.waived else []
    notes += [f"{len(report.repetitions)} repetitions"] if report.repetitions else []
    if notes:
        out.print(f"\n{', '.join(notes)}: all of them by -o FILE")
    out.print(f"\n{report.signature}", style="dim", soft_wrap=True)
