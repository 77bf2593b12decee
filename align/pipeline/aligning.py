"""The third step: beads for every pair, around what was decided in an earlier text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from align.aligner import Aligner
from align.aligner.embedding import Vectors
from align.aligner.realign import align_around_decided, carried_over
from align.aligner.second_pass import sure, with_learned_words
from align.aligner.views.view import View, make_view
from align.errors import AlignError
from align.model import Bead, Bitext, Document
from align.pairing import Pair
from align.pipeline.context import Context, certain, stored, with_words


class _Task(NamedTuple):
    original: Document
    translation: Document
    pooled: tuple[Vectors | None, Vectors | None]
    decided: Sequence[Bead] = ()


def align_pairs(
    context: Context, pairs: Sequence[Pair], run: int
) -> tuple[str, list[AlignError]]:
    """Align what is not aligned yet.

    Returns:
        The signature of what aligns, and why some pairs could not be.

    """
    aligner = context.aligner
    if context.job.learn_words:
        aligner = with_learned_words(aligner, _first_pass(context, pairs))
    signature = aligner.signature
    new = [p for p in pairs if not context.memory.holds(p.original, p.translation, signature)]
    made_now = {id(pair) for pair in new}
    for pair in pairs:
        if id(pair) not in made_now:
            context.memory.follow_names(pair.original, pair.translation)
    context.reused.bitexts += len(pairs) - len(new)
    context.embed([document for pair in new for document in (pair.original, pair.translation)])
    tasks = (_task(context, pair, _carried(context, pair)) for pair in new)
    made = context.engine.each(_align, replace(aligner, embedder=context.lent), tasks)
    tracked = context.progress.track(zip(new, made, strict=True), "Aligning", len(new))
    problems: list[AlignError] = []
    for pair, result in stored(tracked, context.memory):
        if isinstance(result, AlignError):
            problems.append(result.at(" with ".join(pair.names)))
            continue
        beads, words = result
        context.keep_words(words)
        bitext = Bitext(pair.original, pair.translation, beads)
        context.memory.put_bitext(bitext, signature, run)
    return signature, problems


def _task(context: Context, pair: Pair, decided: Sequence[Bead] = ()) -> _Task:
    pooled = context.pooled(pair.original), context.pooled(pair.translation)
    return _Task(pair.original, pair.translation, pooled, decided)


def _carried(context: Context, pair: Pair) -> list[Bead]:
    """What a person decided in an earlier text of a pair, where it still stands."""
    before = context.memory.bitext_of(*pair.names)
    if before is None:
        return []
    decided = carried_over(before, pair.original, pair.translation)
    context.reused.carried += len(decided)
    return decided


def _align(aligner: Aligner, task: _Task) -> tuple[tuple[Bead, ...], Mapping[str, Vectors]]:
    made = align_around_decided(
        aligner, task.original, task.translation, task.decided, task.pooled
    )
    return with_words(aligner.embedder, made.beads)  # the documents are known there


def _first_pass(context: Context, pairs: Sequence[Pair]) -> Iterator[tuple[View, list[Bead]]]:
    """What a first alignment is sure of, kept by the memory for the next run."""
    keys = [_first_pass_key(context, pair) for pair in pairs]
    known = {key: context.memory.derived("first pass", key) for key in keys}
    new = [p for p, key in zip(pairs, keys, strict=True) if known[key] is None]
    context.embed([document for pair in new for document in (pair.original, pair.translation)])
    tasks = (_task(context, pair) for pair in new)
    made = context.engine.each(_align, replace(context.aligner, embedder=context.lent), tasks)
    results = zip(new, map(certain, made), strict=True)
    tracked = context.progress.track(results, "First pass", len(new))
    for pair, (made_beads, words) in stored(tracked, context.memory):
        context.keep_words(words)
        key = _first_pass_key(context, pair)
        known[key] = [[list(b.original), list(b.translation)] for b in sure(made_beads)]
        context.memory.keep_derived("first pass", key, known[key])
    for pair, key in zip(pairs, keys, strict=True):
        view = make_view(pair.original, pair.translation, None)
        beads = cast("list[list[list[int]]]", known[key])
        yield view, [Bead(tuple(i), tuple(j)) for i, j in beads]


def _first_pass_key(context: Context, pair: Pair) -> str:
    digests = (d.metadata.digest for d in (pair.original, pair.translation))
    return "|".join((context.aligner.signature, *digests))
