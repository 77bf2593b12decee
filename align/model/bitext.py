"""Bitexts: two documents, and the beads that say which of their segments belong together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from align.model.document import Document, Language, Segment

Places = Mapping[int, int] | Sequence[int]
"""Where each segment of a part stands in the whole."""


class Side(StrEnum):
    """One side of a bitext: the Korean original, or its English translation."""

    ORIGINAL = "original"
    TRANSLATION = "translation"

    @property
    def language(self) -> Language:
        """The language of the side."""
        return Language.KOREAN if self is Side.ORIGINAL else Language.ENGLISH

    @property
    def other(self) -> Side:
        """The side that it faces."""
        return Side.TRANSLATION if self is Side.ORIGINAL else Side.ORIGINAL

    @classmethod
    def of(cls, language: Language) -> Side:
        """Return the side that is in a language."""
        return cls.ORIGINAL if language is Language.KOREAN else cls.TRANSLATION


class Status(StrEnum):
    """Who stands behind a bead: the aligner (auto) or a person (the others)."""

    AUTO = "auto"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class Level(StrEnum):
    """What the segments of a bitext are."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Bead:
    """Original and translation segments that translate each other.

    Attributes:
        original: indexes into the original's segments, ascending.
        translation: indexes into the translation's segments, ascending.
        confidence: the probability that this bead is right, 0 to 1.
        status: who stands behind it.
        crossing: whether it lies off the order of its neighbours.
        signals: what each signal added to its score, by name.
        note: a reviewer's remark.
        edited: original and translation as a person left them, where they
            differ from the segments' own text.

    """

    original: tuple[int, ...]
    translation: tuple[int, ...]
    confidence: float = 1.0
    status: Status = Status.AUTO
    crossing: bool = False
    signals: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    note: str = ""
    edited: tuple[str, str] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return _bead, (values | {"signals": dict(self.signals)},)

    def on(self, side: Side) -> tuple[int, ...]:
        """Return the bead's indexes on a side."""
        return self.original if side is Side.ORIGINAL else self.translation

    def with_segments(self, side: Side, indexes: Iterable[int]) -> Bead:
        """Return the bead with other indexes on a side, in ascending order."""
        chosen: dict[str, Any] = {side.value: tuple(sorted(set(indexes)))}
        return replace(self, **chosen)

    def placed(self, original: Places, translation: Places) -> Bead:
        """Return the bead with what stands at each of its indexes in its place.

        So beads of a part become beads of the whole: `original` and `translation` say
        where the segments of the part stand in it.

        Raises:
            LookupError: nothing stands at an index.

        """
        rows = tuple(original[index] for index in self.original)
        columns = tuple(translation[index] for index in self.translation)
        return replace(self, original=rows, translation=columns)

    @property
    def type(self) -> str:
        """How many segments of each side, such as `2-1`."""
        return f"{len(self.original)}-{len(self.translation)}"

    @property
    def decided(self) -> bool:
        """Whether a person said anything of it: a status, a note or other words."""
        return self.status is not Status.AUTO or bool(self.note) or self.edited is not None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that hold something."""
        return tuple(side for side in Side if self.on(side))

    @property
    def is_pair(self) -> bool:
        """Whether both sides hold something."""
        return bool(self.original and self.translation)


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two documents and the beads that cover every segment of both exactly once.

    Raises:
        ValueError: a segment stands in no bead or in two.

    """

    original: Document
    translation: Document
    beads: tuple[Bead, ...]
    level: Level = Level.PARAGRAPH

    def __post_init__(self) -> None:
        for side in Side:
            if not covers(self.beads, self.document(side), side):
                raise ValueError(
                    f"the beads do not cover each segment of {self.document(side).id} "
                    "exactly once"
                )

    @property
    def names(self) -> tuple[str, str]:
        """The names of both documents, by which a bitext is told from others."""
        return self.original.id, self.translation.id

    @property
    def date(self) -> datetime.date | None:
        """The original's date, or else the translation's."""
        return self.original.metadata.date or self.translation.metadata.date

    def document(self, side: Side) -> Document:
        """Return the document of a side."""
        return self.original if side is Side.ORIGINAL else self.translation

    def with_document(
        self, side: Side, document: Document, beads: Iterable[Bead] | None = None
    ) -> Bitext:
        """Return the bitext with another document on a side, and beads that go with it.

        Raises:
            ValueError: the beads, by default the same, do not cover the document.

        """
        chosen: dict[str, Any] = {side.value: document}
        return replace(self, **chosen, beads=self.beads if beads is None else tuple(beads))

    def segments(self, bead: Bead, side: Side) -> tuple[Segment, ...]:
        """Return a bead's segments on a side, as the file has them."""
        segments = self.document(side).segments
        return tuple(segments[index] for index in bead.on(side))

    def text(self, bead: Bead, side: Side) -> str:
        """Return a bead's segments without labels, one a line, or as a person left them."""
        if bead.edited:
            return bead.edited[0 if side is Side.ORIGINAL else 1]
        return _joined(self.document(side), bead.on(side))

    def texts(self, bead: Bead) -> tuple[str, str]:
        """Return the Korean and the English of a bead; see `text`."""
        if bead.edited:
            return bead.edited
        return (
            _joined(self.original, bead.original),
            _joined(self.translation, bead.translation),
        )

    def original_text(self, bead: Bead) -> str:
        """Return the Korean of a bead; see `text`."""
        return self.text(bead, Side.ORIGINAL)

    def translation_text(self, bead: Bead) -> str:
        """Return the English of a bead; see `text`."""
        return self.text(bead, Side.TRANSLATION)


def covers(beads: Iterable[Bead], document: Document, side: Side) -> bool:
    """Return whether each segment of a document stands in exactly one bead on a side."""
    covered = sorted(index for bead in beads for index in bead.on(side))
    return covered == list(range(len(document.segments)))


def _joined(document: Document, indexes: Iterable[int]) -> str:
    return "\n".join([document.segments[index].body for index in indexes])


def _bead(values: dict[str, Any]) -> Bead:
    """Make a bead anew on its way between processes, which a view of a mapping cannot go."""
    return Bead(**values | {"signals": MappingProxyType(values["signals"])})
