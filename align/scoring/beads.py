"""Beads against gold beads: strict and lax precision, recall and F1.

Strict counts a bead that stands exactly in the gold; lax counts one that
shares a pair of segments with a gold bead (the measures of Vecalign, Thompson
and Koehn 2019, but for beads with an empty side: these count here too).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from align.model import Bead

_Key = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Hits among what was found and what was there to be found."""

    hits_found: int = 0
    found: int = 0
    hits_gold: int = 0
    gold: int = 0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.hits_found + other.hits_found,
            self.found + other.found,
            self.hits_gold + other.hits_gold,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.hits_found / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 1 where there is none."""
        return self.hits_gold / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class BeadScore:
    """Scores of one document or, added up, of many."""

    strict: Ratio = Ratio()
    lax: Ratio = Ratio()
    documents: int = 0

    def __add__(self, other: BeadScore) -> BeadScore:
        return BeadScore(
            self.strict + other.strict,
            self.lax + other.lax,
            self.documents + other.documents,
        )


def score_beads(found: Sequence[Bead], gold: Sequence[Bead]) -> BeadScore:
    """Return the score of one document's beads against its gold beads.

    Every bead counts, those with an empty side too: a segment without a
    counterpart is a finding like any other.  Lax, such a bead is a hit where
    the gold has exactly it.
    """
    found_keys, gold_keys = [_key(bead) for bead in found], [_key(bead) for bead in gold]
    strict_hits = len(set(found_keys) & set(gold_keys))
    strict = Ratio(strict_hits, len(found_keys), strict_hits, len(gold_keys))
    lax = Ratio(
        _lax_hits(found_keys, gold_keys),
        len(found_keys),
        _lax_hits(gold_keys, found_keys),
        len(gold_keys),
    )
    return BeadScore(strict, lax, documents=1)


def total(scores: Iterable[BeadScore]) -> BeadScore:
    """Return the score over all documents together, each bead counting the same."""
    return sum(scores, BeadScore())


def bead_figures(score: BeadScore) -> dict[str, Any]:
    """Return a bead score as plain values."""
    return {
        "documents": score.documents,
        "strict": _ratio_figures(score.strict),
        "lax": _ratio_figures(score.lax),
    }


def _ratio_figures(ratio: Ratio) -> dict[str, Any]:
    return {
        "precision": round(ratio.precision, 4),
        "recall": round(ratio.recall, 4),
        "f1": round(ratio.f1, 4),
        "found": ratio.found,
        "gold": ratio.gold,
    }


def _key(bead: Bead) -> _Key:
    return bead.original, bead.translation


def _lax_hits(beads: Sequence[_Key], others: Sequence[_Key]) -> int:
    pairs = {(i, j) for original, translation in others for i in original for j in translation}
    exact = set(others)
    return sum(
        1
        for original, translation in beads
        if (original, translation) in exact
        or any((i, j) in pairs for i in original for j in translation)
    )
