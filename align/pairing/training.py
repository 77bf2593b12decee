"""Learning the weights of pairing, from collections made of releases with gold beads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.aligner.embedding import Embedder
from align.errors import AlignError
from align.model import Language
from align.pairing.edges import Edge
from align.pairing.evidence import AGAINST, FEATURES
from align.pairing.made import MadeCollection, Maker, Release, withheld
from align.pairing.match import Scored, scored, standing
from align.pairing.profile import make_profile, without_furniture
from align.pairing.weights import Logistic, PairingModel, fit, fit_choice

SEED = 11
_RIDGE, _STANDING_RIDGE = 1.0, 0.1
_SCORE_AND_RIVALS = 3  # columns of a standing
_SIZES = (*(1,) * 6, *(2,) * 6, *(3,) * 4, *(5,) * 3, *(10,) * 2, 20, 40)
"""Releases of a worn collection: as many documents in small ones as in large ones, nearly."""
_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is made to learn from.

    Attributes:
        made: collections of made documents.
        size: documents a side of each.
        real: collections of the releases as they are, each with others withheld.
        families: collections of documents that have most of their paragraphs in common.
        worn: collections of some releases as they are met with.

    """

    made: int = 1
    size: int = 150
    real: int = 8
    families: int = 16
    worn: int = 220


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
    score = fit_choice(
        np.vstack([candidates.features for candidates, _ in gathered]),
        right,
        [_numbered([candidates.edges for candidates, _ in gathered], side) for side in (0, 1)],
        np.array([-1.0 if name in AGAINST else 1.0 for name in FEATURES]),
        _RIDGE,
    )
    places = [
        standing(c.edges, score.logits(c.features), c.repeats, c.size) for c, _ in gathered
    ]
    told = np.concatenate([_told(candidates, right) for candidates, right in gathered])
    return PairingModel(score, _fit_standing(np.vstack(places)[told], right[told]))


def _fit_standing(places: _Array, right: _Array) -> Logistic:
    """The model of standing: what rivals take away weighs as much as the score itself."""
    together = np.column_stack(
        [places[:, :_SCORE_AND_RIVALS].sum(axis=1), places[:, _SCORE_AND_RIVALS:]]
    )
    model = fit(together, right, _STANDING_RIDGE)
    times = [_SCORE_AND_RIVALS, *(1,) * (len(model.weights) - 1)]
    return Logistic(model.bias, np.repeat(model.weights, times))


def _told(candidates: Scored, right: _Array) -> NDArray[np.bool_]:
    """Which candidates are right or wrong: one that repeats the right one is neither."""
    true = {edge for edge, one in zip(candidates.edges, right, strict=True) if one}
    korean, english = candidates.repeats
    twins = {(twin, j) for i, j in true for twin in korean.get(i, ())}
    twins |= {(i, twin) for i, j in true for twin in english.get(j, ())}
    return np.array([edge in true or edge not in twins for edge in candidates.edges])


def _numbered(collections: Sequence[Sequence[Edge]], side: int) -> NDArray[np.int64]:
    """Which document of one side each candidate is of, counted over all collections."""
    numbers: dict[tuple[int, int], int] = {}
    return np.array(
        [
            numbers.setdefault((place, edge[side]), len(numbers))
            for place, edges in enumerate(collections)
            for edge in edges
        ]
    )


def _gathered(
    releases: Sequence[Release], embedder: Embedder | None, amount: Amount
) -> Iterator[tuple[Scored, _Array]]:
    """The candidates of each collection, and which of them are right."""
    maker = Maker(embedder, SEED)
    for collection in _collections(maker, releases, amount):
        profiles = [
            make_profile(d, embedder, maker.pooled.get(d.id)) for d in collection.documents
        ]
        korean, english = (
            without_furniture([p for p in profiles if p.document.language is language])
            for language in (Language.KOREAN, Language.ENGLISH)
        )
        if not korean or not english:
            continue
        candidates = scored(korean, english, None)
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
    for draw in range(amount.families):
        yield maker.families(releases, draw % 2 == 0)
    for _ in range(amount.worn):
        size = maker.random.choice(_SIZES)
        yield maker.worn(maker.random.sample(releases, min(size, len(releases))))
