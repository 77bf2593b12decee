from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import FormatError
from align.formats.beadlist import format_beads, parse_beads, read_beads
from align.model import Bead

indexes = st.lists(st.integers(0, 999), max_size=4, unique=True).map(lambda x: tuple(sorted(x)))


@given(st.lists(st.builds(Bead, indexes, indexes)))
def test_beads_survive_their_text(beads: list[Bead]) -> None:
    assert list(parse_beads(format_beads(beads))) == beads


def test_a_score_behind_a_bead_is_passed_over() -> None:
    assert parse_beads("[0]:[1, 2]:0.34\n")[0].translation == (1, 2)


def test_a_line_that_is_no_bead_is_an_error_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "x.gold"
    path.write_text("[0]:[0]\n0-1\n", "utf-8")
    with pytest.raises(FormatError, match=r"x\.gold:2.*0-1"):
        read_beads(path)
