"""Where steps work: a memory, what the embedder made of its texts, an engine, and progress."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from align.aligner.embedding import Embedder, Vectors
from align.aligner.embedding.cache import CachedEmbedder, LentEmbedder
from align.aligner.views.pooled import Pooled, embedded_texts, pool
from align.errors import AlignError
from align.execution.engine import Engine, Inline, batches
from align.execution.progress import Progress, Silent
from align.memory import Memory
from align.model import Bitext, Document, Segment
from align.model.codec import codec_of
from align.pipeline.outputs import EMBEDDINGS, MEMORY

_TEXTS = 64  # encoded in one batch, whoever does it, since the batch decides the last digits
_DOCUMENTS = 256  # whose texts are gathered at once


@dataclass(slots=True)
class Reused:
    """How much of a run's work the memory already held.

    `pairing` tells whether nothing had to be paired anew; `carried` counts beads whose
    decisions were carried over into a changed text.
    """

    documents: int = 0
    pairing: bool = False
    bitexts: int = 0
    terms: int = 0
    imports: int = 0
    carried: int = 0


@dataclass(frozen=True)
class Context:
    """Where steps work; see `working_on`.

    Attributes:
        memory: what is known, and where results go.
        cached: the embedder, which keeps what it makes; None to do without.
        lent: that embedder as it goes to workers, which write nothing.
        engine: where work is done.
        progress: told how far it is.
        reused: counts what was known already.

    """

    memory: Memory
    cached: CachedEmbedder | None = None
    lent: LentEmbedder | None = None
    engine: Engine = field(default_factory=Inline)
    progress: Progress = field(default_factory=Silent)
    reused: Reused = field(default_factory=Reused)

    @property
    def embedder(self) -> Embedder | None:
        """The embedder without its file, for others to work with."""
        return self.cached.plain if self.cached else None

    def bitexts(self, stage: str) -> Iterator[Bitext]:
        """Yield the memory's current bitexts in a stage of work, one after the other."""
        count, _ = self.memory.count()
        yield from self.progress.track(self.memory.bitexts(), stage, count)

    def keep_words(self, rows: Mapping[str, Vectors]) -> None:
        """Keep what workers encoded."""
        if rows and self.cached is not None:
            self.cached.keep(list(rows), np.stack(list(rows.values())))

    def embed(self, documents: Sequence[Document]) -> None:
        """Have what is not known yet of some documents encoded, and keep it."""
        if self.cached is None:
            return
        tracked = self.progress.track(documents, "Embedding", len(documents))
        sent: deque[list[str]] = deque()

        def sending() -> Iterator[list[str]]:
            for new in batches(_unknown(cached, tracked), _TEXTS):
                sent.append(new)
                yield new

        cached = self.cached
        for rows in self.engine.each(_pool, cached.plain, sending()):
            if isinstance(rows, AlignError):
                raise rows
            cached.keep(sent.popleft(), rows)

    def pooled(self, document: Document) -> Pooled | None:
        """Return what the embedder makes of a document's segments."""
        return pool(document, self.cached)


@contextmanager
def working_on(
    memory: Path | Memory,
    embedder: Embedder | None = None,
    *,
    engine: Engine | None = None,
    progress: Progress | None = None,
    create: bool = False,
) -> Iterator[Context]:
    """Open a memory to work on it; what the embedder makes is kept beside it, if it can be.

    Args:
        memory: its path; one that is open stays open.
        embedder: a model of sentence embeddings, None to do without.
        engine: where work is done, by default here.
        progress: told how far it is.
        create: whether to make the memory where it is not there.

    Raises:
        FormatError: the file is no memory.
        StorageError: it, or the embeddings, cannot be opened.

    """
    with ExitStack() as stack:
        if not isinstance(memory, Memory):
            memory = stack.enter_context(Memory(memory, create=create))
        context = Context(memory, engine=engine or Inline(), progress=progress or Silent())
        if embedder is not None:
            beside = memory.path.with_name(EMBEDDINGS)
            if not memory.writable:
                folder = stack.enter_context(TemporaryDirectory(prefix="align-"))
                beside = Path(folder) / EMBEDDINGS
            cached = stack.enter_context(CachedEmbedder(embedder, beside))
            lent = stack.enter_context(cached.lent())
            context = replace(context, cached=cached, lent=lent)
        yield context


@contextmanager
def working_beside(
    path: Path | None,
    embedder: Embedder | None = None,
    *,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Iterator[Context]:
    """Open a memory in which a computation on other files keeps its results.

    Without a path it is one that is gone at the end; see `working_on`.
    """
    with ExitStack() as stack:
        if path is None:
            folder = stack.enter_context(TemporaryDirectory(prefix="align-"))
            path = Path(folder) / MEMORY
        yield stack.enter_context(
            working_on(path, embedder, engine=engine, progress=progress, create=True)
        )


def bitext_key(bitext: Bitext) -> str:
    """Return what a bitext is known by: its segments and its beads."""
    beads = ";".join(f"{bead.original}:{bead.translation}" for bead in bitext.beads)
    documents = f"{document_key(bitext.original)}|{document_key(bitext.translation)}"
    return hashlib.sha256(f"{documents}|{beads}".encode()).hexdigest()


def document_key(document: Document) -> str:
    """Return what a document is known by: its segments, which a person may have split.

    What a table calls its rows decides no result, so it is left out.
    """
    codec = codec_of(Segment)
    known = codec.names.index("id")
    plain = repr([codec.row(segment)[:known] for segment in document.segments])
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


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
