"""Options and output that several commands share."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from align import plugins
from align.errors import FormatError
from align.formats.base import Format

T = TypeVar("T")

FORMATS = ("table", "json", "csv")
PATH = click.Path(path_type=Path)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to print the result.",
)


class Bar:
    """Progress as a bar on standard error, and only on a terminal."""

    def track(self, items: Iterable[T], stage: str, total: int) -> Iterator[T]:
        """Yield `items` while a bar for `stage` moves."""
        if not sys.stderr.isatty():
            yield from items
            return
        columns = (
            TextColumn("{task.description:<9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            yield from progress.track(items, total=total, description=stage)


def format_of(path: Path) -> Format:
    """Return the format that a file name's ending names.

    Raises:
        FormatError: no format has that ending.

    """
    formats = [made() for made in plugins.load_all("align.formats").values()]
    for form in formats:
        if path.suffix.lower() == form.suffix:
            found: Format = form
            return found
    known = ", ".join(sorted(form.suffix for form in formats))
    raise FormatError("has an ending that no format has", where=path, remedy=f"Known: {known}")


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_rows(rows: Sequence[dict[str, Any]], form: str, title: str = "") -> None:
    """Print rows with the same keys in one of `FORMATS`."""
    if form == "json":
        print_json(rows)
    elif form == "csv":
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        click.echo(buffer.getvalue(), nl=False)
    else:
        print_table(rows, title)


def print_table(rows: Sequence[dict[str, Any]], title: str = "") -> None:
    """Print rows as a table; numbers to the right."""
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for name in rows[0] if rows else ():
        numeric = all(isinstance(row[name], int | float) for row in rows)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    console().print(table)


def console() -> Console:
    """Return a console on standard output; as wide as the text where that is no terminal."""
    return Console(width=None if sys.stdout.isatty() else 120, highlight=False)


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
