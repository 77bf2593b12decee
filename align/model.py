"""The data that flows through the toolkit: segments, documents, beads, bitexts.

Everything here is frozen.  A room takes these values and returns new ones.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


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
    QUOTATION = "quotation"
    ROW = "row"  # of a table, its cells with bars between
    FOOTNOTE = "footnote"  # behind the text; `anchor` tells where it hangs


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
class Segment:
    """One block of text.

    Attributes:
        text: the block as written, its label included.
        kind: what it is on the page.
        label: the number or bullet as printed (`3.`, `ㅇ`); a prefix of `text`.
        outline: its place in the outline, `3.2` for the second point under 3.
        line: where it begins in the source file, counted from 1; 0 unknown.  A
            line of a text, a paragraph of an office file.
        page: the page it begins on, in files that have pages; 0 otherwise.
        anchor: of a footnote, the index of the segment that it hangs on.
        language: its language where that is not the document's.

    """

    text: str
    kind: Kind = Kind.PARAGRAPH
    label: str = ""
    outline: str = ""
    line: int = 0
    page: int = 0
    anchor: int | None = None
    language: Language | None = None

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
        values = self.original, self.translation, self.confidence, self.status, self.crossing
        return _bead, (*values, dict(self.signals), self.note, self.edited)

    @property
    def type(self) -> str:
        """How many segments of each side, such as `2-1`."""
        return f"{len(self.original)}-{len(self.translation)}"

    @property
    def decided(self) -> bool:
        """Whether a person said anything of it: a status, a note or other words."""
        return self.status is not Status.AUTO or bool(self.note) or self.edited is not None

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
        _check_cover(self.original, (bead.original for bead in self.beads))
        _check_cover(self.translation, (bead.translation for bead in self.beads))

    def original_text(self, bead: Bead) -> str:
        """The bead's original segments without labels, one a line, or as a person left them."""
        if bead.edited:
            return bead.edited[0]
        return "\n".join(self.original.segments[i].body for i in bead.original)

    def translation_text(self, bead: Bead) -> str:
        """The bead's translation segments without labels; see `original_text`."""
        if bead.edited:
            return bead.edited[1]
        return "\n".join(self.translation.segments[i].body for i in bead.translation)


class TermStatus(StrEnum):
    """What a termbase says of a term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Term:
    """One expression for a concept in one language."""

    text: str
    language: Language
    status: TermStatus = TermStatus.PREFERRED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """What a group of terms in both languages stands for."""

    id: str
    terms: tuple[Term, ...]

    def in_language(self, language: Language) -> tuple[Term, ...]:
        """The concept's terms in one language, in the termbase's order."""
        return tuple(term for term in self.terms if term.language is language)

    @property
    def name(self) -> str:
        """The first preferred Korean term, by which reports call the concept."""
        korean = self.in_language(Language.KOREAN)
        preferred = [term for term in korean if term.status is TermStatus.PREFERRED]
        return (preferred or korean or self.terms)[0].text


@dataclass(frozen=True, slots=True)
class Termbase:
    """Concepts by which renderings are judged, and the digest of the file they came from."""

    concepts: tuple[Concept, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A Korean term at one place; `start` and `end` are offsets in the segment as written."""

    concept: str
    segment: int
    start: int
    end: int
    surface: str


class Found(StrEnum):
    """How the rendering of an occurrence was found, or why there is none."""

    KNOWN = "known"  # an English term of the termbase
    LOCATED = "located"  # not in the termbase; the likeliest words, with evidence
    PRONOUN = "pronoun"  # only pointed at: it, they
    OMITTED = "omitted"  # nothing in the translation stands for it
    UNTRANSLATED = "untranslated"  # its segment has no counterpart


@dataclass(frozen=True, slots=True)
class Rendering:
    """The English that stands for one occurrence of a term.

    Attributes:
        occurrence: which Korean term, where.
        found: how it was found, or why there is none.
        text: the English as written; empty where there is none.
        segment: index of the translation segment that it stands in.
        start: offset of its first character in that segment as written.
        end: offset behind its last character.
        term: the termbase's term that it is an inflection of, if it is known.
        certainty: 0 to 1, how sure the place is.
        evidence: what speaks for it, for the reader of a report.

    """

    occurrence: Occurrence
    found: Found
    text: str = ""
    segment: int = -1
    start: int = 0
    end: int = 0
    term: Term | None = None
    certainty: float = 1.0
    evidence: str = ""


def _bead(*values: Any) -> Bead:
    """Make a bead anew on its way between processes, which a view of a mapping cannot go."""
    original, translation, confidence, status, crossing, signals, note, edited = values
    view = MappingProxyType(signals)
    return Bead(original, translation, confidence, status, crossing, view, note, edited)


def _check_cover(document: Document, sides: Iterable[tuple[int, ...]]) -> None:
    covered = sorted(index for side in sides for index in side)
    if covered != list(range(len(document.segments))):
        raise ValueError(f"the beads do not cover each segment of {document.id} exactly once")
