"""What the steps of a run share: its job, memory, aligner and engine."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

import numpy as np

from align.aligner import Aligner
from align.aligner.embedding import Embedder, Vectors
from align.aligner.embedding.cache import CachedEmbedder, LentEmbedder
from align.aligner.views.view import embedded_texts, pool
from align.errors import AlignError
from align.execution.engine import Engine, batches
from align.execution.progress import Progress
from align.memory import Memory
from align.model import Bitext, Document
from align.pipeline.job import Job, Reused

T = TypeVar("T")

TOGETHER = 16
"""Results that are written in one transaction."""
_TEXTS = 64  # encoded in one batch, whoever does it, since the batch decides the last digits
_DOCUMENTS = 256  # whose texts are gathered at once


@dataclass(frozen=True)
class Context:
    """Where a run's steps work.

    Attributes:
        job: what to do.
        aligner: what aligns; its embedder, if it has one, is a `CachedEmbedder`.
        lent: that embedder as it goes to workers, which write nothing.
        memory: what is known, and where results go.
        engine: where work is done.
        progress: told how far it is.
        reused: counts what was known already.

    """

    job: Job
    aligner: Aligner
    lent: LentEmbedder | None
    memory: Memory
    engine: Engine
    progress: Progress
    reused: Reused = field(default_factory=Reused)

    @property
    def embedder(self) -> Embedder | None:
        """The aligner's embedder without its file, for others to work with."""
        cached = self.aligner.embedder
        return cached.plain if isinstance(cached, CachedEmbedder) else cached

    def keep_words(self, rows: Mapping[str, Vectors]) -> None:
        """Keep what workers encoded."""
        cached = self.aligner.embedder
        if rows and isinstance(cached, CachedEmbedder):
            cached.keep(list(rows), np.stack(list(rows.values())))

    def embed(self, documents: Sequence[Document]) -> None:
        """Have what is not known yet of some documents encoded, and keep it."""
        cached, plain = self.aligner.embedder, self.embedder
        if not isinstance(cached, CachedEmbedder) or plain is None:
            return
        tracked = self.progress.track(documents, "Embedding", len(documents))
        sent: deque[list[str]] = deque()

        def sending() -> Iterator[list[str]]:
            for new in batches(_unknown(cached, tracked), _TEXTS):
                sent.append(new)
                yield new

        for rows in self.engine.each(_pool, plain, sending()):
            cached.keep(sent.popleft(), certain(rows))

    def pooled(self, document: Document) -> Vectors | None:
        """Return what the embedder makes of a document's segments."""
        return pool(document, self.aligner.embedder)


def certain(result: T | AlignError) -> T:
    """Return a result that must be there.

    Raises:
        AlignError: the one that stands in its place.

    """
    if isinstance(result, AlignError):
        raise result
    return result


def stored(results: Iterable[T], memory: Memory) -> Iterator[T]:
    """Yield results for the caller to write, some of them in each transaction.

    What came before an error is written before it is raised.
    """
    coming = iter(results)
    failure: BaseException | None = None
    while failure is None:
        some: list[T] = []
        try:
            some.extend(islice(coming, TOGETHER))
        except BaseException as error:
            failure = error
        if some:
            with memory.transaction():
                yield from some
        elif failure is None:
            return
    raise failure


def bitext_key(bitext: Bitext) -> str:
    """Return what a bitext is known by: its files and its beads."""
    beads = ";".join(f"{bead.original}:{bead.translation}" for bead in bitext.beads)
    digests = f"{bitext.original.metadata.digest}|{bitext.translation.metadata.digest}"
    return hashlib.sha256(f"{digests}|{beads}".encode()).hexdigest()


def with_words(embedder: Embedder | None, value: T) -> tuple[T, Mapping[str, Vectors]]:
    """Return what a worker made, and the words that it had to encode for it."""
    return value, embedder.taken() if isinstance(embedder, LentEmbedder) else {}


def _unknown(cached: CachedEmbedder, documents: Iterable[Document]) -> Iterator[str]:
    """Texts of documents that nobody has encoded yet, each once."""
    seen: set[str] = set()
    for some in batches(documents, _DOCUMENTS):
        texts = dict.fromkeys(text for document in some for text in embedded_texts(document))
        for text in cached.unknown(text for text in texts if text not in seen):
            seen.add(text)
            yield text


def _pool(embedder: Embedder, texts: Sequence[str]) -> Vectors:
    return embedder.pool(texts)
