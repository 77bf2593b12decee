"""What a run is to do, and what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align.errors import AlignError
from align.formats.base import ExportReport
from align.memory import Memory
from align.model import Bitext, Document, Level, Rendering, Termbase
from align.model.codec import codec_of
from align.pairing import Pairing
from align.pairing.sheet import read_pairs
from align.pipeline.context import Reused, bitext_key
from align.pipeline.importing import ImportReport
from align.pipeline.outputs import results_in, termbase_among
from align.pipeline.pairing import Given
from align.pipeline.step import Derived, rows_of
from align.readers.collect import Collection
from align.scoring.gold import Gold, read_gold
from align.system.paths import require_apart
from align.terms.judge.waivers import waivers_path
from align.terms.termbase import read_termbase


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is to do.

    Attributes:
        paths: folders and files to read.
        out: folder for the results.
        termbase: terms to check, None to leave that out.
        waivers: file of findings that an editor judged right; None for none.
        gold: what to score the result against, if anything.
        leave_out: files and folders under `paths` that are no input.
        encoding: encoding of the input files, None to find it out.
        level: what a unit of the translation memory holds.
        learn_words: whether to align twice, the second time by words that the
            first pass learned.
        align_by_terms: whether the aligner knows the words of the termbase.
        pairs: which documents belong together, where a person said so, and the file
            that says it; None to find it out.
        discover: whether to find terms where there is no termbase.

    """

    paths: Sequence[Path]
    out: Path
    termbase: Termbase | None = None
    waivers: Path | None = None
    gold: Gold | None = None
    leave_out: Sequence[Path] = ()
    encoding: str | None = None
    level: Level = Level.PARAGRAPH
    learn_words: bool = False
    align_by_terms: bool = False
    pairs: Given | None = None
    discover: bool = False


def job_of(
    paths: Sequence[Path],
    out: Path,
    *,
    termbase: Termbase | Path | None = None,
    pairs: Path | None = None,
    gold: Path | None = None,
    encoding: str | None = None,
    level: Level = Level.PARAGRAPH,
    learn_words: bool = False,
    align_by_terms: bool = False,
    discover: bool = False,
) -> Job:
    """Return the job that files ask for, which are read now; see `Job`.

    Args:
        paths: folders and files to read.
        out: folder for the results.
        termbase: terms to check, by default `terms.csv` in a folder that is given.
        pairs: table of which files belong together.
        gold: folder of gold to score against.
        encoding: see `Job`, as for the rest.
        level: what a unit of the translation memory holds.
        learn_words: whether to align twice.
        align_by_terms: whether the aligner knows the words of the termbase.
        discover: whether to find terms where there is no termbase.

    Raises:
        FormatError: a file is not as it should be.
        InputError: the folder of gold is not there or holds none, or a result would be
            written over the termbase.

    """
    given = termbase_among(paths) if termbase is None else termbase
    path = given if isinstance(given, Path) else None
    require_apart(path, results_in(out), "Name another folder for the results, or move it")
    return Job(
        paths=paths,
        out=out,
        termbase=read_termbase(given) if isinstance(given, Path) else given,
        waivers=waivers_path(path) if path else None,
        gold=read_gold(gold) if gold else None,
        leave_out=[file for file in (path, gold) if file],
        encoding=encoding,
        level=level,
        learn_words=learn_words,
        align_by_terms=align_by_terms,
        pairs=(read_pairs(pairs), pairs) if pairs else None,
        discover=discover,
    )


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found, for whoever reports it.

    Attributes:
        memory: the file that holds it all; see `bitexts`.
        collection: the files that were found.
        documents: those that were read.
        problems: what could not be read, paired or aligned, and why.
        pairing: of this run.
        imports: what each file of bitexts brought.
        export: what went into the translation memory.
        aligner: signature of what aligned.
        finder: signature of what found the renderings; empty without a termbase.
        reused: what the memory held already.
        summary: every figure, as plain values: the content of `scores.json`.

    """

    memory: Path
    collection: Collection
    documents: tuple[Document, ...]
    problems: tuple[AlignError, ...]
    pairing: Pairing
    imports: tuple[tuple[str, ImportReport], ...]
    export: ExportReport
    aligner: str
    finder: str = ""
    reused: Reused = field(default_factory=Reused)
    summary: dict[str, Any] = field(default_factory=dict)

    def bitexts(self) -> Iterator[Bitext]:
        """Yield what the memory holds now, the bitexts of earlier runs too, one by one."""
        with Memory(self.memory, create=False) as memory:
            yield from memory.bitexts()

    def findings(self) -> Iterator[tuple[Bitext, list[Rendering]]]:
        """Yield each bitext with the renderings that the run found in it."""
        if not self.finder:
            return
        with Memory(self.memory, create=False) as memory:
            kept: Derived[Bitext, list[Rendering]] = Derived(
                memory, "terms", self.finder, bitext_key, *rows_of(codec_of(Rendering))
            )
            for bitext in memory.bitexts():
                yield bitext, kept.known(bitext) or []
