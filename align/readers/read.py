"""The door to the readers: a path in, documents out."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from align.errors import AlignError, EmptyInputError, InputError, LanguageError
from align.lang.detect import UNKNOWN, block_language, detect_blocks
from align.model import Document, Kind, Language, Metadata, Segment
from align.readers.base import Extract, Reader
from align.readers.layout.bilingual import split_languages
from align.readers.layout.boilerplate import take_apart
from align.readers.layout.facts import find_date
from align.readers.layout.segments import segment_lines
from align.readers.parts import archive
from align.readers.parts.line import Line
from align.readers.parts.private import with_common_signs
from align.readers.parts.sniff import true_suffix
from align.readers.unread import what_to_do
from align.system import plugins

MAX_BYTES = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its documents, and what in it could not be read.

    A file of one text gives one document, a bilingual one two, an archive many.
    """

    documents: tuple[Document, ...]
    problems: tuple[AlignError, ...] = ()


def read(
    path: Path,
    *,
    encoding: str | None = None,
    language: Language | None = None,
    name: str | None = None,
) -> Document:
    """Read a file that holds one document; see `read_all`.

    Raises:
        InputError: the file cannot be read, or holds several documents.
        LanguageError: the text is neither Korean nor English.

    """
    reading = read_all(path, encoding=encoding, language=language, name=name)
    if reading.problems:
        raise reading.problems[0]
    if len(reading.documents) > 1:
        raise InputError(
            f"holds {len(reading.documents)} documents, not one",
            where=path,
            remedy="Give it to align run, which takes several",
        )
    return reading.documents[0]


def read_all(
    path: Path,
    *,
    encoding: str | None = None,
    language: Language | None = None,
    name: str | None = None,
) -> Reading:
    """Read all documents of a file.

    Args:
        path: the file; its bytes, and where they tell nothing the ending of its
            name, choose the reader.
        encoding: its encoding, None to find it out.
        language: its language, None to find it out; a file whose language is
            given is never split.
        name: the document's id, by default the path in NFC with `/`.  The halves of a
            bilingual file end in `#ko` and `#en`, an archive's members in their names.

    Raises:
        InputError: the file is missing, empty, protected, damaged or not of a kind that is
            read.  What cannot be read inside an archive is listed in the reading instead.
        LanguageError: the text is neither Korean nor English.

    """
    name = unicodedata.normalize("NFC", path.as_posix() if name is None else name)
    try:
        data = _bytes(path)
        return read_bytes(data, path.suffix, name=name, encoding=encoding, language=language)
    except AlignError as error:
        raise type(error)(error.what, where=path, remedy=error.remedy) from error


def read_bytes(
    data: bytes,
    suffix: str,
    *,
    name: str,
    encoding: str | None = None,
    language: Language | None = None,
    depth: int = 0,
) -> Reading:
    """Read the bytes of a file whose name ends in `suffix`; see `read_all`."""
    if not data.strip():
        raise EmptyInputError("is empty", remedy="Leave it out, or save the text again")
    suffix = true_suffix(data, suffix.lower())
    if suffix == archive.SUFFIX:
        return _read_archive(data, name, encoding, language, depth)
    reader = reader_of(suffix)
    extract = reader.extract(data, encoding)
    digest = hashlib.sha256(data).hexdigest()
    if encoding is not None and extract.encoding and _reads_otherwise(reader, data, extract):
        digest = _part_digest(digest, extract.encoding)
    lines = tuple(map(with_common_signs, extract.lines))
    sides = None if language else split_languages(_printed(lines))
    if sides is None:
        return Reading((_document(extract, lines, name, digest, language),))
    first = next(iter(sides))  # what is left out of the whole file is listed once
    sides[first] = [*sides[first], *(line for line in lines if line.furniture)]
    return Reading(
        tuple(
            _document(extract, lines, f"{name}#{side}", _part_digest(digest, side), side)
            for side, lines in sides.items()
        )
    )


def known_suffixes() -> tuple[str, ...]:
    """The endings of file names that some reader reads."""
    return tuple(sorted({*_readers(), archive.SUFFIX}))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                f"is larger than {MAX_BYTES // 2**20} MiB", remedy="Cut it into several files"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("is not there", remedy="Check the path") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}") from error


def _printed(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not line.furniture]


def _reads_otherwise(reader: Reader, data: bytes, extract: Extract) -> bool:
    """Whether a file says something else in an encoding than in the one that is found out."""
    try:
        return reader.extract(data, None).lines != extract.lines
    except AlignError:
        return True


def _part_digest(digest: str, part: str) -> str:
    return hashlib.sha256(f"{digest}#{part}".encode()).hexdigest()


def _document(
    extract: Extract,
    lines: Sequence[Line],
    name: str,
    digest: str,
    language: Language | None,
) -> Document:
    page = take_apart(lines)
    if not page.body:
        raise EmptyInputError("holds no text besides navigation", remedy="Leave it out")
    segments = segment_lines(page.body, titled=page.titled)
    language = language or _language(segments)
    metadata = Metadata(
        title=segments[0].body if page.titled else extract.title,
        date=page.date or find_date(_stem(name)),
        url=extract.url or page.facts.get("url", ""),
        department=page.facts.get("department", ""),
        source=name,
        digest=digest,
        encoding=extract.encoding,
        unofficial=any(segment.kind is Kind.NOTICE for segment in segments),
        hits=page.hits,
        attachments=page.attachments,
    )
    marked = tuple(_in_its_language(segment, language) for segment in segments)
    return Document(name, language, marked, metadata, tuple(page.dropped))


def _in_its_language(segment: Segment, language: Language) -> Segment:
    own = None if segment.kind is Kind.CODE else block_language(segment.body)
    return segment if own in (None, language) else replace(segment, language=own)


def _read_archive(
    data: bytes, name: str, encoding: str | None, language: Language | None, depth: int
) -> Reading:
    if depth >= archive.MAX_DEPTH:
        raise InputError(
            "holds archives in archives in archives", remedy="Unpack it, then read the files"
        )
    documents: list[Document] = []
    problems: list[AlignError] = []
    for member, content in _readable(data):
        inner = unicodedata.normalize("NFC", f"{name}/{member}")
        suffix = Path(member).suffix
        try:
            reading = read_bytes(
                content,
                suffix,
                name=inner,
                encoding=encoding,
                language=language,
                depth=depth + 1,
            )
        except AlignError as error:
            problems.append(type(error)(error.what, where=inner, remedy=error.remedy))
            continue
        documents += reading.documents
        problems += reading.problems
    if not documents and not problems:
        raise EmptyInputError("holds no files that can be read", remedy="Leave it out")
    if not documents:
        raise problems[0]
    return Reading(tuple(documents), tuple(problems))


def _readable(data: bytes) -> Iterator[tuple[str, bytes]]:
    known = set(known_suffixes())
    for member, content in archive.members(data):
        if Path(member).suffix.lower() in known:
            yield member, content


@cache
def _readers() -> dict[str, Reader]:
    loaded: dict[str, Reader] = {}
    for reader_class in plugins.load_all("align.readers").values():
        reader: Reader = reader_class()
        loaded.update(dict.fromkeys(reader.suffixes, reader))
    return loaded


def reader_of(suffix: str) -> Reader:
    """Return the reader of files whose names end in `suffix`.

    Raises:
        InputError: no reader reads them.

    """
    try:
        return _readers()[suffix]
    except KeyError:
        known, advice = ", ".join(known_suffixes()), what_to_do(suffix)
        raise InputError(
            f"ends in {suffix or 'no suffix'}, which no reader reads",
            remedy=f"{advice[:1].upper()}{advice[1:]}" if advice else f"Read are {known}",
        ) from None


def _language(segments: tuple[Segment, ...]) -> Language:
    prose = [s.body for s in segments if s.kind not in (Kind.NOTICE, Kind.CODE)]
    code = detect_blocks(prose or [s.body for s in segments])
    if code == UNKNOWN:
        raise LanguageError(
            "holds no running text in any language, only figures, signs or code",
            remedy="Leave it out",
        )
    if code not in tuple(Language):
        raise LanguageError(
            f"is neither Korean nor English (it looks like {code})", remedy="Leave it out"
        )
    return Language(code)


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1]
