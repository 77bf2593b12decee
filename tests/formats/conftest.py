"""The sample corpus aligned, for what every format has to carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.model import Bitext
from align.pairing import pair_documents
from align.readers import read


@pytest.fixture(scope="session")
def corpus(mofa: Path) -> list[Bitext]:
    aligner = Aligner(default_embedder())
    documents = [read(path) for side in ("ko", "en") for path in (mofa / side).iterdir()]
    pairs = pair_documents(documents, aligner.embedder).pairs
    assert len(pairs) == len(documents) / 2
    return [aligner.align(pair.original, pair.translation) for pair in pairs]
