"""`align inspect`: what is read from a file, segment by segment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from align.cli.options import PATH, format_option
from align.cli.output import console, print_json, print_rows
from align.cli.status import DONE, PARTIAL
from align.model import Document, Language
from align.readers import read_all


@click.command()
@click.argument("file", type=PATH)
@click.option("--encoding", help="Encoding of the file; found out by default.")
@click.option(
    "--language",
    type=click.Choice([language.value for language in Language]),
    help="Language of the file; found out by default.",
)
@click.option("--dropped", is_flag=True, help="Show the lines that were left out, too.")
@format_option
def inspect(
    file: Path, encoding: str | None, language: str | None, dropped: bool, form: str
) -> int:
    """Print what is read from FILE: facts about the page and its segments.

    A bilingual file shows as two documents, an archive as many.

    \b
    Examples:
      align inspect release.hwp
      align inspect page.html --dropped
      align inspect old.txt --encoding cp949 --format json
    """
    reading = read_all(
        file, encoding=encoding, language=Language(language) if language else None
    )
    shown = [_plain(document, dropped) for document in reading.documents]
    if form == "json":
        print_json(shown[0] if len(shown) == 1 else shown)
    for position, document in enumerate(reading.documents):
        if form == "table":
            console().print("\n" if position else "", end="")
            _print(document, dropped)
        elif form == "csv":
            print_rows(_segments(document), form)
    for problem in reading.problems:
        click.echo(f"align: {problem}", err=True)
    return PARTIAL if reading.problems else DONE


def _plain(document: Document, dropped: bool) -> dict[str, Any]:
    return {
        **_facts(document),
        "segments": _segments(document),
        **({"dropped": _dropped(document)} if dropped else {}),
    }


def _print(document: Document, dropped: bool) -> None:
    for name, value in _facts(document).items():
        console().print(f"{name:<13} {value}", markup=False, soft_wrap=True)
    console().print()
    print_rows(_telling(_segments(document)), "table")
    if dropped:
        console().print()
        print_rows(_dropped(document), "table", title="Left out")


def _facts(document: Document) -> dict[str, Any]:
    metadata = document.metadata
    return {
        "document": document.id,
        "title": metadata.title,
        "date": metadata.date.isoformat() if metadata.date else "",
        "url": metadata.url,
        "department": metadata.department,
        "hits": "" if metadata.hits is None else metadata.hits,
        "attachments": " | ".join(metadata.attachments),
        "language": document.language.value,
        "encoding": metadata.encoding,
        "unofficial": "yes" if metadata.unofficial else "no",
        "digest": metadata.digest[:16],
        "segment count": len(document.segments),
        "lines dropped": len(document.dropped),
    }


def _segments(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "no": index,
            "page": segment.page,
            "line": segment.line,
            "kind": segment.kind.value,
            "outline": segment.outline,
            "label": segment.label,
            "anchor": "" if segment.anchor is None else segment.anchor,
            "language": segment.language.value if segment.language else "",
            "text": segment.body,
        }
        for index, segment in enumerate(document.segments)
    ]


def _telling(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without columns that say nothing in any of them."""
    empty = {
        name for name in ("page", "anchor", "language") if not any(row[name] for row in rows)
    }
    return [{k: v for k, v in row.items() if k not in empty} for row in rows]


def _dropped(document: Document) -> list[dict[str, Any]]:
    return [
        {"line": line.line, "reason": line.reason, "text": line.text}
        for line in document.dropped
    ]
