"""Options that several commands share, and what is made of them.

What an option needs is imported where it is used, so that the help of a light command
comes at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from align.cli.output import FORMATS
from align.model import Level

if TYPE_CHECKING:
    from click.parser import _OptionParser

    from align.aligner import Aligner
    from align.aligner.embedding import Embedder
    from align.aligner.views.candidates import BeadType
    from align.formats.marks import Marking

T = TypeVar("T")
C = TypeVar("C", bound=Callable[..., Any])

PATH = click.Path(path_type=Path)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to print the result.",
)


class _TermbaseOption(click.Option):
    """`-t, --termbase`, in whose place `--terms` still works; help does not show it."""

    def add_to_parser(self, parser: _OptionParser, ctx: click.Context) -> None:
        super().add_to_parser(parser, ctx)
        parser.add_option(self, ["--terms"], dest=self.name, action="store")


def termbase_option(use: str, *, required: bool = False) -> Callable[[C], C]:
    """Return the option by which every command takes a termbase, as `termbase_path`."""
    return click.option(
        "-t",
        "--termbase",
        "termbase_path",
        cls=_TermbaseOption,
        type=PATH,
        required=required,
        help=use,
    )


_CODES = {"ko": ("ko", "ko-KR"), "en": ("en", "en-US", "en-GB")}


def export_options(command: Callable[..., T]) -> Callable[..., T]:
    """Give a command the options of exports, and the `Options` that they make.

    It goes under `aligner_options`, whose embedder finds the terms to mark.
    """
    from align.formats.base import Duplicates, Options, Which, timestamp
    from align.formats.xliff import VERSIONS

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
        options = Options(
            *codes,
            which=Which(which),
            duplicates=Duplicates(duplicates),
            sheet_each=sheets == "documents",
            created=timestamp(datetime.datetime.now(datetime.UTC)),
            version=xliff_version,
            marking=_marking(mark_terms, others["aligner"]),
        )
        return command(*args, options=options, **others)

    return with_options


def _marking(termbase: Path | None, aligner: Aligner) -> Marking | None:
    if termbase is None:
        return None
    from align.formats.marks import Marking
    from align.lang.morphology import installed
    from align.terms.find.renderings import RenderingFinder
    from align.terms.termbase import read_termbase

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
    from align.aligner.views.candidates import BEAD_TYPES, read_types

    if value is None:
        return BEAD_TYPES
    try:
        return read_types(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _embedder(_context: click.Context, _option: click.Parameter, value: str) -> Embedder | None:
    from align.aligner.embedding import load_embedder

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
        "by default up to 8-1, 1-8 and 3-3.",
    )
    @wraps(command)
    def with_aligner(
        *args: Any,
        weights: Path | None,
        embedder: Embedder | None,
        bead_types: tuple[BeadType, ...],
        **options: Any,
    ) -> T:
        from align.aligner import Aligner
        from align.aligner.weights import SHIPPED, read_weights

        aligner = Aligner(
            embedder=embedder,
            weights=read_weights(weights) if weights else SHIPPED,
            types=bead_types,
        )
        return command(*args, aligner=aligner, **options)

    return with_aligner


workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    default=None,
    help="Processes to work with; by default one for each core.",
)
