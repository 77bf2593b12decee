"""Documents: their segments in reading order, and what a page says of itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

JOINT = "+"
"""Stands between the names of documents that are taken as one."""


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
    CODE = "code"  # source code as written, line breaks and all
    FOOTNOTE = "footnote"  # behind the text; `anchor` tells where it hangs


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
        id: what the table that it came from calls its row; empty if it came from none.

    """

    text: str
    kind: Kind = Kind.PARAGRAPH
    label: str = ""
    outline: str = ""
    line: int = 0
    page: int = 0
    anchor: int | None = None
    language: Language | None = None
    id: str = ""

    @property
    def body(self) -> str:
        """The text as written, without its label."""
        return self.text[len(self.label) :].strip()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that a reader left out, and why: navigation, metadata, footer or hidden."""

    text: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself, and what the file is.

    `hits` is how often it had been read, where it says so; `attachments` are the names of the
    files that it offers.
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
    hits: int | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One side of a bitext: its segments in reading order and its metadata."""

    id: str
    language: Language
    segments: tuple[Segment, ...]
    metadata: Metadata = field(default_factory=Metadata)
    dropped: tuple[Dropped, ...] = ()
