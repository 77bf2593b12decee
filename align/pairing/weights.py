"""The weights of pairing: shipped, for collections with embeddings and without.

A candidate's score is linear in its features, learned so that the right candidate of a
document stands out among all of them and among having none.  A logistic model of the
score and of what rivals of either document take away gives the probability.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from align.pairing.evidence import FEATURES

_Array = NDArray[np.float64]
_FILE = "weights.json"
_WITH, _WITHOUT = "with", "without"
_HIGHEST = 30.0  # log odds, beyond which nothing changes
_LONGEST_STEP = 5.0  # of a weight, so that no step leaps over the best
STANDING = (
    "score",
    "rivals_of_original",
    "rivals_of_translation",
    "lead",
    "others_paired",
    "fewness",
)


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: a bias and a weight a feature."""

    bias: float
    weights: _Array

    def logits(self, features: _Array) -> _Array:
        """Return log odds, shape (rows,), for features of shape (rows, features)."""
        log_odds: _Array = features @ self.weights + self.bias
        return log_odds


@dataclass(frozen=True, slots=True)
class PairingModel:
    """What scores candidates, and what turns scores into probabilities."""

    score: Logistic
    standing: Logistic


@cache
def default_model(embedded: bool) -> PairingModel:
    """Return the model that ships, for candidates with embeddings or without."""
    text = files("align.pairing").joinpath(_FILE).read_text("utf-8")
    return parse_models(text)[_WITH if embedded else _WITHOUT]


def parse_models(text: str) -> dict[str, PairingModel]:
    """Return the models in a file of weights, by `with` and `without` embeddings."""
    content = json.loads(text)
    return {name: from_plain(content[name]) for name in (_WITH, _WITHOUT)}


def models_to_json(
    embedded: PairingModel, bare: PairingModel, made_by: Mapping[str, object]
) -> str:
    """Return both models as a file of weights, which names the command, data and seed."""
    models = {_WITH: to_plain(embedded), _WITHOUT: to_plain(bare)}
    return json.dumps({"made_by": dict(made_by), **models}, ensure_ascii=False, indent=2) + "\n"


def probabilities(logits: _Array) -> _Array:
    """Return probabilities for log odds."""
    probability: _Array = 1.0 / (1.0 + np.exp(-np.clip(logits, -_HIGHEST, _HIGHEST)))
    return probability


def from_plain(content: Mapping[str, Mapping[str, float]]) -> PairingModel:
    """Return the model that plain values hold."""

    def model(name: str, features: tuple[str, ...]) -> Logistic:
        values = content[name]
        weights = np.array([values.get(f, 0.0) for f in features], dtype=np.float64)
        return Logistic(values["bias"], weights)

    return PairingModel(model("score", FEATURES), model("standing", STANDING))


def to_plain(model: PairingModel) -> dict[str, dict[str, float]]:
    """Return a model as plain values."""

    def plain(logistic: Logistic, names: tuple[str, ...]) -> dict[str, float]:
        values = zip(names, logistic.weights, strict=True)
        return {"bias": round(logistic.bias, 4)} | {n: round(float(w), 4) for n, w in values}

    return {
        "score": plain(model.score, FEATURES),
        "standing": plain(model.standing, STANDING),
    }


def fit(features: _Array, right: _Array, ridge: float = 1.0) -> Logistic:
    """Return the logistic model that explains which rows are right, by Newton's method.

    Args:
        features: shape (rows, features).
        right: 1.0 or 0.0 for each row.
        ridge: how strongly weights are held near zero; not the bias.

    """

    def slopes(scores: _Array, rows: _Array) -> tuple[_Array, _Array]:
        expected = probabilities(scores)
        curvature = (rows * (expected * (1 - expected))[:, None]).T @ rows
        return rows.T @ (expected - right), curvature

    return _newton(features, slopes, ridge)


def fit_choice(
    features: _Array,
    right: _Array,
    groups: Sequence[NDArray[np.int64]],
    signs: _Array,
    ridge: float = 1.0,
) -> Logistic:
    """Return the linear model under which each group's right row is chosen among its rows.

    A group may hold no right row; then none is chosen, which always scores 0 (a conditional
    logit with an outside option, McFadden 1974).

    Args:
        features: shape (rows, features).
        right: 1.0 or 0.0 for each row, at most one right row in a group.
        groups: for each way of grouping, the group of each row, counted from 0.
        signs: 1.0 or -1.0 for each feature; a weight of the other sign becomes 0, for that
            is a quirk of what it was learned from.
        ridge: how strongly weights are held near zero; not the bias.

    """

    def slopes(scores: _Array, rows: _Array) -> tuple[_Array, _Array]:
        gradient, curvature = np.zeros(rows.shape[1]), np.zeros((rows.shape[1],) * 2)
        odds = np.exp(np.clip(scores, -_HIGHEST, _HIGHEST))
        for group in groups:
            chosen = odds / (1 + np.bincount(group, odds)[group])
            weighted = rows * chosen[:, None]
            means = np.zeros((int(group.max()) + 1, rows.shape[1]))
            np.add.at(means, group, weighted)
            gradient += rows.T @ (chosen - right) / len(groups)
            curvature += (weighted.T @ rows - means.T @ means) / len(groups)
        return gradient, curvature

    used: NDArray[np.bool_] = np.any(features != 0, axis=0).reshape(-1)
    while True:
        model = _newton(features[:, used], slopes, ridge)
        weights = np.zeros(features.shape[1])
        weights[used] = model.weights
        contrary = weights * signs < 0
        if not contrary.any():
            return Logistic(model.bias, weights)
        used &= ~contrary


def _newton(
    features: _Array, slopes: Callable[[_Array, _Array], tuple[_Array, _Array]], ridge: float
) -> Logistic:
    rows = np.hstack([np.ones((len(features), 1)), features])
    held = ridge * np.eye(rows.shape[1])
    held[0, 0] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(100):
        gradient, curvature = slopes(rows @ weights, rows)
        step = np.linalg.solve(curvature + held, gradient + held @ weights)
        step *= min(1.0, _LONGEST_STEP / np.abs(step).max())
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return Logistic(float(weights[0]), weights[1:])
