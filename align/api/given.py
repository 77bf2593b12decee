"""What the arguments of the public functions may be, and what becomes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from align.aligner import Aligner
from align.aligner.embedding import Embedder, default_embedder, load_embedder
from align.aligner.embedding.base import DEFAULT
from align.aligner.views.candidates import BEAD_TYPES, BeadType, read_types
from align.aligner.weights import SHIPPED, Weights, read_weights
from align.errors import EmptyInputError, InputError
from align.lang.detect import block_language
from align.memory import Memory
from align.model import Bitext, Document, Metadata, Side, Termbase
from align.pipeline import Context, working_on
from align.readers import read
from align.readers.layout.segments import looks_like_title, segment_lines
from align.readers.parts.line import Line
from align.terms.termbase import read_termbase

FilePath: TypeAlias = str | PathLike[str]
Text: TypeAlias = FilePath | Iterable[str] | Document
"""A path, the texts of the segments, or a document."""
Texts: TypeAlias = FilePath | Memory | Bitext | Iterable[Bitext]
"""A memory, by its path or open, or bitexts."""

NONE = "none"


def path_of(value: Any, what: str) -> Path:
    """Return a path that was given as text or as a path.

    Raises:
        TypeError: it is neither.

    """
    if not isinstance(value, str | PathLike):
        raise TypeError(f"{what} is to be a path, not {_kind(value)}")
    return Path(value)


def paths_of(value: FilePath | Iterable[FilePath], what: str) -> list[Path]:
    """Return one path, or several, as paths; see `path_of`."""
    if isinstance(value, str | PathLike):
        return [Path(value)]
    if not isinstance(value, Iterable):
        raise TypeError(f"{what} is to be a path or several, not {_kind(value)}")
    return [path_of(each, f"each of {what}") for each in value]


def document_of(value: Any, side: Side, encoding: str | None = None) -> Document:
    """Return the document that a path, texts or a document are.

    Args:
        value: what was given, a `Text` if all is well.
        side: where it was given; texts that do not tell their language have this side's.
        encoding: of a file, None to find it out.

    Raises:
        InputError: the file is not there or cannot be read, or a text is empty.
        LanguageError: the file is neither Korean nor English.
        TypeError: it is something else, or holds what is no text.

    """
    if isinstance(value, Document):
        return value
    if isinstance(value, str | PathLike):
        return read(text_file(value), encoding=encoding)
    if not isinstance(value, Iterable) or isinstance(value, Mapping | Set):
        raise TypeError(
            f"the {side} is to be a path, a list of texts or a Document, not {_kind(value)}"
        )
    return _document(list(value), side)


def text_file(value: FilePath) -> Path:
    """Return the path of a file to read; a whole text in its place is told as such.

    Raises:
        InputError: it is a text of several lines.
        TypeError: it is no path.

    """
    path = path_of(value, "the file")
    if "\n" in str(path):
        raise InputError(
            "a text is given where a path is to stand",
            remedy="Give a text as a list of its paragraphs",
        )
    return path


@contextmanager
def bitexts_of(value: Any) -> Iterator[Iterator[Bitext]]:
    """Open what was given as bitexts, and close it if it was a path.

    Raises:
        FormatError: the memory is not there, or is none.
        TypeError: it is something else.

    """
    if isinstance(value, Bitext):
        yield iter((value,))
    elif isinstance(value, Memory | str | PathLike):
        with memory_of(value) as memory:
            yield memory.bitexts()
    elif isinstance(value, Iterable):
        yield _only_bitexts(value)
    else:
        raise TypeError(f"{_kind(value)} is no memory and no bitexts")


@contextmanager
def context_of(value: FilePath | Memory, embedder: Embedder | None = None) -> Iterator[Context]:
    """Open a memory to work on it; one that is open already is worked on as it is.

    Raises:
        FormatError: it is not there, or is none.

    """
    memory = value if isinstance(value, Memory) else path_of(value, "the memory")
    with working_on(memory, embedder) as context:
        yield context


@contextmanager
def memory_of(value: FilePath | Memory) -> Iterator[Memory]:
    """Open a memory that was given by its path; one that is open stays open.

    Raises:
        FormatError: it is not there, or is none.
        TypeError: it is something else.

    """
    if isinstance(value, Memory):
        yield value
        return
    with Memory(path_of(value, "the memory"), create=False) as memory:
        yield memory


def embedder_of(value: Embedder | str | None) -> Embedder | None:
    """Return an embedder that was given by its name; None and "none" do without.

    Raises:
        PluginError: none has that name, or it does not load.

    """
    if not isinstance(value, str):
        return value
    if value == NONE:
        return None
    return default_embedder() if value == DEFAULT else load_embedder(value)


def aligner_of(
    embedder: Embedder | str | None,
    weights: Weights | FilePath | None,
    bead_types: Sequence[BeadType] | str | None = None,
) -> Aligner:
    """Return the aligner that some settings make; see `align.api.texts.align`."""
    return Aligner(
        embedder=embedder_of(embedder),
        weights=_weights(weights),
        types=_types(bead_types),
    )


def termbase_of(value: Termbase | FilePath) -> tuple[Termbase, Path | None]:
    """Return a termbase, and its path where it was given by that.

    Raises:
        FormatError: the file cannot be read, or a row is not as it should be.
        TypeError: it is something else.

    """
    if isinstance(value, Termbase):
        # It may be a part of what was in its file: it goes by what it holds.
        return replace(value, digest=""), None
    path = path_of(value, "the termbase")
    return read_termbase(path), path


def _document(texts: Sequence[str], side: Side) -> Document:
    if not texts:
        raise EmptyInputError(f"the {side} holds no text", remedy="Give one text at least")
    for place, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"the {side} holds {_kind(text)} at {place}, not a text")
        if not text.strip():
            raise EmptyInputError(
                f"the {side} is empty at {place}", remedy="Leave empty texts out"
            )
    lines = [Line(text, number) for number, text in enumerate(texts, 1)]
    titled = len(lines) > 1 and looks_like_title(lines[0].text)
    digest = hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    metadata = Metadata(source=side.value, digest=digest)
    language = block_language("\n".join(texts)) or side.language
    return Document(side.value, language, segment_lines(lines, titled=titled), metadata)


def _only_bitexts(values: Iterable[Any]) -> Iterator[Bitext]:
    for place, value in enumerate(values):
        if not isinstance(value, Bitext):
            raise TypeError(f"the bitexts hold {_kind(value)} at {place}")
        yield value


def _weights(value: Weights | FilePath | None) -> Weights:
    if value is None or isinstance(value, Weights):
        return value or SHIPPED
    return read_weights(path_of(value, "the weights"))


def _types(value: Sequence[BeadType] | str | None) -> tuple[BeadType, ...]:
    if value is None:
        return BEAD_TYPES
    return read_types(value) if isinstance(value, str) else tuple(value)


def _kind(value: object) -> str:
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"
