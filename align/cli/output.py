"""How results are printed and written, and progress shown.

What draws and writes tables is imported where it is used, so that the help of a command
comes at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from align.errors import FormatError
from align.system.atomic import write_text

if TYPE_CHECKING:
    from rich.console import Console

    from align.formats.base import ExportReport

T = TypeVar("T")

FORMATS = ("table", "json", "csv")


class Bar:
    """Progress as a bar on standard error, and only on a terminal."""

    def track(self, items: Iterable[T], stage: str, total: int | None) -> Iterator[T]:
        """Yield `items` while a bar for `stage` moves."""
        if not sys.stderr.isatty():
            yield from items
            return
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (
            TextColumn("{task.description:<9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            yield from progress.track(items, total=total, description=stage)


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_rows(rows: Sequence[dict[str, Any]], form: str, title: str = "") -> None:
    """Print rows with the same keys in one of `FORMATS`."""
    if form == "json":
        print_json(rows)
    elif form == "csv":
        from align.formats.table import csv_text

        click.echo(csv_text(rows), nl=False)
    else:
        print_table(rows, title)


def write_rows(
    tables: Mapping[str, Sequence[dict[str, Any]]],
    path: Path,
    choices: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write tables of rows with the same keys: .xlsx with a sheet each, or the first alone.

    Args:
        tables: the rows by the names of their sheets.
        path: file to write.
        choices: what a workbook offers in the columns of these names.

    Raises:
        FormatError: the path's ending is not .xlsx, .csv or .json.

    """
    from align.formats.table import csv_text
    from align.formats.xlsx import write_tables

    suffix = path.suffix.lower()
    first = next(iter(tables.values()))
    if suffix == ".xlsx":
        write_tables(tables, path, choices=choices)
    elif suffix == ".json":
        write_text(path, json.dumps(first, ensure_ascii=False, indent=2) + "\n")
    elif suffix == ".csv":
        write_text(path, csv_text(first), "utf-8-sig")
    else:
        raise FormatError(
            "has an ending that no table has", where=path, remedy="Known: .csv .json .xlsx"
        )


def print_table(rows: Sequence[dict[str, Any]], title: str = "") -> None:
    """Print rows as a table; numbers to the right."""
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for name in rows[0] if rows else ():
        numeric = all(isinstance(row[name], int | float) for row in rows)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    console().print(table)


def console() -> Console:
    """Return a console on standard output; as wide as the text where that is no terminal.

    Texts are printed as they stand: brackets and colons in them style nothing.
    """
    from rich.console import Console

    return Console(
        width=None if sys.stdout.isatty() else 120, highlight=False, markup=False, emoji=False
    )


def left_out(report: ExportReport) -> str:
    """Return what an export left out or replaced, for a message."""
    counts = {
        "beads without a counterpart": report.one_sided,
        "rejected": report.rejected,
        "repetitions": report.repeated,
    }
    text = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    replaced = (
        f"; {report.replaced} characters that the format cannot carry written as U+FFFD"
        if report.replaced
        else ""
    )
    return f"; left out: {text}{replaced}" if text else replaced


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


NOTES_SHOWN = 10
"""How many notes on a termbase a command prints that does something else with it."""


def tell(notes: Sequence[str], shown: int | None = NOTES_SHOWN) -> None:
    """Print on standard error what somebody should know of a file."""
    for note in notes[:shown]:
        click.echo(f"align: {note}", err=True)
    if shown is not None and len(notes) > shown:
        more = len(notes) - shown
        click.echo(f"align: {more} more such lines; align terms export tells all", err=True)
