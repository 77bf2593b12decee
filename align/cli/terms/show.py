"""`align terms show`: every occurrence of one term, listed or not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from align.aligner.embedding import Embedder
from align.cli.options import PATH, embedder_option, format_option, termbase_option
from align.cli.output import Bar, console, print_rows, write_rows
from align.cli.terms.inputs import termbase_at
from align.cli.terms.options import morphology_option
from align.errors import InputError
from align.lang.morphology import Morphology
from align.model import Concept, Language, Termbase
from align.pipeline import working_on
from align.pipeline.discovery import forms_near
from align.pipeline.terms import find_places
from align.system.paths import require_apart
from align.terms.discovery import is_korean, termbase_of
from align.terms.find.occurrences import form_key
from align.terms.judge.consistency import TermConsistency, consistency, in_words
from align.terms.judge.placed import Placed
from align.terms.judge.term_report import newest_first
from align.terms.show import rows

_ASKED = "asked"


@click.command("show")
@click.argument("memory", type=PATH)
@click.argument("term")
@termbase_option("The termbase that lists the term, if one does.")
@click.option("-o", "--out", type=PATH, help="Write a table instead: .xlsx, .csv or .json.")
@morphology_option
@embedder_option
@format_option
def show(
    memory: Path,
    term: str,
    termbase_path: Path | None,
    out: Path | None,
    morphology: Morphology | None,
    embedder: Embedder | None,
    form: str,
) -> None:
    """Show every occurrence of TERM and what stands for it, newest first.

    TERM is Korean, or an English term or a concept's name of the termbase.  A Korean term
    that no termbase lists is shown all the same.

    \b
    Examples:
      align terms show out/memory.db 위안부
      align terms show out/memory.db 위안부 -t terms.csv
      align terms show out/memory.db comfort-women -t terms.csv -o places.xlsx
    """
    if out is not None:
        require_apart(termbase_path, [out], "Name another file with -o")
    listed = termbase_at(termbase_path) if termbase_path else None
    concepts = _listed(term, listed)
    if not concepts or listed is None:
        termbase = _unlisted(memory, term, termbase_path)
        concepts, purpose = termbase.concepts, _ASKED
    else:
        termbase, purpose = listed, ""
    wanted = {concept.id for concept in concepts}
    with working_on(memory, embedder, progress=Bar()) as context:
        placed, _ = find_places(
            context,
            termbase,
            morphology,
            lambda r: r.occurrence.concept in wanted,
            purpose=purpose,
        )
        mine = newest_first(placed, wanted)
        near = [] if mine else forms_near(context, concepts[0].name)
    if not mine:
        click.echo(_nowhere(concepts[0].name, near), err=True)
    occurrences = rows.occurrence_rows(mine)
    if out is not None:
        write_rows({"occurrences": occurrences}, out)
    elif form == "table":
        _print_occurrences(occurrences, _in_short(mine, termbase))
    else:
        print_rows(occurrences, form)


def _listed(term: str, termbase: Termbase | None) -> tuple[Concept, ...]:
    """The concepts that a termbase has for what was typed: one by its id, or all senses."""
    concepts = termbase.concepts if termbase else ()
    by_id = tuple(concept for concept in concepts if concept.id == term)
    if by_id and not is_korean(term):
        return by_id
    key = form_key(term)
    return tuple(
        concept
        for concept in concepts
        if term in {concept.id, *(t.text for t in concept.terms)}
        or key in {form_key(t.text) for t in concept.in_language(Language.KOREAN)}
    )


def _unlisted(memory: Path, term: str, path: Path | None) -> Termbase:
    """A termbase of the one Korean term that nobody lists."""
    if not is_korean(term):
        raise InputError(
            f"lists no term “{term}”" if path else f"“{term}” is no Korean term",
            where=path or memory,
            remedy="Give the Korean term, or look for the English with "
            f'align search {memory} "{term}"',
        )
    if path is not None:
        click.echo(f"{path} does not list {term}; shown as a term without English", err=True)
    return termbase_of([term])


def _nowhere(term: str, near: Sequence[str]) -> str:
    hint = f"; near it stand {', '.join(near)}" if near else ""
    return f"{term} stands nowhere in this memory{hint}"


def _in_short(placed: Sequence[Placed], termbase: Termbase) -> str:
    """A line a concept: its places, how many as listed, how often each rendering stands."""
    listed = {c.id for c in termbase.concepts if c.in_language(Language.ENGLISH)}
    results = consistency((item.place for item in placed), termbase)
    return "\n".join(_counts(result, result.concept in listed) for result in results)


def _counts(result: TermConsistency, is_listed: bool) -> str:
    without = sum(count for _, count in result.without)
    noun = "place" if result.places == 1 else "places"
    parts = [f"{result.places} {noun} of {result.name}"]
    parts += [in_words(result)] if is_listed else []
    parts += [rows.renderings(result)] if result.shares else []
    parts += [f"{without} without a rendering"] if without else []
    return "; ".join(parts)


def _print_occurrences(occurrences: Sequence[dict[str, Any]], short: str) -> None:
    out = console()
    if short:
        out.print(f"{short}\n", markup=False, soft_wrap=True)
    for row in occurrences:
        said = row["rendering"] or row["found"]
        status = f" ({row['status']})" if row["status"] else ""
        out.print(
            f"{row['date'] or '–'}  {said}{status}  {row['document']}",
            markup=False,
            soft_wrap=True,
        )
        out.print(f"  {row['original_text']}\n  {row['translation_text']}\n", markup=False)
