"""Rows of clauses add up to rows of segments, however segments are chosen or put together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from align.aligner.views.pooled import Pooled, embedded_texts, match_texts, pool
from align.model import Document, Language, Segment

SIZES = st.lists(st.integers(1, 4), min_size=1, max_size=8)


class Lengths:
    """An embedder whose row is the length of a text."""

    name = "lengths"

    def pool(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[len(text)] for text in texts], np.float32).reshape(-1, 1)

    def finish(self, pooled: np.ndarray) -> np.ndarray:
        return pooled


def rows(sizes: Sequence[int]) -> Pooled:
    """Clauses of one, two, three …, so many a segment."""
    clauses = np.arange(1, sum(sizes) + 1, dtype=np.float32)[:, None]
    return Pooled(clauses, np.cumsum([0, *sizes]))


@given(SIZES)
def test_chosen_segments_keep_their_rows(sizes: list[int]) -> None:
    every = rows(sizes)
    indexes = list(range(0, len(sizes), 2))
    chosen = every.chosen(indexes)
    assert len(chosen) == len(indexes)
    np.testing.assert_array_equal(chosen.segments, every.segments[indexes])


@given(SIZES, st.data())
def test_lines_put_together_have_the_sum_of_their_rows(
    sizes: list[int], data: st.DataObject
) -> None:
    every = rows(sizes)
    cut = data.draw(st.integers(1, len(sizes)))
    runs = [run for run in (range(cut), range(cut, len(sizes))) if run]
    expected = [every.segments[run.start : run.stop].sum() for run in runs]
    np.testing.assert_array_equal(every.joined(runs).segments[:, 0], expected)


def test_a_document_without_segments_has_no_rows() -> None:
    pooled = pool(Document("empty.en", Language.ENGLISH, ()), Lengths())
    assert pooled is not None
    assert len(pooled) == 0
    assert pooled.segments.shape == (0, 1)
    assert len(pooled.chosen([])) == 0


def test_what_is_embedded_is_all_that_the_segments_say() -> None:
    texts = ("The ferry left early. It was late in the port.", "Tickets", "배가 떠났다.")
    document = Document("ferry.en", Language.ENGLISH, tuple(map(Segment, texts)))
    parts = embedded_texts(document)
    assert len(parts) == 4
    assert "".join(" ".join(parts).split()) == "".join(" ".join(texts).split())
    assert pool(document, None) is None


def test_a_title_that_is_set_wide_is_one_word_and_prose_stays_as_it_is() -> None:
    texts = ("전 문", "바 다 의 하 루", "이 배는 간다.", "A B")
    document = Document("wide.ko", Language.KOREAN, tuple(map(Segment, texts)))
    assert match_texts(document) == ["전문", "바다의하루", "이 배는 간다.", "A B"]
