"""Which occurrence takes which known rendering, where there are more of the one than the other.

The order of both texts is kept, and each pair is weighed by how alike the words
are that stand beside the term and beside the rendering: in 이라크 정부 the second word
goes with government, so that Iraqi government is its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import regex
from numpy.typing import NDArray

from align.lang.english import FUNCTION_WORDS, WORD
from align.lang.korean import word_ends
from align.lang.normalise import match_form
from align.lang.words import content_words
from align.model import Language, Occurrence
from align.terms.find.hits import TermHit, Texts
from align.terms.find.vectors import WordVectors

_REACH = 2  # English words
_PARTICLE = regex.compile(rf"^(?:{word_ends('head')})(?=\s)")
_OF = regex.compile(r"([\w'-]+) of (?:the )?\Z")
_APART = 0.5  # what the distance of places counts, against likeness
_MARGIN = 0.2  # by which a way is better than the first come, whom a pronoun follows
_MOST = 5000  # ways that are tried; beyond them the first come first


def assign_hits(
    occurrences: Sequence[Occurrence],
    hits: Sequence[TermHit],
    korean: Mapping[int, str],
    texts: Texts,
    vectors: WordVectors | None,
) -> dict[int, TermHit]:
    """Return the hit of each occurrence that has one, by the occurrence's position.

    Args:
        occurrences: of one concept in one bead, in order.
        hits: its known renderings, in order.
        korean: the original segments of the bead as written.
        texts: its translation segments.
        vectors: for the likeness of the words beside; None takes the first come.

    """
    least = min(len(occurrences), len(hits))
    plain = dict(zip(range(least), hits, strict=False))
    if vectors is None or len(occurrences) == len(hits) or not least:
        return plain
    alike = _likeness(occurrences, hits, korean, texts, vectors)
    alike -= _APART * _distances(occurrences, hits, korean, texts)
    if len(occurrences) > len(hits):
        ways = combinations(range(len(occurrences)), least)
        pairs = ([(o, h) for h, o in enumerate(way)] for way in ways)
    else:
        pairs = (list(enumerate(way)) for way in combinations(range(len(hits)), least))
    best = plain
    score = sum(alike[k, k] for k in range(least)) + _MARGIN
    for count, way in enumerate(pairs):
        if count >= _MOST:
            return plain
        value = sum(alike[o, h] for o, h in way)
        if value > score:
            best, score = {o: hits[h] for o, h in way}, value
    return best


def _likeness(
    occurrences: Sequence[Occurrence],
    hits: Sequence[TermHit],
    korean: Mapping[int, str],
    texts: Texts,
    vectors: WordVectors,
) -> NDArray[np.float64]:
    """How alike the words beside are, shape (occurrences, hits)."""
    beside_korean = [_korean_beside(o, korean[o.segment]) for o in occurrences]
    beside_english = [_english_beside(h, texts[h.segment].text) for h in hits]
    out = np.zeros((len(occurrences), len(hits)))
    for o, mine in enumerate(beside_korean):
        for h, other in enumerate(beside_english):
            if mine and other:
                out[o, h] = float((vectors.of(mine) @ vectors.of(other).T).max())
    return out


def _distances(
    occurrences: Sequence[Occurrence],
    hits: Sequence[TermHit],
    korean: Mapping[int, str],
    texts: Texts,
) -> NDArray[np.float64]:
    """How far apart the relative places in both sides are, 0 to 1, as in `_likeness`."""
    mine = _relative([(o.segment, o.start) for o in occurrences], korean)
    other = _relative(
        [(h.segment, h.start) for h in hits], {j: text.text for j, text in texts.items()}
    )
    return np.abs(mine[:, None] - other[None, :])


def _relative(
    places: Sequence[tuple[int, int]], texts: Mapping[int, str]
) -> NDArray[np.float64]:
    """Places by segment and offset as shares of all the texts."""
    starts, whole = {}, 0
    for index, text in texts.items():
        starts[index] = whole
        whole += len(text)
    return np.array([(starts[index] + offset) / max(1, whole) for index, offset in places])


def _korean_beside(occurrence: Occurrence, text: str) -> list[str]:
    """The word that the term stands before, whose head it may be a part of."""
    after = _PARTICLE.sub("", match_form(text[occurrence.end :]))
    return content_words(after, Language.KOREAN)[:1]


def _english_beside(hit: TermHit, text: str) -> list[str]:
    """The words that the rendering stands before, and the one that it is an `of` of."""
    before = _OF.search(text[: hit.start])
    words = [match.group() for match in WORD.finditer(text[hit.end :])]
    content = [word for word in words if word.lower() not in FUNCTION_WORDS and word != "s"]
    return [*([before.group(1)] if before else []), *content[:_REACH]]
