from __future__ import annotations

from pathlib import Path

import pytest

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.aligner.training import Example, monotone, reviewed, train
from align.aligner.weights import default_weights, parse_weights, read_weights
from align.errors import AlignError, FormatError
from align.model import Bead, Bitext, Document, Language, Segment, Status
from align.scoring.beads import score_beads, total
from align.scoring.examples import read_examples
from tests.conftest import LATER


@pytest.fixture(scope="module")
def examples(mofa: Path) -> list[Example]:
    return read_examples(mofa / "truth", default_embedder())


@pytest.mark.slow
def test_documents_left_out_of_training_are_aligned(examples: list[Example]) -> None:
    weights = train(examples[::2], default_embedder())
    aligner = Aligner(default_embedder(), weights)
    score = total(score_beads(aligner.beads(e.view), e.gold) for e in examples[1::2])
    assert score.strict.f1 >= 0.95


def test_releases_that_the_weights_have_not_seen_are_aligned(examples: list[Example]) -> None:
    aligner = Aligner(default_embedder())
    later = [example for example in examples if example.name in LATER]
    score = total(score_beads(aligner.beads(e.view), e.gold) for e in later)
    assert len(later) == 15
    assert score.strict.f1 >= 0.98


def decided(statuses: str) -> Bitext:
    """Four 1-1 beads and one 2-1 between them: a accepted, r rejected, - auto."""
    shapes = [((0,), (0,)), ((1,), (1,)), ((2, 3), (2,)), ((4,), (3,)), ((5,), (4,))]
    names = {"a": Status.ACCEPTED, "r": Status.REJECTED, "-": Status.AUTO}
    beads = [Bead(i, j, status=names[s]) for (i, j), s in zip(shapes, statuses, strict=True)]
    sides = [
        Document(code, Language(code), tuple(Segment(f"{code} {k}") for k in range(size)))
        for code, size in (("ko", 6), ("en", 5))
    ]
    return Bitext(*sides, tuple(beads))


@pytest.mark.parametrize(
    ("statuses", "sizes"),
    [("aaaaa", [5]), ("aa-aa", [2, 2]), ("a-a-a", []), ("aarra", [2]), ("-----", [])],
)
def test_reviewed_beads_in_a_row_are_examples(statuses: str, sizes: list[int]) -> None:
    found = reviewed(decided(statuses), None)
    assert [len(example.gold) for example in found] == sizes


def test_an_example_from_a_review_counts_from_its_own_start() -> None:
    (example,) = reviewed(decided("--aaa"), None)
    assert [(b.original, b.translation) for b in example.gold] == [
        ((0, 1), (0,)),
        ((2,), (1,)),
        ((3,), (2,)),
    ]
    assert example.view.original.texts == ["ko 2", "ko 3", "ko 4", "ko 5"]


def test_a_moved_paragraph_parts_what_a_review_teaches() -> None:
    crossing = Bead((1,), (3,), status=Status.ACCEPTED, crossing=True)
    shapes = [(0, 0), (2, 1), (3, 2), (4, 4), (5, 5)]
    straight = [Bead((i,), (j,), status=Status.ACCEPTED) for i, j in shapes]
    korean, english = (
        Document(code, Language(code), tuple(Segment(f"{code} {k}") for k in range(6)))
        for code in ("ko", "en")
    )
    beads = [straight[0], crossing, *straight[1:]]
    found = reviewed(Bitext(korean, english, tuple(beads)), None)
    assert [example.view.translation.texts for example in found] == [
        ["en 1", "en 2"],
        ["en 4", "en 5"],
    ]


def test_training_on_nothing_is_an_error() -> None:
    with pytest.raises(AlignError, match="nothing to learn"):
        train([], None)


def test_crossing_beads_become_deletions_on_a_path() -> None:
    gold = [Bead((0,), (0,)), Bead((1,), (3,)), Bead((2,), (1,)), Bead((3,), (2,))]
    path = [(bead.original, bead.translation) for bead in monotone(gold)]
    assert path == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,)), ((), (3,))]


def test_weights_survive_their_file(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text(default_weights().to_json(), "utf-8")
    assert read_weights(path) == default_weights()


def test_a_few_documents_teach_weights_that_are_read_back(mofa: Path, tmp_path: Path) -> None:
    few = [e for e in read_examples(mofa / "truth", None) if e.name < "2014"]
    learned = train(few, None, made_by={"seed": "none"})
    path = tmp_path / "weights.json"
    path.write_text(learned.to_json(), "utf-8")
    read = read_weights(path)
    assert read.made_by == {"seed": "none"}
    assert read.values == pytest.approx(learned.values, abs=1e-4)


@pytest.mark.parametrize("text", ["", "[]", '{"weights": 3}', '{"weights": {"a": "b"}}'])
def test_a_file_that_holds_no_weights_is_an_error(text: str) -> None:
    with pytest.raises(FormatError, match="does not hold weights"):
        parse_weights(text, "w.json")
