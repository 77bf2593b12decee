"""Which occurrence takes which known rendering, where there are more of the one than the other.

The order of both texts is kept, and each pair is weighed by how alike the words
are that stand beside the term and beside the rendering: in 이라크 정부 the second word
goes with government, so that Iraqi government is its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import regex
from numpy.typing import NDArray

from align.lang.english import FUNCTION_WORDS, WORD
from align.lang.korean import word_ends
from align.lang.normalise import match_form
from align.lang.words import content_words
from align.model import Language, Occurrence
from align.terms.find.forms import standing
from align.terms.find.hits import TermHit, Texts
from align.terms.find.vectors import WordVectors

_REACH = 2  # English words
_PARTICLE = regex.compile(rf"^(?:{word_ends('head')})(?=\s)")
_OF = regex.compile(r"([\w'-]+) of (?:the )?\Z")
_APART = 1.0  # what the distance of places counts, against likeness
_STANDING = 0.15  # what each step from preferred over admitted to deprecated counts
_FEW = 4  # places that may stand in another order than their renderings
_UNSURE = 0.6  # how sure the place of a known rendering is that several may have
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
    if not occurrences or not hits:
        return {}
    least = min(len(occurrences), len(hits))
    plain = [(k, k) for k in range(least)]
    if len(occurrences) == len(hits) == 1:
        return {0: hits[0]}
    worth = -_APART * _distances(occurrences, hits, korean, texts)
    if vectors is not None:
        worth += _likeness(occurrences, hits, korean, texts, vectors)
    worth -= [_STANDING * (hit.term is not None and standing(hit.term)) for hit in hits]
    best, score = plain, sum(worth[pair] for pair in plain) + _MARGIN
    for count, way in enumerate(_ways(len(occurrences), len(hits))):
        if count >= _MOST:
            break
        value = sum(worth[pair] for pair in way)
        if value > score:
            best, score = way, value
    unsure = len(hits) < len(occurrences)
    return {o: replace(hits[h], certainty=_UNSURE) if unsure else hits[h] for o, h in best}


def _ways(occurrences: int, hits: int) -> Iterator[list[tuple[int, int]]]:
    """Ways to give hits to occurrences, as many as can be: in any order where few are."""
    least = min(occurrences, hits)
    pick = permutations if max(occurrences, hits) <= _FEW else combinations
    if occurrences > hits:
        return ([(o, h) for h, o in enumerate(way)] for way in pick(range(occurrences), least))
    return (list(enumerate(way)) for way in pick(range(hits), least))


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
    for o, both in enumerate(beside_korean):
        for h, others in enumerate(beside_english):
            for mine, other in zip(both, others, strict=True):
                if mine and other:
                    out[o, h] += float((vectors.of(mine) @ vectors.of(other).T).max()) / 2
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


def _korean_beside(occurrence: Occurrence, text: str) -> tuple[list[str], list[str]]:
    """The word before the term, and the one behind it, whose head it may be a part of."""
    after = _PARTICLE.sub("", match_form(text[occurrence.end :]))
    before = content_words(match_form(text[: occurrence.start]), Language.KOREAN)
    return before[-1:], content_words(after, Language.KOREAN)[:1]


def _english_beside(hit: TermHit, text: str) -> tuple[list[str], list[str]]:
    """The word before the rendering; those behind it and the one that it is an `of` of."""
    before = _content(text[: hit.start])
    of = _OF.search(text[: hit.start])
    return before[-1:], [*([of.group(1)] if of else []), *_content(text[hit.end :])[:_REACH]]


def _content(text: str) -> list[str]:
    words = (match.group() for match in WORD.finditer(text))
    return [word for word in words if word.lower() not in FUNCTION_WORDS and word != "s"]
