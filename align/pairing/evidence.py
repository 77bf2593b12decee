"""What speaks for a pair and what against it, as features of a logistic model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from align.pairing.edges import Edge
from align.pairing.profile import Profile

FEATURES = (
    *("content", "background", "title", "covers_original", "covers_translation", "covers_less"),
    *("mutual", "mutual_of_one", "order", "latin"),
    *("shared_keys", "keys_of_fewer", "figures_of_fewer"),
    *("same_day", "other_day", "same_date", "near_date", "far_date"),
    *("file_name", "length", "segments"),
)
AGAINST = frozenset({"background", "other_day", "far_date"})
"""Features that speak against a pair, if they speak; all others speak for it."""
_NEAR, _FAR = 3, 14  # days
_MATCHED = 0.5  # cosine from which two segments say the same
_MUCH_ORDER = 6.0  # standard deviations, beyond which order says no more
_ANY, _ANY_COSINE = 4, 0.3  # documents that stand for all others, and how alike any are
_LITTLE = 4.0  # worth of what is shared that says half of what much of it says
_SEVERAL = 2  # pairs of segments, likewise


def pair_features(
    korean: Sequence[Profile],
    english: Sequence[Profile],
    edges: Sequence[Edge],
    worth: Mapping[str, float],
) -> NDArray[np.float64]:
    """Return the features of each candidate, shape (edges, features)."""
    usual = _usual(korean, english), _usual(english, korean)
    return np.array(
        [_features(korean[i], english[j], (usual[0][i], usual[1][j]), worth) for i, j in edges],
        dtype=np.float64,
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


def _usual(some: Sequence[Profile], others: Sequence[Profile]) -> list[tuple[float, int]]:
    """For each document, the sum of its cosines to all of the others, and their count."""
    known = [other.content for other in others if other.content is not None]
    if not known:
        return [(0.0, 0)] * len(some)
    total = np.sum(known, axis=0)
    return [(_cosine(one.content, total), len(known)) for one in some]


def _background(content: float, usual: Sequence[tuple[float, int]]) -> float:
    """What two documents have in common with any other: that of one matter is more alike."""
    means = [
        (total - content + _ANY * _ANY_COSINE) / (max(count - 1, 0) + _ANY)
        for total, count in usual
    ]
    return sum(means) / len(means)


def _features(
    a: Profile, b: Profile, usual: Sequence[tuple[float, int]], worth: Mapping[str, float]
) -> list[float]:
    content = _cosine(a.content, b.content)
    shared, fewer, figures = _shared(a, b, worth)
    days = bool(a.days and b.days)
    apart = abs((a.date - b.date).days) if a.date and b.date else None
    return [
        content,
        _background(content, usual),
        _cosine(a.title, b.title),
        *likeness(a, b),
        _quoted(a, b, worth),
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


def likeness(a: Profile, b: Profile) -> tuple[float, float, float, float, float, float]:
    """Return how much two documents say the same, segment by segment.

    How much each covers the other, and the lesser of both; how much of each stands in
    segments that are one another's best, lesser and greater; and the order of these.

    Best segments of one another are many, and in the same order, where documents translate
    each other, few where they only treat of one matter.
    """
    if a.segments is None or b.segments is None:
        return 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    cosines = similarities(a, b)
    best, other = cosines.argmax(axis=1), cosines.argmax(axis=0)
    highest = cosines[np.arange(len(best)), best]
    first = float(a.weights @ highest)
    second = float(b.weights @ cosines[other, np.arange(len(other))])
    mutual = np.flatnonzero(other[best] == np.arange(len(best)))
    sure = len(mutual) / (len(mutual) + _SEVERAL)  # any two sentences are best of very few
    agreed = sorted(
        (
            sure * float(a.weights[mutual] @ highest[mutual]),
            sure * float(b.weights[best[mutual]] @ highest[mutual]),
        )
    )
    return first, second, min(first, second), agreed[0], agreed[1], _order(best[mutual])


def _order(places: NDArray[np.int64]) -> float:
    """How orderly places are that should rise: standard deviations above chance, -1/6 to 1."""
    count = len(places)
    if count < 3:
        return 0.0
    ranks = np.argsort(np.argsort(places))
    squares = float(((ranks - np.arange(count)) ** 2).sum())
    correlation = 1 - 6 * squares / (count * (count * count - 1))
    deviations = correlation * float(np.sqrt(count - 1))
    return max(-1.0, min(_MUCH_ORDER, deviations)) / _MUCH_ORDER


def _quoted(a: Profile, b: Profile, worth: Mapping[str, float]) -> float:
    """Whether `b` has the words in Latin letters of the Korean side: 1 all, -1 none.

    Near 0 where there are few such words, or half of them.
    """
    there = sum(worth.get(f"L:{word}", 0.0) for word in a.latin & b.latin)
    missing = sum(worth.get(f"L:{word}", 0.0) for word in a.latin - b.latin)
    return (there - missing) / (there + missing + _LITTLE)


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
        shared / (fewer + _LITTLE),
        weight(numbers[0] & numbers[1]) / (least + _LITTLE),
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
