"""Termbases: tables of one row a term, the rows of a concept sharing its name, or TBX.

Columns: `concept`, `language` (ko or en), `term`, `status` (preferred,
admitted or deprecated) and, optional, `note`.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from align.errors import AlignError, FormatError
from align.formats.tbx import Style, read_tbx, write_tbx
from align.formats.xlsx import read_sheet, write_tables
from align.lang.normalise import match_form
from align.model import Concept, Language, Term, Termbase, TermStatus
from align.readers.parts.encoding import decode
from align.system.atomic import write_text

_COLUMNS = ("concept", "language", "term", "status", "note")
_NEEDED = _COLUMNS[:3]
_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_Row = tuple[int, Sequence[str]]
_REMEDY = "The first row names the columns concept, language, term, status, note"


Report = Callable[[FormatError], object]
"""Takes what is wrong with a row."""


def read_termbase(path: Path, skipped: Report | None = None) -> Termbase:
    """Return the termbase in a file: .tbx, .xlsx, .tsv, and anything else as CSV.

    Rows that are wrong are an error, unless `skipped` is there to take the errors:
    then the rest is read.

    Raises:
        FormatError: the file cannot be read, or a row is not as it should be.

    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", where=path) from error
    digest = hashlib.sha256(data).hexdigest()
    if path.suffix.lower() == ".tbx":
        concepts = ((path, concept) for concept in read_tbx(path))
        rows = ((where, c.id, term) for where, c in concepts for term in c.terms)
        return Termbase(_group(rows, skipped), digest)
    table = read_sheet(path) if path.suffix.lower() == ".xlsx" else _table(data, path)
    return Termbase(_group(_rows(table, path, skipped), skipped), digest)


def merged(known: Termbase, new: Termbase) -> Termbase:
    """Return the terms of both; where they differ about one, what `known` says stands."""
    terms = {concept.id: list(concept.terms) for concept in known.concepts}
    for concept in new.concepts:
        mine = terms.setdefault(concept.id, [])
        have = {(term.language, match_form(term.text)) for term in mine}
        mine += [t for t in concept.terms if (t.language, match_form(t.text)) not in have]
    return Termbase(tuple(Concept(name, tuple(group)) for name, group in terms.items()))


def write_termbase(termbase: Termbase, path: Path, style: Style = Style.DCA) -> None:
    """Write a termbase as .tbx, .xlsx, .tsv or .csv.

    Raises:
        FormatError: the ending is another.
        StorageError: the file cannot be written.

    """
    suffix = path.suffix.lower()
    cells = (
        (concept.id, term.language.value, term.text, term.status.value, term.note)
        for concept in termbase.concepts
        for term in concept.terms
    )
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in cells]
    if suffix == ".tbx":
        write_tbx(termbase, path, style)
    elif suffix == ".xlsx":
        write_tables({"terms": rows}, path)
    elif suffix in _DELIMITERS:
        buffer = io.StringIO()
        writer = csv.DictWriter(
            buffer, _COLUMNS, delimiter=_DELIMITERS[suffix], lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)
        write_text(path, buffer.getvalue(), "utf-8-sig" if suffix == ".csv" else "utf-8")
    else:
        raise FormatError(
            "has an ending that no termbase has",
            where=path,
            remedy="Known: .csv .tbx .tsv .xlsx",
        )


def _table(data: bytes, path: Path) -> Iterator[_Row]:
    try:
        text, _ = decode(data)
    except AlignError as error:
        raise FormatError(error.what, where=path, remedy=error.remedy) from error
    delimiter = _DELIMITERS.get(path.suffix.lower(), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return ((reader.line_num, row) for row in reader)


def _rows(
    table: Iterator[_Row], path: Path, skipped: Report | None
) -> Iterator[tuple[object, str, Term]]:
    """Where each row stands, its concept and its term."""
    _, names = next(table, (1, []))
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise FormatError(f"has no column {', '.join(missing)}", where=path, remedy=_REMEDY)
    for number, cells in table:
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
        if not row.get("concept") and not row.get("term"):
            continue
        where = f"{path}:{number}"
        try:
            yield where, row["concept"], _term(row, where)
        except FormatError as error:
            _report(error, skipped)


def _term(row: Mapping[str, str], where: str) -> Term:
    text = row.get("term", "")
    if not row.get("concept") or not text:
        raise FormatError("lacks a concept or a term", where=where, remedy=_REMEDY)
    try:
        language = Language(row.get("language", "").lower()[:2])
        status = TermStatus((row.get("status") or "preferred").lower())
    except ValueError as error:
        raise FormatError(
            str(error),
            where=where,
            remedy="Languages are ko and en; statuses preferred, admitted and deprecated",
        ) from error
    return Term(text, language, status, row.get("note", ""))


def _group(
    rows: Iterable[tuple[object, str, Term]], skipped: Report | None
) -> tuple[Concept, ...]:
    """The concepts; no Korean term may name two, and no term may stand in one twice."""
    terms: dict[str, list[Term]] = {}
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    first: dict[str, object] = {}
    for where, concept, term in rows:
        problem = _clash(where, concept, term, seen)
        if problem is not None:
            _report(problem, skipped)
            continue
        terms.setdefault(concept, []).append(term)
        first.setdefault(concept, where)
    concepts = (Concept(name, tuple(group)) for name, group in terms.items())
    return tuple(c for c in concepts if _has_korean(c, first[c.id], skipped))


def _has_korean(concept: Concept, where: object, skipped: Report | None) -> bool:
    if concept.in_language(Language.KOREAN):
        return True
    error = FormatError(
        f"has no Korean term for {concept.id}",
        where=where,
        remedy="Add a row of its language ko; without one it is never found",
    )
    _report(error, skipped)
    return False


def _clash(
    where: object,
    concept: str,
    term: Term,
    seen: dict[tuple[str, str], tuple[str, str]],
) -> FormatError | None:
    text = match_form(term.text).lower()
    if not any(char.isalnum() for char in text):
        return FormatError(
            f"the term “{term.text}” has no letters", where=where, remedy="Mend or delete it"
        )
    # One English term may stand for several concepts; a Korean one names one.
    owner = "" if term.language is Language.KOREAN else concept
    key = f"{term.language}:{owner}", text.replace(" ", "") if not owner else text
    other = seen.get(key)
    if other is None or (not owner and other[0] == concept and other[1] != text):
        seen.setdefault(key, (concept, text))
        return None
    said = f"of {other[0]} too" if other[0] != concept else "twice"
    return FormatError(
        f"lists the term “{term.text}” {said}",
        where=where,
        remedy="Keep one of the rows; synonyms belong to one concept",
    )


def _report(error: FormatError, skipped: Report | None) -> None:
    if skipped is None:
        raise error
    skipped(error)
