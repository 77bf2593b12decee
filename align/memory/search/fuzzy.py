"""Units whose whole text is like another, as CAT tools find them.

Those that share the rarest tokens are measured by edit distance.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from align.errors import QueryError
from align.lang.detect import block_language
from align.lang.grams import index_tokens, is_wide
from align.lang.normalise import match_form
from align.memory.database import Database
from align.memory.records import text_key
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
from align.model import Language, Side

_RAREST = 8  # tokens of a text by which its likes are looked for
_LIKELIEST = 200  # units that share most of them and are measured
_FEWEST = 3  # tokens that are looked up however many units have them
_POSTINGS = 40_000  # units with these tokens, beyond which no further token is looked up


def fuzzy(
    memory: Database,
    text: str,
    least: int = 70,
    *,
    sides: Sequence[Side] = (),
    filters: Filters = ALL,
    limit: int = LIMIT,
) -> SearchResult:
    """Return the units whose text is like `text`, the likest first.

    The percentage is 100 (1 - d / n): d the edit distance (Levenshtein) in characters, n
    the length of the longer text, blanks alike, case and kinds of signs set aside.  The
    side that is in the language of `text` is looked in unless `sides` names others.

    Raises:
        QueryError: `text` holds no word.

    """
    tokens = index_tokens(text).split()
    if not tokens:
        raise QueryError("holds no word to look for", where=repr(text))
    wanted = _comparable(text)
    hits: list[tuple[int, sqlite3.Row, Side]] = []
    for side in sides or (_side_of(text),):
        beads = _likeliest(memory, tokens, index_of(side))
        if side is Side.ORIGINAL:
            beads += _same(memory, text)
        for row in _units(memory, beads, filters):
            own = _comparable(row[column_of(side)])
            alike = Levenshtein.normalized_similarity(wanted, own, score_cutoff=least / 100)
            percent = int(100 * alike)
            if percent >= least:
                hits.append((percent, row, side))
    hits.sort(key=lambda hit: (-hit[0], *rank(hit[1])))
    shown = hits[:limit] if limit else hits
    return SearchResult(
        tuple(_alike(row, side, text, percent) for percent, row, side in shown), len(hits)
    )


def _alike(row: sqlite3.Row, side: Side, text: str, percent: int) -> Hit:
    """A fuzzy match, with the parts marked that are in `text` too."""
    blocks = Levenshtein.editops(row[column_of(side)], text).as_matching_blocks()
    shared = ((block.a, block.a + block.size) for block in blocks if block.size)
    return replace(marked(hit_of(row), side, tuple(shared)), percent=percent)


def _side_of(text: str) -> Side:
    language = block_language(text)
    if language is None:
        language = Language.KOREAN if is_wide(text) else Language.ENGLISH
    return Side.of(language)


def _likeliest(memory: Database, tokens: Sequence[str], index: str) -> list[int]:
    """The units that share most of a text's rarest tokens."""
    known = []
    for token in tokens:
        query = f"SELECT doc FROM {index}_terms WHERE term = ?"
        for row in memory.stream(query, (token,)):
            known.append((int(row["doc"]), token))
    shared: Counter[int] = Counter()
    spent = 0
    for place, (times, token) in enumerate(sorted(known)[:_RAREST]):
        spent += times
        if place >= _FEWEST and spent > _POSTINGS:
            break
        query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT {_POSTINGS}"
        shared.update(row[0] for row in memory.stream(query, (f'"{token}"',)))
    return [bead for bead, _ in shared.most_common(_LIKELIEST)]


def _same(memory: Database, text: str) -> list[int]:
    query = f"SELECT bead FROM unit WHERE key = ? LIMIT {_LIKELIEST}"
    return [row[0] for row in memory.stream(query, (text_key(text),))]


def _units(memory: Database, beads: Sequence[int], filters: Filters) -> Iterator[sqlite3.Row]:
    condition, values = filters.condition()
    chosen = sorted(set(beads))
    marks = ", ".join("?" * len(chosen))
    query = f"SELECT {COLUMNS} FROM unit u {FROM} AND u.bead IN ({marks}){condition}"
    return memory.stream(query, (*chosen, *values))


def _comparable(text: str) -> str:
    return " ".join(match_form(text).casefold().split())
