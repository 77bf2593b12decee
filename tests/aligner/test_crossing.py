"""Sections that the translator moved are found whole, their beads marked as crossing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from align.aligner import Aligner
from align.aligner.crossing import Move, find_moves, with_moves
from align.aligner.embedding import default_embedder
from align.aligner.views.view import View, make_view
from align.model import Document, Language
from align.readers.layout.segments import segment_lines
from align.readers.parts.line import Line

SECTIONS = {
    "library": (
        ("1. 도서관", "1. The library"),
        ("도서관은 밤 열 시까지 문을 연다.", "The library stays open until ten at night."),
        ("아이들을 위한 방을 따로 둔다.", "There is a separate room for children."),
        ("책은 한 번에 일곱 권까지 빌린다.", "Seven books can be borrowed at a time."),
    ),
    "market": (
        ("2. 시장", "2. The market"),
        ("시장 지붕을 유리로 바꾼다.", "The roof of the market is replaced by glass."),
        ("생선 가게 열두 곳이 동쪽으로 옮긴다.", "Twelve fish shops move to the east side."),
        ("주차장에는 차 340대가 들어간다.", "The parking lot holds 340 cars."),
    ),
    "bus": (
        ("3. 버스", "3. Buses"),
        ("버스는 팔 분마다 다닌다.", "Buses run every eight minutes."),
        ("노인은 요금을 내지 않는다.", "Elderly people pay no fare."),
        ("정류장마다 난방 의자를 놓는다.", "Heated benches are placed at every stop."),
    ),
    "river": (
        ("4. 하천", "4. The river"),
        (
            "하천 둑에 벚나무 900그루를 심는다.",
            "Nine hundred cherry trees are planted on the banks.",
        ),
        ("물고기가 오르는 길을 낸다.", "A passage for fish is built."),
        ("여름에는 수영장을 연다.", "A swimming place opens in summer."),
    ),
}


def document(language: Language, order: str) -> Document:
    side = 0 if language is Language.KOREAN else 1
    texts = [line[side] for name in order.split() for line in SECTIONS[name]]
    lines = [Line(text) for text in texts]
    return Document(f"plan.{language}", language, segment_lines(lines, titled=False))


def seen(korean: str, english: str) -> View:
    documents = document(Language.KOREAN, korean), document(Language.ENGLISH, english)
    return make_view(*documents, default_embedder())


def worth(moves: Sequence[Move]) -> float:
    """What crossing may cost a bead for the best section to move all the same."""
    return max(move.gain / len(move.beads) ** 0.5 for move in moves)


@pytest.fixture(scope="module")
def aligner() -> Aligner:
    return Aligner(default_embedder())


def test_a_section_that_stands_elsewhere_is_found_with_its_heading(aligner: Aligner) -> None:
    view = seen("library market bus river", "library bus river market")
    beads = aligner.beads(view)
    expected = {(i, i if i < 4 else i + 8 if i < 8 else i - 4) for i in range(16)}
    assert {(*b.original, *b.translation) for b in beads} == expected
    assert {b.original[0] for b in beads if b.crossing} == {4, 5, 6, 7}


def test_a_path_without_anything_alone_stays_as_it_is(aligner: Aligner) -> None:
    parted = aligner.parted(seen("library market", "library market"))
    path = parted.path()
    assert not find_moves(parted, path)
    assert with_moves(path, [], -6.0) == path


def test_a_section_is_moved_only_if_it_gains_more_than_crossing_costs(aligner: Aligner) -> None:
    parted = aligner.parted(seen("library market bus river", "library bus river market"))
    path = parted.path()
    moves = find_moves(parted, path)
    gain = worth(moves)
    assert any(bead.crossing for bead in with_moves(path, moves, -gain + 1))
    assert with_moves(path, moves, -gain - 1) == path


def test_a_section_is_as_sure_as_what_it_gains(aligner: Aligner) -> None:
    parted = aligner.parted(seen("library market bus river", "library bus river market"))
    path = parted.path()
    moves = find_moves(parted, path)
    gain = worth(moves)
    surely, barely = (
        [b.confidence for b in with_moves(path, moves, bias) if b.crossing]
        for bias in (-1.0, -gain + 0.2)
    )
    assert max(barely) < 0.7 < min(surely)


def test_what_was_left_in_the_place_of_a_section_is_aligned_anew(aligner: Aligner) -> None:
    view = seen("library market bus river", "market bus river library")
    headings = {
        b.original: b.translation for b in aligner.beads(view) if b.original[0] % 4 == 0
    }
    assert headings == {(0,): (12,), (4,): (0,), (8,): (4,), (12,): (8,)}


def test_neighbours_that_change_places_cross_instead_of_being_one_bead(
    aligner: Aligner,
) -> None:
    order = "library market river bus"
    view = seen(order, order)
    english = view.translation.chosen([*range(9), 10, 11, 9, *range(12, 16)])
    beads = aligner.beads(replace(view, translation=english))
    pairs = {(*b.original, *b.translation) for b in beads}
    assert {(9, 11), (10, 9), (11, 10)} <= pairs
