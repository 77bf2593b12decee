"""The second step: which document translates which.

What is known of the last run's collection is kept: its pairing, and a sketch of each
document.  A collection that has grown a little is paired only where it has grown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from align import pairing
from align.aligner.embedding import Embedder
from align.aligner.views.pooled import Pooled
from align.errors import AlignError, EmptyInputError, InputError
from align.model import Document, Language
from align.pairing import Pair, Pairing, Related, Relation, pair_profiles
from align.pairing.incremental import GROWTH, from_sketch, pair_grown, to_sketch
from align.pairing.match import document_ids, with_pairs, without_halves
from align.pairing.profile import Profile, make_profile
from align.pairing.sheet import GivenPair, apply_pairs
from align.pipeline.context import Context
from align.pipeline.reading import read
from align.pipeline.step import Step, certain
from align.readers.collect import collect
from align.readers.unread import described

_LAST = "last"
Given = tuple[Sequence[GivenPair], Path]
"""Pairs that a person gave, and the file that says so."""


def pair_run(context: Context, documents: Sequence[Document], given: Given | None) -> Pairing:
    """Return the pairs of a run, and retire those of earlier runs that hold no more.

    Args:
        context: where to work.
        documents: of the run.
        given: which belong together, where a person said so; None to find it out.

    """
    matched = apply_pairs(given[0], documents, given[1]) if given else pair(context, documents)
    names = {document.id for document in documents}
    # Before any is retired: a pair of which one file has a new name is no other pair.
    context.memory.follow_files([(pair.original, pair.translation) for pair in matched.pairs])
    context.memory.keep_pairs(names, {pair.names for pair in matched.pairs})
    return matched


def pair_files(
    context: Context,
    paths: Sequence[Path],
    leave_out: Sequence[Path] = (),
    encoding: str | None = None,
) -> tuple[Pairing, list[AlignError]]:
    """Return which of the files under some paths belong together, and what was not read.

    Args:
        context: where to work; its memory keeps what was read and paired.
        paths: folders and files.
        leave_out: files under them that are no input.
        encoding: of all files; None to find it out.

    Raises:
        InputError: nothing can be read.

    """
    collection = collect(paths, leave_out)
    if not collection.sources and not collection.missing:
        raise EmptyInputError(
            "holds no files that can be read", where=", ".join(map(str, paths))
        )
    documents, failed = read(context, collection.sources, encoding)
    problems = [*collection.missing, *failed]
    require_both_languages(documents, problems, paths, collection.passed_over)
    return pair(context, documents), problems


def require_both_languages(
    documents: Sequence[Document],
    problems: Sequence[AlignError],
    paths: Sequence[Path],
    passed_over: Mapping[str, int],
) -> None:
    """Say at once where there is nothing to pair.

    Args:
        documents: those that were read.
        problems: why others were not.
        paths: where all of them lie.
        passed_over: how many files no reader reads, by the ending of their names.

    Raises:
        InputError: no document could be read, or none in one of the languages.

    """
    where = ", ".join(map(str, paths))
    if not documents:
        raise InputError(
            f"none of {len(problems)} files can be read; the first: {problems[0]}", where=where
        )
    languages = {document.language for document in documents}
    unread = f"; files not read: {len(problems)}, the first: {problems[0]}" if problems else ""
    unread += f"; passed over: {described(passed_over)}" if passed_over else ""
    for language in Language:
        name = language.name.title()
        if language not in languages:
            raise InputError(
                f"holds no {name} documents ({len(documents)} were read{unread})",
                where=where,
                remedy=f"Give the folder of the {name} side too",
            )


def pair(context: Context, documents: Sequence[Document]) -> Pairing:
    """Return which documents belong together; what is known of the last collection is kept."""
    halves, rest = without_halves(documents)
    digests = {document.id: document.metadata.digest for document in rest}
    last = _last(context)
    if last is not None and last["documents"] == digests:
        context.reused.pairing = True
        matched = _from_plain(last, rest)
    else:
        known = None if last is None else _still(last, digests)
        matched = _paired(context, rest, known)
        plain = {"documents": digests, "made_by": _made_by(context), **_to_plain(matched)}
        context.memory.keep_derived("pairing", _LAST, plain)
        keys = [_sketch_key(document) for document in documents]
        context.memory.prune_derived("sketch", _made_by(context), keys)
    return with_pairs(halves, matched)


def _paired(
    context: Context, documents: Sequence[Document], known: Mapping[str, Any] | None
) -> Pairing:
    """The pairing of all documents, or of the new ones and whom they may concern."""
    new = {d.id for d in documents} - (known["documents"].keys() if known else set())
    if known is None or len(new) > GROWTH * len(documents):
        return pair_profiles(_profiles(context, documents))
    still = _from_plain(known, [d for d in documents if d.id not in new])
    loose = set(known["loose"])
    fresh = _profiles(context, [d for d in documents if d.id in new])
    made = {profile.document.id: profile for profile in fresh}

    def whole(part: Sequence[Document]) -> list[Profile]:
        rest = _profiles(context, [d for d in part if d.id not in made])
        made.update((profile.document.id, profile) for profile in rest)
        return [made[document.id] for document in part]

    return pair_grown(still, new | loose, _sketches(context, documents), whole)


def _profiles(context: Context, documents: Sequence[Document]) -> list[Profile]:
    """Whole profiles, made anew; a sketch of each is kept."""
    context.embed(documents)
    step = Step(
        _profile, context.embedder, _Sketches(context), lambda d: (d, context.pooled(d))
    )
    tracked = context.progress.track(documents, "Pairing", len(documents))
    return [certain(profile) for _, profile in step.results(context, tracked)]


class _Sketches:
    """What is kept of profiles; whole ones are not."""

    def __init__(self, context: Context) -> None:
        self._memory = context.memory
        self._maker = _made_by(context)

    def known(self, document: Document) -> None:
        """Return nothing: a sketch is no profile."""

    def keep(self, document: Document, profile: Profile) -> None:
        key = _sketch_key(document)
        if self._memory.derived("sketch", key, self._maker) is None:
            self._memory.keep_derived("sketch", key, to_sketch(profile), self._maker)


def _sketches(context: Context, documents: Sequence[Document]) -> list[Profile]:
    made_by = _made_by(context)
    plain = {d.id: context.memory.derived("sketch", _sketch_key(d), made_by) for d in documents}
    missing = [document for document in documents if plain[document.id] is None]
    made = {profile.document.id: profile for profile in _profiles(context, missing)}
    return [
        made.get(d.id) or from_sketch(d, cast("Mapping[str, Any]", plain[d.id]))
        for d in documents
    ]


def _profile(embedder: Embedder | None, item: tuple[Document, Pooled | None]) -> Profile:
    document, rows = item
    return make_profile(document, embedder, rows)


def _sketch_key(document: Document) -> str:
    return f"{document.id}|{document.metadata.digest}"


def _made_by(context: Context) -> str:
    return f"{pairing.VERSION}|{context.embedder.name if context.embedder else 'none'}"


# -- the last run's pairing ------------------------------------------------------------


def _last(context: Context) -> dict[str, Any] | None:
    last = cast("dict[str, Any] | None", context.memory.derived("pairing", _LAST))
    return last if last is not None and last["made_by"] == _made_by(context) else None


def _still(last: Mapping[str, Any], digests: Mapping[str, str]) -> dict[str, Any]:
    """What of the last pairing holds: without documents that are gone or changed.

    `loose` are documents whose partner is.
    """
    gone = {name for name, digest in last["documents"].items() if digests.get(name) != digest}
    whole = [p for p in last["pairs"] if gone.isdisjoint([*p[0], *p[1]])]
    broken = [p for p in last["pairs"] if not gone.isdisjoint([*p[0], *p[1]])]
    return {
        "documents": {n: d for n, d in last["documents"].items() if n not in gone},
        "loose": [name for p in broken for name in (*p[0], *p[1]) if name not in gone],
        "pairs": whole,
        "related": [r for r in last["related"] if gone.isdisjoint(r[:2])],
    }


def _to_plain(matched: Pairing) -> dict[str, Any]:
    pairs = [
        [
            [d.id for d in pair.originals],
            [d.id for d in pair.translations],
            pair.probability,
            list(pair.reasons),
            pair.relation.value,
        ]
        for pair in matched.pairs
    ]
    related = [[item.document, item.other, item.relation.value] for item in matched.related]
    return {"pairs": pairs, "related": related}


def _from_plain(known: Mapping[str, Any], documents: Sequence[Document]) -> Pairing:
    pairs = tuple(_pairs(known, {document.id: document for document in documents}))
    used = document_ids(pairs)
    related = tuple(Related(a, b, Relation(kind)) for a, b, kind in known["related"])
    return Pairing(pairs, tuple(d for d in documents if d.id not in used), related)


def _pairs(known: Mapping[str, Any], by_id: Mapping[str, Document]) -> Iterator[Pair]:
    for originals, translations, probability, reasons, relation in known["pairs"]:
        yield Pair(
            tuple(by_id[name] for name in originals),
            tuple(by_id[name] for name in translations),
            probability,
            tuple(reasons),
            Relation(relation),
        )
