"""The door to the readers: a path in, a document out."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from pathlib import Path

from align import plugins
from align.errors import AlignError, EmptyInputError, InputError, LanguageError
from align.lang.detect import detect
from align.model import Document, Kind, Language, Metadata, Segment
from align.readers.base import Reader
from align.readers.page import find_date, take_apart
from align.segment import segment_lines


def read(
    path: Path,
    *,
    encoding: str | None = None,
    language: Language | None = None,
    name: str | None = None,
) -> Document:
    """Read a file into a document.

    Args:
        path: the file; the ending of its name chooses the reader.
        encoding: its encoding, None to find it out.
        language: its language, None to find it out.
        name: the document's id, by default the path in NFC with `/`.

    Raises:
        InputError: the file is missing, empty, not text or not of a kind that is read.
        LanguageError: the text is neither Korean nor English.

    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("is not there", where=path, remedy="Check the path") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=path) from error
    name = unicodedata.normalize("NFC", path.as_posix() if name is None else name)
    try:
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
) -> Document:
    """Read the bytes of a file whose name ends in `suffix`; see `read`."""
    if not data.strip():
        raise EmptyInputError("is empty", remedy="Leave it out, or save the text again")
    extract = _reader(suffix).extract(data, encoding)
    page = take_apart(extract.lines)
    if not page.body:
        raise EmptyInputError("holds no text besides navigation", remedy="Leave it out")
    segments = segment_lines(page.body, titled=page.titled)
    metadata = Metadata(
        title=segments[0].body if page.titled else extract.title,
        date=page.date or find_date(_stem(name)),
        url=extract.url or page.facts.get("url", ""),
        department=page.facts.get("department", ""),
        source=name,
        digest=hashlib.sha256(data).hexdigest(),
        encoding=extract.encoding,
        unofficial=any(segment.kind is Kind.NOTICE for segment in segments),
    )
    language = language or _language(segments)
    return Document(name, language, segments, metadata, tuple(page.dropped))


def known_suffixes() -> tuple[str, ...]:
    """The endings of file names that some reader reads."""
    return tuple(sorted(_readers()))


@cache
def _readers() -> dict[str, Reader]:
    loaded: dict[str, Reader] = {}
    for reader_class in plugins.load_all("align.readers").values():
        reader: Reader = reader_class()
        loaded.update(dict.fromkeys(reader.suffixes, reader))
    return loaded


def _reader(suffix: str) -> Reader:
    try:
        return _readers()[suffix.lower()]
    except KeyError:
        known = ", ".join(known_suffixes())
        raise InputError(
            f"ends in {suffix or 'no suffix'}, which no reader reads",
            remedy=f"Read are {known}",
        ) from None


def _language(segments: tuple[Segment, ...]) -> Language:
    text = "\n".join(s.body for s in segments if s.kind is not Kind.NOTICE)
    code = detect(text or "\n".join(s.body for s in segments))
    if code not in tuple(Language):
        raise LanguageError(
            f"is neither Korean nor English (it looks like {code})",
            remedy="Leave it out, or say --language ko or en if that is wrong",
        )
    return Language(code)


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1]
