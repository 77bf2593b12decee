"""Terms of a memory that nobody has listed, one document after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, cast

from align.lang.morphology import Morphology
from align.model import Bitext, Termbase
from align.pipeline.context import Context, bitext_key
from align.pipeline.terms import TermFinder
from align.terms.discovery import (
    Candidate,
    candidates,
    most_varied,
    near_forms,
    rendered_in,
    termbase_of,
    with_renderings,
)
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.consistency import places_of

_PURPOSE = "discovery"
_KIND = "varied"
_BEADS = 1500  # that are looked at for an overview, of as many documents as there are
_PLACES = 400  # of terms whose renderings are looked for, which takes seconds
_LOOKED_AT = 100  # likeliest candidates
_TERMS = 20
_SHOWN = 5
_TWICE = 2  # places of a rendering that is no slip of whoever looked for it
_NOTHING = Termbase(())


def discover_terms(
    context: Context,
    known: Termbase = _NOTHING,
    morphology: Morphology | None = None,
    most: int = 100,
) -> list[Candidate]:
    """Return the likeliest terms of a memory with their renderings, the likeliest first.

    Args:
        context: where to work.
        known: terms that are listed already, which are left out.
        morphology: tells nouns and compounds; None goes by endings and rules.
        most: terms to return; fewer where the memory has no more.

    """
    best = candidates(context.bitexts("Candidates"), known, morphology)[:most]
    finder = TermFinder(context, termbase_of(c.text for c in best), morphology, _PURPOSE)
    places = [
        place for found in finder.find(context.bitexts("Terms")) for place in places_of(*found)
    ]
    return with_renderings(best, places)


def forms_near(context: Context, term: str) -> list[str]:
    """Return what stands in a memory and is written most like a term that does not."""
    return near_forms(term, context.bitexts("Words"))


class Overview:
    """What a run without a termbase says of terms: those that vary most.

    It sees each bitext as it goes by and keeps a sample of them, spread over all, so that
    it takes the same few seconds for any memory; by rules, for no analyser is loaded.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        _, beads = context.memory.count()
        self._every = max(1, round(beads / _BEADS))
        self._seen = self._beads = 0
        self._sample: list[Bitext] = []

    def add(self, bitext: Bitext) -> None:
        """Take a bitext, or pass it over."""
        if self._seen % self._every == 0 and self._beads < _BEADS:
            self._sample.append(bitext)
            self._beads += len(bitext.beads)
        self._seen += 1

    def rows(self) -> list[dict[str, Any]]:
        """Return the terms that vary most as plain values, computed or as last time."""
        memory = self._context.memory
        finder = RenderingFinder(_NOTHING, self._context.lent)
        maker = finder.signature
        keys = "|".join(map(bitext_key, self._sample))
        key = hashlib.sha256(keys.encode()).hexdigest()
        known = memory.derived(_KIND, key, maker)
        if known is not None:
            return cast("list[dict[str, Any]]", known)
        found = rendered_in(self._sample, _within(candidates(self._sample)), finder)
        if self._context.lent is not None:
            self._context.keep_words(self._context.lent.taken())
        rows = [_row(c) for c in most_varied(found) if _varies(c)][:_SHOWN]
        memory.keep_derived(_KIND, key, rows, maker)
        memory.prune_derived(_KIND, maker, [key])
        return rows


def _within(found: Sequence[Candidate]) -> list[Candidate]:
    """Likely terms that seem to vary, with no more places in all than there is time for."""
    promising = sorted(found[:_LOOKED_AT], key=lambda c: c.termhood * (1 - c.alike))[::-1]
    kept: list[Candidate] = []
    places = 0
    for candidate in promising:
        if places + candidate.count <= _PLACES:
            kept.append(candidate)
            places += candidate.count
    return kept[:_TERMS]


def _varies(candidate: Candidate) -> bool:
    shares = candidate.consistency.shares if candidate.consistency else ()
    return len(shares) > 1 and shares[1].count >= _TWICE


def _row(candidate: Candidate) -> dict[str, Any]:
    result = candidate.consistency
    shares = result.shares if result else ()
    return {
        "term": candidate.text,
        "places": candidate.count,
        "consistency": round(result.score, 4) if result else None,
        "renderings": [{"rendering": s.rendering, "count": s.count} for s in shares],
    }
