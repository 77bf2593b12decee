"""Pairs as a table that a person can correct, and back.

A row holds the names of the two sides, + between several; what has no partner stands
in a row with one side empty.  Only the names are read back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import process

from align.errors import FormatError
from align.model import Document, Language, Side
from align.pairing.model import Pair, Pairing, Relation

COLUMNS = ("original", "translation", "probability", "relation", "reasons")
UNPAIRED = "unpaired"
_JOIN = " + "


@dataclass(frozen=True, slots=True)
class GivenPair:
    """A row of a table of pairs: the names of both sides, and its line."""

    originals: tuple[str, ...]
    translations: tuple[str, ...]
    line: int


def pair_rows(pairing: Pairing) -> list[dict[str, Any]]:
    """Return pairs, and the documents without one, as rows."""
    rows: list[dict[str, Any]] = [
        {
            "original": _JOIN.join(d.id for d in pair.originals),
            "translation": _JOIN.join(d.id for d in pair.translations),
            "probability": pair.probability,
            "relation": pair.relation.value,
            "reasons": "; ".join(pair.reasons),
        }
        for pair in pairing.pairs
    ]
    related = {item.document: item for item in pairing.related}
    for document in pairing.unpaired:
        item = related.get(document.id)
        own = Side.of(document.language)
        rows.append(
            {
                **{side.value: document.id if side is own else "" for side in Side},
                "probability": "",
                "relation": UNPAIRED,
                "reasons": f"{item.relation.value} of {item.other}" if item else "",
            }
        )
    return rows


def read_pairs(path: Path) -> list[GivenPair]:
    """Return the pairs in a table that `align pair` wrote; rows with one side are passed over.

    Raises:
        FormatError: the file cannot be read, or lacks a column.

    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(
            f"cannot be read: {error}", where=path, remedy="Save it as CSV in UTF-8"
        ) from error
    head = text.partition("\n")[0]
    delimiter = max("\t;,", key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    missing = [side.value for side in Side if side not in (reader.fieldnames or ())]
    if missing:
        raise FormatError(
            f"has no column {' or '.join(missing)}",
            where=f"{path}:1",
            remedy="Make it with align pair --format csv",
        )
    pairs = []
    for row in reader:
        sides = [
            tuple(filter(None, (name.strip() for name in (row[side] or "").split(_JOIN))))
            for side in Side
        ]
        if all(sides):
            pairs.append(GivenPair(sides[0], sides[1], reader.line_num))
    return pairs


def apply_pairs(
    given: Sequence[GivenPair], documents: Sequence[Document], where: object
) -> Pairing:
    """Return the pairing that a table says, over the documents that were read.

    Raises:
        FormatError: a row names a document that was not read, or one of the other language.

    """
    by_id = {document.id: document for document in documents}
    pairs = []
    for row in given:
        sides = [
            tuple(_find(name, side.language, by_id, f"{where}:{row.line}") for name in names)
            for side, names in zip(Side, (row.originals, row.translations), strict=True)
        ]
        pairs.append(Pair(sides[0], sides[1], 1.0, (), Relation.GIVEN))
    used = {d.id for pair in pairs for d in (*pair.originals, *pair.translations)}
    return Pairing(
        tuple(sorted(pairs, key=lambda pair: pair.names)),
        tuple(d for d in documents if d.id not in used),
    )


def _find(name: str, language: Language, by_id: dict[str, Document], where: str) -> Document:
    document = by_id.get(name)
    if document is None:
        near = process.extractOne(name, list(by_id))
        hint = f"; the nearest is {near[0]}" if near else ""
        raise FormatError(
            f"names {name}, which was not read{hint}",
            where=where,
            remedy="Names are as align pair prints them for the same folders",
        )
    if document.language is not language:
        raise FormatError(
            f"has {name} on the wrong side: it is {document.language.name.title()}",
            where=where,
            remedy="The original is the Korean side",
        )
    return document
