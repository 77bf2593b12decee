"""Where the tests find the sample corpus and, if it is there, the shared material."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOFA = ROOT / "corpora" / "mofa"


def _shared(variable: str, folder: str) -> Path:
    path = Path(os.environ.get(variable, ROOT.parent / "shared" / folder))
    if not path.is_dir():
        pytest.skip(f"no {folder} folder: set {variable} to one")
    return path


@pytest.fixture(scope="session")
def mofa() -> Path:
    return MOFA


@pytest.fixture(scope="session")
def schemas() -> Path:
    """Official schemas, from ALIGN_SCHEMAS or beside the checkout."""
    return _shared("ALIGN_SCHEMAS", "schemas")


@pytest.fixture(scope="session")
def bench() -> Path:
    """Folders of gold beads besides the sample, from ALIGN_BENCH or beside the checkout."""
    return _shared("ALIGN_BENCH", "bench")


@pytest.fixture(scope="session")
def real_pages() -> Path:
    """Real pages of an institution, from ALIGN_SAMPLE or beside the checkout."""
    return _shared("ALIGN_SAMPLE", "sample")
