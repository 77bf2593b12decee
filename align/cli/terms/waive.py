"""`align terms waive`: findings that are right as they stand."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Sequence, Set
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
from align.terms.judge.waivers import Waiver, read_waivers, waivers_path, write_waivers
from align.terms.termbase import read_termbase


@click.command("waive")
@click.argument("memory", type=PATH)
@click.argument("findings", nargs=-1, required=True)
@termbase_option("The termbase.", required=True)
@click.option("--reason", default="", help="Why they are right as they stand.")
@click.option("--who", default=getpass.getuser, help="Who says so; by default the user.")
@click.option("--undo", is_flag=True, help="Take the waivers back.")
@morphology_option
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
        with working_on(memory, embedder, progress=Bar()) as context:
            termbase = read_termbase(termbase_path)
            report = check_terms(context, termbase, morphology=morphology, waivers=path)
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
