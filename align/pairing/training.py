"""Learning the weights of pairing, from collections made of releases with gold beads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.aligner.embedding import Embedder
from align.errors import AlignError
from align.model import Language
from align.pairing.evidence import FEATURES
from align.pairing.made import MadeCollection, Maker, Release, withheld
from align.pairing.match import Scored, scored, standing
from align.pairing.profile import make_profile
from align.pairing.weights import STANDING, Logistic, PairingModel, fit

SEED = 11
_STANDING_RIDGE = 0.1
_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is made to learn from.

    Attributes:
        made: collections of made documents.
        size: documents a side of each.
        real: collections of the releases as they are, each with others withheld.

    """

    made: int = 10
    size: int = 200
    real: int = 12


_WHOLE = Amount()


def train(
    releases: Sequence[Release], embedder: Embedder | None, amount: Amount = _WHOLE
) -> PairingModel:
    """Return the weights under which the right candidates of made collections are likeliest.

    The same releases give the same weights: all that is drawn comes from `SEED`.

    Args:
        releases: of folders of gold.
        embedder: None learns the weights for collections without embeddings.
        amount: how much is made of the releases.

    Raises:
        AlignError: there is nothing to learn from.

    """
    if not releases:
        raise AlignError(
            "there is nothing to learn from", remedy="Give folders of documents with gold beads"
        )
    gathered = list(_gathered(releases, embedder, amount))
    right = np.concatenate([right for _, right in gathered])
    score = fit(np.vstack([candidates.features for candidates, _ in gathered]), right)
    places = [
        standing(candidates.edges, score.logits(candidates.features), candidates.repeats)
        for candidates, _ in gathered
    ]
    return PairingModel(score, fit(np.vstack(places), right, _STANDING_RIDGE))


def _gathered(
    releases: Sequence[Release], embedder: Embedder | None, amount: Amount
) -> Iterator[tuple[Scored, _Array]]:
    """The candidates of each collection, and which of them are right."""
    maker = Maker(embedder, SEED)
    unknown = PairingModel(_nothing(len(FEATURES)), _nothing(len(STANDING)))
    for collection in _collections(maker, releases, amount):
        profiles = [
            make_profile(d, embedder, maker.pooled.get(d.id)) for d in collection.documents
        ]
        korean, english = (
            [p for p in profiles if p.document.language is language]
            for language in (Language.KOREAN, Language.ENGLISH)
        )
        candidates = scored(korean, english, unknown)
        edges = [(korean[i].document.id, english[j].document.id) for i, j in candidates.edges]
        right = np.array([edge in collection.truth for edge in edges], dtype=np.float64)
        yield candidates, right


def _collections(
    maker: Maker, releases: Sequence[Release], amount: Amount
) -> Iterator[MadeCollection]:
    for draw in range(amount.made):
        made = [maker.made(releases, 1000 * draw + n) for n in range(amount.size)]
        yield withheld(made, maker.random)
    for draw in range(amount.real):
        real = [maker.real(release, draw % 2 == 0) for release in releases]
        yield withheld(real, maker.random)


def _nothing(size: int) -> Logistic:
    return Logistic(0.0, np.zeros(size))
