"""Where some words stand, in either language."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from align.errors import QueryError
from align.lang.grams import Phrase, atoms, is_wide, phrases, spans, without_particle
from align.lang.normalise import match_form
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
    index_of,
    marked,
    rank,
)
from align.model import Side

_LOOKED_AT = 300  # candidates that are read and ranked, at least
_COUNTED = 100_000  # beyond this many candidates nobody counts


def concordance(
    memory: Database,
    text: str,
    *,
    sides: Sequence[Side] = (),
    filters: Filters = ALL,
    limit: int = LIMIT,
) -> SearchResult:
    """Return the units that hold all words of `text`.

    Words in quotation marks must follow one another, whatever blanks, dots or quotation
    marks stand between; a word may end in `*`.  Korean words are found before any
    particle and within compounds; a particle that the query itself has may be missing.
    English words are found in any inflection.  First come units where the words stand as
    they were asked for, then those that a person decided on, then the latest.

    Args:
        memory: where to look.
        text: what to look for.
        sides: where; by default the Korean if `text` holds Hangul, else both.
        filters: which units may be found.
        limit: how many hits at most; 0 for all.

    Raises:
        QueryError: `text` holds no word.

    """
    asked = phrases(text)
    if not asked:
        raise QueryError("holds no word to look for", where=repr(text))
    where = sides or ((Side.ORIGINAL,) if is_wide(text) else tuple(Side))
    quoted = '"' in match_form(text)
    wanted = asked if quoted else [without_particle(phrase) for phrase in asked]
    found = _concordance(memory, wanted, asked, where, filters, limit)
    if not found.hits and not quoted:
        looser = [without_particle(phrase, loosely=True) for phrase in wanted]
        if looser != wanted:
            found = _concordance(memory, looser, asked, where, filters, limit)
            words = " ".join(phrase.text for phrase in looser)
            return replace(found, searched=words if found.hits else "")
    return found


def _concordance(
    memory: Database,
    wanted: Sequence[Phrase],
    asked: Sequence[Phrase],
    sides: Sequence[Side],
    filters: Filters,
    limit: int,
) -> SearchResult:
    exactly = "".join(phrase.atoms for phrase in asked)
    most = max(_LOOKED_AT, 3 * limit) if limit else None
    found: dict[int, tuple[bool, sqlite3.Row]] = {}
    uncounted = 0  # by the index alone, which may name more units than hold the words
    for side in sides:
        looked = 0
        for row in islice(_candidates(memory, wanted, side, filters), most):
            looked += 1
            own = atoms(row[column_of(side)])
            if all(phrase.atoms in own for phrase in wanted):
                before = found.get(row["bead"], (False, row))[0]
                found[row["bead"]] = before or exactly in own, row
        if looked == most:
            uncounted += _count(memory, wanted, side) - looked
    ranked = sorted(found.values(), key=lambda item: (not item[0], *rank(item[1])))
    shown = ranked[:limit] if limit else ranked
    hits = (_marked_hit(row, sides, wanted) for _, row in shown)
    known = filters == ALL or not uncounted  # the index knows nothing of filters
    return SearchResult(tuple(hits), len(found) + uncounted if known else None)


def _candidates(
    memory: Database, wanted: Sequence[Phrase], side: Side, filters: Filters
) -> Iterator[sqlite3.Row]:
    condition, values = filters.condition()
    index = index_of(side)
    query = (
        f"SELECT {COLUMNS} FROM (SELECT rowid FROM {index} WHERE {index} MATCH ? "
        f"ORDER BY rowid DESC) g CROSS JOIN unit u ON u.bead = g.rowid {FROM}{condition}"
    )
    return memory.stream(query, (_expression(wanted), *values))


def _count(memory: Database, wanted: Sequence[Phrase], side: Side) -> int:
    index = index_of(side)
    query = (
        f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {_COUNTED})"
    )
    return int(next(memory.stream(query, (_expression(wanted),)))[0])


def _expression(wanted: Sequence[Phrase]) -> str:
    return " AND ".join(
        f"({phrase.expression})" if len(wanted) > 1 else phrase.expression for phrase in wanted
    )


def _marked_hit(row: sqlite3.Row, sides: Sequence[Side], wanted: Sequence[Phrase]) -> Hit:
    hit = hit_of(row)
    for side in sides:
        hit = marked(hit, side, tuple(spans(row[column_of(side)], wanted)))
    return hit
