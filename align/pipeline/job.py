"""What a run is to do, and what it found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from align.checks import Issue
from align.errors import AlignError
from align.formats.base import ExportReport
from align.model import Bitext, Document, Level, Rendering, Termbase
from align.pairing import Pairing
from align.pairing.sheet import GivenPair
from align.pipeline.importing import ImportReport
from align.readers.collect import Collection
from align.scoring.gold import Gold

BITEXTS = (".tmx", ".xlf", ".xliff")
"""Endings of files that are bitexts in any folder; tables, where they are named themselves."""
MEMORY, TMX, TERMS, EMBEDDINGS = "memory.db", "memory.tmx", "terms.csv", "embeddings.db"


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is to do.

    Attributes:
        paths: folders and files to read.
        out: folder for the results.
        termbase: terms to check, None to leave that out.
        gold: what to score the result against, if anything.
        leave_out: files and folders under `paths` that are no input.
        encoding: encoding of the input files, None to find it out.
        level: what a unit of the translation memory holds.
        learn_words: whether to align twice, the second time by words that the
            first pass learned.
        pairs: which documents belong together, where a person said so, and the file
            that says it; None to find it out.

    """

    paths: Sequence[Path]
    out: Path
    termbase: Termbase | None = None
    gold: Gold | None = None
    leave_out: Sequence[Path] = ()
    encoding: str | None = None
    level: Level = Level.PARAGRAPH
    learn_words: bool = False
    pairs: tuple[Sequence[GivenPair], Path] | None = None


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


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found, for whoever reports it.

    `bitexts` are all that the memory holds now, those of earlier runs too;
    `pairing` is of this run, `aligner` the signature of what aligned it, `finder`
    that of what found the renderings; `imports` says what each file of bitexts brought,
    `issues` what the checks found in `bitexts`.
    """

    collection: Collection
    documents: tuple[Document, ...]
    problems: tuple[AlignError, ...]
    pairing: Pairing
    bitexts: tuple[Bitext, ...]
    findings: tuple[tuple[Bitext, list[Rendering]], ...]
    export: ExportReport
    aligner: str
    reused: Reused = field(default_factory=Reused)
    finder: str = ""
    imports: tuple[tuple[str, ImportReport], ...] = ()
    issues: tuple[Issue, ...] = ()
