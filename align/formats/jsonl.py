"""A whole memory as text: one JSON object a line, in an order and with keys that never change.

Each bitext is a line with both documents' metadata, a line a segment and a
line a bead, so that a change of one bead is a change of one line in git, and
the memory can be made again from the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options
from align.model import (
    Bead,
    Bitext,
    Document,
    Dropped,
    Language,
    Level,
    Metadata,
    Segment,
    Side,
)
from align.model.codec import Codec, codec_of
from align.system.atomic import replacing

_Object = Mapping[str, Any]
_SEGMENT, _BEAD = codec_of(Segment), codec_of(Bead)
_METADATA, _DROPPED = codec_of(Metadata), codec_of(Dropped)
_ALWAYS_KNOWN = (
    *("title", "date", "url", "department", "source", "digest", "encoding", "unofficial"),
)
"""What each document's metadata has; fields that came later may be missing."""
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
    yield {
        "bitext": {side.value: _head(bitext.document(side)) for side in Side},
        "level": bitext.level,
    }
    for side in Side:
        name = side.value
        for position, segment in enumerate(bitext.document(side).segments):
            told = _told(_SEGMENT, _SEGMENT.encode(segment))
            yield {"segment": [name, position], **told}
    for bead in bitext.beads:
        plain = _BEAD.encode(bead)
        places = [plain.pop("original"), plain.pop("translation")]
        plain["signals"] = dict(sorted(plain.pop("signals").items()))  # comes last
        yield {"bead": places, **_told(_BEAD, plain)}


def _head(document: Document) -> _Object:
    """What is known of a document besides its segments; a date that is not known is empty."""
    plain = _METADATA.encode(document.metadata)
    return {
        "id": document.id,
        "language": document.language,
        **plain,
        "date": plain["date"] or "",
        "dropped": [_DROPPED.row(item) for item in document.dropped],
    }


def _told(codec: Codec[Any], plain: _Object) -> _Object:
    """What says something: no empty texts, zeros of places or missing things.

    A zero stands where a thing that is left out would be another: a footnote hangs on
    the first segment, the aligner has no confidence in a bead.
    """
    defaults = codec.defaults
    return {
        name: value
        for name, value in plain.items()
        if value or value != defaults.get(name, value)
    }


def _bitext(items: list[_Object]) -> Bitext:
    head = items[0]
    segments: dict[Side, list[Segment]] = {side: [] for side in Side}
    beads = []
    for item in items[1:]:
        if "segment" in item:
            name, position = item["segment"]
            side = Side(name)
            if position != len(segments[side]):
                raise ValueError(f"segment {position} of the {side} is not in its place")
            segments[side].append(_read_segment(item))
        else:
            beads.append(_read_bead(item))
    original, translation = (
        _read_document(head["bitext"][side.value], tuple(segments[side])) for side in Side
    )
    return Bitext(original, translation, tuple(beads), Level(head["level"]))


def _read_document(item: _Object, segments: tuple[Segment, ...]) -> Document:
    _require(item, _ALWAYS_KNOWN)
    metadata = _METADATA.decode({**item, "date": item["date"] or None})
    dropped = tuple(_DROPPED.from_row(parts) for parts in item["dropped"])
    return Document(item["id"], Language(item["language"]), segments, metadata, dropped)


def _read_segment(item: _Object) -> Segment:
    _require(item, ("kind",))
    return _SEGMENT.decode({"text": "", **item})


def _read_bead(item: _Object) -> Bead:
    original, translation = item["bead"]
    _require(item, ("confidence", "status"))
    return _BEAD.decode({**item, "original": original, "translation": translation})


def _require(item: _Object, names: Iterable[str]) -> None:
    """Raise KeyError where a line lacks what every line of its kind has."""
    for name in names:
        if name not in item:
            raise KeyError(name)
