from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from align.aligner import Aligner
from align.aligner.coarse import chunks
from align.aligner.embedding import default_embedder
from align.aligner.views.view import make_view
from align.model import Bead, Document, Language, Segment
from align.scoring.beads import score_beads
from align.scoring.examples import read_examples
from tests.conftest import LATER


def repeated(mofa: Path, times: int) -> tuple[Document, Document, list[Bead]]:
    """The sample's documents end to end, several times over, with their gold."""
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    gold: list[Bead] = []
    for _ in range(times):
        for example in read_examples(mofa / "truth", None):
            if example.name in LATER:
                continue
            i, j = len(sides[0]), len(sides[1])
            gold += [
                Bead(tuple(i + k for k in b.original), tuple(j + k for k in b.translation))
                for b in example.gold
            ]
            sides[0].extend(example.view.original.segments)
            sides[1].extend(example.view.translation.segments)
    return (
        Document("k", Language.KOREAN, tuple(sides[0])),
        Document("e", Language.ENGLISH, tuple(sides[1])),
        gold,
    )


def test_a_short_bitext_is_one_chunk(mofa: Path) -> None:
    for example in read_examples(mofa / "truth", None):
        rows, columns = example.view.shape
        assert chunks(example.view) == [(slice(0, rows), slice(0, columns))]


@pytest.mark.parametrize("embed", [True, False], ids=["embeddings", "none"])
def test_chunks_cover_a_long_bitext_and_stay_small(mofa: Path, embed: bool) -> None:
    korean, english, _ = repeated(mofa, 3)
    view = make_view(korean, english, default_embedder() if embed else None)
    found = chunks(view)
    assert len(found) > 3
    for side, size in ((0, view.shape[0]), (1, view.shape[1])):
        spans = [chunk[side] for chunk in found]
        assert [span.start for span in spans[1:]] == [span.stop for span in spans[:-1]]
        assert (spans[0].start, spans[-1].stop) == (0, size)
        assert max(span.stop - span.start for span in spans) <= 150


@pytest.mark.slow
def test_a_paragraph_that_moved_across_a_cut_is_joined(mofa: Path) -> None:
    korean, english, gold = repeated(mofa, 1)
    pair = next(b for b in gold if b.type == "1-1" and b.original[0] > 100)
    moved = english.segments[pair.translation[0]]
    rest = [s for k, s in enumerate(english.segments) if k != pair.translation[0]]
    aligner = Aligner(default_embedder())
    view = make_view(korean, replace(english, segments=(moved, *rest)), default_embedder())
    assert len(chunks(view)) > 1
    crossing = [b.original for b in aligner.beads(view) if b.crossing and b.translation == (0,)]
    assert crossing == [pair.original]


@pytest.mark.slow
def test_cutting_costs_next_to_nothing(mofa: Path) -> None:
    korean, english, gold = repeated(mofa, 2)
    bitext = Aligner(default_embedder()).align(korean, english)
    assert score_beads(bitext.beads, gold).strict.f1 > 0.95


@pytest.mark.parametrize("shape", [(3000, 20), (20, 3000), (400, 400)])
def test_sides_without_anything_in_common_are_cut_all_the_same(shape: tuple[int, int]) -> None:
    korean = Document("k", Language.KOREAN, (Segment("글"),) * shape[0])
    english = Document("e", Language.ENGLISH, (Segment("text"),) * shape[1])
    found = chunks(make_view(korean, english, None))
    assert sum(i.stop - i.start for i, _ in found) == shape[0]
    assert sum(j.stop - j.start for _, j in found) == shape[1]
    assert max((i.stop - i.start) * (j.stop - j.start) for i, j in found) <= 150 * 150
