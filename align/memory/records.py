"""Documents and beads as rows of the memory's tables, and back, by the model's codec."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from align.lang.normalise import match_form
from align.model import Bead, Bitext, Document, Dropped, Language, Metadata, Segment
from align.model.codec import codec_of

_SEGMENT, _BEAD = codec_of(Segment), codec_of(Bead)
_METADATA, _DROPPED = codec_of(Metadata), codec_of(Dropped)
_ELSEWHERE = ("signals", "edited")  # of a bead: in a table, or in columns, of their own
_LISTS = ("original", "translation")

SEGMENT_COLUMNS = ("document", "position", *_SEGMENT.names)
BEAD_COLUMNS = (
    *("id", "bitext", "position", "original_text", "translation_text"),
    *(name for name in _BEAD.names if name not in _ELSEWHERE),
)


def document_columns(document: Document) -> dict[str, object]:
    """Return what the table of documents holds of one."""
    metadata = _METADATA.encode(document.metadata)
    del metadata["source"]  # the document's name
    dropped = [_DROPPED.row(item) for item in document.dropped]
    return {
        "name": document.id,
        "language": document.language.value,
        **metadata,
        "dropped": json.dumps(dropped, ensure_ascii=False),
    }


def segment_rows(document: Document, number: int) -> Iterator[tuple[object, ...]]:
    """Yield the segments of document `number` as rows with `SEGMENT_COLUMNS`."""
    for position, segment in enumerate(document.segments):
        yield (number, position, *_SEGMENT.row(segment))


def document(row: sqlite3.Row, segments: Iterable[sqlite3.Row]) -> Document:
    """Return the document that a row and its segments' rows hold."""
    known = dict(row)
    return Document(
        known["name"],
        Language(known["language"]),
        tuple(map(segment, segments)),
        _METADATA.decode({**known, "source": known["name"]}),
        tuple(map(_DROPPED.from_row, json.loads(known["dropped"]))),
    )


def segment(row: Mapping[str, Any] | sqlite3.Row) -> Segment:
    """Return the segment that a row holds."""
    return _SEGMENT.decode(dict(row))


def bead_row(bead: Bead, number: int, bitext: int, position: int) -> tuple[object, ...]:
    """Return a bead as a row with `BEAD_COLUMNS`."""
    plain = _BEAD.encode(bead)
    for name in _LISTS:
        plain[name] = json.dumps(plain[name])
    own = (plain[name] for name in _BEAD.names if name not in _ELSEWHERE)
    return (number, bitext, position, *(bead.edited or (None, None)), *own)


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
    return tuple(_bead(dict(row), by_bead.get(row["id"], {})) for row in found)


def _bead(row: dict[str, Any], signals: Mapping[str, float]) -> Bead:
    for name in _LISTS:
        row[name] = json.loads(row[name])
    if row["original_text"] is not None:
        row["edited"] = (row["original_text"], row["translation_text"])
    return _BEAD.decode({**row, "signals": signals})
