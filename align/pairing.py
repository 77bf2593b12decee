"""Which English document translates which Korean one: by date, name, figures and content.

Each kind of evidence may be missing.  The pairs are taken best first, each
document once; what fits nothing well enough is returned as unpaired.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import regex
from numpy.typing import NDArray

from align.aligner.embedding import Embedder, Vectors
from align.aligner.view import pool
from align.lang.figures import figures
from align.model import Document, Language
from align.readers.page import find_date

_Matrix = NDArray[np.float64]
_Agreement = Callable[[Document, Document], float]

VERSION = 1
"""Goes up when the same documents may be paired otherwise than before."""

_CONTENT, _FIGURES, _DATE, _NAME = 3.0, 2.0, 1.0, 1.0  # weights of the evidence, each -1 to 1
_THRESHOLD = 1.0
_FAR = 7  # days; translations follow within a few
_TOKEN = regex.compile(r"\d{4,}|\p{Latin}{3,}")
_COMMON = frozenset({"press", "release", "txt", "html", "htm", "eng", "kor", "view", "board"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A Korean document, its translation, and how strongly they were found to belong."""

    original: Document
    translation: Document
    score: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """All pairs, and the documents that have none."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[Document, ...]


def pair_documents(
    documents: Sequence[Document],
    embedder: Embedder | None,
    pooled: Mapping[str, Vectors | None] | None = None,
) -> Pairing:
    """Return which of `documents` translate each other.

    Args:
        documents: of both languages, in any order.
        embedder: for likeness of content; None goes by the other evidence.
        pooled: what the embedder's `pool` gave for each document's segments,
            by the document's id.

    """
    korean = [d for d in documents if d.language is Language.KOREAN]
    english = [d for d in documents if d.language is Language.ENGLISH]
    if not korean or not english:
        return Pairing((), tuple(documents))
    scores = (
        _CONTENT * _content(korean, english, embedder, pooled or {})
        + _FIGURES * _shared_figures(korean, english)
        + _matrix(korean, english, _date_agreement) * _DATE
        + _matrix(korean, english, _name_agreement) * _NAME
    )
    pairs = [
        Pair(korean[i], english[j], round(float(scores[i, j]), 3))
        for i, j in _best_first(scores)
    ]
    taken = {document.id for pair in pairs for document in (pair.original, pair.translation)}
    pairs.sort(key=lambda pair: pair.original.id)
    return Pairing(tuple(pairs), tuple(d for d in documents if d.id not in taken))


def _best_first(scores: _Matrix) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    rows, columns = set[int](), set[int]()
    for flat in np.argsort(-scores, axis=None, kind="stable"):
        i, j = divmod(int(flat), scores.shape[1])
        if scores[i, j] < _THRESHOLD:
            break
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append((i, j))
    return pairs


def _content(
    korean: Sequence[Document],
    english: Sequence[Document],
    embedder: Embedder | None,
    pooled: Mapping[str, Vectors | None],
) -> _Matrix:
    """Cosine of the documents' summed embeddings, less what is usual for either; -1 to 1."""
    if embedder is None:
        return np.zeros((len(korean), len(english)))

    def vectors(documents: Sequence[Document]) -> Vectors:
        sums = []
        for document in documents:
            rows = pooled.get(document.id)
            if rows is None:
                rows = pool(document, embedder)
            sums.append(np.zeros(1) if rows is None else rows.sum(axis=0))
        return embedder.finish(np.vstack(sums))

    cosines = np.asarray(vectors(korean) @ vectors(english).T, dtype=np.float64)
    if min(cosines.shape) == 1:
        return cosines - 0.4
    usual = (_mean_of_others(cosines, axis=1) + _mean_of_others(cosines, axis=0)) / 2
    return np.clip(4 * (cosines - usual), -1, 1)


def _mean_of_others(values: _Matrix, axis: int) -> _Matrix:
    count = values.shape[axis]
    mean: _Matrix = (values.sum(axis=axis, keepdims=True) - values) / (count - 1)
    return mean


def _shared_figures(korean: Sequence[Document], english: Sequence[Document]) -> _Matrix:
    """Figures that both have among those that either has, the rare ones counting more."""
    sets = [[set(_figures(document)) for document in side] for side in (korean, english)]
    seen = Counter(figure for side in sets for own in side for figure in own)
    count = len(korean) + len(english)
    rarity = {figure: log(1 + count / times) for figure, times in seen.items()}

    def weight(group: set[str]) -> float:
        return sum(rarity[figure] for figure in group)

    return np.array(
        [[weight(a & b) / max(1.0, weight(a | b)) for b in sets[1]] for a in sets[0]]
    )


def _figures(document: Document) -> list[str]:
    return [f for s in document.segments for f in figures(s.body, document.language)]


def _matrix(
    korean: Sequence[Document], english: Sequence[Document], agreement: _Agreement
) -> _Matrix:
    return np.array([[agreement(a, b) for b in english] for a in korean], dtype=np.float64)


def _date_agreement(a: Document, b: Document) -> float:
    """1 for the same day, falling to -1 for a week's distance; 0 where a date is missing."""
    days = (a.metadata.date or find_date(_stem(a))), (b.metadata.date or find_date(_stem(b)))
    if days[0] is None or days[1] is None:
        return 0.0
    return 1 - 2 * min(abs((days[0] - days[1]).days), _FAR) / _FAR


def _name_agreement(a: Document, b: Document) -> float:
    """Share of the numbers and Latin words of the file names that both have; 0 without any."""
    mine, other = _tokens(a), _tokens(b)
    return len(mine & other) / len(mine | other) if mine | other else 0.0


def _tokens(document: Document) -> set[str]:
    stem = regex.sub(r"(?<=\d)[-._](?=\d)", "", _stem(document)).lower()
    return set(_TOKEN.findall(stem)) - _COMMON


def _stem(document: Document) -> str:
    return unicodedata.normalize("NFC", document.id.rsplit("/", 1)[-1])
