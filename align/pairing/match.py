"""Pairing a collection, from its documents to pairs with probabilities and reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from align.aligner.embedding import Embedder
from align.aligner.views.pooled import Pooled
from align.execution.progress import Progress, Silent
from align.execution.threads import one_thread
from align.model import Document, Language
from align.pairing.assignment import assign
from align.pairing.duplicates import find_repeats, relation
from align.pairing.edges import Edge, find_candidates, rarity
from align.pairing.evidence import coverage, likeness, matched, pair_features, reasons
from align.pairing.model import Pair, Pairing, Related, Relation
from align.pairing.profile import Profile, make_profile, without_furniture
from align.pairing.rivals import leads, rivalry
from align.pairing.weights import STANDING, Logistic, PairingModel, default_model, probabilities

VERSION = 3
"""Goes up when the same documents may be paired otherwise than before."""

THRESHOLD = 0.5
# Of the sample's true pairs, 0.53 is the least coverage of either side; of its wrong ones,
# one in a hundred has more than 0.47 and 0.42.  Half of a text covers 0.36 to 0.49 of it.
_WHOLE = 0.48  # coverage both ways of what is a translation of the whole
_ENTIRE = 0.53  # coverage of a translation that its one original accounts for
_AS_MUCH = 0.62  # of what original and first translation agree in, a further one has
_OTHER_WORDS = 0.62  # of two documents of one language that say the same in other words
_VERSIONS = 4  # versions of one text that are looked for
_AGAIN = 0.5  # of two translations that say the same again
_PART = 0.55  # coverage of a document that another holds a translation of
_NEW = 0.25  # share of a translation that a further original must account for
_MOST = 12.0  # log odds, beyond which a score or a rival says no more
_LEAD = 4.0  # a lead beyond this says no more
_OF_TRANSLATION_ALONE = np.array([1.0, 0.0, 1.0, 0.0, 1.0, 1.0])
_OF_SCORE_ALONE = np.array([1.0, 0.0, 0.0, 0.0, 1.0, 1.0])
_SHOWN = 4
_KOREAN_HALF, _ENGLISH_HALF = (f"#{language}" for language in Language)
_Array = NDArray[np.float64]


@one_thread()
def pair_documents(
    documents: Sequence[Document],
    embedder: Embedder | None,
    pooled: Mapping[str, Pooled | None] | None = None,
    progress: Progress | None = None,
    model: PairingModel | None = None,
) -> Pairing:
    """Return which of `documents` translate each other.

    Args:
        documents: of both languages, in any order.
        embedder: for likeness of content; None goes by the other evidence.
        pooled: what `views.pooled.pool` gave for each document, by the document's id.
        progress: told how far it is.
        model: weights other than those that ship.

    """
    halves, rest = without_halves(documents)
    profiles = [
        make_profile(document, embedder, (pooled or {}).get(document.id))
        for document in (progress or Silent()).track(rest, "Pairing", len(rest))
    ]
    return with_pairs(halves, pair_profiles(profiles, model))


@one_thread()
def pair_profiles(profiles: Sequence[Profile], model: PairingModel | None = None) -> Pairing:
    """Return which documents translate each other, by their profiles; see `pair_documents`."""
    documents = [profile.document for profile in profiles]
    korean = [p for p in profiles if p.document.language is Language.KOREAN]
    english = [p for p in profiles if p.document.language is Language.ENGLISH]
    if not korean or not english:
        alone = korean or english
        related = _related(alone, find_repeats(alone), set())
        return Pairing((), tuple(documents), tuple(related))
    if model is None:
        model = default_model(all(p.content is not None for p in profiles))
    korean, english = without_furniture(korean), without_furniture(english)
    return _Collection(korean, english, model).pairing(documents)


def with_pairs(pairs: Sequence[Pair], others: Pairing) -> Pairing:
    """Return a pairing with further pairs."""
    both = sorted([*pairs, *others.pairs], key=lambda pair: pair.names)
    return Pairing(tuple(both), others.unpaired, others.related)


def without_halves(documents: Sequence[Document]) -> tuple[list[Pair], list[Document]]:
    """Return the pairs of bilingual files, and the documents that are no half of one."""
    halves = one_file_pairs(documents)
    taken = document_ids(halves)
    return halves, [document for document in documents if document.id not in taken]


def one_file_pairs(documents: Sequence[Document]) -> list[Pair]:
    """Return the two halves of each bilingual file as a pair."""
    by_id = {document.id: document for document in documents}
    return [
        Pair((by_id[name],), (by_id[other],), 1.0, ("one file",), Relation.SAME_FILE)
        for name in by_id
        if name.endswith(_KOREAN_HALF)
        and (other := name.removesuffix(_KOREAN_HALF) + _ENGLISH_HALF) in by_id
    ]


def scored(
    korean: Sequence[Profile], english: Sequence[Profile], score: Logistic | None
) -> Scored:
    """Return the candidates of a collection with their scores, for training and for pairing."""
    edges = find_candidates(korean, english)
    worth = rarity([*korean, *english])
    features = pair_features(korean, english, edges, worth)
    repeats = find_repeats(korean), find_repeats(english)
    logits = np.zeros(len(edges)) if score is None else score.logits(features)
    size = min(len(korean), len(english))
    versions = repeats
    if score is not None:
        versions = (
            _with_versions(repeats[0], korean, edges, logits, 0),
            _with_versions(repeats[1], english, edges, logits, 1),
        )
    places = standing(edges, logits, versions, size)
    return Scored(edges, features, places, worth, repeats, versions, size)


def _with_versions(
    repeats: Mapping[int, set[int]],
    profiles: Sequence[Profile],
    edges: Sequence[Edge],
    logits: _Array,
    side: int,
) -> dict[int, set[int]]:
    """Repeats, and documents that say the same in other words: rivals for one document.

    Two translations of one text would each leave the other too little to be found.
    """
    out = {index: set(others) for index, others in repeats.items()}
    wanting: dict[int, list[int]] = defaultdict(list)
    for k in np.flatnonzero(logits > 0)[np.argsort(-logits[logits > 0], kind="stable")]:
        wanting[edges[k][1 - side]].append(edges[k][side])
    for rivals in wanting.values():
        for one, other in combinations(rivals[:_VERSIONS], 2):
            if other in out.get(one, ()):
                continue
            if likeness(profiles[one], profiles[other])[3] >= _OTHER_WORDS:
                out.setdefault(one, set()).add(other)
                out.setdefault(other, set()).add(one)
    return out


@dataclass(frozen=True, eq=False)
class Scored:
    """Candidates and what is known of each: features, and standing among its rivals.

    `repeats` and `versions` give for each document of either side those that say the same.
    """

    edges: list[Edge]
    features: _Array
    standing: _Array
    worth: Mapping[str, float]
    repeats: tuple[dict[int, set[int]], dict[int, set[int]]]
    versions: tuple[dict[int, set[int]], dict[int, set[int]]]  # repeats, and in other words
    size: int  # documents of the smaller side


def standing(
    edges: Sequence[Edge],
    logits: _Array,
    repeats: tuple[dict[int, set[int]], dict[int, set[int]]],
    size: int,
) -> _Array:
    """Return how each candidate stands among all, shape (edges, 6).

    Its score, what its rivals leave of it, the lesser of its leads over those of either
    document, and the log odds that other documents of the collection have a partner: where
    all others have one, what is left over belongs together; and how few documents there are.
    """
    if not edges:
        return np.zeros((0, len(STANDING)))
    sides = np.array(edges, dtype=np.int64).T
    taken = rivalry(sides, logits, repeats)
    likely = probabilities(logits + taken.sum(axis=1))
    by_side = [np.bincount(side, likely)[side] for side in sides]
    others = np.clip(likely.sum() - by_side[0] - by_side[1] + likely, 0.0, size - 1)
    return np.column_stack(
        [
            np.clip(np.column_stack([logits, taken]), -_MOST, _MOST),
            np.clip(leads(sides, logits, taken, repeats).min(axis=1), -_LEAD, _LEAD),
            np.log((others + 1) / (size - others)),
            np.full(len(edges), 1 / size),
        ]
    )


class _Collection:
    """A collection's candidates, weighed, and the pairs made of them."""

    def __init__(
        self, korean: Sequence[Profile], english: Sequence[Profile], model: PairingModel
    ) -> None:
        self._korean, self._english = korean, english
        self._scored = scored(korean, english, model.score)
        self._logits = model.standing.logits(self._scored.standing)
        # What it would be if the original could have any number of translations.
        self._alone = probabilities(
            model.standing.logits(self._scored.standing * _OF_TRANSLATION_ALONE)
        )
        self._by_score = probabilities(
            model.standing.logits(self._scored.standing * _OF_SCORE_ALONE)
        )
        self._of = {edge: k for k, edge in enumerate(self._scored.edges)}

    def pairing(self, documents: Sequence[Document]) -> Pairing:
        edges = self._scored.edges
        taken = [edges[k] for k in assign(edges, self._logits)]
        pairs = [self._pair((i,), (j,), Relation.TRANSLATION) for i, j in taken]
        pairs = self._with_parts(pairs, dict(taken))
        pairs += self._versions(pairs, dict(taken))
        used = document_ids(pairs)
        pairs.sort(key=lambda pair: pair.names)
        # An English one in other words is a pair of its own, not a mere repetition.
        related = _related(self._korean, self._scored.versions[0], used)
        related += _related(self._english, self._scored.repeats[1], used)
        unpaired = tuple(d for d in documents if d.id not in used)
        return Pairing(tuple(pairs), unpaired, tuple(related))

    def _pair(self, rows: Sequence[int], columns: Sequence[int], kind: Relation) -> Pair:
        edges = [(i, j) for i in rows for j in columns]
        known = [self._of[edge] for edge in edges if edge in self._of]
        chances = probabilities(self._logits[known])
        alone = self._alone[known] if kind is Relation.VERSION else self._by_score[known]
        probability = float(min(chances if kind is Relation.TRANSLATION else alone))
        first = known[0]
        i, j = self._scored.edges[first]
        both = self._korean[i].keys & self._english[j].keys
        worth = self._scored.worth
        shown = [
            _spoken(key)
            for key in sorted(both, key=lambda key: (-worth.get(key, 0.0), key))
            if key[:2] != "S:"
        ][:_SHOWN]
        return Pair(
            tuple(self._korean[i].document for i in rows),
            tuple(self._english[j].document for j in columns),
            round(probability, 4),
            reasons(self._scored.features[first], shown),
            kind,
        )

    def _with_parts(self, pairs: list[Pair], taken: dict[int, int]) -> list[Pair]:
        """The pairs, with a second document where one translates two."""
        used = set(taken), set(taken.values())
        rows_of, columns_of = _by_side(self._scored.edges)
        out = []
        for pair, (i, j) in zip(pairs, taken.items(), strict=True):
            free_rows = [a for a in rows_of[j] if a not in used[0]]
            free_columns = [b for b in columns_of[i] if b not in used[1]]
            rows = _parts(self._english[j], self._korean, i, free_rows)
            columns = _parts(self._korean[i], self._english, j, free_columns)
            if len(rows) > 1:
                pair = self._pair(self._ordered(rows, j), (j,), Relation.PARTS)
                used[0].update(rows)
            elif len(columns) > 1:
                pair = self._pair((i,), sorted(columns), Relation.PARTS)
                used[1].update(columns)
            out.append(pair)
        return out

    def _ordered(self, rows: Sequence[int], column: int) -> list[int]:
        """Originals in the order in which their translation takes them up."""
        whole = self._english[column]

        def place(row: int) -> float:
            here = matched(self._korean[row], whole)
            return float(np.flatnonzero(here).mean()) if here.any() else 0.0

        return sorted(rows, key=place)

    def _versions(self, pairs: Sequence[Pair], taken: Mapping[int, int]) -> list[Pair]:
        """Further translations of originals that have one, each a pair of its own."""
        used = document_ids(pairs)
        single = {pair.originals[0].id for pair in pairs if len(pair.originals) == 1}
        first_of = {i: j for i, j in taken.items() if self._korean[i].document.id in single}
        original_of: dict[int, int] = {}
        order = sorted(range(len(self._alone)), key=lambda k: -self._alone[k])
        for k in order:
            i, j = self._scored.edges[k]
            a, b = self._korean[i], self._english[j]
            if b.document.id in used or i not in first_of or j in original_of:
                continue
            repeats = self._scored.repeats[1].get(j, set())
            if any(self._english[repeat].document.id in used for repeat in repeats):
                continue  # a copy or a re-issue is no other translation
            first = self._english[first_of[i]]
            if self._alone[k] >= THRESHOLD and _says_as_much(a, b, first):
                original_of[j] = i
        return [self._pair((i,), (j,), Relation.VERSION) for j, i in original_of.items()]


def _says_as_much(original: Profile, version: Profile, first: Profile) -> bool:
    """Whether a document is a translation of the whole, as the first one is.

    A page on a like matter has some sentences in common with the first translation; another
    translation says again most of what it says.
    """
    if version.segments is None:
        return False
    covered, mutual = likeness(original, version)[2:4]
    if covered < _WHOLE or mutual < _AS_MUCH * likeness(original, first)[3]:
        return False
    return likeness(first, version)[3] >= _AGAIN


def _by_side(
    edges: Sequence[Edge],
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The candidates of each English document, and of each Korean one."""
    rows: dict[int, list[int]] = defaultdict(list)
    columns: dict[int, list[int]] = defaultdict(list)
    for i, j in edges:
        rows[j].append(i)
        columns[i].append(j)
    return rows, columns


def document_ids(pairs: Iterable[Pair]) -> set[str]:
    """Return the ids of the documents of some pairs."""
    return {d.id for pair in pairs for d in (*pair.originals, *pair.translations)}


def _parts(
    whole: Profile, others: Sequence[Profile], first: int, free: Sequence[int]
) -> list[int]:
    """Return the documents that `whole` translates together: the first, and perhaps more.

    A further one must be said by `whole` nearly entirely, and account for a part of it
    that those before leave open.
    """
    parts = [first]
    if whole.segments is None or coverage(others[first], whole)[1] >= _ENTIRE:
        return parts
    said = matched(others[first], whole)
    for index in free:
        here = matched(others[index], whole)
        new = float(whole.weights @ (here & ~said))
        if new >= _NEW and coverage(others[index], whole)[0] >= _PART:
            parts.append(index)
            said |= here
    return parts


def _related(
    profiles: Sequence[Profile], repeats: Mapping[int, set[int]], used: set[str]
) -> list[Related]:
    """Which documents repeat another: each points at the paired one, or at the first."""

    def rank(index: int) -> tuple[bool, int]:
        return profiles[index].document.id not in used, index

    out = []
    for index in sorted(repeats):
        head = min({index, *repeats[index]}, key=rank)
        if head != index:
            out.append(relation(profiles[index], profiles[head]))
    return out


def _spoken(key: str) -> str:
    kind, colon, rest = key.partition(":")
    if not colon:
        return key
    return rest.partition(":")[0] + "○○" if kind == "N" else rest
