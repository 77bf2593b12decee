"""The first step: files become documents, bitexts come as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from align.errors import AlignError, InputError
from align.formats.registry import format_of
from align.memory import Memory
from align.model import Document
from align.pipeline.context import Context
from align.pipeline.importing import ImportReport, import_file
from align.pipeline.step import Step
from align.readers import Reading, read_all
from align.readers.collect import Source


def read(
    context: Context, sources: Sequence[Source], encoding: str | None = None
) -> tuple[list[Document], list[AlignError]]:
    """Return the documents of all files, and why some could not be read, in their order.

    Args:
        context: where to work.
        sources: the files.
        encoding: of all files; None to find it out.

    """
    store = _Readings(context, encoding)
    step = Step(_read_one, encoding, store, lambda file: (file.source.path, file.source.id))
    documents: dict[int, Sequence[Document]] = {}
    problems: dict[int, Sequence[AlignError]] = {}
    files = _files(context.progress.track(sources, "Reading", len(sources)), problems)
    for file, reading in step.results(context, files):
        if isinstance(reading, AlignError):
            problems[file.place] = [reading.at(file.source.path)]
        else:
            documents[file.place] = reading.documents
            problems[file.place] = reading.problems
    places = range(len(sources))
    return (
        [document for place in places for document in documents.get(place, ())],
        [problem for place in places for problem in problems.get(place, ())],
    )


def import_all(
    context: Context, sources: Sequence[Source]
) -> tuple[list[tuple[str, ImportReport]], list[AlignError]]:
    """Take files of bitexts into the memory, each once as long as it does not change."""
    reports: list[tuple[str, ImportReport]] = []
    problems: list[AlignError] = []
    memory = context.memory
    for source in context.progress.track(sources, "Importing", len(sources)):
        try:
            digest = _file_digest(source.path)
            if memory.was_taken(source.id, digest):
                context.reused.imports += 1
                reports.append((source.id, ImportReport()))
                continue
            with memory.transaction():
                report = import_file(format_of(source.path), source.path, memory)
                memory.note_taken(source.id, digest)
            reports.append((source.id, report))
        except InputError as error:
            problems.append(error)
    return reports, problems


class _File(NamedTuple):
    place: int
    source: Source
    digest: str


class _Readings:
    """Documents as this version read them; those of a file that changed are replaced."""

    def __init__(self, context: Context, encoding: str | None) -> None:
        self._memory: Memory = context.memory
        self._reused = context.reused
        self._encoding = encoding or ""

    def known(self, file: _File) -> Reading | None:
        value = self._memory.derived("reading", file.source.id, self._encoding)
        if not isinstance(value, dict) or value["digest"] != file.digest:
            return None
        names = cast("list[list[str]]", value["documents"])
        documents = [self._memory.find_document(*name) for name in names]
        if None in documents:
            return None
        self._reused.documents += len(documents)
        return Reading(tuple(document for document in documents if document))

    def keep(self, file: _File, reading: Reading) -> None:
        for document in reading.documents:
            self._memory.put_document(document)
        if not reading.problems:
            names = [[d.id, d.metadata.digest] for d in reading.documents]
            value: dict[str, Any] = {"digest": file.digest, "documents": names}
            self._memory.keep_derived("reading", file.source.id, value, self._encoding)


def _files(
    sources: Iterator[Source], problems: dict[int, Sequence[AlignError]]
) -> Iterator[_File]:
    for place, source in enumerate(sources):
        try:
            yield _File(place, source, _file_digest(source.path))
        except InputError as error:
            problems[place] = [error]


def _read_one(encoding: str | None, item: tuple[Path, str]) -> Reading:
    path, name = item
    return read_all(path, encoding=encoding, name=name)


def _file_digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=path) from error
