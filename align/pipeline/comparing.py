"""How two sets of a memory's documents render the terms of a termbase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.errors import InputError
from align.lang.morphology import Morphology
from align.model import Bitext, Termbase
from align.pipeline.context import Context
from align.pipeline.terms import TermFinder
from align.terms.judge.compare import Comparison, compare
from align.terms.judge.consistency import TermPlace, places_of, signature
from align.terms.judge.document_set import DocumentSet
from align.terms.judge.variants import LENIENT, Strictness

OTHERS = "all others"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ComparedSets:
    """Two sets, and each term in them.

    Attributes:
        names: of the sets.
        documents: how many pairs of documents each has.
        neither: how many are in neither.
        terms: the surest difference first.
        signature: every setting that decides the figures.

    """

    names: tuple[str, str]
    documents: tuple[int, int]
    neither: int
    terms: tuple[Comparison, ...]
    signature: str


def compare_terms(
    context: Context,
    termbase: Termbase,
    first: DocumentSet,
    second: DocumentSet | None = None,
    *,
    morphology: Morphology | None = None,
    strict: Strictness = LENIENT,
) -> ComparedSets:
    """Return how two sets of documents render the terms of a termbase.

    Args:
        context: where to work.
        termbase: the terms.
        first: some documents.
        second: others; None for all others.
        morphology: for terms inside of compounds; None goes by rules.
        strict: what makes two renderings different.

    Raises:
        InputError: a set is empty, or a document is in both.

    """
    finder = TermFinder(context, termbase, morphology)
    places: tuple[list[TermPlace], list[TermPlace]] = ([], [])
    documents, neither, some = [0, 0], 0, list[str]()
    for bitext, renderings in finder.find(context.bitexts("Terms")):
        some += bitext.names if len(some) < _SHOWN else ()
        side = _side(bitext, first, second)
        if side is None:
            neither += 1
            continue
        documents[side] += 1
        places[side].extend(places_of(bitext, renderings))
    names = first.name, second.name if second else OTHERS
    _require_documents(names, documents, some)
    return ComparedSets(
        names,
        (documents[0], documents[1]),
        neither,
        tuple(compare(*places, termbase, strict)),
        signature(finder.signature, strict),
    )


def _side(bitext: Bitext, first: DocumentSet, second: DocumentSet | None) -> int | None:
    in_first = first.holds(bitext)
    in_second = second.holds(bitext) if second else not in_first
    if in_first and in_second and second:
        raise InputError(
            f"{bitext.names[0]} is in both sets, {first.name} and {second.name}",
            remedy="Describe two sets that share no document",
        )
    return 0 if in_first else 1 if in_second else None


def _require_documents(
    names: Sequence[str], documents: Sequence[int], some: Sequence[str]
) -> None:
    for name, count in zip(names, documents, strict=True):
        if not count:
            like = ", ".join(some[:_SHOWN])
            raise InputError(
                f"no document is in the set {name}",
                remedy=f"Names here are such as {like}; dates are written 2016, 2016-03 or "
                "2016..2018",
            )
