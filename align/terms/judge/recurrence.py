"""A rendering of several words that returns for a term is surer than each of its places.

One “victims of sexual slavery” may be a free translation of the sentence; several are what
somebody calls the thing.  Their chances of standing for something else are multiplied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from align.model import Found, Rendering
from align.terms.judge.placed import Placed
from align.terms.judge.variants import variant_key


def with_recurrence(placed: Sequence[Placed]) -> list[Placed]:
    """Return the places, those of renderings that return as sure as all of them together."""
    surer = recurring([item.place.rendering for item in placed])
    return [
        item._replace(place=replace(item.place, rendering=rendering))
        for item, rendering in zip(placed, surer, strict=True)
    ]


def recurring(renderings: Sequence[Rendering]) -> list[Rendering]:
    """Return the renderings of a collection; see `with_recurrence`."""
    others: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for rendering in filter(_may_return, renderings):
        others[_key(rendering)] *= 1 - rendering.placed
    return [
        replace(r, placed=round(1 - others[_key(r)], 3)) if _may_return(r) else r
        for r in renderings
    ]


def _may_return(rendering: Rendering) -> bool:
    located = rendering.found is Found.LOCATED and rendering.term is None
    return located and not rendering.doubt and len(rendering.text.split()) > 1


def _key(rendering: Rendering) -> tuple[str, str]:
    return rendering.occurrence.concept, variant_key(rendering.text)
