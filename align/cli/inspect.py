"""`align inspect`: what is read from a file, segment by segment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from align.cli.common import PATH, console, format_option, print_json, print_rows
from align.model import Document, Language
from align.readers import read


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
) -> None:
    """Print what is read from FILE: facts about the page and its segments.

    \b
    Examples:
      align inspect release.txt
      align inspect page.html --dropped
      align inspect old.txt --encoding cp949 --format json
    """
    document = read(file, encoding=encoding, language=Language(language) if language else None)
    if form == "json":
        print_json(
            {
                **_facts(document),
                "segments": _segments(document),
                **({"dropped": _dropped(document)} if dropped else {}),
            }
        )
        return
    if form == "table":
        for name, value in _facts(document).items():
            console().print(f"{name:<13} {value}", markup=False, soft_wrap=True)
        console().print()
    print_rows(_segments(document), form)
    if dropped and form == "table":
        console().print()
        print_rows(_dropped(document), form, title="Left out")


def _facts(document: Document) -> dict[str, Any]:
    metadata = document.metadata
    return {
        "title": metadata.title,
        "date": metadata.date.isoformat() if metadata.date else "",
        "url": metadata.url,
        "department": metadata.department,
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
            "line": segment.line,
            "kind": segment.kind.value,
            "outline": segment.outline,
            "label": segment.label,
            "text": segment.body,
        }
        for index, segment in enumerate(document.segments)
    ]


def _dropped(document: Document) -> list[dict[str, Any]]:
    return [
        {"line": line.line, "reason": line.reason, "text": line.text}
        for line in document.dropped
    ]
