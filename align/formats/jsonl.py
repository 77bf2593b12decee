"""A whole memory as text: one JSON object a line, in an order and with keys that never change.

Each bitext is a line with both documents' metadata, a line a segment and a
line a bead, so that a change of one bead is a change of one line in git, and
the memory can be made again from the file.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options
from align.model import (
    Bead,
    Bitext,
    Document,
    Dropped,
    Kind,
    Language,
    Level,
    Metadata,
    Segment,
    Status,
)
from align.system.atomic import replacing

_Object = Mapping[str, Any]
_REMEDY = "Make it with align export MEMORY -o FILE.jsonl"


@dataclass(frozen=True, slots=True)
class JsonlFormat:
    """Everything that a memory holds of its bitexts; nothing is left out."""

    suffix: str = ".jsonl"

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write every bitext whole; the options make no difference."""
        report = ExportReport()
        with replacing(path) as temporary, temporary.open("w", encoding="utf-8") as file:
            for bitext in bitexts:
                for item in _lines(bitext):
                    # Lone surrogates are escaped, since UTF-8 cannot carry them.
                    line = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
                    file.write(f"{_safe(line)}\n")
                report.units += sum(bead.is_pair for bead in bitext.beads)
        return report

    def read_bitexts(self, path: Path) -> Iterator[Bitext]:
        """Yield the bitexts in a file.

        Raises:
            FormatError: a line is not as `write` makes it.

        """
        for first, group in _groups(path):
            try:
                yield _bitext(group)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise FormatError(
                    f"holds no bitext as it should: {error!r}",
                    where=f"{path}:{first}",
                    remedy=_REMEDY,
                ) from error


def _groups(path: Path) -> Iterator[tuple[int, list[_Object]]]:
    """The lines of each bitext, and the number of the first."""
    gathered: list[_Object] = []
    first = 1
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                item = _object(line, f"{path}:{number}")
                if "bitext" in item and gathered:
                    yield first, gathered
                    gathered, first = [], number
                gathered.append(item)
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"cannot be read: {error}", where=path) from error
    if gathered:
        yield first, gathered


def _object(line: str, where: str) -> _Object:
    try:
        item = json.loads(line)
    except ValueError as error:
        raise FormatError(f"is no JSON: {error}", where=where, remedy=_REMEDY) from error
    if not isinstance(item, dict):
        raise FormatError("is no JSON object", where=where, remedy=_REMEDY)
    return item


def _safe(line: str) -> str:
    if line.isascii() or not any("\ud800" <= char <= "\udfff" for char in line):
        return line
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in line)


def _lines(bitext: Bitext) -> Iterator[_Object]:
    sides = {"original": bitext.original, "translation": bitext.translation}
    yield {
        "bitext": {name: _document(document) for name, document in sides.items()},
        "level": bitext.level,
    }
    for name, document in sides.items():
        for position, segment in enumerate(document.segments):
            yield {"segment": [name, position], **_known(_segment(segment))}
    for bead in bitext.beads:
        yield {"bead": [list(bead.original), list(bead.translation)], **_known(_bead(bead))}


def _document(document: Document) -> _Object:
    metadata = document.metadata
    return {
        "id": document.id,
        "language": document.language,
        "title": metadata.title,
        "date": metadata.date.isoformat() if metadata.date else "",
        "url": metadata.url,
        "department": metadata.department,
        "source": metadata.source,
        "digest": metadata.digest,
        "encoding": metadata.encoding,
        "unofficial": metadata.unofficial,
        "dropped": [[item.text, item.reason, item.line] for item in document.dropped],
    }


def _segment(segment: Segment) -> _Object:
    return {
        "text": segment.text,
        "kind": segment.kind,
        "label": segment.label,
        "outline": segment.outline,
        "line": segment.line,
        "page": segment.page,
        "anchor": segment.anchor,
        "language": segment.language,
    }


def _bead(bead: Bead) -> _Object:
    return {
        "confidence": bead.confidence,
        "status": bead.status,
        "crossing": bead.crossing,
        "note": bead.note,
        "edited": list(bead.edited) if bead.edited else None,
        "signals": dict(sorted(bead.signals.items())),
    }


def _known(values: _Object) -> dict[str, Any]:
    """What says something: no empty texts, zeros of places or missing things."""
    return {
        name: value
        for name, value in values.items()
        if value or name == "confidence" or (name == "anchor" and value == 0)
    }


def _bitext(items: list[_Object]) -> Bitext:
    head = items[0]
    segments: dict[str, list[Segment]] = {"original": [], "translation": []}
    beads = []
    for item in items[1:]:
        if "segment" in item:
            side, position = item["segment"]
            if position != len(segments[side]):
                raise ValueError(f"segment {position} of the {side} is not in its place")
            segments[side].append(_read_segment(item))
        else:
            beads.append(_read_bead(item))
    sides = [
        _read_document(head["bitext"][name], tuple(segments[name]))
        for name in ("original", "translation")
    ]
    return Bitext(sides[0], sides[1], tuple(beads), Level(head["level"]))


def _read_document(item: _Object, segments: tuple[Segment, ...]) -> Document:
    date = datetime.date.fromisoformat(item["date"]) if item["date"] else None
    metadata = Metadata(
        date=date,
        **{
            name: item[name]
            for name in (
                *("title", "url", "department", "source", "digest", "encoding", "unofficial"),
            )
        },
    )
    dropped = tuple(Dropped(*parts) for parts in item["dropped"])
    return Document(item["id"], Language(item["language"]), segments, metadata, dropped)


def _read_segment(item: _Object) -> Segment:
    return Segment(
        item.get("text", ""),
        Kind(item["kind"]),
        item.get("label", ""),
        item.get("outline", ""),
        item.get("line", 0),
        item.get("page", 0),
        item.get("anchor"),
        Language(item["language"]) if "language" in item else None,
    )


def _read_bead(item: _Object) -> Bead:
    edited = item.get("edited")
    return Bead(
        tuple(item["bead"][0]),
        tuple(item["bead"][1]),
        item["confidence"],
        Status(item["status"]),
        item.get("crossing", False),
        MappingProxyType(item.get("signals", {})),
        item.get("note", ""),
        (edited[0], edited[1]) if edited else None,
    )
