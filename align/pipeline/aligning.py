"""The third step: beads for every pair, around what was decided in an earlier text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from align.aligner import Aligner
from align.aligner.around import align_around, carried
from align.aligner.embedding import Vectors
from align.aligner.second_pass import sure, with_learned_words
from align.aligner.view import View, make_view
from align.model import Bead, Bitext, Document
from align.pairing import Pair
from align.pipeline.shop import Shop, certain, stored, with_words


class _Task(NamedTuple):
    original: Document
    translation: Document
    pooled: tuple[Vectors | None, Vectors | None]
    decided: Sequence[Bead] = ()


def align_pairs(shop: Shop, pairs: Sequence[Pair], run: int) -> str:
    """Align what is not aligned yet, and return the signature of what aligns."""
    aligner = shop.aligner
    if shop.job.learn_words:
        aligner = with_learned_words(aligner, _first_pass(shop, pairs))
    signature = aligner.signature
    new = [p for p in pairs if not shop.memory.holds(p.original, p.translation, signature)]
    shop.reused.bitexts += len(pairs) - len(new)
    shop.embed([document for pair in new for document in (pair.original, pair.translation)])
    made = shop.engine.each(
        _align, replace(aligner, embedder=shop.lent), (_task(shop, pair) for pair in new)
    )
    tracked = shop.progress.track(map(certain, made), "Aligning", len(new))
    for bitext, words in stored(tracked, shop.memory):
        shop.keep_words(words)
        shop.memory.put_bitext(bitext, signature, run)
    return signature


def _task(shop: Shop, pair: Pair) -> _Task:
    """A pair to align; what a person decided in an earlier text of it stays where it can."""
    decided: Sequence[Bead] = ()
    before = shop.memory.bitext_of(*pair.names)
    if before is not None:
        decided = carried(before, pair.original, pair.translation)
        shop.reused.carried += len(decided)
    pooled = shop.pooled(pair.original), shop.pooled(pair.translation)
    return _Task(pair.original, pair.translation, pooled, decided)


def _align(aligner: Aligner, task: _Task) -> tuple[Bitext, Mapping[str, Vectors]]:
    made = align_around(aligner, task.original, task.translation, task.decided, task.pooled)
    return with_words(aligner.embedder, made)


def _first_pass(shop: Shop, pairs: Sequence[Pair]) -> Iterator[tuple[View, list[Bead]]]:
    """What a first alignment is sure of, kept by the memory for the next run."""
    keys = [_first_pass_key(shop, pair) for pair in pairs]
    known = {key: shop.memory.derived("first pass", key) for key in keys}
    new = [p for p, key in zip(pairs, keys, strict=True) if known[key] is None]
    shop.embed([document for pair in new for document in (pair.original, pair.translation)])
    tasks = (
        _Task(p.original, p.translation, (shop.pooled(p.original), shop.pooled(p.translation)))
        for p in new
    )
    made = shop.engine.each(_align, replace(shop.aligner, embedder=shop.lent), tasks)
    results = zip(new, map(certain, made), strict=True)
    tracked = shop.progress.track(results, "First pass", len(new))
    for pair, (bitext, words) in stored(tracked, shop.memory):
        shop.keep_words(words)
        key = _first_pass_key(shop, pair)
        known[key] = [[list(b.original), list(b.translation)] for b in sure(bitext.beads)]
        shop.memory.keep_derived("first pass", key, known[key])
    for pair, key in zip(pairs, keys, strict=True):
        view = make_view(pair.original, pair.translation, None)
        beads = cast("list[list[list[int]]]", known[key])
        yield view, [Bead(tuple(i), tuple(j)) for i, j in beads]


def _first_pass_key(shop: Shop, pair: Pair) -> str:
    digests = (d.metadata.digest for d in (pair.original, pair.translation))
    return "|".join((shop.aligner.signature, *digests))
