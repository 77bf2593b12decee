"""`align terms`: termbases, and what a memory makes of their terms."""

from __future__ import annotations

import datetime
import getpass
import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from align.aligner import Aligner
from align.aligner.embedding import Embedder
from align.aligner.refine import refine
from align.checks.repeated import repeated
from align.cli.common import (
    PATH,
    Bar,
    console,
    embedder_option,
    format_option,
    print_json,
    print_rows,
    print_table,
    write_rows,
)
from align.errors import FormatError, InputError
from align.formats.tbx import Style
from align.lang.morphology import KiwiMorphology, Morphology, installed
from align.memory import Memory
from align.model import Bitext, Rendering, Termbase
from align.report.terms_page import write_page
from align.system.atomic import write_text
from align.terms.discovery import discover, draft
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.consistency import Verdict
from align.terms.judge.term_report import TermReport, check, find_places, newest_first
from align.terms.judge.variants import Strictness
from align.terms.judge.waivers import Waiver, read_waivers, waivers_path, write_waivers
from align.terms.show import rows
from align.terms.show.sarif import to_sarif
from align.terms.termbase import merged, read_termbase, write_termbase

FINDINGS = 1
_MORPHOLOGIES: Mapping[str, Callable[[], Morphology | None]] = MappingProxyType(
    {"auto": installed, "rules": lambda: None, "kiwi": KiwiMorphology}
)
_SHOWN = 10

_termbase_option = click.option(
    "--termbase", "-t", "termbase_path", required=True, type=PATH, help="The termbase."
)
_lenient_option = click.option(
    "--skip-bad-rows", is_flag=True, help="Pass over rows of the termbase that are wrong."
)
_morphology_option = click.option(
    "--morphology",
    type=click.Choice(["auto", "rules", "kiwi"]),
    default="auto",
    show_default=True,
    callback=lambda _context, _option, value: _MORPHOLOGIES[value](),
    help="How Korean compounds are cut: by kiwi (daeyeok[sentences]) or by rules; "
    "auto takes kiwi where it is installed.",
)
_strict_option = click.option(
    "--strict",
    multiple=True,
    type=click.Choice(["quotes", "capitals"]),
    help="Count forms that differ in this as different renderings.",
)


@click.group()
def terms() -> None:
    """Check, find, show and convert terms.

    \b
    Examples:
      align terms check out/memory.db -t terms.csv
      align terms show out/memory.db 위안부 -t terms.csv
      align terms discover out/memory.db -o draft.csv
    """


@terms.command("check")
@click.argument("memory", type=PATH)
@_termbase_option
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
@_strict_option
@click.option(
    "--sentences",
    is_flag=True,
    help="Look for sentences that return too; needs daeyeok[sentences].",
)
@_morphology_option
@_lenient_option
@embedder_option
@format_option
def check_(
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
    finder = RenderingFinder(
        _termbase(termbase_path, skip_bad_rows), embedder, morphology=morphology
    )
    bitexts = _bitexts(memory)
    aligner = Aligner(embedder)
    split = [refine(bitext, aligner) for bitext in bitexts] if sentences else []
    report = check(
        bitexts,
        finder,
        strict=Strictness("quotes" in strict, "capitals" in strict),
        waivers=read_waivers(waivers_path(termbase_path)),
        repeated=repeated(bitexts, split),
        track=_track,
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
    return FINDINGS if wrong & set(fail_on) else 0


@terms.command("show")
@click.argument("memory", type=PATH)
@click.argument("term")
@_termbase_option
@click.option("-o", "--out", type=PATH, help="Write a table instead: .xlsx, .csv or .json.")
@_morphology_option
@embedder_option
@format_option
def show(
    memory: Path,
    term: str,
    termbase_path: Path,
    out: Path | None,
    morphology: Morphology | None,
    embedder: Embedder | None,
    form: str,
) -> None:
    """Show every occurrence of TERM (Korean, English or a concept's name), newest first.

    \b
    Examples:
      align terms show out/memory.db 위안부 -t terms.csv
      align terms show out/memory.db comfort-women -t terms.csv -o places.xlsx
    """
    termbase = _termbase(termbase_path)
    concepts = [
        concept
        for concept in termbase.concepts
        if term == concept.id or term in (t.text for t in concept.terms)
    ]
    if not concepts:
        raise InputError(
            f"lists no term “{term}”",
            where=termbase_path,
            remedy="Give it as the termbase writes it",
        )
    finder = RenderingFinder(termbase, embedder, morphology=morphology)
    placed, _ = find_places(_bitexts(memory), finder, _track)
    found = rows.occurrence_rows(newest_first(placed, concepts[0].id))
    if out is not None:
        write_rows({"occurrences": found}, out)
    elif form == "table":
        _print_occurrences(found)
    else:
        print_rows(found, form)


@terms.command("discover")
@click.argument("memory", type=PATH)
@click.option("--termbase", "-t", "termbase_path", type=PATH, help="Terms that are known.")
@click.option("-o", "--out", type=PATH, help="Termbase to draft: .csv, .tbx, .xlsx or .tsv.")
@click.option("--most", default=100, show_default=True, help="Candidates to look at.")
@_morphology_option
@embedder_option
@format_option
def discover_(
    memory: Path,
    termbase_path: Path | None,
    out: Path | None,
    most: int,
    morphology: Morphology | None,
    embedder: Embedder | None,
    form: str,
) -> None:
    """Find terms in MEMORY that no termbase lists, those that vary most first.

    \b
    Examples:
      align terms discover out/memory.db
      align terms discover out/memory.db -t terms.csv -o draft.csv
    """
    known = read_termbase(termbase_path) if termbase_path else Termbase(())
    finder = RenderingFinder(known, embedder, morphology=morphology)
    found = discover(_bitexts(memory), finder, most)
    if out is not None:
        write_termbase(draft(found), out)
        click.echo(f"{len(found)} candidates written to {out}", err=True)
    else:
        print_rows(rows.candidate_rows(found), form)


@terms.command("waive")
@click.argument("memory", type=PATH)
@click.argument("findings", nargs=-1, required=True)
@_termbase_option
@click.option("--reason", default="", help="Why they are right as they stand.")
@click.option("--who", default=getpass.getuser, help="Who says so; by default the user.")
@click.option("--undo", is_flag=True, help="Take the waivers back.")
@_morphology_option
@embedder_option
def waive(
    memory: Path,
    findings: tuple[str, ...],
    termbase_path: Path,
    reason: str,
    who: str,
    undo: bool,
    morphology: Morphology | None,
    embedder: Embedder | None,
) -> None:
    """Judge FINDINGS right, with a reason: they stay away until their texts change.

    Waivers are kept beside the termbase, terms.csv in terms.waivers.csv.

    \b
    Examples:
      align terms waive out/memory.db 3f2a90b1c4d7 -t terms.csv --reason "a quotation"
      align terms waive out/memory.db 3f2a90b1c4d7 -t terms.csv --undo
    """
    path = waivers_path(termbase_path)
    before = read_waivers(path)
    kept = [waiver for waiver in before if waiver.finding not in findings]
    if undo:
        _require_all(findings, {waiver.finding for waiver in before}, path)
    elif not reason:
        raise click.UsageError("say why by --reason")
    else:
        finder = RenderingFinder(_termbase(termbase_path), embedder, morphology=morphology)
        report = check(_bitexts(memory), finder, waivers=before, track=_track)
        known = {f.name: f for f in (*report.findings, *report.waived)}
        _require_all(findings, set(known), memory)
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        kept += [
            Waiver(f.name, f.term, f.rendering, f.document, reason, who, today)
            for f in map(known.__getitem__, findings)
        ]
    write_waivers(kept, path)
    done = "taken back" if undo else "waived"
    click.echo(f"{len(findings)} findings {done}; {len(kept)} waivers in {path}", err=True)


def _require_all(findings: Sequence[str], known: Set[str], where: Path) -> None:
    missing = [name for name in findings if name not in known]
    if missing:
        raise InputError(
            f"has no finding {', '.join(missing)}",
            where=where,
            remedy="align terms check -o FILE lists them",
        )


@terms.command()
@click.argument("termbase", type=PATH)
@click.option(
    "-o", "--out", required=True, type=PATH, help="File to write: .tbx, .xlsx, .tsv or .csv."
)
@click.option(
    "--tbx-style",
    type=click.Choice([style.value for style in Style]),
    default=Style.DCA.value,
    show_default=True,
    help="How TBX names its data categories.",
)
@_lenient_option
def export(termbase: Path, out: Path, tbx_style: str, skip_bad_rows: bool) -> None:
    """Write TERMBASE (.csv, .tsv, .xlsx or .tbx) in another format.

    \b
    Examples:
      align terms export terms.csv -o terms.tbx
      align terms export legacy.tbx -o terms.xlsx
    """
    read = _termbase(termbase, skip_bad_rows)
    write_termbase(read, out, Style(tbx_style))
    click.echo(f"{_size(read)} written to {out}", err=True)


@terms.command("import")
@click.argument("source", type=PATH)
@_termbase_option
@_lenient_option
def import_(source: Path, termbase_path: Path, skip_bad_rows: bool) -> None:
    """Take the terms of SOURCE into a termbase; what it says itself stands.

    Concepts of one name are joined; a term that the termbase has keeps its status.

    \b
    Example:
      align terms import draft.csv -t terms.csv
    """
    new = _termbase(source, skip_bad_rows)
    known = read_termbase(termbase_path) if termbase_path.exists() else Termbase(())
    both = merged(known, new)
    write_termbase(both, termbase_path)
    click.echo(f"{_size(both)} in {termbase_path}", err=True)


def _termbase(path: Path, skip_bad_rows: bool = False) -> Termbase:
    if not skip_bad_rows:
        return read_termbase(path)
    problems: list[FormatError] = []
    termbase = read_termbase(path, problems.append)
    for problem in problems:
        click.echo(f"align: passed over: {problem}", err=True)
    return termbase


def _size(termbase: Termbase) -> str:
    count = sum(len(concept.terms) for concept in termbase.concepts)
    return f"{len(termbase.concepts)} concepts, {count} terms"


def _bitexts(memory: Path) -> list[Bitext]:
    with Memory(memory, create=False) as opened:
        return list(opened.bitexts())


def _track(found: Iterable[list[Rendering]], total: int) -> Iterable[list[Rendering]]:
    return Bar().track(found, "Terms", total)


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


def _print_occurrences(found: Sequence[dict[str, Any]]) -> None:
    out = console()
    for row in found:
        said = row["rendering"] or row["found"]
        status = f" ({row['status']})" if row["status"] else ""
        out.print(
            f"{row['date'] or '–'}  {said}{status}  {row['document']}",
            markup=False,
            soft_wrap=True,
        )
        out.print(f"  {row['original_text']}\n  {row['translation_text']}\n", markup=False)
