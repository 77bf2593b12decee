"""Options and output that several commands share."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import wraps
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

from align.aligner import Aligner
from align.aligner.embedding import Embedder, load_embedder
from align.aligner.views.candidates import BEAD_TYPES, BeadType, read_types
from align.aligner.views.lexicon import termbase_lexicon
from align.aligner.weights import default_weights, read_weights
from align.errors import FormatError
from align.execution.engine import Engine, Inline, cores, processes
from align.formats.base import Duplicates, ExportReport, Options, Which
from align.formats.marks import Marking
from align.formats.table import csv_text
from align.formats.xliff import VERSIONS
from align.formats.xlsx import write_tables
from align.lang.morphology import installed
from align.model import Level, Termbase
from align.system.atomic import write_text
from align.terms.find.renderings import RenderingFinder
from align.terms.termbase import read_termbase

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

_CODES = {"ko": ("ko", "ko-KR"), "en": ("en", "en-US", "en-GB")}


def export_options(command: Callable[..., T]) -> Callable[..., T]:
    """Give a command the options of exports, and the `Options` that they make.

    It goes under `aligner_options`, whose embedder finds the terms to mark.
    """

    @click.option(
        "--codes",
        default="ko,en",
        show_default=True,
        callback=_language_codes,
        help="Language codes to write, such as ko-KR,en-GB.",
    )
    @click.option(
        "--duplicates",
        type=click.Choice([item.value for item in Duplicates]),
        default=Duplicates.KEEP.value,
        show_default=True,
        help="What to do with units that repeat an earlier one.",
    )
    @click.option(
        "--which",
        type=click.Choice([item.value for item in Which]),
        default=Which.PAIRS.value,
        show_default=True,
        help="Beads to write; those without a counterpart by one-sided.",
    )
    @click.option(
        "--sheets",
        type=click.Choice(["one", "documents"]),
        default="one",
        show_default=True,
        help="Sheets of a workbook: one for all, or one for each document pair.",
    )
    @click.option(
        "--xliff-version",
        type=click.Choice(VERSIONS),
        default=VERSIONS[0],
        show_default=True,
        help="Version of XLIFF to write.",
    )
    @click.option(
        "--mark-terms",
        type=PATH,
        help="Termbase whose terms are marked in XLIFF, with their renderings.",
    )
    @wraps(command)
    def with_options(
        *args: Any,
        codes: tuple[str, str],
        duplicates: str,
        which: str,
        sheets: str,
        xliff_version: str,
        mark_terms: Path | None,
        **others: Any,
    ) -> T:
        now = datetime.datetime.now(datetime.UTC)
        options = Options(
            *codes,
            which=Which(which),
            duplicates=Duplicates(duplicates),
            sheet_each=sheets == "documents",
            created=now.strftime("%Y%m%dT%H%M%SZ"),
            version=xliff_version,
            marking=_marking(mark_terms, others["aligner"]),
        )
        return command(*args, options=options, **others)

    return with_options


def _marking(termbase: Path | None, aligner: Aligner) -> Marking | None:
    if termbase is None:
        return None
    read = read_termbase(termbase)
    finder = RenderingFinder(read, aligner.embedder, morphology=installed())
    return Marking(read, finder.find)


def _language_codes(
    _context: click.Context, _option: click.Parameter, value: str
) -> tuple[str, str]:
    codes = tuple(part.strip() for part in value.split(","))
    if len(codes) != 2 or any(
        code not in known for code, known in zip(codes, _CODES.values(), strict=True)
    ):
        raise click.BadParameter("give ko or ko-KR, a comma, and en, en-US or en-GB")
    return codes[0], codes[1]


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


level_option = click.option(
    "--level",
    type=click.Choice([level.value for level in Level]),
    default=Level.PARAGRAPH.value,
    show_default=True,
    callback=lambda _context, _option, value: Level(value),
    help="What a translation unit holds; sentences need daeyeok[sentences].",
)
learn_words_option = click.option(
    "--learn-words",
    is_flag=True,
    help="Align twice: learn from the first pass which words stand for which.",
)


def _bead_types(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> tuple[BeadType, ...]:
    if value is None:
        return BEAD_TYPES
    try:
        return read_types(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _embedder(_context: click.Context, _option: click.Parameter, value: str) -> Embedder | None:
    return None if value == "none" else load_embedder(value)


embedder_option = click.option(
    "--embedder",
    default="use",
    show_default=True,
    callback=_embedder,
    help="Model of sentence embeddings, or none to do without.",
)


def aligner_options(command: Callable[..., T]) -> Callable[..., T]:
    """Give a command the options of the aligner, and the aligner that they ask for."""

    @click.option("--weights", type=PATH, help="Weights that align train wrote.")
    @embedder_option
    @click.option(
        "--bead-types",
        callback=_bead_types,
        help="Types that may occur besides 1-1, 1-0 and 0-1, such as 1-2,2-1; "
        "by default up to 4-1, 1-4 and 3-3.",
    )
    @wraps(command)
    def with_aligner(
        *args: Any,
        weights: Path | None,
        embedder: Embedder | None,
        bead_types: tuple[BeadType, ...],
        **options: Any,
    ) -> T:
        aligner = Aligner(
            embedder=embedder,
            weights=read_weights(weights) if weights else default_weights(),
            types=bead_types,
        )
        return command(*args, aligner=aligner, **options)

    return with_aligner


def knowing_terms(aligner: Aligner, termbase: Termbase | None) -> Aligner:
    """Return the aligner with the words of a termbase, if there is one."""
    if termbase is None:
        return aligner
    return replace(aligner, lexicon=aligner.lexicon.joined(termbase_lexicon(termbase)))


workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    default=None,
    help="Processes to work with; by default one for each core.",
)


def engine_for(workers: int | None) -> AbstractContextManager[Engine]:
    """Return what carries out work: this process alone, or several."""
    count = workers or cores()
    return nullcontext(Inline()) if count == 1 else processes(count)


class Bar:
    """Progress as a bar on standard error, and only on a terminal."""

    def track(self, items: Iterable[T], stage: str, total: int | None) -> Iterator[T]:
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


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_rows(rows: Sequence[dict[str, Any]], form: str, title: str = "") -> None:
    """Print rows with the same keys in one of `FORMATS`."""
    if form == "json":
        print_json(rows)
    elif form == "csv":
        click.echo(csv_text(rows), nl=False)
    else:
        print_table(rows, title)


def write_rows(tables: Mapping[str, Sequence[dict[str, Any]]], path: Path) -> None:
    """Write tables of rows with the same keys: .xlsx with a sheet each, or the first alone.

    Raises:
        FormatError: the path's ending is not .xlsx, .csv or .json.

    """
    suffix = path.suffix.lower()
    first = next(iter(tables.values()))
    if suffix == ".xlsx":
        write_tables(tables, path)
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
