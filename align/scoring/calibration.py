"""Is a confidence of 0.8 right eight times in ten?  Reliability of bead confidences.

Expected calibration error over ten equal bins (Naeini, Cooper and Hauskrecht
2015), the Brier score (1950), and the area under the ROC curve of confidence
against being right: how well low confidence finds the wrong beads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Bead

_BINS = 10

Judged = Sequence[tuple[float, bool]]
"""Confidences, each with whether the bead was right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The beads whose confidence lies from `low` to `high`."""

    low: float
    high: float
    count: int
    confidence: float  # mean
    right: float  # share


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidences can be believed; all figures from 0 to 1.

    `auc` is None where all beads are right, or all wrong.
    """

    count: int
    expected_error: float
    brier: float
    auc: float | None
    bins: tuple[Bin, ...]


def judged_beads(found: Sequence[Bead], gold: Sequence[Bead]) -> list[tuple[float, bool]]:
    """Return each found bead's confidence and whether it stands in the gold exactly."""
    truth = {(bead.original, bead.translation) for bead in gold}
    return [(bead.confidence, (bead.original, bead.translation) in truth) for bead in found]


def calibrate(judged: Judged) -> Calibration:
    """Return the calibration of judged beads."""
    count = len(judged)
    bins = tuple(_bins(judged))
    error = sum(b.count * abs(b.confidence - b.right) for b in bins) / max(1, count)
    brier = sum((confidence - right) ** 2 for confidence, right in judged) / max(1, count)
    return Calibration(count, error, brier, _auc(judged), bins)


def _bins(judged: Judged) -> list[Bin]:
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        groups.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append(
            (confidence, right)
        )
    return [
        Bin(
            k / _BINS,
            (k + 1) / _BINS,
            len(group),
            sum(confidence for confidence, _ in group) / len(group),
            sum(right for _, right in group) / len(group),
        )
        for k, group in sorted(groups.items())
    ]


def _auc(judged: Judged) -> float | None:
    """The chance that a right bead is more confident than a wrong one; ties count half."""
    ordered = sorted(judged)
    right_count = sum(right for _, right in ordered)
    wrong_count = len(ordered) - right_count
    if not right_count or not wrong_count:
        return None
    rank_sum, position = 0.0, 0
    while position < len(ordered):
        end = position
        while end < len(ordered) and ordered[end][0] == ordered[position][0]:
            end += 1
        middle = (position + 1 + end) / 2
        rank_sum += middle * sum(right for _, right in ordered[position:end])
        position = end
    return (rank_sum - right_count * (right_count + 1) / 2) / (right_count * wrong_count)
