"""Units in which a regular expression matches; every one is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

import regex

from align.errors import QueryError
from align.execution.progress import Progress, Silent
from align.lang.grams import Span
from align.lang.normalise import fold, match_form
from align.memory.database import Database
from align.memory.search.found import (
    ALL,
    COLUMNS,
    FROM,
    LIMIT,
    Filters,
    Hit,
    SearchResult,
    column_of,
    hit_of,
    marked,
)
from align.model import Side

_SECONDS = 2.0  # for a regular expression in one text


def matching(
    memory: Database,
    pattern: str,
    *,
    sides: Sequence[Side] = (),
    filters: Filters = ALL,
    limit: int = LIMIT,
    progress: Progress | None = None,
) -> SearchResult:
    """Return the units in which a regular expression matches, in the memory's order.

    It is looked for on both sides unless `sides` names them.

    The expression is one of the library `regex`, over the text in its form for matching
    (NFC, one kind of quotation mark, dash and blank), case set aside.  Every unit that
    the filters leave is read; `progress` is told how many were.

    Raises:
        QueryError: the expression is none, or takes too long.

    """
    try:
        compiled = regex.compile(pattern, regex.IGNORECASE)
    except regex.error as error:
        raise QueryError(f"is no regular expression: {error}", where=repr(pattern)) from error
    condition, values = filters.condition()
    query = f"SELECT {COLUMNS} FROM unit u {FROM}{condition} ORDER BY u.bead"
    (count,) = next(memory.stream("SELECT count(*) FROM unit"))
    rows = (progress or Silent()).track(memory.stream(query, values), "Reading", count)
    hits = _matches(rows, compiled, sides or tuple(Side))
    shown = tuple(islice(hits, limit) if limit else hits)
    return SearchResult(shown, None if limit and len(shown) == limit else len(shown))


def _matches(
    rows: Iterator[sqlite3.Row], pattern: regex.Pattern[str], sides: Sequence[Side]
) -> Iterator[Hit]:
    for row in rows:
        found = {side: _match_spans(row[column_of(side)], pattern) for side in sides}
        if any(found.values()):
            hit = hit_of(row)
            for side, own in found.items():
                hit = marked(hit, side, own)
            yield hit


def _match_spans(text: str, pattern: regex.Pattern[str]) -> tuple[Span, ...]:
    form = match_form(text)
    try:
        found = [m.span() for m in pattern.finditer(form, timeout=_SECONDS)]
    except TimeoutError as error:
        raise QueryError(
            f"takes longer than {_SECONDS:.0f} seconds in one text",
            where=repr(pattern.pattern),
            remedy="Write it without repetitions inside of repetitions",
        ) from error
    if not found:
        return ()
    folded = fold(text)
    return tuple(folded.span(*span) for span in found if span[0] < span[1])
