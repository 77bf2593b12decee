"""The first step: files become documents, bitexts come as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from align.errors import AlignError, InputError
from align.formats.registry import format_of
from align.model import Document
from align.pipeline.context import Context, stored
from align.pipeline.importing import ImportReport, import_file
from align.readers import Reading, read_all
from align.readers.collect import Source

Unread = tuple[int, Source, str]  # its place among the sources, and the key it is known by


def read(
    context: Context, sources: Sequence[Source]
) -> tuple[list[Document], list[AlignError]]:
    """Return the documents of all files, and why some could not be read, in their order."""
    documents: dict[int, Sequence[Document]] = {}
    problems: dict[int, list[AlignError]] = {}
    unread: list[Unread] = []
    for place, source in enumerate(context.progress.track(sources, "Checking", len(sources))):
        try:
            key = f"{source.id}|{_file_digest(source.path)}"
        except InputError as error:
            problems[place] = [error]
            continue
        known = None if context.job.encoding else _known(context, key)
        if known is None:
            unread.append((place, source, key))
        else:
            documents[place] = known
            context.reused.documents += len(known)
    items = [(source.path, source.id) for _, source, _ in unread]
    readings = context.engine.each(_read_one, context.job.encoding, items)
    tracked = context.progress.track(zip(unread, readings, strict=True), "Reading", len(unread))
    for (place, source, key), reading in stored(tracked, context.memory):
        if isinstance(reading, AlignError):
            problems[place] = [reading.at(source.path)]
            continue
        _keep(context, key, reading)
        documents[place] = reading.documents
        problems[place] = list(reading.problems)
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


def _known(context: Context, key: str) -> list[Document] | None:
    """The documents of a file as this version read it before, None if it did not."""
    names = cast("list[list[str]] | None", context.memory.derived("reading", key))
    if names is None:
        return None
    found = [context.memory.find_document(*name) for name in names]
    return None if None in found else cast("list[Document]", found)


def _keep(context: Context, key: str, reading: Reading) -> None:
    for document in reading.documents:
        context.memory.put_document(document)
    if not reading.problems:
        names = [[d.id, d.metadata.digest] for d in reading.documents]
        context.memory.keep_derived("reading", key, names)


def _read_one(encoding: str | None, item: tuple[Path, str]) -> Reading:
    path, name = item
    return read_all(path, encoding=encoding, name=name)


def _file_digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=path) from error
