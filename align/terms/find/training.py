"""Learning where unknown renderings stand, from renderings that people marked.

Besides the places whose rendering the termbase lacks, every place that it knows
is an example, with the term that stands there struck from the termbase, and with
all of the concept's terms struck.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.errors import AlignError
from align.execution.threads import one_thread
from align.lang.english import rendering_key
from align.lang.normalise import match_form
from align.model import Bitext, Concept, Language, Rendering, Term
from align.scoring.gold import read_bitexts, read_gold
from align.scoring.renderings import GoldRendering
from align.terms.find.hits import Texts, known_hits
from align.terms.find.locate import Chooser
from align.terms.find.phrases import NAMES, Choices
from align.terms.find.renderings import RenderingFinder, texts_of

_STRUCK = 0.3  # what an example counts whose terms were struck
_PENALTY = 0.1  # of squared weights
_SCALE = {"length": 4.0, "size": 2.0}  # what is counted in words


@dataclass(frozen=True, slots=True)
class RenderingExample:
    """Candidates for one place, which of them are right, and what the place counts."""

    choices: Choices
    right: NDArray[np.bool_]
    weight: float


def rendering_examples(
    bitext: Bitext, finder: RenderingFinder, gold: Sequence[GoldRendering]
) -> Iterator[RenderingExample]:
    """Yield the examples of one document; a place whose words are no candidate is none."""
    places = {(g.segment, g.start, g.concept): g for g in gold}
    beads = {i: bead for bead in bitext.beads for i in bead.original}
    renderings = finder.find(bitext)
    present: dict[tuple[int, ...], set[str]] = defaultdict(set)
    for rendering in renderings:
        bead = beads[rendering.occurrence.segment]
        present[bead.original].add(rendering.occurrence.concept)
    for rendering in renderings:
        place = rendering.occurrence
        item = places.get((place.segment, place.start, place.concept))
        bead = beads[place.segment]
        if item is None or not bead.translation:
            continue
        for concept, weight in _concepts(finder, rendering, item):
            others = present[bead.original] - {concept.id}
            beside = [c for c in finder.termbase.concepts if c.id in others]
            taken = known_hits(texts_of(bitext, bead), [*beside, concept])
            choices = finder.phrases(bitext, bead).choices(concept, place, taken)
            right = _right(choices, texts_of(bitext, bead), item)
            if right.any():
                yield RenderingExample(choices, right, weight)


def gold_examples(
    folder: Path, finder: RenderingFinder, left_out: Collection[str] = ()
) -> list[RenderingExample]:
    """Return the examples of a folder of gold that has renderings; none where it has not.

    What stands beside the terms is counted in all its documents.

    Args:
        folder: of NAME.ko, NAME.en, NAME.gold and terms.tsv.
        finder: with the termbase that the renderings are of.
        left_out: names of documents that nothing is learned from.

    Raises:
        InputError: the folder is not there or holds no gold.
        FormatError: one of its files is not as it should be.

    """
    gold = read_gold(folder).renderings
    if not gold:
        return []
    bitexts = read_bitexts(folder)
    knowing = finder.knowing((b, finder.occurrences(b)) for b in bitexts.values())
    return [
        example
        for name, bitext in bitexts.items()
        if name not in left_out
        for example in rendering_examples(
            bitext, knowing, [g for g in gold if g.document == name]
        )
    ]


@one_thread()
def train(examples: Sequence[RenderingExample]) -> Chooser:
    """Return the weights that make the right candidates likeliest.

    The likelihood is convex and the optimiser (L-BFGS) deterministic, so the same examples
    give the same weights.

    Raises:
        AlignError: there is nothing to learn from.

    """
    if not examples:
        raise AlignError(
            "there is nothing to learn from",
            remedy="Give folders of gold that hold renderings (terms.tsv)",
        )
    from scipy.optimize import minimize  # a fifth of a second, for training alone

    scale = np.array([_SCALE.get(name, 1.0) for name in NAMES])
    best = minimize(
        _loss, np.zeros(len(NAMES)), args=(examples, scale), jac=True, method="L-BFGS-B"
    )
    return Chooser(
        {name: round(float(v), 4) for name, v in zip(NAMES, best.x / scale, strict=True)}
    )


def _concepts(
    finder: RenderingFinder, rendering: Rendering, item: GoldRendering
) -> Iterator[tuple[Concept, float]]:
    """The concept as it is, or with terms struck where they give the rendering away."""
    concept = next(c for c in finder.termbase.concepts if c.id == item.concept)
    if rendering.term is None:
        yield concept, 1.0
        return
    korean = concept.in_language(Language.KOREAN)
    others = [
        term
        for term in concept.in_language(Language.ENGLISH)
        if not _gives_away(term, rendering)
    ]
    yield replace(concept, terms=(*korean, *others)), _STRUCK
    if others:
        yield replace(concept, terms=korean), _STRUCK


def _gives_away(term: Term, rendering: Rendering) -> bool:
    return rendering_key(match_form(rendering.text)) == rendering_key(term.text) or (
        rendering.term is not None and rendering.term.text == term.text
    )


def _right(choices: Choices, texts: Texts, item: GoldRendering) -> NDArray[np.bool_]:
    """Which candidates are what a person marked."""
    keys = [rendering_key(texts[h.segment].text[h.start : h.end]) for h in choices.hits]
    wanted = rendering_key(match_form(item.rendering)) if item.status == "rendered" else None
    return np.array([*(key == wanted for key in keys), wanted is None])


def _loss(
    vector: NDArray[np.float64],
    examples: Sequence[RenderingExample],
    scale: NDArray[np.float64],
) -> tuple[float, NDArray[np.float64]]:
    """Minus the log-likelihood with a penalty, and its gradient."""
    loss, gradient = _PENALTY * float(vector @ vector), 2 * _PENALTY * vector
    for example in examples:
        values = example.choices.values / scale
        scores = values @ vector
        odds = np.exp(scores - scores.max())
        every, right = odds / odds.sum(), odds * example.right
        loss -= example.weight * float(np.log(right.sum() / odds.sum()))
        gradient = gradient - example.weight * ((right / right.sum() - every) @ values)
    return loss, gradient
