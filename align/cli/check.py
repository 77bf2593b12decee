"""`align check`: what differs between the two sides that should not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from align.checks import Issue, Severity
from align.checks.checking import all_kinds
from align.cli.options import PATH, format_option
from align.cli.output import Bar, print_rows, write_rows
from align.cli.status import DONE, FINDINGS
from align.pipeline import working_on
from align.pipeline.checks import find_issues

_SHOWN = 60  # characters of a text in the table


class _Kinds(click.Choice[str]):
    """The kinds of issues, plug-ins' too, asked for only when the command is used."""

    def __init__(self) -> None:
        super().__init__(())

    @property
    def choices(self) -> tuple[str, ...]:
        """The kinds that there are."""
        return all_kinds()

    @choices.setter
    def choices(self, _none: tuple[str, ...]) -> None:
        """Leave aside what `Choice` would keep for good."""


@click.command("check")
@click.argument("memory", type=PATH)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=_Kinds(),
    help="Look for this only; may be given several times.",
)
@click.option("-o", "--out", type=PATH, help="File to write: .xlsx, .csv or .json.")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="Leave with status 1 where something is as grave as this, or graver.",
)
@format_option
def check_command(
    memory: Path, kinds: tuple[str, ...], out: Path | None, fail_on: str | None, form: str
) -> int:
    """Look in MEMORY for what differs between the two sides that should not.

    Figures, dates, percentages, sums and names; paragraphs left out; Korean
    left in the English; brackets and quotation marks that do not close; the
    same Korean with different English.

    \b
    Examples:
      align check out/memory.db
      align check out/memory.db --kind figure --kind date
      align check out/memory.db -o issues.xlsx --fail-on error
    """
    with working_on(memory, progress=Bar()) as context:
        issues = find_issues(context, kinds)
    if out is not None:
        write_rows({"issues": _rows(issues, whole=True)}, out)
        click.echo(f"{len(issues)} issues written to {out}", err=True)
    else:
        print_rows(_rows(issues, whole=form != "table"), form)
    counts = Counter(issue.severity for issue in issues)
    told = ", ".join(f"{counts[s]} {s.value}s" for s in Severity if counts[s])
    click.echo(told or "nothing found", err=True)
    order = list(Severity)
    limit = order.index(Severity(fail_on)) if fail_on else -1
    return FINDINGS if any(order.index(issue.severity) <= limit for issue in issues) else DONE


def _rows(issues: Sequence[Issue], *, whole: bool) -> list[dict[str, Any]]:
    rows = []
    for issue in issues:
        row = {**asdict(issue), "severity": issue.severity.value}
        if not whole:
            text = issue.translation_text or issue.original_text
            row = {name: row[name] for name in ("severity", "kind", "message", "document")}
            row["text"] = " ".join(text.split())[:_SHOWN]
        rows.append(row)
    return rows
