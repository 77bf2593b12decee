"""The third step: beads for every pair, around what was decided in an earlier text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from align.aligner import Aligner
from align.aligner.realign import align_around_decided, carried_over
from align.aligner.second_pass import sure, with_learned_words
from align.aligner.views.pooled import Pooled
from align.aligner.views.view import View, make_view
from align.errors import AlignError
from align.memory.store import Files, files_of
from align.model import Bead, Bitext, Document
from align.pairing import Pair
from align.pipeline.context import Context, document_key
from align.pipeline.step import Derived, Step

_Beads = tuple[Bead, ...]


def align_pairs(
    context: Context,
    pairs: Sequence[Pair],
    aligner: Aligner,
    run: int,
    *,
    learn_words: bool = False,
) -> tuple[str, list[AlignError]]:
    """Align what is not aligned yet.

    Args:
        context: where to work.
        pairs: documents that belong together.
        aligner: what aligns; its embedder is the context's.
        run: number of the run.
        learn_words: whether to align twice, the second time by words that the first pass
            learned.

    Returns:
        The signature of what aligns, and why some pairs could not be.

    """
    if learn_words:
        aligner = with_learned_words(aligner, _first_pass(context, pairs, aligner))
    files = {files_of(pair.original, pair.translation) for pair in pairs}
    store = _Bitexts(context, aligner, run, files)
    new = [pair for pair in pairs if not store.holds(pair)]
    context.reused.bitexts += len(pairs) - len(new)
    _embed(context, new)
    lent = replace(aligner, embedder=context.lent)
    step = Step(_align, lent, store, lambda pair: _task(context, pair, store.decided(pair)))
    problems: list[AlignError] = []
    tracked = context.progress.track(pairs, "Aligning", len(pairs))
    for pair, result in step.results(context, tracked):
        if isinstance(result, AlignError):
            problems.append(result.at(" with ".join(pair.names)))
    return aligner.signature, problems


class _Task(NamedTuple):
    original: Document
    translation: Document
    pooled: tuple[Pooled | None, Pooled | None]
    decided: Sequence[Bead] = ()


class _Bitexts:
    """Bitexts that the memory holds, under the names that their files have now."""

    def __init__(
        self, context: Context, aligner: Aligner, run: int, files: Collection[Files]
    ) -> None:
        self._context = context
        self._memory = context.memory
        self._aligner = aligner
        self._signature = aligner.signature
        self._run = run
        self._files = files
        self._around: dict[tuple[str, str], list[Bead]] = {}  # what a pair is aligned around

    def holds(self, pair: Pair) -> bool:
        documents = pair.original, pair.translation
        return self._memory.holds(*documents, self._signature, self._files)

    def known(self, pair: Pair) -> _Beads | None:
        return () if self.holds(pair) else None  # the beads stay where they are

    def decided(self, pair: Pair) -> list[Bead]:
        """What a pair is to be aligned around."""
        self._around[pair.names] = self._carried(pair)
        return self._around[pair.names]

    def keep(self, pair: Pair, beads: _Beads) -> None:
        decided = self._carried(pair)
        if decided != self._around.pop(pair.names):  # by somebody, while this was aligned
            beads = _align(self._aligner, _task(self._context, pair, decided))
        self._context.reused.carried += len(decided)
        bitext = Bitext(pair.original, pair.translation, beads)
        self._memory.put_bitext(bitext, self._signature, self._run)

    def _carried(self, pair: Pair) -> list[Bead]:
        """What a person decided in an earlier text of a pair, where it still stands."""
        before = self._memory.bitext_of(*pair.names)
        if before is None:
            before = self._memory.replaced_bitext(pair.original, pair.translation)
        if before is None:
            return []
        return carried_over(before, pair.original, pair.translation)


def _embed(context: Context, pairs: Sequence[Pair]) -> None:
    context.embed(
        [document for pair in pairs for document in (pair.original, pair.translation)]
    )


def _task(context: Context, pair: Pair, decided: Sequence[Bead] = ()) -> _Task:
    pooled = context.pooled(pair.original), context.pooled(pair.translation)
    return _Task(pair.original, pair.translation, pooled, decided)


def _align(aligner: Aligner, task: _Task) -> _Beads:
    documents = task.original, task.translation
    return align_around_decided(aligner, *documents, task.decided, task.pooled).beads


def _first_pass(
    context: Context, pairs: Sequence[Pair], aligner: Aligner
) -> Iterator[tuple[View, Sequence[Bead]]]:
    """What a first alignment is sure of, kept by the memory for the next run."""
    store: Derived[Pair, _Beads] = Derived(
        context.memory,
        "first pass",
        aligner.signature,
        lambda pair: "|".join(map(document_key, (pair.original, pair.translation))),
        lambda beads: [[bead.original, bead.translation] for bead in sure(beads)],
        lambda plain: tuple(Bead(tuple(i), tuple(j)) for i, j in plain),
    )
    _embed(context, [pair for pair in pairs if store.known(pair) is None])
    lent = replace(aligner, embedder=context.lent)
    step = Step(_align, lent, store, lambda pair: _task(context, pair))
    tracked = context.progress.track(pairs, "First pass", len(pairs))
    for pair, beads in step.results(context, tracked):
        view = make_view(pair.original, pair.translation, None)
        if not isinstance(beads, AlignError):  # which the pass to come tells of
            yield view, list(sure(beads))
    store.prune()
