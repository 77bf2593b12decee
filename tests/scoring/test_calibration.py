from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.formats.beadlist import parse_beads
from align.scoring.calibration import calibrate, judged_beads

judgements = st.lists(st.tuples(st.floats(0, 1), st.booleans()))


def test_confidences_that_keep_their_word_have_no_error() -> None:
    result = calibrate([(0.75, True)] * 3 + [(0.75, False)])
    assert result.expected_error == pytest.approx(0)
    assert result.brier == pytest.approx(0.1875)


def test_overconfidence_is_an_error() -> None:
    assert calibrate([(1.0, True), (1.0, False)]).expected_error == pytest.approx(0.5)


def test_low_confidence_that_finds_the_wrong_beads_has_an_area_of_one() -> None:
    assert calibrate([(0.9, True), (0.8, True), (0.2, False)]).auc == 1.0


def test_confidence_that_says_nothing_has_an_area_of_a_half() -> None:
    assert calibrate([(0.5, True), (0.5, False), (0.5, True)]).auc == 0.5


def test_there_is_no_area_where_nothing_is_wrong() -> None:
    assert calibrate([(0.5, True)]).auc is None


@given(judgements)
def test_bins_hold_every_bead_and_figures_stay_in_range(
    judged: list[tuple[float, bool]],
) -> None:
    result = calibrate(judged)
    assert sum(item.count for item in result.bins) == result.count == len(judged)
    assert 0 <= result.expected_error <= 1
    assert 0 <= result.brier <= 1


def test_beads_are_judged_by_standing_in_the_gold_exactly() -> None:
    found, gold = parse_beads("[0]:[0]\n[1]:[1]"), parse_beads("[0]:[0]\n[1]:[1, 2]")
    assert [right for _, right in judged_beads(found, gold)] == [True, False]
