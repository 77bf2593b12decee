"""How sure a probability is, in words: low, fair or sure; the bounds are told here alone."""

from __future__ import annotations

from enum import StrEnum

LOW = 0.5
"""Confidence below which a bead needs a look in a report."""
SURE = 0.9
"""Confidence from which nobody needs to look: below it an undecided bead is doubtful in the
review, and a pair of documents is shown to whoever started the run."""


class Band(StrEnum):
    """How sure the aligner is."""

    LOW = "low"
    FAIR = "fair"
    SURE = "sure"


def band_of(confidence: float) -> Band:
    """Return the band that a confidence lies in; a bound belongs to the band above it."""
    if confidence < LOW:
        return Band.LOW
    return Band.FAIR if confidence < SURE else Band.SURE
