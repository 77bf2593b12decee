"""Which places somebody should look at: sure deviations first, then all that may be one.

What an editor has said is fine is in neither tier: a term that the termbase lists, in any of
its forms, unless `strict` makes that form count.
"""

from __future__ import annotations

from enum import StrEnum

from align.model import Concept, FormKind, Found, Language, Rendering, Term, TermStatus
from align.terms.judge.variants import LENIENT, Strictness

SURE = 0.75  # probability from which a rendering that nothing speaks for is a deviation
_DOUBTED = 0.4  # share of located renderings with a doubt that are deviations, about
_UNFOUND = 0.2  # the same of places where nothing was found
_DERIVED = (FormKind.DERIVATION, FormKind.SHORT)


class Tier(StrEnum):
    """How sure it is that a place deviates from the termbase."""

    NONE = ""  # nothing to look at
    DEVIATION = "deviation"
    LOOK = "to look at"


def tier_of(
    rendering: Rendering, concept: Concept, strict: Strictness = LENIENT
) -> tuple[Tier, float]:
    """Return the tier of a place, and how probable it is that it deviates.

    A concept that lists nothing to use has nothing to deviate from; what it deprecates is
    one all the same.
    """
    if rendering.term is not None:
        return _of_listed(rendering, strict)
    if not any(_is_to_use(term) for term in concept.in_language(Language.ENGLISH)):
        return Tier.NONE, 0.0
    if rendering.found is Found.NOT_FOUND:
        return Tier.LOOK, _UNFOUND * (2 - rendering.certainty) / 2
    if rendering.found is not Found.LOCATED:
        return Tier.NONE, 0.0
    if rendering.doubt:
        return Tier.LOOK, _DOUBTED * rendering.placed
    sure = rendering.placed >= SURE
    return Tier.DEVIATION if sure else Tier.LOOK, rendering.placed


def _is_to_use(term: Term) -> bool:
    return term.status is not TermStatus.DEPRECATED


def _of_listed(rendering: Rendering, strict: Strictness) -> tuple[Tier, float]:
    assert rendering.term is not None
    if rendering.form in strict.kinds:
        return Tier.DEVIATION, rendering.certainty
    if rendering.term.status is not TermStatus.DEPRECATED:
        return Tier.NONE, 0.0
    distant = rendering.form in _DERIVED or rendering.certainty < SURE
    unsure = distant or bool(rendering.doubt)
    return (Tier.LOOK, 0.5) if unsure else (Tier.DEVIATION, rendering.certainty)
