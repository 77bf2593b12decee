"""The fourth step: where the termbase's terms stand, and what stands for them.

What stands beside a term anywhere in the collection is evidence for its rendering.  It is
counted anew only when a quarter of the collection is new, so that a few new documents do
not send all others through the search again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any, cast

from align.aligner.embedding import Vectors
from align.lang.morphology import installed
from align.model import Bitext, Occurrence, Rendering
from align.pipeline.context import Context, bitext_key, certain, stored, with_words
from align.terms.find.association import Association
from align.terms.find.renderings import RenderingFinder
from align.terms.plain import from_plain, to_plain

_GROWTH = 0.25
Findings = list[tuple[Bitext, list[Rendering]]]


def find_terms(context: Context, bitexts: Sequence[Bitext]) -> tuple[Findings, str]:
    """Return each bitext with its renderings, and the signature of what found them."""
    if context.job.termbase is None:
        return [], ""
    finder = RenderingFinder(context.job.termbase, context.lent, morphology=installed())
    keys = [bitext_key(bitext) for bitext in bitexts]
    occurrences = _occurrences(context, finder, bitexts, keys)
    finder = _knowing(context, finder, bitexts, occurrences, keys)
    known = {
        key: cast(
            "list[Mapping[str, Any]] | None",
            context.memory.derived("terms", f"{finder.signature}|{key}"),
        )
        for key in keys
    }
    new = [place for place, key in enumerate(keys) if known[key] is None]
    context.reused.terms += len(bitexts) - len(new)
    items = [(bitexts[place], occurrences[place]) for place in new]
    made = map(certain, context.engine.each(_find, finder, items))
    results = context.progress.track(zip(new, made, strict=True), "Terms", len(new))
    found: dict[int, list[Rendering]] = {}
    for place, (renderings, words) in stored(results, context.memory):
        context.keep_words(words)
        key = f"{finder.signature}|{keys[place]}"
        context.memory.keep_derived("terms", key, to_plain(renderings))
        found[place] = renderings
    findings = [
        (bitext, found[place] if place in found else from_plain(known[key] or []))
        for place, (bitext, key) in enumerate(zip(bitexts, keys, strict=True))
    ]
    return findings, finder.signature


def _occurrences(
    context: Context, finder: RenderingFinder, bitexts: Sequence[Bitext], keys: Sequence[str]
) -> list[list[Occurrence]]:
    names = [f"{finder.occurrence_signature}|{key}" for key in keys]
    known = [context.memory.derived("occurrences", name) for name in names]
    new = [place for place, values in enumerate(known) if values is None]
    made = map(certain, context.engine.each(_look, finder, [bitexts[place] for place in new]))
    results = context.progress.track(zip(new, made, strict=True), "Places", len(new))
    found: dict[int, list[Occurrence]] = {}
    for place, occurrences in stored(results, context.memory):
        found[place] = occurrences
        values = [astuple(occurrence) for occurrence in occurrences]
        context.memory.keep_derived("occurrences", names[place], values)
    return [
        found[place]
        if place in found
        else [Occurrence(*each) for each in cast("list[list[Any]]", values)]
        for place, values in enumerate(known)
    ]


def _knowing(
    context: Context,
    finder: RenderingFinder,
    bitexts: Sequence[Bitext],
    occurrences: Sequence[Sequence[Occurrence]],
    keys: Sequence[str],
) -> RenderingFinder:
    """The finder with what was counted beside the terms, now or when last it was."""
    name = finder.occurrence_signature
    last = cast("Mapping[str, Any] | None", context.memory.derived("association", name))
    if last is not None:
        counted = set(last["bitexts"])
        if len(counted.symmetric_difference(keys)) <= _GROWTH * len(counted):
            return finder.with_association(_association(last))
    finder = finder.knowing(bitexts, occurrences)
    plain = {"bitexts": list(keys), **_counts(finder.association)}
    context.memory.keep_derived("association", name, plain)
    return finder


def _counts(association: Association) -> dict[str, Any]:
    return {
        "concepts": dict(sorted(association.concepts.items())),
        "words": dict(sorted(association.words.items())),
        "both": [[*pair, count] for pair, count in sorted(association.both.items())],
    }


def _association(plain: Mapping[str, Any]) -> Association:
    both = Counter({(concept, word): count for concept, word, count in plain["both"]})
    return Association(Counter(plain["concepts"]), Counter(plain["words"]), both)


def _look(finder: RenderingFinder, bitext: Bitext) -> list[Occurrence]:
    return finder.occurrences(bitext)


def _find(
    finder: RenderingFinder, item: tuple[Bitext, Sequence[Occurrence]]
) -> tuple[list[Rendering], Mapping[str, Vectors]]:
    return with_words(finder.embedder, finder.find(*item))
