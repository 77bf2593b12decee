"""Learning where unknown renderings stand, from renderings that people marked.

An example is a place whose rendering the termbase lacks in every form, or where nothing stands
for the term.  Of a sample corpus, every place that the termbase knows is one too, with the term
struck that stands there and with all English terms struck: so that renderings of several words
and terms without any English are learned as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.errors import AlignError
from align.execution.threads import one_thread
from align.lang.english import rendering_key
from align.lang.normalise import match_form
from align.model import Bitext, Concept, Language, Termbase
from align.scoring.gold import read_bitexts, read_gold
from align.scoring.renderings import GoldRendering
from align.terms.find.choices import NAMES, Choices
from align.terms.find.hits import TermHit
from align.terms.find.locate import Chooser
from align.terms.find.renderings import RenderingFinder, by_bead

_STRUCK = 0.3  # what an example counts whose terms were struck
_CONSTANT = 1e-3  # spread below which a measure says nothing
_PENALTY = 3.0  # of squared weights, each in standard deviations of what it weighs


@dataclass(frozen=True, slots=True)
class RenderingExample:
    """Candidates for one place, which of them are right, and what the place counts."""

    choices: Choices
    right: NDArray[np.bool_]
    weight: float = 1.0


def rendering_examples(
    bitext: Bitext, finder: RenderingFinder, gold: Sequence[GoldRendering]
) -> Iterator[RenderingExample]:
    """Yield the examples of one document; a place whose words are no candidate is none."""
    places = {(g.segment, g.start, g.concept): g for g in gold}
    occurrences = finder.occurrences(bitext)
    mentions = finder.mentions(bitext, occurrences)
    for bead, here in by_bead(bitext, occurrences):
        marked = {
            o: item for o in here if (item := places.get((o.segment, o.start, o.concept)))
        }
        if not marked or not bead.translation:
            continue
        hits, given = finder.known(bitext, bead, here, mentions)
        phrases = finder.phrases(bitext, bead, here)
        for place, item in marked.items():
            if place in given:
                continue
            choices = phrases.choices(finder.concepts[place.concept], place, hits)
            right = _right(choices, item)
            if right.any():
                yield RenderingExample(choices, right)


def struck_examples(bitext: Bitext, finder: RenderingFinder) -> Iterator[RenderingExample]:
    """Yield examples of the places of a document whose rendering the termbase knows.

    Args:
        bitext: the document.
        finder: with the termbase; its table is to be learned without any English term, or
            what it knows of their words gives them away (`without_english`).

    """
    occurrences = finder.occurrences(bitext)
    mentions = finder.mentions(bitext, occurrences)
    bare = without_english(finder)
    for bead, here in by_bead(bitext, occurrences):
        hits, given = finder.known(bitext, bead, here, mentions)
        if not given:
            continue
        phrases = bare.phrases(bitext, bead, here)
        for place, hit in given.items():
            concept = finder.concepts[place.concept]
            rest = [other for other in hits if other is not hit]
            for less in _struck(concept, hit):
                choices = phrases.choices(less, place, rest)
                right = np.array([*(_same(other, hit) for other in choices.hits), False])
                if right.any():
                    yield RenderingExample(choices, right, _STRUCK)


def without_english(finder: RenderingFinder) -> RenderingFinder:
    """Return a finder whose termbase has no English terms, with the same table."""
    concepts = finder.termbase.concepts
    bare = tuple(Concept(c.id, c.in_language(Language.KOREAN)) for c in concepts)
    return replace(finder, termbase=Termbase(bare))


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
    places = [(b, finder.occurrences(b)) for b in bitexts.values()]
    knowing = finder.knowing(places)
    guessing = finder.with_table(without_english(finder).knowing(places).table)
    return [
        example
        for name, bitext in bitexts.items()
        if name not in left_out
        for example in (
            *rendering_examples(bitext, knowing, [g for g in gold if g.document == name]),
            *struck_examples(bitext, guessing),
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

    spread = np.vstack([example.choices.values for example in examples]).std(axis=0)
    scale = np.where(spread > _CONSTANT, spread, 1.0)
    best = minimize(
        _loss, np.zeros(len(NAMES)), args=(examples, scale), jac=True, method="L-BFGS-B"
    )
    return Chooser(
        {name: round(float(v), 4) for name, v in zip(NAMES, best.x / scale, strict=True)}
    )


def _struck(concept: Concept, hit: TermHit) -> Iterator[Concept]:
    """A concept without its English terms, and without the one that stands there."""
    korean = concept.in_language(Language.KOREAN)
    yield Concept(concept.id, korean)
    others = tuple(t for t in concept.in_language(Language.ENGLISH) if t != hit.term)
    if others:
        yield Concept(concept.id, (*korean, *others))


def _same(hit: TermHit, other: TermHit) -> bool:
    return (hit.segment, hit.start, hit.end) == (other.segment, other.start, other.end)


def _right(choices: Choices, item: GoldRendering) -> NDArray[np.bool_]:
    """Which candidates are what a person marked; any of several that are as good."""
    wanted = (
        {rendering_key(match_form(text)) for text in item.rendering.split(";")}
        if item.status == "rendered"
        else set()
    )
    keys = [rendering_key(choices.text(hit)) for hit in choices.hits]
    return np.array([*(key in wanted for key in keys), not wanted])


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
