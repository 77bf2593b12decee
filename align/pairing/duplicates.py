"""Documents of one language that say nearly the same: copies and corrected re-issues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from align.pairing.model import Related, Relation
from align.pairing.profile import Profile

_SKETCH = 32  # shingles with the least hashes, which stand for all
_SAMPLED = 8  # of them, by which likely copies are brought together
_SKETCHED = 0.35  # of the sketches that two documents worth comparing share
_ALIKE = 0.6  # Jaccard index of shingles
_SAME = 0.98
_CROWD = 50  # a shingle in more documents is of a form letter, not of one text


def find_repeats(profiles: Sequence[Profile]) -> dict[int, set[int]]:
    """Return for each document those that repeat it, by index; both ways.

    Candidates share one of the shingles with the least hash values (bottom-k sketches,
    Broder 1997); the Jaccard index of all shingles decides.
    """
    sketches = [sorted(profile.shingles)[:_SKETCH] for profile in profiles]
    sets = [frozenset(sketch) for sketch in sketches]
    buckets: dict[int, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        for value in sketch[:_SAMPLED]:
            buckets[value].append(index)
    repeats: dict[int, set[int]] = defaultdict(set)
    seen: set[tuple[int, int]] = set()
    for members in buckets.values():
        if len(members) > _CROWD:
            continue
        for a, b in combinations(members, 2):
            if (a, b) in seen or len(sets[a] & sets[b]) < _SKETCHED * len(sets[a]):
                continue
            seen.add((a, b))
            if _alike(profiles[a], profiles[b]) >= _ALIKE:
                repeats[a].add(b)
                repeats[b].add(a)
    return repeats


def relation(a: Profile, b: Profile) -> Related:
    """Say how a document repeats another: word for word, or with corrections."""
    same = _alike(a, b) >= _SAME
    kind = Relation.COPY if same else Relation.REISSUE
    return Related(a.document.id, b.document.id, kind)


def _alike(a: Profile, b: Profile) -> float:
    both = len(a.shingles & b.shingles)
    return both / max(1, len(a.shingles | b.shingles))
