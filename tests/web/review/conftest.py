from __future__ import annotations

from pathlib import Path

import pytest

from align.aligner import Aligner
from align.memory import Memory
from align.model import Bitext
from align.scoring.gold import read_segments
from tests.conftest import MOFA

NAMES = ("2017-08-30-washington", "2015-03-05-nairobi", "2019-07-26-forced-labor")


def aligned(name: str, aligner: Aligner) -> Bitext:
    """A release of the sample as the aligner has it."""
    sides = (read_segments(MOFA / "truth" / f"{name}.{side}") for side in ("ko", "en"))
    return aligner.align(*sides)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """A memory of three releases, aligned without embeddings."""
    path = tmp_path / "memory.db"
    with Memory(path) as opened:
        for name in NAMES:
            opened.put_bitext(aligned(name, Aligner(None)), "test")
    return path
