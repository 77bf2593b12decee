"""Pairs worth a look, found without comparing every document with every other.

Two ways, and a pair found by either is looked at: an inverted index of the rare things
that documents share, and clusters of their vectors (k-means), in which only the nearest
are searched.  Small collections are searched whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from align.pairing.profile import Profile

Edge = tuple[int, int]

SMALL = 400  # documents of either side; below this every vector is compared
_NEAREST = 10
_BY_KEYS = 10
_MOST_COMMON = 0.02  # a key that more of the documents have says too little
_AT_LEAST_COMMON = 30
_UNSEEN = 8  # documents that stand for all others where there are few
_PROBED = 12  # clusters searched
_SEED = 20171219


def find_candidates(korean: Sequence[Profile], english: Sequence[Profile]) -> list[Edge]:
    """Return index pairs of documents that may translate each other, sorted."""
    if len(korean) * len(english) <= _NEAREST * _NEAREST:
        return [(i, j) for i in range(len(korean)) for j in range(len(english))]
    edges = set(_by_keys(korean, english))
    left, right = vectors(korean), vectors(english)
    if left is not None and right is not None:
        edges |= {(i, j) for i, j in nearest(left, right, _NEAREST)}
        edges |= {(i, j) for j, i in nearest(right, left, _NEAREST)}
    return sorted(edges)


def find_candidates_of(some: Sequence[Profile], others: Sequence[Profile]) -> list[Edge]:
    """Return index pairs of `some` documents with those of the other language they may concern.

    Unlike `find_candidates` it does not ask whom each of the others concerns.
    """
    edges = set(_by_keys(some, others))
    left, right = vectors(some), vectors(others)
    if left is not None and right is not None:
        edges |= set(nearest(left, right, _NEAREST))
    return sorted(edges)


def rarity(profiles: Sequence[Profile]) -> dict[str, float]:
    """Return how much each key says: the logarithm of how few documents have it.

    Words in Latin letters have keys `L:`; one that every second document has says nothing.
    """
    count = len(profiles)
    seen = Counter(key for profile in profiles for key in profile.keys)
    worth = {key: log(1 + count / times) for key, times in seen.items()}
    words = Counter(word for profile in profiles for word in profile.latin)
    worth.update(
        (f"L:{word}", max(0.0, log((count + _UNSEEN) / (2 * times))))
        for word, times in words.items()
    )
    return worth


def vectors(profiles: Sequence[Profile]) -> NDArray[np.float32] | None:
    """Return the content vectors, shape (documents, d), None if one is missing."""
    rows = [profile.content for profile in profiles]
    if any(row is None for row in rows):
        return None
    return np.vstack([row for row in rows if row is not None])


def nearest(
    queries: NDArray[np.float32], points: NDArray[np.float32], count: int
) -> list[Edge]:
    """Return for each query the indexes of its nearest points; approximate for many points."""
    count = min(count, len(points))
    if min(len(points), len(queries)) <= SMALL:
        return _closest(queries, points, np.arange(len(queries)), np.arange(len(points)), count)
    from scipy.cluster.vq import kmeans2  # for large collections alone

    clusters = round(len(points) ** 0.5)
    centres, labels = kmeans2(points, clusters, iter=8, minit="points", rng=_SEED)
    members = [np.flatnonzero(labels == cluster) for cluster in range(clusters)]
    probed = np.argsort(-(queries @ centres.T), axis=1)[:, :_PROBED]
    edges: list[Edge] = []
    for row, probes in enumerate(probed):
        inside = np.concatenate([members[cluster] for cluster in probes])
        edges += _closest(queries[row : row + 1], points, np.array([row]), inside, count)
    return edges


def _closest(
    queries: NDArray[np.float32],
    points: NDArray[np.float32],
    rows: NDArray[np.int64],
    inside: NDArray[np.int64],
    count: int,
) -> list[Edge]:
    if not len(inside):
        return []
    cosines = queries @ points[inside].T
    kept = np.argsort(-cosines, axis=1, kind="stable")[:, :count]
    return [
        (int(row), int(inside[column]))
        for row, columns in zip(rows, kept, strict=True)
        for column in columns
    ]


def _by_keys(korean: Sequence[Profile], english: Sequence[Profile]) -> set[Edge]:
    """The English documents that share most with each Korean one, the rare counting more."""
    worth = rarity([*korean, *english])
    common = max(_AT_LEAST_COMMON, _MOST_COMMON * len(english))
    index: dict[str, list[int]] = defaultdict(list)
    for j, profile in enumerate(english):
        for key in _all_keys(profile):
            index[key].append(j)
    edges: set[Edge] = set()
    for i, profile in enumerate(korean):
        scores: dict[int, float] = defaultdict(float)
        for key in sorted(_all_keys(profile)):
            postings = index.get(key, ())
            if len(postings) <= common:
                for j in postings:
                    scores[j] += worth.get(key, 1.0)
        best = sorted(scores, key=lambda j: (-scores[j], j))[:_BY_KEYS]
        edges |= {(i, j) for j in best}
    return edges


def _all_keys(profile: Profile) -> set[str]:
    keys = set(profile.keys)
    keys |= {f"F:{token}" for token in profile.file_tokens}
    if profile.date is not None:
        keys.add(f"D:{profile.date.isoformat()}")
    return keys
