"""Documents and beads as rows of the memory's tables, and back, by the model's codec."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from align.lang.normalise import match_form
from align.model import Bead, Bitext, Document, Dropped, Language, Metadata, Segment
from align.model.codec import codec_of

_SEGMENT, _BEAD = codec_of(Segment), codec_of(Bead)
_METADATA, _DROPPED = codec_of(Metadata), codec_of(Dropped)
_ELSEWHERE = ("signals", "edited")  # of a bead: in a table, or in columns, of their own
_LISTS = ("original", "translation")

_PLACE = ("id", "original_text", "translation_text")  # before what a bead says of itself

SEGMENT_COLUMNS = ("document", "position", *_SEGMENT.names)
BEAD_COLUMNS = (
    *("bitext", "position", *_PLACE),
    *(name for name in _BEAD.names if name not in _ELSEWHERE),
)
SEGMENT_READ, BEAD_READ = ", ".join(SEGMENT_COLUMNS[2:]), ", ".join(BEAD_COLUMNS[2:])
"""Columns that `document` and `beads` take, in this order."""
_FROM = {name: place for place, name in enumerate(BEAD_COLUMNS[2:])}


def document_columns(document: Document) -> dict[str, object]:
    """Return what the table of documents holds of one."""
    metadata = _METADATA.encode(document.metadata)
    del metadata["source"]  # the document's name
    metadata["attachments"] = json.dumps(metadata["attachments"], ensure_ascii=False)
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
        tuple(map(_SEGMENT.from_row, segments)),
        _METADATA.decode(
            {
                **known,
                "source": known["name"],
                "attachments": json.loads(known["attachments"]),
            }
        ),
        tuple(map(_DROPPED.from_row, json.loads(known["dropped"]))),
    )


def bead_row(bead: Bead, number: int, bitext: int, position: int) -> tuple[object, ...]:
    """Return a bead as a row with `BEAD_COLUMNS`."""
    plain = _BEAD.encode(bead)
    for name in _LISTS:
        plain[name] = json.dumps(plain[name])
    own = (plain[name] for name in _BEAD.names if name not in _ELSEWHERE)
    return (bitext, position, number, *(bead.edited or (None, None)), *own)


def unit_row(bitext: Bitext, bead: Bead, number: int) -> tuple[object, ...]:
    """Return what is searched of a bead: its number, texts and key."""
    original = bitext.original_text(bead)
    return number, original, bitext.translation_text(bead), text_key(original)


def text_key(text: str) -> int:
    """Return a number that texts share which differ only in blanks, case or kinds of signs."""
    folded = "".join(match_form(text).casefold().split()).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(folded, digest_size=8).digest(), signed=True)


def beads(rows: Iterable[sqlite3.Row], signals: Iterable[sqlite3.Row]) -> tuple[Bead, ...]:
    """Return the beads that rows hold, each with its signals."""
    by_bead: dict[int, dict[str, float]] = {}
    for signal in signals:
        by_bead.setdefault(signal["bead"], {})[signal["name"]] = signal["value"]
    return tuple(_bead(tuple(row), by_bead.get(row["id"], {})) for row in rows)


def _bead(row: tuple[Any, ...], signals: Mapping[str, float]) -> Bead:
    edited = None if row[1] is None else (row[1], row[2])
    own = {"signals": signals, "edited": edited}
    return _BEAD.from_row(
        own[name]
        if name in own
        else _indexes(row[_FROM[name]])
        if name in _LISTS
        else row[_FROM[name]]
        for name in _BEAD.names
    )


@lru_cache(maxsize=1 << 14)  # most beads of all documents have the same few
def _indexes(text: str) -> tuple[int, ...]:
    return tuple(json.loads(text))
