"""Pairing a collection that has grown: new documents, and whom they might concern.

What was paired stays, unless a new document is a candidate for either side.  Candidates
are found by sketches, which are kept of every document: its vector, its keys and a few
shingles.  Only new documents, their candidates and those candidates' partners are paired
anew; a pair among the latter changes only where a new document has a part in it.
"""

from __future__ import annotations

import base64
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from align.execution.threads import one_thread
from align.model import Document, Language
from align.pairing.edges import find_candidates_of
from align.pairing.match import document_ids, pair_profiles
from align.pairing.model import Pair, Pairing, Related
from align.pairing.profile import Profile

GROWTH = 0.25
"""Share of new documents beyond which a collection is paired as a whole again."""

_SHINGLES = 32  # with the least hashes, which stand for all (Broder 1997)
_SHARED = 8  # of them, from which on two documents may be copies
_NO_WEIGHTS = np.zeros(0, dtype=np.float32)


def to_sketch(profile: Profile) -> dict[str, Any]:
    """Return what is kept of a profile, as plain values."""
    content = profile.content
    return {
        "keys": sorted(profile.keys),
        "days": sorted(profile.days),
        "date": profile.date.isoformat() if profile.date else None,
        "file": sorted(profile.file_tokens),
        "length": profile.length,
        "content": None
        if content is None
        else base64.b64encode(content.astype(np.float16).tobytes()).decode("ascii"),
        "shingles": sorted(profile.shingles)[:_SHINGLES],
    }


def from_sketch(document: Document, plain: Mapping[str, Any]) -> Profile:
    """Return a profile that can be searched for candidates, and no more."""
    content = plain["content"]
    vector = None if content is None else np.frombuffer(base64.b64decode(content), np.float16)
    return Profile(
        document,
        frozenset(plain["keys"]),
        frozenset(),
        frozenset(plain["days"]),
        datetime.date.fromisoformat(plain["date"]) if plain["date"] else None,
        frozenset(plain["file"]),
        plain["length"],
        None if vector is None else vector.astype(np.float32),
        None,
        None,
        _NO_WEIGHTS,
        frozenset(plain["shingles"]),
    )


@one_thread()
def pair_grown(
    known: Pairing,
    new: Iterable[str],
    sketches: Sequence[Profile],
    profiles: Callable[[Sequence[Document]], Sequence[Profile]],
) -> Pairing:
    """Return the pairing of a collection of which a part is paired.

    Args:
        known: what is paired; documents that are gone or changed stand in it no more.
        new: ids of the documents that are not in `known`, and of those whose partner is gone.
        sketches: of all documents, new ones too; see `from_sketch`.
        profiles: makes the whole profiles of some documents.

    """
    fresh = set(new)
    concerned = _concerned(fresh, known, sketches)
    part = [p.document for p in sketches if p.document.id in concerned]
    again = pair_profiles(profiles(part))
    before = [pair for pair in known.pairs if not document_ids([pair]).isdisjoint(concerned)]
    touched = _touched(fresh, [*before, *again.pairs], again.related)
    pairs = [pair for pair in known.pairs if document_ids([pair]).isdisjoint(touched)]
    pairs += [pair for pair in again.pairs if not document_ids([pair]).isdisjoint(touched)]
    pairs.sort(key=lambda pair: pair.names)
    used = document_ids(pairs)
    related = [item for item in known.related if item.document not in touched]
    related += [item for item in again.related if item.document in touched]
    return Pairing(
        tuple(pairs),
        tuple(p.document for p in sketches if p.document.id not in used),
        tuple(related),
    )


def _concerned(fresh: set[str], known: Pairing, sketches: Sequence[Profile]) -> set[str]:
    """New documents, their candidates and likely copies, and the partners of these."""
    concerned = set(fresh)
    for language, other in (tuple(Language), tuple(reversed(Language))):
        asking = [
            p for p in sketches if p.document.language is language and p.document.id in fresh
        ]
        asked = [p for p in sketches if p.document.language is other]
        if asking and asked:
            edges = find_candidates_of(asking, asked)
            concerned |= {asked[j].document.id for _, j in edges}
    concerned |= _likely_copies(fresh, sketches)
    for pair in known.pairs:
        ids = document_ids([pair])
        if not ids.isdisjoint(concerned):
            concerned |= ids
    return concerned


def _likely_copies(fresh: set[str], sketches: Sequence[Profile]) -> set[str]:
    having: dict[int, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        for shingle in sketch.shingles:
            having[shingle].append(index)
    copies: set[str] = set()
    for profile in sketches:
        if profile.document.id not in fresh:
            continue
        shared: dict[int, int] = defaultdict(int)
        for shingle in sorted(profile.shingles)[:_SHINGLES]:
            for index in having[shingle]:
                shared[index] += 1
        copies |= {sketches[i].document.id for i, times in shared.items() if times >= _SHARED}
    return copies


def _touched(fresh: set[str], pairs: Sequence[Pair], related: Sequence[Related]) -> set[str]:
    """Documents that hang together with a new one, by pairs old and new and by repetition."""
    groups = [document_ids([pair]) for pair in pairs]
    groups += [{item.document, item.other} for item in related]
    of: dict[str, list[set[str]]] = defaultdict(list)
    for group in groups:
        for name in group:
            of[name].append(group)
    touched: set[str] = set()
    waiting = list(fresh)
    while waiting:
        name = waiting.pop()
        if name in touched:
            continue
        touched.add(name)
        for group in of[name]:
            waiting += group - touched
    return touched
