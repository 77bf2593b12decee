"""What a memory, or bitexts at hand, can be asked: searches, checks, terms, exports."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from align.aligner import Aligner
from align.aligner.embedding import Embedder
from align.aligner.embedding.base import DEFAULT
from align.aligner.refine import refine
from align.api.given import (
    FilePath,
    Texts,
    aligner_of,
    bitexts_of,
    context_of,
    embedder_of,
    memory_of,
    path_of,
    paths_of,
    termbase_of,
)
from align.checks import Issue
from align.checks import check as check_bitexts
from align.checks.checking import all_kinds
from align.checks.repeated import repeated
from align.formats.base import Duplicates, ExportReport, Options, Which, timestamp
from align.lang.sentences import require_splitters
from align.memory import Memory
from align.memory.search import LIMIT, Filters, Query, SearchResult
from align.memory.search import search as look_for
from align.model import Level, Status, Termbase
from align.pipeline.checks import find_issues
from align.pipeline.exporting import export_bitexts
from align.pipeline.reporting import report_memory
from align.pipeline.terms import check_terms as check_memory
from align.report.wording import LANGUAGES
from align.report.writing import write_report as write_page
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.known import KnownNames
from align.terms.judge.scope import Scope, days_of
from align.terms.judge.term_report import TermReport
from align.terms.judge.term_report import check as check_places
from align.terms.judge.variants import Strictness
from align.terms.judge.waivers import read_waivers, waivers_path
from align.terms.judgements import names_in


def search(
    memory: Memory | FilePath,
    text: str,
    *,
    alike: int | None = None,
    regex: bool = False,
    side: str | None = None,
    since: datetime.date | str | None = None,
    until: datetime.date | str | None = None,
    document: str = "",
    statuses: Iterable[Status | str] = (),
    least: float = 0.0,
    most: float = 1.0,
    limit: int = LIMIT,
    context: int = 0,
) -> SearchResult:
    """Find where a memory has some words, in either language, with their counterpart.

    All words must be there, in any order; those in "quotation marks" follow one another, and
    `word*` stands for all that begin so.

    Args:
        memory: an open memory, or its path.
        text: what to look for.
        alike: look instead for units whose whole text is like `text`, in percent at least.
        regex: whether `text` is a regular expression.
        side: `ko`, `en` or `both`; by default the Korean if `text` holds Hangul, else both.
        since: documents of this day (a date, or text as 2017-12-19) or later.
        until: documents of this day or earlier.
        document: pattern for a document's name, with * and ?.
        statuses: of the beads; all if none is given.
        least: lowest confidence of a bead.
        most: highest confidence of a bead.
        limit: how many hits at most; 0 for all.
        context: beads to bring along before and after each hit.

    Raises:
        FormatError: the memory is not there, or is none.
        QueryError: `text` holds nothing that can be looked for.
        ValueError: `alike` and `regex` are both asked for, or a value is none of its names, or
            a number out of its range.

    """
    if min(limit, context) < 0 or not 1 <= (100 if alike is None else alike) <= 100:
        raise ValueError("limit and context are not to be negative, alike is 1 to 100")
    query = Query.asked(
        text,
        alike,
        regex,
        side,
        Filters(_day(since), _day(until), document, tuple(map(Status, statuses)), least, most),
        limit,
        context,
    )
    with memory_of(memory) as opened:
        return look_for(opened, query)


def check(bitexts: Texts, *, kinds: Iterable[str] | str = ()) -> list[Issue]:
    """Return what differs between the two sides that should not, the gravest first.

    Args:
        bitexts: a memory, open or by its path, a bitext, or several.
        kinds: what to look for, such as `figure`; everything if none is given.

    Raises:
        FormatError: the memory is not there, or is none.
        ValueError: there is no such kind.

    """
    wanted = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    unknown = [kind for kind in wanted if kind not in all_kinds()]
    if unknown:
        raise ValueError(f"no check finds {unknown[0]!r}; kinds: {', '.join(all_kinds())}")
    if isinstance(bitexts, Memory | str | PathLike):
        with context_of(bitexts) as context:
            return find_issues(context, wanted)
    with bitexts_of(bitexts) as texts:
        return check_bitexts(list(texts), wanted)


def check_terms(
    bitexts: Texts,
    termbase: Termbase | FilePath,
    *,
    strict: Iterable[str] | str = (),
    sentences: bool = False,
    since: datetime.date | str | None = None,
    documents: Iterable[str] | str = (),
    baseline: Iterable[FilePath] | FilePath = (),
    embedder: Embedder | str | None = DEFAULT,
) -> TermReport:
    """Say whether the terms of a termbase are rendered the same way everywhere.

    Findings that were waived in the file beside the termbase stay away.  What else is left
    away is counted in the report's `left_away`.

    Args:
        bitexts: a memory, open or by its path, a bitext, or several.
        termbase: a termbase, or its path.
        strict: what makes two renderings different: `quotes`, `capitals` or a kind of form,
            `inflection`, `spelling`, `abbreviation`, `derivation`, `short`; one or several.
        sentences: look for sentences that return too; needs `daeyeok[sentences]`.
        since: report documents of this day (a date, or text as 2017-12-19, 2017-12 or 2017)
            or later.
        documents: patterns with * and ? for the name of the original or the translation, of
            which one is to fit; all documents if none is given.
        baseline: files that an earlier `align terms check -o` wrote, whose findings stay away.
        embedder: a name such as `use`, an embedder, or None to do without.

    Raises:
        FormatError: the memory, the termbase or a baseline is not there, or is none.
        InputError: a pattern fits no document.
        PluginError: something that is asked for is not installed.
        ValueError: `strict` names something else, or `since` is no date.

    """
    if sentences:
        require_splitters()
    strictness = Strictness.named([strict] if isinstance(strict, str) else strict)
    scope = _scope(since, documents)
    files = paths_of(baseline, "the baseline")
    known = [KnownNames(f"that {file.name} has", names_in(file)) for file in files]
    terms, path = termbase_of(termbase)
    own = embedder_of(embedder)
    waivers = waivers_path(path) if path else None
    if isinstance(bitexts, Memory | str | PathLike):
        with context_of(bitexts, own) as context:
            return check_memory(
                context,
                terms,
                strict=strictness,
                waivers=waivers,
                sentences=Aligner(own) if sentences else None,
                scope=scope,
                known=known,
            )
    with bitexts_of(bitexts) as opened:
        every = list(opened)
    split = [refine(bitext, Aligner(own)) for bitext in every] if sentences else []
    return check_places(
        every,
        RenderingFinder(terms, own),
        strict=strictness,
        waivers=read_waivers(waivers) if waivers else (),
        repeated=repeated(every, split),
        scope=scope,
        known=known,
    )


def write_report(
    bitexts: Texts,
    out: FilePath,
    *,
    termbase: Termbase | FilePath | None = None,
    language: str = "en",
    embedder: Embedder | str | None = DEFAULT,
) -> list[Path]:
    """Write one page that shows where to look, and return its files, the page first.

    Args:
        bitexts: a memory, open or by its path, a bitext, or several.
        out: page to write (.html).
        termbase: terms to show with their renderings: a termbase, or its path.
        language: of the page's own words, `en` or `ko`.
        embedder: a name such as `use`, an embedder, or None to do without.

    Raises:
        FormatError: the memory or the termbase is not there, or is none.
        StorageError: the page cannot be written; what stood there stands.
        ValueError: there is no page in that language.

    """
    if language not in LANGUAGES:
        raise ValueError(f"language is to be one of {', '.join(LANGUAGES)}")
    page = path_of(out, "out")
    if isinstance(bitexts, Memory | str | PathLike):
        terms, path = (None, None) if termbase is None else termbase_of(termbase)
        with context_of(bitexts, embedder_of(embedder) if terms else None) as context:
            return report_memory(
                context,
                page,
                language=language,
                termbase=terms,
                waivers=waivers_path(path) if path else None,
            )
    with bitexts_of(bitexts) as opened:
        every = list(opened)
    checked = None if termbase is None else check_terms(every, termbase, embedder=embedder)
    return write_page(every, page, language, checked)


def export(
    bitexts: Texts,
    out: FilePath,
    *,
    level: Level | str = Level.PARAGRAPH,
    which: Which | str = Which.PAIRS,
    duplicates: Duplicates | str = Duplicates.KEEP,
    codes: tuple[str, str] = ("ko", "en"),
    version: str = "",
    embedder: Embedder | str | None = DEFAULT,
) -> ExportReport:
    """Write bitexts to a file in the format that its ending names, whole or not at all.

    Args:
        bitexts: a memory, open or by its path, a bitext, or several.
        out: file to write: .tmx, .xlf, .xlsx, .tsv, .csv, .jsonl, .html and others.
        level: `paragraph`, or `sentence`, which needs `daeyeok[sentences]`.
        which: beads to write: `pairs`, `one-sided` or `all`.
        duplicates: what to do with repetitions: `keep`, `merge` or `flag`.
        codes: language codes to write, such as `ko-KR` and `en-GB`.
        version: of a format that has several, such as XLIFF.
        embedder: for the level of sentences, which are aligned anew.

    Raises:
        FormatError: the memory is not there, or no format has that ending.
        StorageError: the file cannot be written.

    """
    path = path_of(out, "out")
    wanted = Level(level)
    options = Options(
        *codes,
        which=Which(which),
        duplicates=Duplicates(duplicates),
        created=timestamp(datetime.datetime.now(datetime.UTC)),
        version=version,
    )
    sentences = aligner_of(embedder, None) if wanted is Level.SENTENCE else None
    with bitexts_of(bitexts) as every:
        return export_bitexts(every, path, options, sentences)


def read_termbase(path: FilePath) -> Termbase:
    """Read a termbase: .csv, .tsv, .xlsx or .tbx.

    Raises:
        FormatError: the file cannot be read, or a row is not as it should be.

    """
    return termbase_of(path_of(path, "the termbase"))[0]


def _day(value: datetime.date | str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


def _scope(since: datetime.date | str | None, documents: Iterable[str] | str) -> Scope:
    day = days_of(since)[0] if isinstance(since, str) else since
    return Scope(
        day, documents=(documents,) if isinstance(documents, str) else tuple(documents)
    )
