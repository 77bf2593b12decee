"""A small memory of invented documents, and a termbase."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from align.memory import Memory
from tests.benchmarks.terms import truth
from tests.conftest import MOFA

PLAIN = ["--embedder", "none"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terms")
    with Memory(folder / "memory.db") as memory:
        for _, bitext in list(truth())[:12]:
            memory.put_bitext(bitext, "a")
    return folder / "memory.db"


@pytest.fixture
def termbase(tmp_path: Path) -> Path:
    return Path(shutil.copy(MOFA / "terms.csv", tmp_path / "terms.csv"))
