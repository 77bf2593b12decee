"""Termbases as people have them, read and written.

Our own layout is a table of one row a term: `concept`, `language` (ko or en), `term`,
`status` (preferred, admitted or deprecated) and, optional, `note`.  Glossaries of two
columns, TBX, MultiTerm, IATE and OmegaT are read too; what is written is our own layout or TBX.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import regex

from align.errors import AlignError, FormatError
from align.formats.carried import carriable
from align.formats.multiterm import read_multiterm
from align.formats.tbx import Style, read_tbx, write_tbx
from align.formats.xlsx import write_tables
from align.model import Concept, Language, Term, Termbase
from align.readers.parts.encoding import decode
from align.system.atomic import replacing, write_text
from align.terms.concepts import grouped, has_letters, key_of, merged
from align.terms.reading import Reading, Report
from align.terms.rows import foreign, from_entries, from_table
from align.terms.tables import read_table

__all__ = [
    "Report",
    "has_letters",
    "merged",
    "read_termbase",
    "require_writable",
    "rewrite_termbase",
    "write_termbase",
]

_COLUMNS = ("concept", "language", "term", "status", "note")
_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_XML = regex.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|[A-Za-z])")
_MULTITERM = regex.compile(r"<(?:mtf|conceptGrp)\b")
_HEAD = 4096  # bytes that tell what a file is


def read_termbase(path: Path, skipped: Report | None = None) -> Termbase:
    """Return the termbase in a file, in any layout that people keep terms in.

    Rows that cannot be read are one error that names them, unless `skipped` is there to
    take an error for each: then the rest is read.  The termbase's `notes` say what was
    passed over or joined.

    Raises:
        FormatError: the file cannot be read, or rows are not as they should be.

    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", where=path) from error
    reading = Reading(path)
    concepts = _concepts(data, path, reading)
    reading.settle(skipped)
    return Termbase(concepts, hashlib.sha256(data).hexdigest(), tuple(reading.notes))


def _concepts(data: bytes, path: Path, reading: Reading) -> tuple[Concept, ...]:
    if (head := _xml_head(data, path)) is not None:
        entries = read_multiterm(path) if _MULTITERM.search(head) else read_tbx(path)
        concepts = grouped(from_entries(entries, reading), reading, one_sided=True)
        if not concepts and reading.notes:
            raise FormatError("holds no Korean terms", where=path, remedy=reading.notes[0])
        return concepts
    layout, rows = read_table(data, reading)
    others = foreign(layout) or not layout.by_rows
    return grouped(from_table(layout, rows, reading), reading, one_sided=others)


def _xml_head(data: bytes, path: Path) -> str | None:
    """The beginning of an XML file, whose name need not say so; None for others."""
    head = data[:_HEAD].replace(b"\0", b"").decode("ascii", "ignore")
    return head if path.suffix.lower() == ".tbx" or _XML.match(head) else None


def write_termbase(termbase: Termbase, path: Path, style: Style = Style.DCA) -> tuple[str, ...]:
    """Write a termbase as .tbx, .xlsx, .tsv or .csv, so that it can be read again.

    Returns:
        what was left out: terms without letters, concepts without Korean terms.

    Raises:
        FormatError: the ending is another.
        StorageError: the file cannot be written.

    """
    require_writable(path)
    left_out: list[str] = []
    readable = Termbase(tuple(_readable(termbase.concepts, left_out)))
    suffix = path.suffix.lower()
    if suffix == ".tbx":
        write_tbx(readable, path, style)
    elif suffix == ".xlsx":
        write_tables({"terms": _rows(readable)}, path, _COLUMNS)
    else:
        encoding = "utf-8-sig" if suffix == ".csv" else "utf-8"
        write_text(path, _table_text(readable, suffix), encoding)
    return tuple(left_out)


def require_writable(path: Path) -> None:
    """Raise FormatError where a termbase is not written with the ending of a name."""
    if path.suffix.lower() not in (*_DELIMITERS, ".tbx", ".xlsx"):
        raise FormatError(
            "has an ending that no termbase is written with",
            where=path,
            remedy="Known: .csv .tbx .tsv .xlsx; align terms export FILE -o NEW.csv makes one",
        )


def rewrite_termbase(termbase: Termbase, path: Path) -> tuple[Path | None, tuple[str, ...]]:
    """Write a termbase in place of the file that it was read from.

    Where that file says more than we write, such as columns and languages of its own, it
    is kept beside it as `NAME.bak`.

    Returns:
        the file that keeps what stood there, None where nothing needs one, and what
        was left out; see `write_termbase`.

    Raises:
        FormatError: the ending is none that is written.
        StorageError: a file cannot be written.

    """
    require_writable(path)
    kept = _backup(path) if _says_more(path) else None
    return kept, write_termbase(termbase, path)


def _says_more(path: Path) -> bool:
    """Whether a file says what is lost when it is written again; so it is thought of XML."""
    suffix = path.suffix.lower()
    if suffix not in _DELIMITERS:
        return path.exists() and not path.with_name(f"{path.name}.bak").exists()
    if not path.exists():
        return False
    own = _table_text(read_termbase(path, lambda _problem: None), suffix)
    try:
        return decode(path.read_bytes())[0].splitlines() != own.splitlines()
    except AlignError:
        return True


def _backup(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.bak{k if k > 1 else ''}") for k in count(1))
    free = next(name for name in names if not name.exists())
    with replacing(free) as temporary:
        shutil.copyfile(path, temporary)
    return free


def _rows(termbase: Termbase) -> list[dict[str, str]]:
    cells = (
        (concept.id, term.language.value, term.text, term.status.value, term.note)
        for concept in termbase.concepts
        for term in concept.terms
    )
    return [dict(zip(_COLUMNS, row, strict=True)) for row in cells]


def _table_text(termbase: Termbase, suffix: str) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(
        buffer, _COLUMNS, delimiter=_DELIMITERS[suffix], lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(_rows(termbase))
    return buffer.getvalue()


def _readable(concepts: Iterable[Concept], left_out: list[str]) -> Iterator[Concept]:
    """The concepts without what no reader takes, which goes to `left_out`."""
    for number, concept in enumerate(concepts, 1):
        terms: dict[tuple[Language, str], Term] = {}
        for term in concept.terms:
            plain = replace(term, text=_plain(term.text), note=_plain(term.note))
            if has_letters(plain.text):
                terms.setdefault(key_of(plain), plain)
            else:
                left_out.append(f"the term “{term.text}” of {concept.id}: it has no letters")
        if any(language is Language.KOREAN for language, _ in terms):
            yield Concept(_plain(concept.id) or f"c{number}", tuple(terms.values()))
        else:
            left_out.append(f"the concept {concept.id}: it has no Korean term")


def _plain(text: str) -> str:
    """A text on one line, without characters that XML or a table cannot carry."""
    line = " ".join(carriable(text)[0].split())
    return "".join(char for char in line if unicodedata.category(char) != "Cc")
