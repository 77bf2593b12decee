"""What speaks for a pair and what against it, as features of a logistic model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from align.pairing.edges import Edge
from align.pairing.profile import Profile

FEATURES = (
    *("content", "title", "covers_original", "covers_translation", "covers_less"),
    *("shared_keys", "keys_of_fewer", "figures_of_fewer"),
    *("same_day", "other_day", "same_date", "near_date", "far_date"),
    *("file_name", "length", "segments"),
)
_NEAR, _FAR = 3, 14  # days
_MATCHED = 0.5  # cosine from which two segments say the same


def pair_features(
    korean: Sequence[Profile],
    english: Sequence[Profile],
    edges: Sequence[Edge],
    worth: Mapping[str, float],
) -> NDArray[np.float64]:
    """Return the features of each candidate, shape (edges, features)."""
    return np.array(
        [_features(korean[i], english[j], worth) for i, j in edges], dtype=np.float64
    ).reshape(-1, len(FEATURES))


def coverage(a: Profile, b: Profile) -> tuple[float, float]:
    """Return how much of each document the other says: mean best cosines by length, 0 to 1."""
    if a.segments is None or b.segments is None:
        return 0.0, 0.0
    cosines = similarities(a, b)
    return float(a.weights @ cosines.max(axis=1)), float(b.weights @ cosines.max(axis=0))


def similarities(a: Profile, b: Profile) -> NDArray[np.float32]:
    """Return the cosines of the segments of two documents, shape (segments, segments)."""
    assert a.segments is not None
    assert b.segments is not None
    return a.segments.astype(np.float32) @ b.segments.astype(np.float32).T


def _features(a: Profile, b: Profile, worth: Mapping[str, float]) -> list[float]:
    first, second = coverage(a, b)
    shared, fewer, figures = _shared(a, b, worth)
    days = bool(a.days and b.days)
    apart = abs((a.date - b.date).days) if a.date and b.date else None
    return [
        _cosine(a.content, b.content),
        _cosine(a.title, b.title),
        first,
        second,
        min(first, second),
        shared,
        fewer,
        figures,
        float(days and bool(a.days & b.days)),
        float(days and not a.days & b.days),
        float(apart == 0),
        float(apart is not None and 0 < apart <= _NEAR),
        0.0 if apart is None or apart <= _NEAR else min(apart, _FAR) / _FAR,
        _overlap(a.file_tokens, b.file_tokens),
        -abs(log(max(1.0, b.length) / max(1.0, a.length))),
        -abs(log(len(b.document.segments) / len(a.document.segments))),
    ]


def _cosine(a: NDArray[np.float32] | None, b: NDArray[np.float32] | None) -> float:
    return float(a @ b) if a is not None and b is not None else 0.0


def _shared(a: Profile, b: Profile, worth: Mapping[str, float]) -> tuple[float, float, float]:
    """Keys that both have: among all, among those of the poorer, and figures alone."""

    def weight(keys: frozenset[str] | set[str]) -> float:
        return sum(worth.get(key, 0.0) for key in keys)

    both = a.keys & b.keys
    # Most keys of Korean words are names of nothing; only what either side could share counts.
    mine = {key for key in a.keys if key[:2] not in ("N:", "S:")} | both
    other = {key for key in b.keys if key[:2] not in ("N:", "S:")} | both
    shared = weight(both)
    union = weight(mine | other)
    fewer = min(weight(mine), weight(other))
    numbers = [{key for key in keys if key[1:2] != ":"} for keys in (a.keys, b.keys)]
    least = min(weight(numbers[0]), weight(numbers[1]))
    return (
        shared / union if union else 0.0,
        shared / fewer if fewer else 0.0,
        weight(numbers[0] & numbers[1]) / least if least else 0.0,
    )


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def reasons(features: NDArray[np.float64], shared: Sequence[str]) -> tuple[str, ...]:
    """Say what speaks for and against a pair, in words, strongest first."""
    value = dict(zip(FEATURES, features, strict=True))
    told: list[tuple[float, str]] = []
    if value["same_date"]:
        told.append((1.0, "same date"))
    elif value["near_date"]:
        told.append((0.7, "dates a few days apart"))
    elif value["far_date"]:
        told.append((0.1, "dates far apart"))
    if value["same_day"]:
        told.append((0.9, "same day in the text"))
    if value["covers_less"]:
        told.append((value["covers_less"], f"contents alike ({value['covers_less']:.2f})"))
    if value["title"]:
        told.append((value["title"] - 0.1, f"titles alike ({value['title']:.2f})"))
    if shared:
        told.append((0.5 + value["keys_of_fewer"] / 2, "shared: " + ", ".join(shared)))
    if value["file_name"]:
        told.append((value["file_name"], "file names alike"))
    if value["length"] < -log(2):
        told.append((0.05, "lengths differ"))
    return tuple(text for _, text in sorted(told, key=lambda item: -item[0]))


def matched(a: Profile, b: Profile) -> NDArray[np.bool_]:
    """Return which segments of `b` something in `a` says, shape (segments of b,)."""
    said: NDArray[np.bool_] = similarities(a, b).max(axis=0) >= _MATCHED
    return said
