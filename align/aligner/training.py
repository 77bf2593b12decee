"""Weights from gold beads: the conditional likelihood of the gold paths, with an L2 prior."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.aligner.align import SHARPNESS, Aligner
from align.aligner.crossing import BIAS, Move, find_moves, with_moves
from align.aligner.embedding import Embedder
from align.aligner.lattice import GAPS, Lattice, Lattices
from align.aligner.signals import Table, all_signals, measure
from align.aligner.views.candidates import BEAD_TYPES, Candidates, Indexes
from align.aligner.views.view import View, make_view
from align.aligner.views.wrapped import unwrap
from align.aligner.weights import Weights
from align.errors import AlignError
from align.execution.threads import one_thread
from align.model import Bead, Bitext, Side, Status

_Vector = NDArray[np.float64]
_Prior = tuple[float, float]  # its strength for features and for gaps
_FOLDS = 4
_MANY, _ROUGH, _ROUGH_ROUNDS = 48, 8, 60  # examples that are pruned, by an eighth of them
_BLUNT, _NO_CHANCE = 0.5, 1e-6  # factor of the scores by which candidates are pruned, and where
_ROUNDS = 120
_FOR_BIAS = 3  # of many examples every third tells what crossing costs
_DECIDED = (Status.ACCEPTED, Status.EDITED)
_FACTORS = tuple(0.5 + 0.05 * step for step in range(51))
_BIASES = tuple(-0.5 * step for step in range(25))


@dataclass(frozen=True, slots=True)
class Example:
    """One aligned pair of documents to learn from or to be scored on."""

    name: str
    view: View
    gold: tuple[Bead, ...]
    weight: float = 1.0
    """What it counts beside others when weights are learned."""


@dataclass(frozen=True)
class _Prepared:
    features: _Vector
    lattice: Lattice
    gold: Indexes  # the candidates on the gold path, in its order
    weight: float

    @cached_property
    def held(self) -> _Vector:
        """The features of the gold path, those of gaps last."""
        gaps = self.lattice.gaps_on(self.gold)
        return np.concatenate([self.features[self.gold].sum(axis=0), gaps])


class _Likelihood:
    """How probable the gold paths of examples are under weights, all at once."""

    def __init__(self, prepared: Sequence[_Prepared]) -> None:
        self._features = np.vstack([item.features for item in prepared])
        self._lattices = Lattices([item.lattice for item in prepared])
        self._weights = np.array([item.weight for item in prepared])
        self._held = sum(item.weight * item.held for item in prepared)

    def loss(self, weights: _Vector) -> tuple[float, _Vector]:
        """Return the negative logarithm of the likelihood, and its gradient."""
        scores, gaps = _split(self._features, weights)
        candidates, expected, totals = self._lattices.posteriors(scores, gaps, self._weights)
        gradient = np.concatenate([candidates @ self._features, expected]) - self._held
        return float(self._weights @ totals - weights @ self._held), gradient


def reviewed(bitext: Bitext, embedder: Embedder | None, least: int = 2) -> list[Example]:
    """Return what a person's decisions on a bitext teach: its stretches of decided beads.

    A stretch is a run of beads that were accepted or edited, with nothing
    undecided or rejected between them on either side.

    Args:
        bitext: a bitext of a memory.
        embedder: for the view of the stretches.
        least: how many beads a stretch must have to teach anything.

    """
    view = make_view(bitext.original, bitext.translation, embedder)
    return [
        Example(f"{bitext.original.id}#{number}", *_own(view, stretch))
        for number, stretch in enumerate(_stretches(bitext.beads), 1)
        if len(stretch) >= least
    ]


def _stretches(beads: Sequence[Bead]) -> list[list[Bead]]:
    stretches: list[list[Bead]] = [[]]
    i = j = 0
    for bead in beads:
        follows = _at(bead.original, i) and _at(bead.translation, j)
        if bead.status not in _DECIDED or not follows or bead.crossing:
            stretches.append([])
        if bead.status in _DECIDED and not bead.crossing:
            stretches[-1].append(bead)
        i = max((i, *(k + 1 for k in bead.original)))
        if not bead.crossing:  # its translation stands elsewhere, and parts what is around it
            j = max((j, *(k + 1 for k in bead.translation)))
    return stretches


def _at(indexes: tuple[int, ...], start: int) -> bool:
    return not indexes or indexes == tuple(range(start, start + len(indexes)))


def _own(view: View, stretch: Sequence[Bead]) -> tuple[View, tuple[Bead, ...]]:
    """The part of a view that a stretch covers, and the stretch counted from its start."""
    rows = [i for bead in stretch for i in bead.original]
    columns = [j for bead in stretch for j in bead.translation]
    at_i, at_j = (min(indexes, default=0) for indexes in (rows, columns))
    gold = tuple(
        Bead(tuple(i - at_i for i in bead.original), tuple(j - at_j for j in bead.translation))
        for bead in stretch
    )
    return view.chosen(rows, columns), gold


@one_thread()
def train(
    examples: Sequence[Example],
    embedder: Embedder | None,
    *,
    l2: float = 10.0,
    gap_l2: float | None = None,
    made_by: dict[str, object] | None = None,
) -> Weights:
    """Return the weights under which the gold paths are most probable.

    The objective is convex and the optimiser (L-BFGS) deterministic, so the
    same examples give the same weights.  Of many examples only the candidates count that
    have a chance under rough weights, learned on a few of them, and since the prior then
    hardly holds weights down, the posteriors stay as sharp as they come; of few, their
    sharpness is fitted on documents held out in turn.  Crossing beads enter as segments
    without a counterpart, since a path cannot cross; the bias for them is
    then chosen on the same examples, of many on a third, by strict F1.

    Args:
        examples: what to learn from.
        embedder: that of their views, None where they have none.
        l2: strength of the prior, which draws weights to zero.
        gap_l2: the same for what runs without counterpart cost, by default no other.  With
            embeddings these costs are far from zero, and a weak prior lets them be.
        made_by: what the weights are to say of their making.

    Raises:
        AlignError: there is nothing to learn from.

    """
    if not examples:
        raise AlignError(
            "there is nothing to learn from", remedy="Give documents with gold beads"
        )
    prior = l2, l2 if gap_l2 is None else gap_l2
    rough = None
    if len(examples) >= _MANY:
        rough = _fit(*_prepare(examples[::_ROUGH]), prior, {}, rounds=_ROUGH_ROUNDS)
    names, prepared = _prepare(examples, rough)
    weights = _fit(names, prepared, prior, made_by or {})
    few = _FOLDS <= len(examples) < _MANY
    sharpness = _sharpness(names, prepared, prior) if few else 1.0
    weights = replace(weights, values={**weights.values, SHARPNESS: sharpness})
    some = examples[::_FOR_BIAS] if len(examples) >= _MANY else examples
    return _with_crossing_bias(weights, some, embedder)


@one_thread()
def refit(
    weights: Weights,
    examples: Sequence[Example],
    *,
    l2: float = 100.0,
    made_by: dict[str, object] | None = None,
) -> Weights:
    """Return weights that make the gold paths more probable and stay near those given.

    The prior has its mean at the weights, so that few examples change them little
    (maximum a posteriori adaptation).  The sharpness and the crossing bias stay.  After
    twenty decisions on the sample, aligned without embeddings, an `l2` of 100 left 14 of 18
    errors elsewhere; 1 made 27 of them, and 1000 changed nothing.

    Raises:
        AlignError: there is nothing to learn from.

    """
    if not examples:
        raise AlignError("there is nothing to learn from", remedy="Decide on some beads first")
    names, prepared = _prepare(examples)
    scale, likelihood = _spread(prepared), _Likelihood(prepared)
    mean = weights.vector(names) * scale
    scaled = _minimise(lambda w: _loss(w, likelihood, scale, l2, mean), mean)
    values = dict(zip(names, (scaled / scale).tolist(), strict=True))
    return Weights({**weights.values, **values}, made_by or {})


def _fit(
    names: Sequence[str],
    prepared: Sequence[_Prepared],
    prior: _Prior,
    made_by: dict[str, object],
    *,
    rounds: int = _ROUNDS,
) -> Weights:
    scale, likelihood = _spread(prepared), _Likelihood(prepared)
    start = np.zeros(len(names))
    l2 = np.repeat(prior, (len(names) - len(GAPS), len(GAPS)))
    scaled = _minimise(lambda w: _loss(w, likelihood, scale, l2), start, rounds)
    return Weights(dict(zip(names, (scaled / scale).tolist(), strict=True)), made_by)


def _sharpness(names: Sequence[str], prepared: Sequence[_Prepared], prior: _Prior) -> float:
    """The factor for scores that gives held-out gold paths the highest probability.

    Every document is held out once, in one of a few folds.
    """
    held_out: list[tuple[_Prepared, _Vector]] = []
    for fold in range(_FOLDS):
        rest = [item for k, item in enumerate(prepared) if k % _FOLDS != fold]
        vector = _fit(names, rest, prior, {}).vector(names)
        held_out += [(item, vector) for item in prepared[fold::_FOLDS]]

    def loss(factor: float) -> float:
        return sum(
            item.weight
            * (
                item.lattice.posteriors(*_split(item.features, factor * vector)).log_total
                - factor * float(vector @ item.held)
            )
            for item, vector in held_out
        )

    return min(_FACTORS, key=loss)


def _minimise(loss: object, start: _Vector, rounds: int = _ROUNDS) -> _Vector:
    from scipy.optimize import minimize  # a fifth of a second, for training alone

    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return np.asarray(result.x, dtype=np.float64)


def _prepare(
    examples: Sequence[Example], pruned_by: Weights | None = None
) -> tuple[tuple[str, ...], list[_Prepared]]:
    """The examples in figures; without the candidates that have no chance under weights."""
    signals = all_signals()
    prepared: list[_Prepared] = []
    names: tuple[str, ...] = ()
    for example in map(_unwrapped, examples):
        candidates = example.view.candidates(BEAD_TYPES)
        names, features = measure(signals, example.view, candidates)
        gold = _gold_path(example, candidates)
        lattice = Lattice(candidates)
        if pruned_by:
            kept = _probable(features, lattice, gold, names, pruned_by)
            at = np.cumsum(kept) - 1
            features, gold = features[kept], at[gold]
            lattice = Lattice(candidates.where(kept))
        wide = features.astype(np.float64)
        prepared.append(_Prepared(wide, lattice, gold, example.weight))
    return (*names, *GAPS), prepared


def _probable(
    features: Table, lattice: Lattice, gold: Indexes, names: Sequence[str], weights: Weights
) -> NDArray[np.bool_]:
    """Which candidates are probable at all under weights, the gold's and the lone ones."""
    candidates = lattice.candidates
    scores, gaps = features @ weights.vector(names), weights.vector(GAPS)
    posteriors = lattice.posteriors(_BLUNT * scores, _BLUNT * gaps).candidates
    kept: NDArray[np.bool_] = (candidates.m == 0) | (candidates.n == 0)
    kept |= posteriors > _NO_CHANCE
    kept[gold] = True
    return kept


def _unwrapped(example: Example) -> Example:
    """The example as the aligner sees it, lines that were broken at a width put together."""
    unwrapped = unwrap(example.view)
    return replace(example, view=unwrapped.view, gold=tuple(unwrapped.in_runs(example.gold)))


def _gold_path(example: Example, candidates: Candidates) -> Indexes:
    """The candidates that the gold takes, in order; what it cannot take is left alone."""
    c = candidates
    spans = zip(c.i0.tolist(), c.i1.tolist(), c.j0.tolist(), c.j1.tolist(), strict=True)
    known = {span: k for k, span in enumerate(spans)}
    taken: list[Bead] = []
    for bead in example.gold:
        taken += [bead] if _spans(bead) in known else _apart(bead)
    return np.array([known[_spans(bead)] for bead in monotone(taken)], dtype=np.int64)


def _spans(bead: Bead) -> tuple[int, int, int, int]:
    """The bounds of both sides as a candidate has them; those of no candidate for a gap."""
    if not bead.is_pair:
        i, j = (bead.on(side)[0] if bead.on(side) else None for side in Side)
        return (0, 0, j, j + 1) if i is None and j is not None else (i or 0, (i or 0) + 1, 0, 0)
    bounds = [
        (side[0], side[-1] + 1) if side[-1] - side[0] == len(side) - 1 else (-1, -1)
        for side in (bead.original, bead.translation)
    ]
    (i0, i1), (j0, j1) = bounds
    return i0, i1, j0, j1


def _apart(bead: Bead) -> list[Bead]:
    return [Bead((i,), ()) for i in bead.original] + [Bead((), (j,)) for j in bead.translation]


def monotone(beads: Sequence[Bead]) -> list[Bead]:
    """Return beads as a path: in both orders at once, crossing ones as deletions."""
    path: list[Bead] = []
    i = j = 0
    ends = [sum(len(bead.on(side)) for bead in beads) for side in Side]
    for bead in [*_longest_chain([b for b in beads if b.is_pair]), None]:
        stop_i, stop_j = (bead.original[0], bead.translation[0]) if bead else ends
        path += [Bead((k,), ()) for k in range(i, stop_i)]
        path += [Bead((), (k,)) for k in range(j, stop_j)]
        if bead:
            path.append(bead)
            i, j = bead.original[-1] + 1, bead.translation[-1] + 1
    return path


def _longest_chain(pairs: Sequence[Bead]) -> list[Bead]:
    """The beads that hold most segments among those that do not cross one another."""
    ordered = sorted(pairs, key=lambda bead: bead.original)
    held: list[int] = []
    before: list[int | None] = []
    for k, bead in enumerate(ordered):
        fitting = [n for n in range(k) if ordered[n].translation < bead.translation]
        best = max(fitting, key=lambda n: held[n], default=None)
        size = len(bead.original) + len(bead.translation)
        held.append(size + (held[best] if best is not None else 0))
        before.append(best)
    chain: list[Bead] = []
    at = max(range(len(ordered)), key=lambda n: held[n], default=None)
    while at is not None:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def _spread(prepared: Sequence[_Prepared]) -> _Vector:
    """The standard deviation of each feature, 1 where it never varies; 1 for gaps."""
    spread: _Vector = np.vstack([item.features for item in prepared]).std(axis=0)
    return np.append(np.where(spread > 0, spread, 1.0), np.ones(len(GAPS)))


def _loss(
    w: _Vector,
    likelihood: _Likelihood,
    scale: _Vector,
    l2: _Vector | float,
    mean: _Vector | float = 0.0,
) -> tuple[float, _Vector]:
    """Negative log likelihood with its prior, and its gradient."""
    off = w - mean
    loss, gradient = likelihood.loss(w / scale)
    pull = l2 * off
    return loss + float(off @ pull) / 2, gradient / scale + pull


def _split(features: _Vector, weights: _Vector) -> tuple[_Vector, _Vector]:
    """Scores of candidates, and of gaps, whose weights are the last."""
    return features @ weights[: -len(GAPS)], weights[-len(GAPS) :]


def _with_crossing_bias(
    weights: Weights, examples: Sequence[Example], embedder: Embedder | None
) -> Weights:
    """The weights with the crossing bias of the best strict F1, the middle one of equals."""
    aligner = Aligner(embedder, weights)
    seen = map(_unwrapped, examples)
    aligned = [_with_moves(aligner, example) for example in seen]
    scores = [
        _strict_f1([(with_moves(beads, moves, bias), gold) for beads, moves, gold in aligned])
        for bias in _BIASES
    ]
    best = [bias for bias, f1 in zip(_BIASES, scores, strict=True) if f1 == max(scores)]
    return replace(weights, values={**weights.values, BIAS: best[len(best) // 2]})


def _with_moves(
    aligner: Aligner, example: Example
) -> tuple[list[Bead], list[Move], tuple[Bead, ...]]:
    """The best path of an example, the moves found on it, and its gold."""
    parted = aligner.parted(example.view)
    beads = parted.path()
    return beads, find_moves(parted, beads), example.gold


def _strict_f1(aligned: Sequence[tuple[Sequence[Bead], Sequence[Bead]]]) -> float:
    hits = beads = 0
    for ours, gold in aligned:
        keys = [{(bead.original, bead.translation) for bead in side} for side in (ours, gold)]
        hits += len(keys[0] & keys[1])
        beads += len(keys[0]) + len(keys[1])
    return 2 * hits / beads
