"""`align terms waive`: findings that are right as they stand."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

import click

from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, termbase_option
from align.cli.output import Bar
from align.cli.terms.options import morphology_option
from align.errors import InputError
from align.lang.morphology import Morphology
from align.pipeline import working_on
from align.pipeline.terms import check_terms
from align.terms.judge.decisions import FINE, WRONG
from align.terms.judge.findings import Finding
from align.terms.judge.variants import STRICTEST
from align.terms.judge.waivers import Waiver, read_waivers, waivers_path, write_waivers
from align.terms.judgements import read_judgements
from align.terms.termbase import read_termbase

_SHOWN = 10  # findings that are named when they are passed over


@click.command("waive")
@click.argument("memory", type=PATH)
@click.argument("findings", nargs=-1)
@termbase_option("The termbase.", required=True)
@click.option(
    "--from",
    "sheet",
    type=PATH,
    help="Judge those right whose decision in this sheet of findings (.xlsx or .csv, from "
    f"align terms check -o) is one of {', '.join(FINE)}; {', '.join(WRONG)} and empty cells "
    "leave a finding as it is.",
)
@click.option(
    "--reason",
    default="",
    help="Why they are right as they stand; with --from, where the sheet gives no reason.",
)
@click.option("--who", default=getpass.getuser, help="Who says so; by default the user.")
@click.option("--undo", is_flag=True, help="Take the waivers back.")
@morphology_option
@embedder_option
def waive(
    memory: Path,
    findings: tuple[str, ...],
    termbase_path: Path,
    sheet: Path | None,
    reason: str,
    who: str,
    undo: bool,
    morphology: Morphology | None,
    embedder: Embedder | None,
) -> None:
    """Judge FINDINGS right, with a reason: they stay away until their texts change.

    FINDINGS are names of findings; --from takes them from a sheet that an editor filled in.
    Waivers are kept beside the termbase, terms.csv in terms.waivers.csv.

    \b
    Examples:
      align terms waive out/memory.db 3f2a90b1c4d7 -t terms.csv --reason "a quotation"
      align terms waive out/memory.db --from findings.xlsx -t terms.csv
      align terms waive out/memory.db 3f2a90b1c4d7 -t terms.csv --undo
    """
    if not findings and sheet is None:
        raise click.UsageError("name findings, or give a sheet of them by --from")
    if findings and not (reason or undo):
        raise click.UsageError("say why by --reason")
    path = waivers_path(termbase_path)
    before = {waiver.finding: waiver for waiver in read_waivers(path)}
    asked = _asked(findings, reason, sheet)
    if undo:
        _require_all(findings, before.keys(), path)
        done = [name for name in asked if name in before]
        after = [waiver for name, waiver in before.items() if name not in asked]
        _tell_missing([name for name in asked if name not in before], "not waived")
    else:
        with working_on(memory, embedder, progress=Bar()) as context:
            termbase = read_termbase(termbase_path)
            # Whatever is made strict in a check, its findings are among these.
            report = check_terms(context, termbase, morphology=morphology, strict=STRICTEST)
        known = {finding.name: finding for finding in report.findings}
        _require_all(findings, known.keys(), memory)
        # What a sheet says again of a waived finding does not take the place of its reason.
        done = [n for n in asked if n in known and (n in findings or n not in before)]
        after = [*_without(before, done), *_waivers(done, asked, known, who)]
        _tell_missing([name for name in asked if name not in known], "no longer there")
    write_waivers(after, path)
    what = "finding" if len(done) == 1 else "findings"
    how = "taken back" if undo else "waived"
    click.echo(f"{len(done)} {what} {how}; {len(after)} waivers in {path}", err=True)


def _asked(findings: Sequence[str], reason: str, sheet: Path | None) -> dict[str, str]:
    """The findings that are asked for, and why each is right."""
    asked = dict.fromkeys(findings, reason)
    for judgement in read_judgements(sheet) if sheet is not None else ():
        if judgement.fine:
            assert sheet is not None
            own = judgement.reason or reason or f"judged fine in {sheet.name}"
            asked.setdefault(judgement.finding, own)
    return asked


def _without(before: Mapping[str, Waiver], names: Sequence[str]) -> list[Waiver]:
    return [waiver for name, waiver in before.items() if name not in names]


def _waivers(
    names: Iterable[str], reasons: Mapping[str, str], known: Mapping[str, Finding], who: str
) -> list[Waiver]:
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return [
        Waiver(f.name, f.term, f.rendering, f.document, reasons[f.name], who, today)
        for f in map(known.__getitem__, names)
    ]


def _tell_missing(names: Sequence[str], how: str) -> None:
    """Say which findings of a sheet are passed over."""
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        said = ", ".join(names[:_SHOWN])
        click.echo(f"align: {how}, passed over: {said}{more}", err=True)


def _require_all(findings: Sequence[str], known: Set[str], where: Path) -> None:
    missing = [name for name in findings if name not in known]
    if missing:
        raise InputError(
            f"has no finding {', '.join(missing)}",
            where=where,
            remedy="align terms check -o FILE lists them",
        )
