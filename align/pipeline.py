"""The whole run: files in; memory, translation memory, term table and scores out.

Each step asks the memory first, so a second run on the same input repeats
nothing, and a run cut short goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from align import pairing
from align.aligner import Aligner
from align.aligner.embedding import Vectors
from align.aligner.embedding.cache import CachedEmbedder
from align.aligner.second_pass import sure, with_learned_words
from align.aligner.sentences import refine
from align.aligner.view import View, make_view, pool
from align.errors import AlignError, EmptyInputError, InputError
from align.formats.base import ExportReport
from align.formats.registry import format_of, readable_suffixes
from align.formats.tmx import TmxFormat
from align.importing import ImportReport, import_file
from align.lang.morphology import installed
from align.memory import Memory
from align.model import Bead, Bitext, Document, Language, Level, Occurrence, Rendering, Termbase
from align.pairing import Pair, Pairing, Related, Relation, pair_documents
from align.pairing.table import GivenPair, apply_pairs
from align.progress import Progress, Silent
from align.readers import read_all
from align.readers.collect import Collection, Source, collect
from align.scoring.gold import Gold
from align.segment.sentences import require_splitters
from align.terms.plain import from_plain, to_plain
from align.terms.renderings import RenderingFinder
from align.terms.table import write_table

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
    """How much of a run's work the memory already held."""

    documents: int = 0
    pairing: bool = False
    bitexts: int = 0
    terms: int = 0
    imports: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found, for whoever reports it.

    `bitexts` are all that the memory holds now, those of earlier runs too;
    `pairing` is of this run, `aligner` the signature of what aligned it, `finder`
    that of what found the renderings; `imports` says what each file of bitexts brought.
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


def run(job: Job, aligner: Aligner, progress: Progress | None = None) -> Result:
    """Do everything: read, pair, align, look up terms, export.

    Files that cannot be read are listed in the result and the rest goes on.

    Raises:
        InputError: nothing can be read, or one language is missing.
        PluginError: sentences are asked for and a splitter is not installed.
        StorageError: a result cannot be written; what was there before stands.

    """
    progress = progress or Silent()
    if job.level is Level.SENTENCE:
        require_splitters()
    left_out = [*job.leave_out, job.out, *([job.pairs[1]] if job.pairs else [])]
    collection = collect(job.paths, left_out, BITEXTS, readable_suffixes())
    _require(collection, job.paths)
    with Memory(job.out / MEMORY) as memory, _cached(aligner, job.out) as aligner:
        number = memory.begin_run({"paths": [str(p) for p in job.paths], "out": str(job.out)})
        steps = _Steps(job, aligner, memory, progress, number)
        result = steps.all(collection)
        memory.end_run(number)
    return result


@contextmanager
def _cached(aligner: Aligner, out: Path) -> Iterator[Aligner]:
    """The aligner with an embedder that keeps what it made beside the memory."""
    if aligner.embedder is None:
        yield aligner
        return
    with CachedEmbedder(aligner.embedder, out / EMBEDDINGS) as embedder:
        yield replace(aligner, embedder=embedder)


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


class _Steps:
    """One run's steps, sharing its memory and what was encoded."""

    def __init__(
        self, job: Job, aligner: Aligner, memory: Memory, progress: Progress, number: int
    ) -> None:
        self._job = job
        self._aligner = aligner
        self._memory = memory
        self._progress = progress
        self._number = number
        self._reused = Reused()
        self._finder = ""
        self._pooled: dict[str, Vectors | None] = {}

    def all(self, collection: Collection) -> Result:
        documents, problems = self._read(collection.sources)
        imports, refused = self._import(collection.bitexts)
        problems += refused
        if not imports:
            _require_both_languages(documents, problems, self._job.paths)
        paired = self._pair(documents)
        self._align(paired.pairs)
        bitexts = tuple(self._memory.bitexts())
        findings = tuple(self._find_terms(bitexts))
        export = self._export(bitexts, findings)
        return Result(
            collection,
            tuple(documents),
            (*collection.missing, *problems),
            paired,
            bitexts,
            findings,
            export,
            self._aligner.signature,
            self._reused,
            self._finder,
            tuple(imports),
        )

    def _read(self, sources: Sequence[Source]) -> tuple[list[Document], list[AlignError]]:
        documents: list[Document] = []
        problems: list[AlignError] = []
        for source in self._progress.track(sources, "Reading", len(sources)):
            try:
                found, failed = self._read_one(source)
            except InputError as error:
                problems.append(error)
                continue
            documents += found
            problems += failed
        return documents, problems

    def _read_one(self, source: Source) -> tuple[Sequence[Document], Sequence[AlignError]]:
        key = f"{source.id}|{_file_digest(source.path)}"
        if self._job.encoding is None and (known := self._known(key)) is not None:
            self._reused.documents += len(known)
            return known, ()
        reading = read_all(source.path, encoding=self._job.encoding, name=source.id)
        for document in reading.documents:
            self._memory.put_document(document)
        if not reading.problems:
            names = [[d.id, d.metadata.digest] for d in reading.documents]
            self._memory.keep_derived("reading", key, names)
        return reading.documents, reading.problems

    def _known(self, key: str) -> list[Document] | None:
        """The documents of a file as this version read it before, None if it did not."""
        names = cast("list[list[str]] | None", self._memory.derived("reading", key))
        if names is None:
            return None
        found = [self._memory.find_document(*name) for name in names]
        return None if None in found else cast("list[Document]", found)

    def _import(
        self, sources: Sequence[Source]
    ) -> tuple[list[tuple[str, ImportReport]], list[AlignError]]:
        """Take files of bitexts into the memory, each once as long as it does not change."""
        reports: list[tuple[str, ImportReport]] = []
        problems: list[AlignError] = []
        for source in self._progress.track(sources, "Importing", len(sources)):
            try:
                key = f"{source.id}|{_file_digest(source.path)}"
                if self._memory.derived("import", key) is not None:
                    self._reused.imports += 1
                    reports.append((source.id, ImportReport()))
                    continue
                with self._memory.transaction():
                    report = import_file(format_of(source.path), source.path, self._memory)
                    self._memory.keep_derived("import", key, True)
                reports.append((source.id, report))
            except InputError as error:
                problems.append(error)
        return reports, problems

    def _pair(self, documents: Sequence[Document]) -> Pairing:
        found = self._pairing(documents)
        names = {document.id for document in documents}
        self._memory.keep_pairs(names, {pair.names for pair in found.pairs})
        return found

    def _pairing(self, documents: Sequence[Document]) -> Pairing:
        if self._job.pairs is not None:
            return apply_pairs(self._job.pairs[0], documents, self._job.pairs[1])
        key = _pairing_key(documents, self._aligner)
        known = cast("Mapping[str, Any] | None", self._memory.derived("pairing", key))
        if known is not None:
            self._reused.pairing = True
            return _from_plain(known, documents)
        for document in self._progress.track(documents, "Embedding", len(documents)):
            self._pool(document)
        found = pair_documents(documents, self._aligner.embedder, self._pooled, self._progress)
        self._memory.keep_derived("pairing", key, _to_plain(found))
        return found

    def _align(self, pairs: Sequence[Pair]) -> None:
        if self._job.learn_words:
            self._aligner = with_learned_words(self._aligner, self._first_pass(pairs))
        signature = self._aligner.signature
        for pair in self._progress.track(pairs, "Aligning", len(pairs)):
            known = self._memory.find_bitext(pair.original, pair.translation, signature)
            if known is not None:
                self._reused.bitexts += 1
                continue
            pooled = self._pool(pair.original), self._pool(pair.translation)
            bitext = self._aligner.align(pair.original, pair.translation, pooled)
            self._memory.put_bitext(bitext, signature, self._number)

    def _first_pass(self, pairs: Sequence[Pair]) -> Iterator[tuple[View, list[Bead]]]:
        """What a first alignment is sure of, kept by the memory for the next run."""
        signature = self._aligner.signature
        for pair in self._progress.track(pairs, "First pass", len(pairs)):
            digests = (d.metadata.digest for d in (pair.original, pair.translation))
            key = "|".join((signature, *digests))
            known = cast(
                "list[list[list[int]]] | None", self._memory.derived("first pass", key)
            )
            if known is None:
                pooled = self._pool(pair.original), self._pool(pair.translation)
                bitext = self._aligner.align(pair.original, pair.translation, pooled)
                known = [[list(b.original), list(b.translation)] for b in sure(bitext.beads)]
                self._memory.keep_derived("first pass", key, known)
            view = make_view(pair.original, pair.translation, None)
            yield view, [Bead(tuple(i), tuple(j)) for i, j in known]

    def _find_terms(
        self, bitexts: Sequence[Bitext]
    ) -> Iterator[tuple[Bitext, list[Rendering]]]:
        if self._job.termbase is None:
            return
        finder = RenderingFinder(
            self._job.termbase, self._aligner.embedder, morphology=installed()
        )
        occurrences = [self._occurrences(finder, bitext) for bitext in bitexts]
        finder = finder.knowing(bitexts, occurrences)
        self._finder = finder.signature
        both = list(zip(bitexts, occurrences, strict=True))
        for bitext, here in self._progress.track(both, "Terms", len(both)):
            key = f"{self._finder}|{_bitext_key(bitext)}"
            known = cast("list[Mapping[str, Any]] | None", self._memory.derived("terms", key))
            if known is not None:
                self._reused.terms += 1
                yield bitext, from_plain(known)
                continue
            renderings = finder.find(bitext, here)
            self._memory.keep_derived("terms", key, to_plain(renderings))
            yield bitext, renderings

    def _occurrences(self, finder: RenderingFinder, bitext: Bitext) -> list[Occurrence]:
        key = f"{finder.occurrence_signature}|{_bitext_key(bitext)}"
        known = cast("list[list[Any]] | None", self._memory.derived("occurrences", key))
        if known is not None:
            return [Occurrence(*values) for values in known]
        found = finder.occurrences(bitext)
        self._memory.keep_derived("occurrences", key, [astuple(o) for o in found])
        return found

    def _export(
        self, bitexts: Sequence[Bitext], findings: Sequence[tuple[Bitext, list[Rendering]]]
    ) -> ExportReport:
        if self._job.termbase is not None:
            write_table(findings, self._job.termbase, self._job.out / TERMS)
        return TmxFormat().write(self._at_level(bitexts), self._job.out / TMX)

    def _at_level(self, bitexts: Sequence[Bitext]) -> Iterator[Bitext]:
        if self._job.level is Level.PARAGRAPH:
            yield from bitexts
            return
        for bitext in self._progress.track(bitexts, "Sentences", len(bitexts)):
            yield refine(bitext, self._aligner)

    def _pool(self, document: Document) -> Vectors | None:
        """What the embedder makes of a document's segments; nothing is encoded twice."""
        if document.id not in self._pooled:
            self._pooled[document.id] = pool(document, self._aligner.embedder)
        return self._pooled[document.id]


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


def _to_plain(found: Pairing) -> dict[str, Any]:
    pairs = [
        [
            [d.id for d in pair.originals],
            [d.id for d in pair.translations],
            pair.probability,
            list(pair.reasons),
            pair.relation.value,
        ]
        for pair in found.pairs
    ]
    related = [[item.document, item.other, item.relation.value] for item in found.related]
    return {"pairs": pairs, "related": related}


def _from_plain(known: Mapping[str, Any], documents: Sequence[Document]) -> Pairing:
    by_id = {document.id: document for document in documents}
    pairs = tuple(
        Pair(
            tuple(by_id[name] for name in originals),
            tuple(by_id[name] for name in translations),
            probability,
            tuple(reasons),
            Relation(relation),
        )
        for originals, translations, probability, reasons, relation in known["pairs"]
    )
    used = {d.id for pair in pairs for d in (*pair.originals, *pair.translations)}
    related = tuple(Related(a, b, Relation(kind)) for a, b, kind in known["related"])
    return Pairing(pairs, tuple(d for d in documents if d.id not in used), related)


def _file_digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=path) from error


def _pairing_key(documents: Sequence[Document], aligner: Aligner) -> str:
    embedder = aligner.embedder.name if aligner.embedder else "none"
    parts = [f"{pairing.VERSION}|{embedder}"]
    parts += sorted(f"{document.id}|{document.metadata.digest}" for document in documents)
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def _bitext_key(bitext: Bitext) -> str:
    beads = ";".join(f"{bead.original}:{bead.translation}" for bead in bitext.beads)
    digests = f"{bitext.original.metadata.digest}|{bitext.translation.metadata.digest}"
    return hashlib.sha256(f"{digests}|{beads}".encode()).hexdigest()
