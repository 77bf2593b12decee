"""Where the tests find the sample corpus and, if it is there, the shared material."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A test asserts behaviour and not time: the first example may have word lists to load.
settings.register_profile("behaviour", deadline=None)
settings.load_profile("behaviour")

ROOT = Path(__file__).parent.parent
MOFA = ROOT / "corpora" / "mofa"
FORMATS = ROOT / "corpora" / "formats"
MIXED = ROOT / "corpora" / "mixed"
LATER = frozenset(  # releases that came after the weights that ship were learned
    """
    2012-10-25-terrorism 2013-11-20-relief-team 2014-09-03-human-rights
    2015-11-02-summit 2016-06-08-trade 2017-05-24-emergency-session
    2018-04-27-inter-korean 2019-11-26-new-southern 2020-09-24-climate
    2021-03-18-two-plus-two 2021-12-10-human-rights-day 2022-11-14-supply-chain
    2023-09-05-overseas 2024-11-19-amman 2025-06-20-dokdo
    """.split()
)


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
