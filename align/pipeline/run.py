"""A run from its files to its results.

Each step asks the memory first, so a second run on the same input repeats nothing, and
a run cut short goes on where it stopped.  Work goes to the engine; whatever is written
is written here, in the order of the input.  What the memory holds goes by once, bitext by
bitext, to everything that is made of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from align.aligner import Aligner
from align.aligner.views.lexicon import termbase_lexicon
from align.errors import EmptyInputError
from align.execution.engine import Engine
from align.execution.progress import Progress
from align.formats.base import ExportReport
from align.formats.registry import readable_suffixes
from align.lang.sentences import require_splitters
from align.model import Bitext, Level, Termbase
from align.pipeline.aligning import align_pairs
from align.pipeline.checks import repeats_in
from align.pipeline.context import Context, working_on
from align.pipeline.discovery import Overview
from align.pipeline.exporting import export_bitexts
from align.pipeline.job import Job, Result
from align.pipeline.outputs import BITEXTS, MEMORY, REPORT, SCORES, TERMS, TMX
from align.pipeline.pairing import pair_run, require_both_languages
from align.pipeline.reading import import_all, read
from align.pipeline.summary import Tally, summarise
from align.pipeline.survey import Surveyor
from align.pipeline.terms import TermFinder, judged_terms
from align.readers.collect import Collection, collect
from align.report.writing import Report
from align.system.atomic import write_text
from align.terms.judge.placed import Placed, may_deviate, placed_in
from align.terms.show.places_table import Add, places_table


def run(
    job: Job,
    aligner: Aligner,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> Result:
    """Do everything: read, pair, align, look up terms, check, export, score, report.

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
    if job.align_by_terms and job.termbase is not None:
        aligner = knowing_terms(aligner, job.termbase)
    path = job.out / MEMORY
    with working_on(
        path, aligner.embedder, engine=engine, progress=progress, create=True
    ) as context:
        context.memory.claim("run")
        settings = {"paths": [str(p) for p in job.paths], "out": str(job.out)}
        number = context.memory.begin_run(settings)
        result = _steps(context, job, aligner, collection, number)
        context.memory.end_run(number)
    return result


def knowing_terms(aligner: Aligner, termbase: Termbase) -> Aligner:
    """Return the aligner with the words of a termbase."""
    return replace(aligner, lexicon=aligner.lexicon.joined(termbase_lexicon(termbase)))


def _steps(
    context: Context, job: Job, aligner: Aligner, collection: Collection, number: int
) -> Result:
    cached = replace(aligner, embedder=context.cached)
    documents, problems = read(context, collection.sources, job.encoding)
    imports, refused = import_all(context, collection.bitexts)
    problems += refused
    if not imports:
        require_both_languages(documents, problems, job.paths, collection.passed_over)
    paired = pair_run(context, documents, job.pairs)
    signature, failed = align_pairs(
        context, paired.pairs, cached, number, learn_words=job.learn_words
    )
    problems += failed
    result = Result(
        job.out / MEMORY,
        collection,
        tuple(documents),
        (*collection.missing, *problems),
        paired,
        tuple(imports),
        ExportReport(),
        signature,
        reused=context.reused,
    )
    return _results(context, job, cached, result)


def _results(context: Context, job: Job, aligner: Aligner, result: Result) -> Result:
    """Everything that is made of what the memory holds, in one pass over it."""
    finder = TermFinder(context, job.termbase) if job.termbase else None
    overview = Overview(context) if job.discover and finder is None else None
    tally = Tally(job)
    report = Report(job.out / REPORT, *context.memory.count())
    placed: list[Placed] = []
    with _table(job) as tabulate:

        def passing() -> Iterator[Bitext]:
            for bitext, renderings, issues in Surveyor(context, finder).survey():
                tally.add(bitext, renderings)
                report.add(bitext, issues)
                tabulate(bitext, renderings)
                if overview is not None:
                    overview.add(bitext)
                placed.extend(placed_in(bitext, renderings, may_deviate))
                yield bitext

        sentences = aligner if job.level is Level.SENTENCE else None
        export = export_bitexts(passing(), job.out / TMX, sentences=sentences)
    report.add_issues(repeats_in(context))
    terms = judged_terms(placed, job.termbase, finder, job.waivers)
    result = replace(result, export=export, finder=finder.signature if finder else "")
    summary = summarise(aligner, result, tally, terms)
    if overview is not None:
        summary["discovered"] = overview.rows()
    report.write(terms)
    write_text(job.out / SCORES, json.dumps(summary, ensure_ascii=False, indent=2) + "\n")
    return replace(result, summary=summary)


def _table(job: Job) -> AbstractContextManager[Add]:
    if job.termbase is None:
        return nullcontext(lambda _bitext, _renderings: None)
    return places_table(job.termbase, job.out / TERMS)


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
