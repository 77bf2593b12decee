"""Where a termbase's terms stand in a memory, and what stands for them.

What stands beside a term anywhere in the collection is evidence for its rendering.  It is
counted anew only when a quarter of the collection is new, so that a few new documents do
not send all others through the search again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from align.aligner import Aligner
from align.aligner.refine import refine
from align.checks.repeated import Repetition, repeated
from align.lang.morphology import Morphology
from align.model import Bitext, Occurrence, Rendering, Termbase
from align.model.codec import codec_of
from align.pipeline.context import Context, bitext_key
from align.pipeline.step import Derived, Step, certain, rows_of
from align.terms.find.renderings import RenderingFinder
from align.terms.find.word_table import WordTable
from align.terms.judge.known import Known
from align.terms.judge.placed import Placed, Wanted, may_deviate
from align.terms.judge.scope import EVERYTHING, Scope, select
from align.terms.judge.term_report import TermReport, judge, judge_selected
from align.terms.judge.variants import LENIENT, Strictness
from align.terms.judge.waivers import read_waivers

_GROWTH = 0.25
_TABLE = codec_of(WordTable)


class TermFinder:
    """Finds the renderings of a termbase's terms in the bitexts of a memory.

    Args:
        context: where to work; what stands beside the terms is looked up in its memory.
        termbase: the terms.
        morphology: for terms inside of compounds; None goes by rules.
        purpose: results are kept by it, so that those of a termbase stay while others are
            looked for in between.

    """

    def __init__(
        self,
        context: Context,
        termbase: Termbase,
        morphology: Morphology | None = None,
        purpose: str = "",
    ) -> None:
        self._context = context
        self._purpose = f"{purpose} " if purpose else ""
        plain = RenderingFinder(termbase, context.lent, morphology=morphology)
        self._occurrences: Derived[Bitext, list[Occurrence]] = Derived(
            context.memory,
            f"{self._purpose}occurrences",
            plain.occurrence_signature,
            bitext_key,
            *rows_of(codec_of(Occurrence)),
        )
        self._finder = self._knowing(plain)
        self._renderings: Derived[Bitext, list[Rendering]] = Derived(
            context.memory,
            f"{self._purpose}terms",
            self.signature,
            bitext_key,
            *rows_of(codec_of(Rendering)),
        )

    @property
    def signature(self) -> str:
        """A short name of everything that decides the renderings."""
        return self._finder.signature

    def find(self, bitexts: Iterable[Bitext]) -> Iterator[tuple[Bitext, list[Rendering]]]:
        """Yield each bitext with its renderings.

        At the end results of bitexts that did not come are dropped: it is for all that the
        memory holds.
        """
        step = Step(
            _find, self._finder, self._renderings, lambda b: (b, self._occurrences.known(b))
        )
        for bitext, renderings in step.results(self._context, bitexts):
            yield bitext, certain(renderings)
        self._context.reused.terms += self._renderings.reused
        self._renderings.prune()

    def _knowing(self, finder: RenderingFinder) -> RenderingFinder:
        """The finder with what was learned of the words, now or when last it was."""
        memory, maker = self._context.memory, finder.occurrence_signature
        keys = [bitext_key(bitext) for bitext in memory.bitexts()]
        kind = f"{self._purpose}words"
        last = cast("Mapping[str, Any] | None", memory.derived(kind, "", maker))
        if last is not None:
            counted = set(last["bitexts"])
            if len(counted.symmetric_difference(keys)) <= _GROWTH * len(counted):
                return finder.with_table(_TABLE.decode(last["table"]))
        finder = finder.knowing(self._places(finder))
        plain = {"bitexts": keys, "table": _TABLE.encode(finder.table)}
        memory.keep_derived(kind, "", plain, maker)
        memory.prune_derived(kind, maker, [""])
        return finder

    def _places(self, finder: RenderingFinder) -> Iterator[tuple[Bitext, Sequence[Occurrence]]]:
        step = Step(_look, finder, self._occurrences)
        bitexts = self._context.bitexts("Places")
        for bitext, occurrences in step.results(self._context, bitexts):
            yield bitext, certain(occurrences)
        self._occurrences.prune()


def find_places(
    context: Context,
    termbase: Termbase,
    morphology: Morphology | None = None,
    wanted: Wanted | None = None,
    purpose: str = "",
) -> tuple[list[Placed], str]:
    """Return every place of a termbase's terms in a memory, and what found them.

    Args:
        context: where to work.
        termbase: the terms.
        morphology: for terms inside of compounds; None goes by rules.
        wanted: whether the texts around a place are wanted; by default of all.
        purpose: what the results are kept by; see `TermFinder`.

    """
    finder = TermFinder(context, termbase, morphology, purpose)
    selected = select(finder.find(context.bitexts("Terms")), wanted=wanted)
    return list(selected.placed), finder.signature


def check_terms(
    context: Context,
    termbase: Termbase,
    *,
    morphology: Morphology | None = None,
    strict: Strictness = LENIENT,
    waivers: Path | None = None,
    sentences: Aligner | None = None,
    everywhere: bool = False,
    scope: Scope = EVERYTHING,
    known: Sequence[Known] = (),
) -> TermReport:
    """Return whether the terms of a termbase are rendered the same way all over a memory.

    Args:
        context: where to work.
        termbase: the terms.
        morphology: for terms inside of compounds; None goes by rules.
        strict: what makes two renderings different.
        waivers: file of findings that an editor judged right; None for none.
        sentences: what aligns sentences, to look for those that return too.
        everywhere: whether the texts around every place are wanted, not of findings alone.
        scope: which documents are reported and counted; what is learned is learned of all.
        known: findings that somebody has been told of, which stay away.

    Raises:
        InputError: a pattern of the scope fits no document.

    """
    finder = TermFinder(context, termbase, morphology)
    found = finder.find(context.bitexts("Terms"))
    return judge_selected(
        select(found, scope, None if everywhere else may_deviate),
        termbase,
        finder.signature,
        strict=strict,
        waivers=read_waivers(waivers) if waivers else (),
        repeated=_repetitions(context, sentences),
        known=known,
    )


def judged_terms(
    placed: Sequence[Placed],
    termbase: Termbase | None,
    finder: TermFinder | None,
    waivers: Path | None,
) -> TermReport | None:
    """Return what is to be said of places that were found; None where nobody looked."""
    if termbase is None or finder is None:
        return None
    known = read_waivers(waivers) if waivers else ()
    return judge(placed, termbase, finder.signature, waivers=known)


def _repetitions(context: Context, sentences: Aligner | None) -> list[Repetition]:
    """Text that returns with a difference, looked for anew when any text has changed."""
    memory = context.memory
    store: Derived[str, list[Repetition]] = Derived(
        memory,
        "repetitions",
        sentences.signature if sentences else "paragraphs",
        lambda digest: digest,
        *rows_of(codec_of(Repetition)),
    )
    digest = hashlib.sha256()
    for bitext in memory.bitexts():
        texts = [bitext.texts(bead) for bead in bitext.beads]
        said = repr((bitext.names, bitext.date, texts)).encode("utf-8", "surrogatepass")
        digest.update(hashlib.sha256(said).digest())
    known = store.known(digest.hexdigest())
    if known is not None:
        return known
    bitexts = list(memory.bitexts())
    split = [refine(bitext, sentences) for bitext in bitexts] if sentences else []
    repetitions = repeated(bitexts, split)
    store.keep(digest.hexdigest(), repetitions)
    store.prune()
    return repetitions


def _look(finder: RenderingFinder, bitext: Bitext) -> list[Occurrence]:
    return finder.occurrences(bitext)


def _find(
    finder: RenderingFinder, item: tuple[Bitext, Sequence[Occurrence] | None]
) -> list[Rendering]:
    return finder.find(*item)
