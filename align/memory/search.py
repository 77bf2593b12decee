"""Looking things up in a memory: concordance, fuzzy matches, regular expressions.

The index names units that may hold what is asked for (`align.lang.grams`); each is then
read and looked at, so that what is shown is there.  Fuzzy matches are found by their
rarest tokens and measured by edit distance, as CAT tools do.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

import regex
from rapidfuzz.distance import Levenshtein

from align.errors import QueryError
from align.lang.detect import block_language
from align.lang.grams import (
    Phrase,
    Span,
    atoms,
    index_tokens,
    is_wide,
    phrases,
    spans,
    without_particle,
)
from align.lang.normalise import fold, match_form
from align.memory.database import Database, Values
from align.memory.rows import text_key
from align.model import Language, Status
from align.progress import Progress, Silent

LIMIT = 20
_LOOKED_AT = 300  # candidates that are read and ranked, at least
_COUNTED = 100_000  # beyond this many candidates nobody counts
_RAREST = 8  # tokens of a text by which its likes are looked for
_LIKELIEST = 200  # units that share most of them and are measured
_FEWEST = 3  # tokens that are looked up however many units have them
_POSTINGS = 40_000  # units with these tokens, beyond which no further token is looked up
_SECONDS = 2.0  # for a regular expression in one text


class Side(StrEnum):
    """Where to look."""

    ORIGINAL = "ko"
    TRANSLATION = "en"
    BOTH = "both"


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
        """Return the filters as SQL over the tables of `_FROM`, with its values."""
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
class Found:
    """What a search found.

    Attributes:
        hits: the best first.
        total: how many units the index names; those shown are looked at, so that a few
            of the rest may not hold the words after all.  None where it is not known.
        searched: what was looked for, where that is not what was asked.

    """

    hits: tuple[Hit, ...]
    total: int | None = None
    searched: str = field(default="")


_COLUMNS = (
    "u.bead AS bead, u.original AS original, u.translation AS translation, b.status AS status, "
    "b.confidence AS confidence, b.position AS position, b.bitext AS bitext, o.name AS name, "
    "t.name AS other, coalesce(o.date, t.date) AS date"
)
_FROM = (
    "CROSS JOIN bead b ON b.id = u.bead CROSS JOIN bitext x ON x.id = b.bitext "
    "CROSS JOIN document o ON o.id = x.original CROSS JOIN document t ON t.id = x.translation "
    "WHERE 1"
)


def concordance(
    memory: Database,
    text: str,
    *,
    side: Side | None = None,
    filters: Filters = ALL,
    limit: int = LIMIT,
) -> Found:
    """Return the units that hold all words of `text`.

    Words in quotation marks must follow one another, whatever blanks, dots or quotation
    marks stand between; a word may end in `*`.  Korean words are found before any
    particle and within compounds; a particle that the query itself has may be missing.
    English words are found in any inflection.  First come units where the words stand as
    they were asked for, then those that a person decided on, then the latest.

    Args:
        memory: where to look.
        text: what to look for.
        side: where; by default the Korean if `text` holds Hangul, else both.
        filters: which units may be found.
        limit: how many hits at most; 0 for all.

    Raises:
        QueryError: `text` holds no word.

    """
    asked = phrases(text)
    if not asked:
        raise QueryError("holds no word to look for", where=repr(text))
    where = side or (Side.ORIGINAL if is_wide(text) else Side.BOTH)
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


def fuzzy(
    memory: Database,
    text: str,
    least: int = 70,
    *,
    side: Side | None = None,
    filters: Filters = ALL,
    limit: int = LIMIT,
) -> Found:
    """Return the units whose text is like `text`, the likest first.

    The percentage is 100 (1 - d / n): d the edit distance (Levenshtein) in characters, n
    the length of the longer text, blanks alike, case and kinds of signs set aside.

    Raises:
        QueryError: `text` holds no word.

    """
    tokens = index_tokens(text).split()
    if not tokens:
        raise QueryError("holds no word to look for", where=repr(text))
    where = side or _side_of(text)
    wanted = _comparable(text)
    hits: list[tuple[int, sqlite3.Row, Side]] = []
    for place in _places(where):
        beads = _likeliest(memory, tokens, _index(place))
        if place is Side.ORIGINAL:
            beads += _same(memory, text)
        for row in _units(memory, beads, filters):
            own = _comparable(row[_column(place)])
            alike = Levenshtein.normalized_similarity(wanted, own, score_cutoff=least / 100)
            percent = int(100 * alike)
            if percent >= least:
                hits.append((percent, row, place))
    hits.sort(key=lambda hit: (-hit[0], *_rank(hit[1])))
    shown = hits[:limit] if limit else hits
    return Found(
        tuple(
            replace(_hit(row, place, text), percent=percent) for percent, row, place in shown
        ),
        len(hits),
    )


def matching(
    memory: Database,
    pattern: str,
    *,
    side: Side | None = None,
    filters: Filters = ALL,
    limit: int = LIMIT,
    progress: Progress | None = None,
) -> Found:
    """Return the units in which a regular expression matches, in the memory's order.

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
    query = f"SELECT {_COLUMNS} FROM unit u {_FROM}{condition} ORDER BY u.bead"
    where = side or Side.BOTH
    (count,) = next(memory.stream("SELECT count(*) FROM unit"))
    rows = (progress or Silent()).track(memory.stream(query, values), "Reading", count)
    hits = _matches(rows, compiled, where)
    shown = tuple(islice(hits, limit) if limit else hits)
    return Found(shown, None if limit and len(shown) == limit else len(shown))


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


# -- concordance -----------------------------------------------------------------------


def _concordance(
    memory: Database,
    wanted: Sequence[Phrase],
    asked: Sequence[Phrase],
    where: Side,
    filters: Filters,
    limit: int,
) -> Found:
    places = _places(where)
    exactly = "".join(phrase.atoms for phrase in asked)
    most = max(_LOOKED_AT, 3 * limit) if limit else None
    found: dict[int, tuple[bool, sqlite3.Row]] = {}
    uncounted = 0  # by the index alone, which may name more units than hold the words
    for place in places:
        looked = 0
        for row in islice(_candidates(memory, wanted, place, filters), most):
            looked += 1
            own = atoms(row[_column(place)])
            if all(phrase.atoms in own for phrase in wanted):
                before = found.get(row["bead"], (False, row))[0]
                found[row["bead"]] = before or exactly in own, row
        if looked == most:
            uncounted += _count(memory, wanted, place) - looked
    ranked = sorted(found.values(), key=lambda item: (not item[0], *_rank(item[1])))
    shown = ranked[:limit] if limit else ranked
    hits = (_marked_hit(row, places, wanted) for _, row in shown)
    known = filters == ALL or not uncounted  # the index knows nothing of filters
    return Found(tuple(hits), len(found) + uncounted if known else None)


def _candidates(
    memory: Database, wanted: Sequence[Phrase], place: Side, filters: Filters
) -> Iterator[sqlite3.Row]:
    condition, values = filters.condition()
    index = _index(place)
    query = (
        f"SELECT {_COLUMNS} FROM (SELECT rowid FROM {index} WHERE {index} MATCH ? "
        f"ORDER BY rowid DESC) g CROSS JOIN unit u ON u.bead = g.rowid {_FROM}{condition}"
    )
    return memory.stream(query, (_expression(wanted), *values))


def _count(memory: Database, wanted: Sequence[Phrase], place: Side) -> int:
    index = _index(place)
    query = (
        f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {_COUNTED})"
    )
    return int(next(memory.stream(query, (_expression(wanted),)))[0])


def _expression(wanted: Sequence[Phrase]) -> str:
    return " AND ".join(
        f"({phrase.expression})" if len(wanted) > 1 else phrase.expression for phrase in wanted
    )


def _rank(row: sqlite3.Row) -> tuple[bool, int, int]:
    """Decided beads first, then late documents, then the memory's order."""
    return row["status"] == Status.AUTO.value, -_day(row["date"]), -row["bead"]


def _day(date: str | None) -> int:
    return datetime.date.fromisoformat(date).toordinal() if date else 0


# -- fuzzy -----------------------------------------------------------------------------


def _side_of(text: str) -> Side:
    language = block_language(text)
    if language is None:
        return Side.ORIGINAL if is_wide(text) else Side.TRANSLATION
    return Side.ORIGINAL if language is Language.KOREAN else Side.TRANSLATION


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
    query = f"SELECT {_COLUMNS} FROM unit u {_FROM} AND u.bead IN ({marks}){condition}"
    return memory.stream(query, (*chosen, *values))


def _comparable(text: str) -> str:
    return " ".join(match_form(text).casefold().split())


# -- hits ------------------------------------------------------------------------------


def _places(where: Side) -> list[Side]:
    return [Side.ORIGINAL, Side.TRANSLATION] if where is Side.BOTH else [where]


def _index(place: Side) -> str:
    return "original_grams" if place is Side.ORIGINAL else "translation_grams"


def _column(place: Side) -> str:
    return "original" if place is Side.ORIGINAL else "translation"


def _marked_hit(row: sqlite3.Row, places: Sequence[Side], wanted: Sequence[Phrase]) -> Hit:
    hit = _hit(row)
    for place in places:
        hit = _marked(hit, place, tuple(spans(row[_column(place)], wanted)))
    return hit


def _marked(hit: Hit, place: Side, found: tuple[Span, ...]) -> Hit:
    if place is Side.ORIGINAL:
        return replace(hit, original_spans=found)
    return replace(hit, translation_spans=found)


def _matches(
    rows: Iterator[sqlite3.Row], pattern: regex.Pattern[str], where: Side
) -> Iterator[Hit]:
    for row in rows:
        found = {place: _match_spans(row[_column(place)], pattern) for place in _places(where)}
        if any(found.values()):
            hit = _hit(row)
            for place, own in found.items():
                hit = _marked(hit, place, own)
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


def _hit(row: sqlite3.Row, place: Side | None = None, like: str = "") -> Hit:
    """The hit that a row is; of a fuzzy match with the parts that are in `like` too."""
    hit = Hit(
        row["name"],
        row["other"],
        datetime.date.fromisoformat(row["date"]) if row["date"] else None,
        row["position"],
        Status(row["status"]),
        row["confidence"],
        row["original"],
        row["translation"],
    )
    if place is None:
        return hit
    text = row[_column(place)]
    blocks = Levenshtein.editops(text, like).as_matching_blocks()
    shared = ((block.a, block.a + block.size) for block in blocks if block.size)
    return _marked(hit, place, tuple(shared))
