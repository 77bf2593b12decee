"""Documents and beads as rows of the memory's tables, and back."""

from __future__ import annotations

import datetime
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from align.lang.normalise import match_form
from align.model import (
    Bead,
    Bitext,
    Document,
    Dropped,
    Kind,
    Language,
    Metadata,
    Segment,
    Status,
)


def document_columns(document: Document) -> dict[str, object]:
    """Return what the table of documents holds of one."""
    metadata = document.metadata
    dropped = [[d.text, d.reason, d.line] for d in document.dropped]
    return {
        "name": document.id,
        "digest": metadata.digest,
        "language": document.language.value,
        "title": metadata.title,
        "date": metadata.date.isoformat() if metadata.date else None,
        "url": metadata.url,
        "department": metadata.department,
        "encoding": metadata.encoding,
        "unofficial": int(metadata.unofficial),
        "dropped": json.dumps(dropped, ensure_ascii=False),
    }


def segment_rows(document: Document) -> Iterator[tuple[object, ...]]:
    """Yield a document's segments as rows, without the document's number."""
    for position, s in enumerate(document.segments):
        language = s.language.value if s.language else None
        yield (
            *(position, s.text, s.kind.value, s.label, s.outline, s.line),
            *(s.page, s.anchor, language),
        )


def document(row: sqlite3.Row, segments: Iterable[sqlite3.Row]) -> Document:
    """Return the document that a row and its segments' rows hold."""
    metadata = Metadata(
        title=row["title"],
        date=datetime.date.fromisoformat(row["date"]) if row["date"] else None,
        url=row["url"],
        department=row["department"],
        source=row["name"],
        digest=row["digest"],
        encoding=row["encoding"],
        unofficial=bool(row["unofficial"]),
    )
    return Document(
        row["name"],
        Language(row["language"]),
        tuple(map(segment, segments)),
        metadata,
        tuple(Dropped(*parts) for parts in json.loads(row["dropped"])),
    )


def segment(row: Mapping[str, Any] | sqlite3.Row) -> Segment:
    """Return the segment that a row holds."""
    return Segment(
        row["text"],
        Kind(row["kind"]),
        row["label"],
        row["outline"],
        row["line"],
        row["page"],
        row["anchor"],
        Language(row["language"]) if row["language"] else None,
    )


BEAD_COLUMNS = (
    *("id", "bitext", "position", "original", "translation", "confidence", "status"),
    *("crossing", "note", "original_text", "translation_text"),
)


def bead_row(bead: Bead, number: int, bitext: int, position: int) -> tuple[object, ...]:
    """Return a bead as a row with `BEAD_COLUMNS`."""
    return (
        number,
        bitext,
        position,
        json.dumps(bead.original),
        json.dumps(bead.translation),
        bead.confidence,
        bead.status.value,
        int(bead.crossing),
        bead.note,
        *(bead.edited or (None, None)),
    )


def unit_row(bitext: Bitext, bead: Bead, number: int) -> tuple[object, ...]:
    """Return what is searched of a bead: its number, texts and key."""
    original = bitext.original_text(bead)
    return number, original, bitext.translation_text(bead), text_key(original)


def text_key(text: str) -> int:
    """Return a number that texts share which differ only in blanks, case or kinds of signs."""
    folded = "".join(match_form(text).casefold().split()).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(folded, digest_size=8).digest(), signed=True)


def beads(found: Iterable[sqlite3.Row], signals: Iterable[sqlite3.Row]) -> tuple[Bead, ...]:
    """Return the beads that rows hold, each with its signals."""
    by_bead: dict[int, dict[str, float]] = {}
    for signal in signals:
        by_bead.setdefault(signal["bead"], {})[signal["name"]] = signal["value"]
    return tuple(
        Bead(
            tuple(json.loads(row["original"])),
            tuple(json.loads(row["translation"])),
            row["confidence"],
            Status(row["status"]),
            bool(row["crossing"]),
            MappingProxyType(by_bead.get(row["id"], {})),
            row["note"],
            _edited(row),
        )
        for row in found
    )


def _edited(row: sqlite3.Row) -> tuple[str, str] | None:
    if row["original_text"] is None:
        return None
    return row["original_text"], row["translation_text"]
