"""Where an unknown rendering stands: a choice among phrases, or none of them.

A conditional logit (McFadden 1974) over the candidates of `align.terms.find.phrases`;
its weights are learned from renderings that people marked (`align.terms.find.training`)
and ship with the package.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from align.terms.find.choices import NAMES, Choices
from align.terms.find.hits import TermHit

LEAST = 0.3
"""Probability of a phrase below which it is not claimed to stand for a term."""
PLACED = 0.5
"""The same of all phrases that overlap it: where it stands is surer than how far it goes."""
CERTAIN = 0.9
"""Probability of none from which it is claimed that nothing does."""
LACKING = 0.7
"""The same where the translation has fewer sentences than the original."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for one occurrence.

    Attributes:
        hit: the phrase with its probability and evidence; None where none is likely enough.
        probability: of the phrase, or that there is none.
        certain: whether it may be claimed that there is none.
        evidence: what is to be said where there is none.

    """

    hit: TermHit | None
    probability: float
    certain: bool = False
    evidence: str = ""


@dataclass(frozen=True)
class Chooser:
    """Weights of what is measured of a candidate, by name."""

    weights: Mapping[str, float]

    @property
    def signature(self) -> str:
        """A short name of the weights."""
        plain = repr(sorted(self.weights.items()))
        return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:8]

    def probabilities(self, choices: Choices) -> NDArray[np.float64]:
        """Return how probable each candidate is, and in the last place none."""
        vector = np.array([self.weights.get(name, 0.0) for name in NAMES])
        scores = choices.values @ vector
        odds = np.exp(scores - scores.max())
        probabilities: NDArray[np.float64] = odds / odds.sum()
        return probabilities

    def choose(self, choices: Choices) -> Choice:
        """Return the likeliest candidate, or that there is none.

        Candidates that overlap are one place cut differently; so none is chosen
        where it is likelier than the best of them and all that overlap it.
        """
        probabilities = self.probabilities(choices)
        none = float(probabilities[-1])
        if not choices.hits:
            return Choice(None, none, choices.is_explained)
        best = int(probabilities[:-1].argmax())
        hit, probability = choices.hits[best], float(probabilities[best])
        place = sum(
            p for p, h in zip(probabilities, choices.hits, strict=False) if h.overlaps(hit)
        )
        if none >= place or (probability < LEAST and place < PLACED):
            least = LACKING if choices.is_shorter else CERTAIN
            certain = none >= least and choices.is_explained
            said = f"likeliest: “{choices.text(hit)}” ({probability:.0%})"
            return Choice(None, none, certain, said)
        found = replace(
            hit, certainty=probability, evidence=choices.reasons(hit), placed=float(place)
        )
        return Choice(found, probability)

    def to_json(self, made_by: Mapping[str, object]) -> str:
        """Return the weights as a file holds them, with the command and data they come from."""
        content = {"made_by": dict(made_by), "weights": dict(self.weights)}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


@cache
def default_chooser() -> Chooser:
    """Return the weights that ship with the package."""
    text = files("align.terms.find").joinpath("weights.json").read_text("utf-8")
    return parse_chooser(text)


def parse_chooser(text: str) -> Chooser:
    """Return the weights in the text of a file."""
    return Chooser(json.loads(text)["weights"])
