"""A translation unit as interchange formats carry it: two texts and what is known of them.

Every format that holds units maps these fields, and no others, to its own
names; so what one keeps another can keep too.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from align.formats.carried import comparable
from align.model import (
    Bead,
    Bitext,
    Concept,
    Document,
    Kind,
    Level,
    Metadata,
    Segment,
    Side,
    Status,
)

Span = tuple[int, ...]
Names = tuple[str, str]
_JOINT = " "
_TOGETHER = 1000
_ALWAYS = ("status", "level")  # facts that are told whatever they are


class Mark(NamedTuple):
    """A term in a unit's texts.

    Attributes:
        concept: what it stands for.
        original: where it begins and ends in the unit's original.
        translation: the same for its rendering; None where it has none.

    """

    concept: Concept
    original: tuple[int, int]
    translation: tuple[int, int] | None = None


class Base(NamedTuple):
    """What a unit was when exported: its status, digests of its note and of its texts."""

    status: Status
    note: str
    texts: str

    @staticmethod
    def digest(*texts: str) -> str:
        """Return a digest of texts as any format brings them back; nothing of empty ones."""
        alike = [comparable(text) for text in texts]
        if not any(alike):
            return "-"
        return hashlib.blake2b("\n".join(alike).encode(), digest_size=6).hexdigest()

    @classmethod
    def of(cls, status: Status, note: str, *texts: str) -> Base:
        """Return what a unit with these is."""
        return cls(status, cls.digest(note), cls.digest(*texts))

    @classmethod
    def read(cls, text: str) -> Base:
        """Return what `str` wrote.

        Raises:
            ValueError: it is none.

        """
        status, note, texts = text.split(".")
        return cls(Status(status), note, texts)

    def __str__(self) -> str:
        return f"{self.status}.{self.note}.{self.texts}"


class Unit(NamedTuple):
    """One bead's texts and facts.

    A named tuple, which is made in a fifth of a frozen dataclass's time: a large
    memory makes a million of them.

    Attributes:
        original: the Korean, segments of a merged bead joined by a space.
        translation: the English.
        document: name of the original document.
        translation_document: name of the translation.
        original_segments: positions of the bead's segments in the original.
        translation_segments: the same for the translation.
        original_cuts: where in `original` each segment after the first begins.
        translation_cuts: the same for `translation`.
        date: the document's date, as 2017-12-19.
        outline: place in the outline, 3.2.
        label: labels as printed, not part of the text.
        kind: kind of the first segment.
        line: line of the source file where the first segment begins; 0 unknown.
        confidence: probability that the bead is right; None where nobody said.
        status: who stands behind it.
        crossing: whether it lies off the order of its neighbours.
        level: what a segment is.
        unofficial: whether the page calls itself an unofficial translation.
        note: a reviewer's remark.
        duplicate: `same` where an earlier unit says the same, `differs` where
            one has another translation of the original; empty otherwise.
        id: what the table that it came from calls it.
        base: what it was when it was exported; None where the file does not tell.
        marks: terms in its texts, none overlapping another, in order.

    """

    original: str
    translation: str
    document: str = ""
    translation_document: str = ""
    original_segments: Span = ()
    translation_segments: Span = ()
    original_cuts: Span = ()
    translation_cuts: Span = ()
    date: str = ""
    outline: str = ""
    label: str = ""
    kind: str = ""
    line: int = 0
    confidence: float | None = None
    status: Status = Status.AUTO
    crossing: bool = False
    level: Level = Level.PARAGRAPH
    unofficial: bool = False
    note: str = ""
    duplicate: str = ""
    id: str = ""
    base: Base | None = None
    marks: tuple[Mark, ...] = ()

    def on(self, side: Side) -> tuple[str, Span, Span]:
        """Return the text of a side, its segments' positions and its cuts."""
        if side is Side.ORIGINAL:
            return self.original, self.original_segments, self.original_cuts
        return self.translation, self.translation_segments, self.translation_cuts

    @property
    def bead_type(self) -> str:
        """How many segments of each side, such as `2-1`."""
        return f"{len(self.original_segments)}-{len(self.translation_segments)}"


def units_of(bitext: Bitext) -> Iterator[Unit]:
    """Yield a unit a bead, those with an empty side and rejected ones too; without marks."""
    date = bitext.date.isoformat() if bitext.date else ""
    for bead in bitext.beads:
        original = bitext.segments(bead, Side.ORIGINAL)
        translation = bitext.segments(bead, Side.TRANSLATION)
        first = (original or translation)[0]
        korean, english = bitext.texts(bead)
        yield Unit(
            korean.replace("\n", _JOINT),
            english.replace("\n", _JOINT),
            document=bitext.original.id,
            translation_document=bitext.translation.id,
            original_segments=bead.original,
            translation_segments=bead.translation,
            original_cuts=() if bead.edited else _cuts(original),
            translation_cuts=() if bead.edited else _cuts(translation),
            date=date,
            outline=first.outline,
            label=_JOINT.join(segment.label for segment in original if segment.label),
            kind=first.kind,
            line=first.line,
            confidence=bead.confidence,
            status=bead.status,
            crossing=bead.crossing,
            level=bitext.level,
            unofficial=bitext.translation.metadata.unofficial,
            note=bead.note,
            id=first.id,
            base=Base.of(bead.status, bead.note, korean, english),
        )


def facts_of(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield what is known of a unit besides its texts, as names and values.

    The names are those of the fields with hyphens, and `bead-type`; what is
    not known is left out.
    """
    for name, told, write, default, always in _TOLD:
        value = getattr(unit, name)
        if always or value != default:
            yield told, write(value)
    if unit.original_segments or unit.translation_segments:
        yield "bead-type", unit.bead_type


def unit_from(original: str, translation: str, facts: Mapping[str, str]) -> Unit:
    """Return the unit that `facts_of` told of; facts that it does not know are passed over.

    Raises:
        ValueError: a fact's value cannot be read.

    """
    return Unit(original, translation, **dict(filter(None, map(_known, facts.items()))))


@lru_cache(maxsize=1 << 14)  # the same few values come again in every unit
def _known(fact: tuple[str, str]) -> tuple[str, Any] | None:
    """The field that a fact is told of, and its value; None where there is none."""
    name, text = fact
    field = _FIELDS.get(name)
    if field is None or not text:
        return None
    try:
        return field, _FACTS[field][1](text)
    except (ValueError, KeyError) as error:
        raise ValueError(f"{text!r} is no {name}") from error


def units_by_document(
    units: Iterable[Unit], name: str
) -> Iterator[tuple[Names, Iterator[Unit]]]:
    """Yield the names of both documents, and the units of each pair that follow one another.

    Units that name no documents come as those of documents called `name#1` and
    so on, a thousand each, so that a large memory is never held at once.
    """
    numbered = enumerate(units)
    for names, group in groupby(
        numbered, key=lambda item: _document_key(item[0], item[1], name)
    ):
        yield names, (unit for _, unit in group)


def bitext_of(units: Sequence[Unit], names: Names) -> Bitext:
    """Return the bitext that the units of two documents make up.

    Where segments are missing the rest moves up.

    Raises:
        ValueError: a segment stands in two units.

    """
    left, right = (_Gathered(side, name) for side, name in zip(Side, names, strict=True))
    loose = [
        Bead(
            left.add(unit),
            right.add(unit),
            1.0 if unit.confidence is None else unit.confidence,
            unit.status,
            unit.crossing,
            note=unit.note,
        )
        for unit in units
    ]
    rows, columns = left.places(), right.places()
    beads = tuple(bead.placed(rows, columns) for bead in loose)
    first = units[0]
    return Bitext(left.document(first), right.document(first), beads, first.level)


def _document_key(position: int, unit: Unit, name: str) -> Names:
    """The documents that a unit belongs to; a share of the file if it names none."""
    if unit.document and unit.translation_document:
        return unit.document, unit.translation_document
    part = f"{name}#{position // _TOGETHER + 1}"
    return f"{part}.{Side.ORIGINAL.language}", f"{part}.{Side.TRANSLATION.language}"


class _Gathered:
    """One side of a bitext as its units come in."""

    def __init__(self, side: Side, name: str) -> None:
        self._side = side
        self._name = name
        self._segments: dict[int, Segment] = {}
        self._next = 0

    def add(self, unit: Unit) -> Span:
        """Take a unit's segments and return their positions."""
        text, positions, cuts = unit.on(self._side)
        if not positions and text:
            positions = (self._next,)
        parts = _parts(text, len(positions), cuts)
        for number, (position, part) in enumerate(zip(positions, parts, strict=True)):
            if position in self._segments:
                raise ValueError(f"segment {position} of {self._name} stands in two units")
            self._next = max(self._next, position + 1)
            labelled = self._side is Side.ORIGINAL and number == 0
            label = unit.label if labelled else ""
            self._segments[position] = Segment(
                f"{label} {part}" if label else part,
                Kind(unit.kind) if unit.kind in set(Kind) else Kind.PARAGRAPH,
                label,
                unit.outline,
                unit.line,
                id=unit.id,
            )
        return positions

    def places(self) -> dict[int, int]:
        """Where each position comes to stand when those that are missing are closed up."""
        return {position: place for place, position in enumerate(sorted(self._segments))}

    def document(self, unit: Unit) -> Document:
        """The side as a document, with the metadata that a unit of it carries."""
        segments = tuple(self._segments[position] for position in sorted(self._segments))
        digest = hashlib.sha256("\n".join(s.text for s in segments).encode("utf-8"))
        metadata = Metadata(
            date=datetime.date.fromisoformat(unit.date) if unit.date else None,
            source=self._name,
            digest=digest.hexdigest(),
            unofficial=unit.unofficial and self._side is Side.TRANSLATION,
        )
        return Document(self._name, self._side.language, segments, metadata)


def _cuts(segments: Sequence[Segment]) -> Span:
    """Where each segment after the first begins in their joined bodies."""
    ends = accumulate(len(segment.body) + len(_JOINT) for segment in segments[:-1])
    return tuple(ends)


def _parts(text: str, count: int, cuts: Span) -> list[str]:
    """A joined text as `count` segments; all in the first where the cuts do not fit."""
    if count == 0:
        return []
    if len(cuts) != count - 1 or any(text[c - 1 : c] != _JOINT for c in cuts):
        return [text, *[""] * (count - 1)]
    bounds = [0, *cuts, len(text) + 1]
    return [text[a : b - 1] for a, b in pairwise(bounds)]


def _numbers(text: str) -> Span:
    return tuple(int(number) for number in text.split())


def _joined(numbers: Span) -> str:
    return " ".join(map(str, numbers))


def _date(text: str) -> str:
    return datetime.date.fromisoformat(text).isoformat()


def _probability(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


_Codec = tuple[Callable[[Any], str], Callable[[str], Any]]
_SPAN: _Codec = _joined, _numbers
_TEXT: _Codec = str, str
_FLAG: _Codec = (lambda flag: "yes" if flag else "no"), {"yes": True, "no": False}.__getitem__
_FACTS: Mapping[str, _Codec] = MappingProxyType(
    {
        "document": _TEXT,
        "translation_document": _TEXT,
        "original_segments": _SPAN,
        "translation_segments": _SPAN,
        "original_cuts": _SPAN,
        "translation_cuts": _SPAN,
        "date": (str, _date),
        "outline": _TEXT,
        "label": _TEXT,
        "kind": _TEXT,
        "line": (str, int),
        "confidence": (lambda value: f"{value:.4f}", _probability),
        "status": (str, Status),
        "crossing": _FLAG,
        "level": (str, Level),
        "unofficial": _FLAG,
        "note": _TEXT,
        "duplicate": _TEXT,
        "id": _TEXT,
        "base": (str, Base.read),
    }
)
_NAMES: Mapping[str, str] = MappingProxyType({name: name.replace("_", "-") for name in _FACTS})
_FIELDS: Mapping[str, str] = MappingProxyType({told: name for name, told in _NAMES.items()})
_TOLD = tuple(
    (name, _NAMES[name], write, Unit._field_defaults[name], name in _ALWAYS)
    for name, (write, _) in _FACTS.items()
)
FACT_NAMES = (*_NAMES.values(), "bead-type")
"""Names that `facts_of` may give, in order."""
