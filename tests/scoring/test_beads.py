from __future__ import annotations

import pytest

from align.formats.beadlist import format_beads, parse_beads
from align.scoring.beads import BeadScore, score_beads, total

GOLD = parse_beads("[0]:[0]\n[1, 2]:[1]\n[3]:[]\n[4]:[2]\n")


def test_the_gold_itself_scores_one() -> None:
    score = score_beads(GOLD, GOLD)
    assert (score.strict.f1, score.lax.f1) == (1.0, 1.0)


def test_strict_wants_the_whole_bead_and_lax_a_pair_of_it() -> None:
    found = parse_beads("[0]:[0]\n[1]:[1]\n[2]:[]\n[3]:[]\n[4]:[2]\n")
    score = score_beads(found, GOLD)
    assert score.strict.precision == pytest.approx(3 / 5)
    assert score.strict.recall == pytest.approx(3 / 4)
    assert score.lax.precision == pytest.approx(4 / 5)
    assert score.lax.recall == 1.0


def test_a_missed_omission_counts_against_both() -> None:
    found = parse_beads("[0]:[0]\n[1, 2]:[1]\n[3, 4]:[2]\n")
    score = score_beads(found, GOLD)
    assert score.strict.recall == pytest.approx(2 / 4)


def test_scores_add_up_over_documents() -> None:
    score = total([score_beads(GOLD, GOLD), score_beads((), GOLD)])
    assert score.documents == 2
    assert score.strict.recall == pytest.approx(0.5)
    assert score.strict.precision == 1.0


def test_no_documents_score_nothing() -> None:
    assert total([]) == BeadScore()


def test_bead_lists_survive_their_text() -> None:
    assert parse_beads(format_beads(GOLD)) == GOLD
