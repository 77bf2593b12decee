"""The body of a page as segments: each with its kind, label and outline path."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from align.lang.line_signs import ends_sentence
from align.lang.normalise import match_form
from align.model import Kind, Segment
from align.readers.layout.labels import Label, given_label, read_label
from align.readers.parts.line import Line

_NOTICE = regex.compile(
    r"\W*(?:(?:this is an?\s+)?un-?official\s+(?:english\s+)?translations?"
    r"|비공식\s*번역(?:본|문)?)"
    r"(?:\W*(?:un-?official\s+translation|비공식\s*번역(?:본|문)?))?\W*",
    regex.IGNORECASE,
)
_ATTACHMENT = regex.compile(
    r"(?:붙임|첨부|별첨|별지)\s*(?:\d+\s*)?[:：.]|Attachments?\s*:", regex.IGNORECASE
)
_CONTACT = regex.compile(
    r"(?:담당(?:부서|자)?|문의(?:처)?|연락처|For (?:more|further) information)\s*[:：]"
)
_END = regex.compile(r"[-\s]*(?:끝|End)[.\s]*", regex.IGNORECASE)
_CAPTION = regex.compile(
    r"[<〈＜【](?:사진|그림|표|자료|photo|picture|figure|table)[^>〉＞】]*[>〉＞】].*",
    regex.IGNORECASE,
)
_HEADING_LENGTH = 45
_TITLE_LENGTH = 200
_PLAIN_RANK = 1
_HEADING_RANK = -10  # headings by style stand above all labels
_TELLING = {Kind.NOTICE, Kind.ATTACHMENT, Kind.CONTACT, Kind.END, Kind.CAPTION}
_WITHIN = {
    Kind.NOTE,
    Kind.CAPTION,
    Kind.ROW,
    Kind.QUOTATION,
    Kind.CODE,
}  # belong to what is above
_OUTSIDE = {Kind.TITLE, Kind.NOTICE, Kind.ATTACHMENT, Kind.CONTACT, Kind.END, Kind.FOOTNOTE}


def is_notice(text: str) -> bool:
    """Whether a line says that the page is an unofficial translation, and nothing else."""
    return _NOTICE.fullmatch(match_form(text)) is not None


def segment_lines(lines: Sequence[Line], *, titled: bool) -> tuple[Segment, ...]:
    """Return the segments of a page's body.

    Args:
        lines: the blocks in reading order, furniture already removed.
        titled: whether the first line is the page's title.

    """
    outline = _Outline()
    segments = []
    labels = [_label(line) for line in lines]
    anchors = {name: index for index, line in enumerate(lines) for name in line.notes}
    for position, (line, label) in enumerate(zip(lines, labels, strict=True)):
        following = labels[position + 1] if position + 1 < len(lines) else None
        kind = Kind.TITLE if titled and position == 0 else _kind_of(line, label, following)
        label = None if kind in (Kind.TITLE, Kind.NOTICE) else label
        path = outline.place(kind, label, line.level)
        printed = label.text.strip() if label else ""
        anchor = anchors.get(line.name)
        segments.append(Segment(line.text, kind, printed, path, line.number, line.page, anchor))
    return tuple(segments)


def _label(line: Line) -> Label | None:
    if line.label:
        return given_label(line.label, line.level)
    return None if line.kind in (Kind.ROW, Kind.CODE) else read_label(line.text)


def looks_like_title(text: str) -> bool:
    """Whether the first line of a page can be its title: short, no label, no full stop."""
    return (
        len(text) <= _TITLE_LENGTH
        and read_label(text) is None
        and not is_notice(text)
        and not ends_sentence(text)
    )


def _kind_of(line: Line, label: Label | None, following: Label | None) -> Kind:
    """What the format says, but for what a release's words say more exactly."""
    if line.kind is Kind.CODE:
        return line.kind
    read = _kind(line.text, label, following)
    if line.kind is None or line.kind is Kind.TITLE or read in _TELLING:
        return read
    return line.kind


def _kind(text: str, label: Label | None, following: Label | None) -> Kind:
    body = match_form(text[len(label.text) :] if label else text).strip()
    if is_notice(text):
        return Kind.NOTICE
    for pattern, kind in ((_ATTACHMENT, Kind.ATTACHMENT), (_CONTACT, Kind.CONTACT)):
        if pattern.match(body):
            return kind
    if _END.fullmatch(body):
        return Kind.END
    if _CAPTION.fullmatch(body):
        return Kind.CAPTION
    if label is None:
        return Kind.PARAGRAPH
    if label.is_note:
        return Kind.NOTE
    if label.rank > _PLAIN_RANK:
        return Kind.POINT
    return Kind.HEADING if _is_heading(body, label, following) else Kind.PARAGRAPH


def _is_heading(body: str, label: Label, following: Label | None) -> bool:
    """A short line without a sentence's end that has points below it."""
    short = len(body) <= _HEADING_LENGTH and not ends_sentence(body)
    return short and following is not None and following.rank > label.rank


class _Outline:
    """Counts places in the outline as a page is read from the top."""

    def __init__(self) -> None:
        self._open: list[tuple[int, int]] = []  # (rank, count) from the outermost

    def place(self, kind: Kind, label: Label | None, level: int) -> str:
        """The path of the next segment: `3` or `3.2`; empty outside the outline."""
        if kind in _OUTSIDE:
            return ""
        if kind in _WITHIN:
            return self._path()
        if kind is Kind.HEADING and label is None and level:
            self._step(_HEADING_RANK + level, None)
        else:
            self._step(label.rank if label else _PLAIN_RANK, label.number if label else None)
        return self._path()

    def _step(self, rank: int, number: int | None) -> None:
        while self._open and self._open[-1][0] > rank:
            self._open.pop()
        sibling = bool(self._open) and self._open[-1][0] == rank
        count = self._open.pop()[1] + 1 if sibling else 1
        self._open.append((rank, number if number is not None else count))

    def _path(self) -> str:
        return ".".join(str(count) for _, count in self._open)
