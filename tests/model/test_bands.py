"""How sure is sure."""

from __future__ import annotations

import pytest

from align.model import Band, band_of
from align.model.bands import LOW, SURE


@pytest.mark.parametrize(
    ("confidence", "band"),
    [
        (0.0, Band.LOW),
        (LOW - 0.001, Band.LOW),
        (LOW, Band.FAIR),
        (SURE - 0.001, Band.FAIR),
        (SURE, Band.SURE),
        (1.0, Band.SURE),
    ],
)
def test_a_bound_belongs_to_the_band_above_it(confidence: float, band: Band) -> None:
    assert band_of(confidence) is band
