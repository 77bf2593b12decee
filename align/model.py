"""The data that flows through the toolkit: segments, documents, beads, bitexts.

Everything here is frozen.  A room takes these values and returns new ones.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Language(StrEnum):
    """The two languages, as ISO 639-1 codes."""

    KOREAN = "ko"
    ENGLISH = "en"


class Kind(StrEnum):
    """What a segment is on its page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    NOTE = "note"
    NOTICE = "notice"  # “unofficial translation”
    CAPTION = "caption"
    ATTACHMENT = "attachment"  # 붙임
    CONTACT = "contact"  # 담당, 문의
    END = "end"  # 끝.


class Status(StrEnum):
    """Who stands behind a bead: the aligner (auto) or a person (the others)."""

    AUTO = "auto"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Segment:
    """One block of text.

    Attributes:
        text: the block as written, its label included.
        kind: what it is on the page.
        label: the number or bullet as printed (`3.`, `ㅇ`); a prefix of `text`.
        outline: its place in the outline, `3.2` for the second point under 3.
        line: where it begins in the source file, counted from 1; 0 unknown.
    """

    text: str
    kind: Kind = Kind.PARAGRAPH
    label: str = ""
    outline: str = ""
    line: int = 0

    @property
    def body(self) -> str:
        """The text as written, without its label."""
        return self.text[len(self.label) :].strip()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that a reader left out, and why: navigation, metadata or footer."""

    text: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself, and what the file is.

    `digest` is the SHA-256 of the file's bytes in hexadecimal; `unofficial`
    tells whether the page calls itself an unofficial translation.
    """

    title: str = ""
    date: datetime.date | None = None
    url: str = ""
    department: str = ""
    source: str = ""
    digest: str = ""
    encoding: str = ""
    unofficial: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One side of a bitext: its segments in reading order and its metadata."""

    id: str
    language: Language
    segments: tuple[Segment, ...]
    metadata: Metadata = field(default_factory=Metadata)
    dropped: tuple[Dropped, ...] = ()


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
    """

    original: tuple[int, ...]
    translation: tuple[int, ...]
    confidence: float = 1.0
    status: Status = Status.AUTO
    crossing: bool = False
    signals: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def type(self) -> str:
        """How many segments of each side: `1-1`, `2-1`, `1-0` …"""
        return f"{len(self.original)}-{len(self.translation)}"

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

    def __post_init__(self) -> None:
        _check_cover(self.original, (bead.original for bead in self.beads))
        _check_cover(self.translation, (bead.translation for bead in self.beads))

    def original_text(self, bead: Bead) -> str:
        """The bead's original segments without labels, one a line."""
        return "\n".join(self.original.segments[i].body for i in bead.original)

    def translation_text(self, bead: Bead) -> str:
        """The bead's translation segments without labels, one a line."""
        return "\n".join(self.translation.segments[i].body for i in bead.translation)


def _check_cover(document: Document, sides: Iterable[tuple[int, ...]]) -> None:
    covered = sorted(index for side in sides for index in side)
    if covered != list(range(len(document.segments))):
        raise ValueError(f"the beads do not cover each segment of {document.id} exactly once")
