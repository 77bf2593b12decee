"""What may be found, and what is: filters, hits, and how a row of the memory becomes one."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from align.lang.grams import Span
from align.memory.database import Database, Values
from align.model import Side, Status

LIMIT = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """Which units may be found.

    Attributes:
        since: earliest date of the document; undated ones fall out.
        until: latest date.
        document: pattern for either document's name, with * and ?.
        statuses: who must stand behind the bead; empty for anybody.
        least: lowest confidence.
        most: highest confidence.

    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    document: str = ""
    statuses: tuple[Status, ...] = ()
    least: float = 0.0
    most: float = 1.0

    def condition(self) -> tuple[str, Values]:
        """Return the filters as SQL over the tables of `FROM`, with its values."""
        parts: list[tuple[str, Values]] = []
        date = "coalesce(o.date, t.date)"
        if self.since:
            parts.append((f"{date} >= ?", (self.since.isoformat(),)))
        if self.until:
            parts.append((f"{date} <= ?", (self.until.isoformat(),)))
        if self.document:
            parts.append(("(o.name GLOB ? OR t.name GLOB ?)", (self.document,) * 2))
        if self.statuses:
            marks = ", ".join("?" * len(self.statuses))
            parts.append((f"b.status IN ({marks})", tuple(s.value for s in self.statuses)))
        if self.least > 0:
            parts.append(("b.confidence >= ?", (self.least,)))
        if self.most < 1:
            parts.append(("b.confidence <= ?", (self.most,)))
        values = tuple(value for _, some in parts for value in some)
        return "".join(f" AND {text}" for text, _ in parts), values


ALL = Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that was found.

    Attributes:
        document: name of the original document.
        translation_document: name of the translation.
        date: of the document, None where it has none.
        position: place of the bead in its bitext, from 0.
        status: who stands behind the bead.
        confidence: probability that the bead is right.
        original: the Korean as written, segments of a merged bead a line each.
        translation: the English.
        original_spans: where in it stands what was asked for.
        translation_spans: the same for the translation.
        percent: how alike a fuzzy match is, 0 to 100; None for others.
        before: original and translation of the beads before, with `with_context`.
        after: the same for those after.

    """

    document: str
    translation_document: str
    date: datetime.date | None
    position: int
    status: Status
    confidence: float
    original: str
    translation: str
    original_spans: tuple[Span, ...] = ()
    translation_spans: tuple[Span, ...] = ()
    percent: int | None = None
    before: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    Attributes:
        hits: the best first.
        total: how many units the index names; those shown are looked at, so that a few
            of the rest may not hold the words after all.  None where it is not known.
        searched: what was looked for, where that is not what was asked.

    """

    hits: tuple[Hit, ...]
    total: int | None = None
    searched: str = ""


COLUMNS = (
    "u.bead AS bead, u.original AS original, u.translation AS translation, b.status AS status, "
    "b.confidence AS confidence, b.position AS position, b.bitext AS bitext, o.name AS name, "
    "t.name AS other, coalesce(o.date, t.date) AS date"
)
"""What is read of each unit, from `FROM`."""
FROM = (
    "CROSS JOIN bead b ON b.id = u.bead CROSS JOIN bitext x ON x.id = b.bitext "
    "CROSS JOIN document o ON o.id = x.original CROSS JOIN document t ON t.id = x.translation "
    "WHERE 1"
)


def with_context(memory: Database, hit: Hit, count: int) -> Hit:
    """Return a hit with the beads that stand before and after it."""
    query = (
        "SELECT b.position AS position, u.original AS original, u.translation AS translation "
        "FROM document o CROSS JOIN bitext x ON x.original = o.id "
        "CROSS JOIN document t ON t.id = x.translation "
        "CROSS JOIN bead b ON b.bitext = x.id CROSS JOIN unit u ON u.bead = b.id "
        "WHERE o.name = ? AND t.name = ? AND NOT x.superseded "
        "AND b.position BETWEEN ? AND ? ORDER BY b.position"
    )
    names = hit.document, hit.translation_document
    around = hit.position - count, hit.position + count
    found = [(r["position"], (r[1], r[2])) for r in memory.stream(query, (*names, *around))]
    return replace(
        hit,
        before=tuple(texts for position, texts in found if position < hit.position),
        after=tuple(texts for position, texts in found if position > hit.position),
    )


def pieces(text: str, found: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, and whether each was found; `found` are spans in order."""
    last = 0
    for start, end in found:
        if start > last:
            yield text[last:start], False
        yield text[start:end], True
        last = end
    if last < len(text):
        yield text[last:], False


def rank(row: sqlite3.Row) -> tuple[bool, int, int]:
    """Return an order: decided beads first, then late documents, then the memory's order."""
    return row["status"] == Status.AUTO.value, -_day(row["date"]), -row["bead"]


def _day(date: str | None) -> int:
    return datetime.date.fromisoformat(date).toordinal() if date else 0


def index_of(side: Side) -> str:
    """Return the name of a side's index."""
    return f"{side}_grams"


def column_of(side: Side) -> str:
    """Return the name of a side's texts."""
    return side.value


def marked(hit: Hit, side: Side, found: tuple[Span, ...]) -> Hit:
    """Return a hit with what was found on one side."""
    if side is Side.ORIGINAL:
        return replace(hit, original_spans=found)
    return replace(hit, translation_spans=found)


def hit_of(row: sqlite3.Row) -> Hit:
    """Return the hit that a row with `COLUMNS` is."""
    return Hit(
        row["name"],
        row["other"],
        datetime.date.fromisoformat(row["date"]) if row["date"] else None,
        row["position"],
        Status(row["status"]),
        row["confidence"],
        row["original"],
        row["translation"],
    )
