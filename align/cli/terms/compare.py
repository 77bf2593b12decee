"""`align terms compare`: how two sets of documents render the same terms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, format_option, termbase_option
from align.cli.output import Bar, console, print_json, print_rows, print_table, write_rows
from align.cli.terms.inputs import termbase_at
from align.cli.terms.options import lenient_option, morphology_option, strict_option
from align.lang.morphology import Morphology
from align.pipeline import working_on
from align.pipeline.comparing import ComparedSets, compare_terms
from align.system.atomic import write_text
from align.system.paths import require_apart
from align.terms.judge.compare import TEST, Comparison, Difference
from align.terms.judge.document_set import DocumentSet
from align.terms.judge.variants import Strictness
from align.terms.show.compared import as_listed, compared_rows, counted, rendering_rows

_SHOWN = 20  # terms that are printed


def _set(
    _context: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> DocumentSet | None:
    try:
        return DocumentSet.of(values) if values else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command("compare")
@click.argument("memory", type=PATH)
@termbase_option("The termbase.", required=True)
@click.option(
    "--first",
    metavar="SET",
    multiple=True,
    required=True,
    callback=_set,
    help="Documents named like 'kim/*' (original or translation), or of 2016, 2016-03 or "
    "2016..2018; may be given several times.",
)
@click.option(
    "--second",
    metavar="SET",
    multiple=True,
    callback=_set,
    help="The documents to compare them with; by default all others.",
)
@click.option("-o", "--out", type=PATH, help="Also write all of it: .xlsx, .csv or .json.")
@strict_option
@morphology_option
@lenient_option
@embedder_option
@format_option
def compare_command(
    memory: Path,
    termbase_path: Path,
    first: DocumentSet,
    second: DocumentSet | None,
    out: Path | None,
    strict: Strictness,
    morphology: Morphology | None,
    skip_bad_rows: bool,
    embedder: Embedder | None,
    form: str,
) -> None:
    """Compare how two sets of documents in MEMORY render the terms of a termbase.

    Two translators, two years, two folders: each term with its renderings side by side, the
    surest difference first.  A term differs where Fisher's exact test says so, the rate of
    false discoveries over all terms being 5 % (q); with too few places it says so.

    \b
    Examples:
      align terms compare out/memory.db -t terms.csv --first 'kim/*' --second 'lee/*'
      align terms compare out/memory.db -t terms.csv --first 2016 --second 2017..2019
      align terms compare out/memory.db -t terms.csv --first 'kim/*' -o compared.xlsx
    """
    if out is not None:
        require_apart(termbase_path, [out], "Name another file with -o")
    with working_on(memory, embedder, progress=Bar()) as context:
        compared = compare_terms(
            context,
            termbase_at(termbase_path, skip_bad_rows),
            first,
            second,
            morphology=morphology,
            strict=strict,
        )
    if out is not None:
        _write(compared, out)
    if form == "json":
        print_json(_plain(compared))
    elif form == "csv":
        print_rows(compared_rows(compared.terms), form)
    else:
        _print(compared)


def _plain(compared: ComparedSets) -> dict[str, Any]:
    sets = zip(("first", "second"), compared.names, compared.documents, strict=True)
    return {
        **{which: {"set": name, "documents": count} for which, name, count in sets},
        "neither": compared.neither,
        "test": TEST,
        "signature": compared.signature,
        "terms": compared_rows(compared.terms),
        "renderings": rendering_rows(compared.terms),
    }


def _write(compared: ComparedSets, path: Path) -> None:
    if path.suffix.lower() == ".json":
        write_text(path, json.dumps(_plain(compared), ensure_ascii=False, indent=2) + "\n")
        return
    sets = [
        {"set": which, "is": name, "documents": count}
        for which, name, count in zip(
            ("first", "second", "neither"),
            (*compared.names, ""),
            (*compared.documents, compared.neither),
            strict=True,
        )
    ]
    tables = {
        "terms": compared_rows(compared.terms),
        "renderings": rendering_rows(compared.terms),
        "sets": sets,
    }
    write_rows(tables, path)


def _print(compared: ComparedSets) -> None:
    out = console()
    first, second = compared.names
    differing = sum(term.difference is Difference.DIFFERS for term in compared.terms)
    few = sum(term.difference is Difference.FEW for term in compared.terms)
    neither = f"; {compared.neither} in neither" if compared.neither else ""
    out.print(
        f"{first} ({compared.documents[0]} documents) against {second} "
        f"({compared.documents[1]}){neither}: {differing} of {len(compared.terms)} terms "
        f"differ, {few} have too few places to say\n",
        markup=False,
        soft_wrap=True,
    )
    shown = compared.terms[:_SHOWN]
    print_table([line for term in shown for line in _lines(term, first, second)])
    if len(compared.terms) > _SHOWN:
        out.print(f"\n{len(compared.terms) - _SHOWN} more terms: all of them by -o FILE")
    out.print(f"\n{TEST}\n{compared.signature}", style="dim", soft_wrap=True)


def _lines(term: Comparison, first: str, second: str) -> list[dict[str, str]]:
    """A term's lines of the table: how much is as listed, then each rendering."""
    sure = "" if term.q is None else f" (q {term.q:.2g})"
    head = {
        "term": term.name,
        "rendering": "as listed",
        first: as_listed(term.first),
        second: as_listed(term.second),
        "": f"{term.difference.value}{sure}",
    }
    return [
        head,
        *(
            {
                "term": "",
                "rendering": f"  {name or status}",
                first: str(one),
                second: str(other),
                "": "" if not name else status,
            }
            for name, status, one, other in counted(term)
        ),
    ]
