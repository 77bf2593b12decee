"""A run from its files to its results.

Each step asks the memory first, so a second run on the same input repeats nothing, and
a run cut short goes on where it stopped.  Work goes to the engine; whatever is written
is written here, in the order of the input.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from align.aligner import Aligner
from align.aligner.embedding.cache import CachedEmbedder, LentEmbedder
from align.aligner.refine import refine
from align.errors import AlignError, EmptyInputError, InputError
from align.execution.engine import Engine, Inline
from align.execution.progress import Progress, Silent
from align.formats.base import ExportReport
from align.formats.registry import readable_suffixes
from align.formats.tmx import TmxFormat
from align.lang.sentences import require_splitters
from align.memory import Memory
from align.model import Bitext, Document, Language, Level, Rendering
from align.pipeline.aligning import align_pairs
from align.pipeline.checks import find_issues
from align.pipeline.context import Context
from align.pipeline.job import BITEXTS, EMBEDDINGS, MEMORY, TERMS, TMX, Job, Result
from align.pipeline.pairing import pair
from align.pipeline.reading import import_all, read
from align.pipeline.terms import find_terms
from align.readers.collect import Collection, collect
from align.terms.show.places_table import write_table


def run(
    job: Job,
    aligner: Aligner,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> Result:
    """Do everything: read, pair, align, look up terms, export.

    Files that cannot be read are listed in the result and the rest goes on.

    Args:
        job: what to do.
        aligner: what aligns.
        progress: told how far it is.
        engine: where the work is done, by default here and one after the other; whatever
            it is, the memory comes out the same.

    Raises:
        InputError: nothing can be read, or one language is missing.
        PluginError: sentences are asked for and a splitter is not installed.
        StorageError: a result cannot be written, or another run works on the same
            memory; what was there before stands.

    """
    if job.level is Level.SENTENCE:
        require_splitters()
    left_out = [*job.leave_out, job.out, *([job.pairs[1]] if job.pairs else [])]
    collection = collect(job.paths, left_out, BITEXTS, readable_suffixes())
    _require(collection, job.paths)
    with Memory(job.out / MEMORY) as memory, _cached(aligner, job.out) as (cached, lent):
        memory.claim("run")
        number = memory.begin_run({"paths": [str(p) for p in job.paths], "out": str(job.out)})
        context = Context(job, cached, lent, memory, engine or Inline(), progress or Silent())
        result = _steps(context, collection, number)
        memory.end_run(number)
    return result


def _steps(context: Context, collection: Collection, number: int) -> Result:
    documents, problems = read(context, collection.sources)
    imports, refused = import_all(context, collection.bitexts)
    problems += refused
    if not imports:
        _require_both_languages(documents, problems, context.job.paths)
    paired = pair(context, documents)
    aligner, failed = align_pairs(context, paired.pairs, number)
    problems += failed
    bitexts = tuple(context.memory.bitexts())
    findings, finder = find_terms(context, bitexts)
    issues = find_issues(context, bitexts)
    export = _export(context, bitexts, findings)
    return Result(
        collection,
        tuple(documents),
        (*collection.missing, *problems),
        paired,
        bitexts,
        tuple(findings),
        export,
        aligner,
        context.reused,
        finder,
        tuple(imports),
        tuple(issues),
    )


@contextmanager
def _cached(aligner: Aligner, out: Path) -> Iterator[tuple[Aligner, LentEmbedder | None]]:
    """The aligner with an embedder that keeps what it made, and one for those who only read."""
    if aligner.embedder is None:
        yield aligner, None
        return
    with (
        CachedEmbedder(aligner.embedder, out / EMBEDDINGS) as embedder,
        embedder.lent() as lent,
    ):
        yield replace(aligner, embedder=embedder), lent


def _export(
    context: Context,
    bitexts: Sequence[Bitext],
    findings: Sequence[tuple[Bitext, list[Rendering]]],
) -> ExportReport:
    if context.job.termbase is not None:
        write_table(findings, context.job.termbase, context.job.out / TERMS)
    return TmxFormat().write(_at_level(context, bitexts), context.job.out / TMX)


def _at_level(context: Context, bitexts: Sequence[Bitext]) -> Iterator[Bitext]:
    if context.job.level is Level.PARAGRAPH:
        yield from bitexts
        return
    for bitext in context.progress.track(bitexts, "Sentences", len(bitexts)):
        yield refine(bitext, context.aligner)


def _require(collection: Collection, paths: Sequence[Path]) -> None:
    if collection.sources or collection.bitexts:
        return
    if collection.missing:
        raise collection.missing[0]
    raise EmptyInputError(
        "holds no files that can be read",
        where=", ".join(map(str, paths)),
        remedy="Give a folder with files of both languages: HWP, DOCX, PDF, HTML, text …",
    )


def _require_both_languages(
    documents: Sequence[Document], problems: Sequence[AlignError], paths: Sequence[Path]
) -> None:
    where = ", ".join(map(str, paths))
    if not documents:
        first = problems[0]
        raise InputError(
            f"none of {len(problems)} files can be read; the first: {first}", where=where
        )
    languages = {document.language for document in documents}
    for language, name in ((Language.KOREAN, "Korean"), (Language.ENGLISH, "English")):
        if language not in languages:
            raise InputError(
                f"holds no {name} documents ({len(documents)} were read)",
                where=where,
                remedy=f"Give the folder of the {name} side too",
            )
