from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from align.aligner.embedding import Vectors, default_embedder
from align.aligner.embedding.cache import CachedEmbedder
from align.errors import StorageError

TEXTS = ["양측은 만났다.", "The two sides met.", "양측은 만났다.", "", "\ud800"]


class Named:
    """The lengths of texts, under a name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def pool(self, texts: Sequence[str]) -> Vectors:
        return np.array([[len(text)] for text in texts], dtype=np.float32).reshape(-1, 1)

    def finish(self, pooled: Vectors) -> Vectors:
        return pooled


def test_what_comes_from_the_file_is_what_was_computed(tmp_path: Path) -> None:
    with CachedEmbedder(default_embedder(), tmp_path / "e.db") as cached:
        computed = cached.pool(TEXTS[:4])
    with CachedEmbedder(default_embedder(), tmp_path / "e.db") as cached:
        np.testing.assert_array_equal(cached.pool(TEXTS[:4]), computed)
    assert cached.encoded == 0
    # The last digits depend on what else stands in a batch.
    plain = default_embedder().pool(TEXTS[:4])
    np.testing.assert_allclose(computed, plain, rtol=0, atol=1e-4)


def test_what_was_encoded_elsewhere_is_known(tmp_path: Path) -> None:
    with CachedEmbedder(Named("a"), tmp_path / "e.db") as cached:
        assert cached.unknown(TEXTS) == list(dict.fromkeys(TEXTS))
        cached.keep(TEXTS[:2], Named("a").pool(TEXTS[:2]))
        assert cached.unknown(TEXTS) == ["", "\ud800"]
        assert cached.pool(TEXTS[:2]).ravel().tolist() == [8, 18]


def test_a_text_is_encoded_once_even_within_a_call(tmp_path: Path) -> None:
    with CachedEmbedder(Named("a"), tmp_path / "e.db") as cached:
        assert cached.pool(TEXTS).ravel().tolist() == [len(text) for text in TEXTS]
        assert cached.encoded == 4
        assert cached.pool([]).shape[0] == 0


def test_models_do_not_take_each_others_rows(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with CachedEmbedder(Named(name), tmp_path / "e.db") as cached:
            cached.pool(TEXTS)
            assert cached.encoded == 4


def test_a_file_that_is_no_cache_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "e.db").write_bytes(b"no database at all, but long enough" * 40)
    with pytest.raises(StorageError, match="Delete it"):
        CachedEmbedder(Named("a"), tmp_path / "e.db")
