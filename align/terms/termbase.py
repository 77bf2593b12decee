"""Termbases from CSV: one row a term, the rows of a concept sharing its name.

Columns: `concept`, `language` (ko or en), `term`, `status` (preferred,
admitted or deprecated) and, optional, `note`.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from align.errors import AlignError, FormatError
from align.model import Concept, Language, Term, Termbase, TermStatus
from align.readers.encoding import decode

_NEEDED = ("concept", "language", "term")
_REMEDY = "The first row names the columns concept, language, term, status, note"


def read_termbase(path: Path) -> Termbase:
    """Return the termbase in a CSV file.

    Raises:
        FormatError: the file cannot be read, or a row is not as it should be.

    """
    try:
        data = path.read_bytes()
        text, _ = decode(data)
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", where=path) from error
    except AlignError as error:
        raise FormatError(error.what, where=path, remedy=error.remedy) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise FormatError(f"has no column {', '.join(missing)}", where=path, remedy=_REMEDY)
    concepts = _group(_rows(reader, path))
    return Termbase(concepts, hashlib.sha256(data).hexdigest())


def _rows(reader: csv.DictReader[str], path: Path) -> Iterator[tuple[str, Term]]:
    for row in reader:
        where = f"{path}:{reader.line_num}"
        concept, text = (row["concept"] or "").strip(), (row["term"] or "").strip()
        if not concept and not text:
            continue
        if not concept or not text:
            raise FormatError("lacks a concept or a term", where=where, remedy=_REMEDY)
        try:
            language = Language((row["language"] or "").strip().lower()[:2])
            status = TermStatus((row.get("status") or "preferred").strip().lower())
        except ValueError as error:
            raise FormatError(
                str(error),
                where=where,
                remedy="Languages are ko and en; statuses preferred, admitted and deprecated",
            ) from error
        yield concept, Term(text, language, status, (row.get("note") or "").strip())


def _group(rows: Iterable[tuple[str, Term]]) -> tuple[Concept, ...]:
    terms: dict[str, list[Term]] = {}
    for concept, term in rows:
        terms.setdefault(concept, []).append(term)
    return tuple(Concept(name, tuple(group)) for name, group in terms.items())
