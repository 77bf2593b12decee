"""`align search`: where a memory has some words, in both languages."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from align.cli.options import PATH, format_option
from align.cli.output import Bar, console, print_rows, write_rows
from align.cli.status import DONE, FINDINGS
from align.errors import QueryError
from align.lang.grams import Span
from align.memory import Memory
from align.memory.search import (
    LIMIT,
    SIDES,
    Filters,
    Hit,
    Query,
    SearchResult,
    pieces,
)
from align.memory.search import search as look_for
from align.model import Status

_DATE = click.DateTime(formats=["%Y-%m-%d"])


def _day(
    _context: click.Context, _option: click.Parameter, value: datetime.datetime | None
) -> datetime.date | None:
    return value.date() if value else None


@click.command()
@click.argument("memory", type=PATH)
@click.argument("text")
@click.option(
    "--fuzzy",
    "least_alike",
    type=click.IntRange(1, 100),
    metavar="PERCENT",
    help="Units whose whole text is like TEXT, at least so much.",
)
@click.option("--regex", is_flag=True, help="TEXT is a regular expression; reads every unit.")
@click.option(
    "--in",
    "side",
    type=click.Choice(list(SIDES)),
    help="Side to look in; by default the Korean if TEXT holds Hangul, else both.",
)
@click.option("--since", type=_DATE, callback=_day, help="Documents of this day or later.")
@click.option("--until", type=_DATE, callback=_day, help="Documents of this day or earlier.")
@click.option("--document", default="", help="Documents with such a name, as ko/2017*.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in Status]),
    help="Beads of this status; may be given several times.",
)
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Beads at least so probable.",
)
@click.option("--below", type=click.FloatRange(0, 1), default=1.0, help="Beads at most so.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=LIMIT,
    show_default=True,
    help="Hits to show; 0 for all.",
)
@click.option(
    "--context", type=click.IntRange(0), default=0, help="Beads to show before and after."
)
@click.option("-o", "--out", type=PATH, help="File to write: .xlsx, .csv or .json.")
@click.option(
    "--fail-on-none", is_flag=True, help="Leave with status 1 where nothing is found."
)
@format_option
def search(
    memory: Path,
    text: str,
    least_alike: int | None,
    regex: bool,
    side: str | None,
    since: datetime.date | None,
    until: datetime.date | None,
    document: str,
    statuses: Sequence[str],
    confidence: float,
    below: float,
    limit: int,
    context: int,
    out: Path | None,
    fail_on_none: bool,
    form: str,
) -> int:
    """Show where MEMORY has TEXT, with its counterpart.

    All words must be there, in any order; those in "quotation marks" follow one
    another, and word* stands for all that begin so. Blanks, dots, case and
    quotation marks make no difference, nor does what a Korean word ends in.

    \b
    Examples:
      align search out/memory.db 위안부
      align search out/memory.db '"comfort women"' --since 2015-12-28
      align search out/memory.db '양국은 긴밀히 협력하기로 하였다.' --fuzzy 70
      align search out/memory.db '제\\s?\\d+차' --regex --in ko
      align search out/memory.db 제재 --status accepted -o hits.xlsx
    """
    if regex and least_alike is not None:
        raise click.UsageError("--regex and --fuzzy exclude each other")
    query = Query.asked(
        text,
        least_alike,
        regex,
        side,
        Filters(since, until, document, tuple(map(Status, statuses)), confidence, below),
        limit,
        context,
    )
    with Memory(memory, create=False) as opened:
        try:
            result = look_for(opened, query, Bar())
        except QueryError as error:
            raise click.UsageError(str(error)) from error
    hits = result.hits
    if out is not None:
        write_rows({"hits": [_row(hit) for hit in hits]}, out)
        click.echo(f"{len(hits)} hits written to {out}", err=True)
    elif form == "table":
        _print(hits)
    else:
        print_rows([_row(hit) for hit in hits], form)
    click.echo(_told(result, len(hits)), err=True)
    return FINDINGS if fail_on_none and not hits else DONE


def _told(result: SearchResult, shown: int) -> str:
    if not shown:
        return "nothing found"
    if result.total is None:
        told = f"the first {shown} hits; --limit 0 shows all"
    elif result.total > shown:
        told = f"{shown} of about {result.total} hits; --limit shows more"
    else:
        told = f"{shown} hits"
    return f"{told}, for {result.searched}" if result.searched else told


def _row(hit: Hit) -> dict[str, Any]:
    row: dict[str, Any] = {"match": hit.percent} if hit.percent is not None else {}
    return row | {
        "original": hit.original,
        "translation": hit.translation,
        "document": hit.document,
        "translation_document": hit.translation_document,
        "date": hit.date.isoformat() if hit.date else "",
        "bead": hit.position + 1,
        "status": hit.status.value,
        "confidence": round(hit.confidence, 4),
        "before": _lines(hit.before),
        "after": _lines(hit.after),
    }


def _lines(beads: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{original} | {translation}" for original, translation in beads)


def _print(hits: Sequence[Hit]) -> None:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    for number, hit in enumerate(hits):
        if number:
            table.add_row("", "")
        table.add_row(
            Text(_head(hit), style="dim"), Text(hit.translation_document, style="dim")
        )
        for original, translation in hit.before:
            table.add_row(Text(original, style="dim"), Text(translation, style="dim"))
        table.add_row(
            _marked(hit.original, hit.original_spans),
            _marked(hit.translation, hit.translation_spans),
        )
        for original, translation in hit.after:
            table.add_row(Text(original, style="dim"), Text(translation, style="dim"))
    if hits:
        console().print(table)


def _head(hit: Hit) -> str:
    percent = f"{hit.percent} %  " if hit.percent is not None else ""
    standing = f"{hit.confidence:.2f}" if hit.status is Status.AUTO else hit.status.value
    return f"{percent}{hit.document}  bead {hit.position + 1}  {standing}"


def _marked(text: str, spans: Sequence[Span]) -> Text:
    """A text with what was found in colour; between marks where nobody sees colours."""
    style, marks = ("bold yellow", "") if console().is_terminal else ("", "»«")
    shown = Text()
    for piece, matched in pieces(text, spans):
        shown.append(
            f"{marks[:1]}{piece}{marks[1:]}" if matched else piece, style if matched else ""
        )
    return shown
