"""Whole collections: which files belong together, and everything that a run does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from align.aligner.embedding import Embedder
from align.aligner.embedding.base import DEFAULT
from align.aligner.views.candidates import BeadType
from align.aligner.weights import Weights
from align.api.given import (
    FilePath,
    aligner_of,
    embedder_of,
    path_of,
    paths_of,
    termbase_of,
)
from align.errors import AlignError
from align.execution.choice import engine_of
from align.execution.progress import Progress
from align.model import Level, Termbase
from align.pairing import Pairing
from align.pipeline import Result, job_of, working_beside
from align.pipeline import run as run_pipeline
from align.pipeline.pairing import pair_files

Skipped = Callable[[AlignError], object]
"""Takes what is wrong with a file."""


def pair(
    paths: FilePath | Iterable[FilePath],
    *,
    embedder: Embedder | str | None = DEFAULT,
    encoding: str | None = None,
    skipped: Skipped | None = None,
    memory: FilePath | None = None,
    progress: Progress | None = None,
) -> Pairing:
    """Find which English files translate which Korean ones.

    Args:
        paths: a folder or file, or several.
        embedder: a name such as `use`, an embedder, or None to go by other evidence.
        encoding: of all files, None to find it out.
        skipped: told of each file that cannot be read, such as `problems.append`; without
            it the first one is an error.
        memory: file that keeps what is read and paired, for the next time.
        progress: told how far it is.

    Raises:
        InputError: nothing can be read, or a file cannot and `skipped` is not there.
        TypeError: the paths are none.

    """
    roots = paths_of(paths, "the paths")
    beside = path_of(memory, "the memory") if memory is not None else None
    with working_beside(beside, embedder_of(embedder), progress=progress) as context:
        pairing, problems = pair_files(context, roots, encoding=encoding)
    for problem in problems:
        if skipped is None:
            raise problem
        skipped(problem)
    return pairing


def run(
    paths: FilePath | Iterable[FilePath],
    out: FilePath,
    *,
    termbase: Termbase | FilePath | None = None,
    pairs: FilePath | None = None,
    gold: FilePath | None = None,
    embedder: Embedder | str | None = DEFAULT,
    weights: Weights | FilePath | None = None,
    bead_types: Sequence[BeadType] | str | None = None,
    level: Level | str = Level.PARAGRAPH,
    learn_words: bool = False,
    align_by_terms: bool = False,
    encoding: str | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Result:
    """Read, pair, align, check and export everything under some paths, as `align run` does.

    Files that cannot be read are in the result's `problems`; the rest goes on.  A second run
    into the same folder does only what is new.

    Args:
        paths: a folder or file, or several.
        out: folder for the results; made if it is not there.
        termbase: terms to check; by default `terms.csv` in a folder that is given.
        pairs: table of which files belong together, as `align pair` wrote it.
        gold: folder of gold beads to score against.
        embedder: a name such as `use`, an embedder, or None to do without.
        weights: those that ship, or a file that `align train` wrote.
        bead_types: see `align.align`.
        level: what a unit of the exported translation memory holds.
        learn_words: align twice, the second time by words that the first pass learned.
        align_by_terms: align by the words of the termbase too.
        encoding: of all files, None to find it out.
        workers: processes to work with.  More than one start anew from the main module, so
            a script calls this under `if __name__ == "__main__":`.
        scheduler: address of a Dask scheduler whose workers do the work instead.
        progress: told how far it is.

    Raises:
        InputError: nothing can be read, or one language is missing.
        PluginError: something that is asked for is not installed.
        StorageError: a result cannot be written, or another run works on the same memory.
        ValueError: workers and a scheduler are both given, there are no workers, or the level
                is none.
        TypeError: a path is none.

    """
    roots = paths_of(paths, "the paths")
    job = job_of(
        roots,
        path_of(out, "out"),
        termbase=_termbase(termbase),
        pairs=path_of(pairs, "pairs") if pairs is not None else None,
        gold=path_of(gold, "gold") if gold is not None else None,
        encoding=encoding,
        level=Level(level),
        learn_words=learn_words,
        align_by_terms=align_by_terms,
    )
    aligner = aligner_of(embedder, weights, bead_types)
    with engine_of(workers, scheduler, roots) as engine:
        return run_pipeline(job, aligner, progress, engine)


def _termbase(given: Termbase | FilePath | None) -> Termbase | Path | None:
    """A termbase as it is, or the path that names one."""
    if given is None:
        return None
    return termbase_of(given)[0] if isinstance(given, Termbase) else path_of(given, "termbase")
