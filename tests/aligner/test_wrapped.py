from __future__ import annotations

import textwrap

import pytest

from align.aligner.views.view import View, make_view
from align.aligner.views.wrapped import unwrap
from align.model import Bead, Document, Language, Segment, Side

ENGLISH = [
    "The harbour of Sarang is closed to ferries until the dredging ends in the first week of "
    "May, and the boats that carry mail will land on the southern shore in the meantime.",
    "Whoever wants to cross before that time can ask the harbour master for a place on the "
    "supply ship, which leaves twice a week and takes no more than twelve passengers.",
    "The town pays for the crossing of pupils and of all who must see a physician.",
]
KOREAN = [
    "사랑항은 준설이 끝나는 오월 첫째 주까지 여객선이 드나들 수 없으며 우편을 나르는 "
    "배는 그동안 섬의 남쪽 바닷가에 닿는다.",
    "그 전에 건너려는 사람은 일주일에 두 번 떠나고 열두 사람까지만 태우는 보급선의 자리를 "
    "항만장에게 부탁할 수 있다.",
    "학생과 진료를 받아야 하는 모든 사람의 뱃삯은 읍에서 낸다.",
]
ITEMS = [
    "Access: a copy of the data that is held about you",
    "Correction of what is wrong in your account settings",
    "Removal of single posts or of the whole account",
    "Transfer of posts to another server of your choice",
    "Objection to the way in which your data is used",
]


def document(lines: list[str], language: Language) -> Document:
    return Document("d", language, tuple(Segment(line) for line in lines))


def view_of(korean: list[str], english: list[str]) -> View:
    return make_view(
        document(korean, Language.KOREAN), document(english, Language.ENGLISH), None
    )


def wrapped(texts: list[str], width: int) -> list[str]:
    return [line for text in texts for line in textwrap.wrap(text, width)]


@pytest.mark.parametrize("width", [55, 66, 78])
def test_english_lines_broken_at_a_width_are_put_together(width: int) -> None:
    texts = ["On the Harbour", *ENGLISH]
    unwrapped = unwrap(view_of(KOREAN, wrapped(texts, width)))
    assert [segment.text for segment in unwrapped.view.translation.segments] == texts
    assert [len(run) for run in unwrapped.runs[Side.ORIGINAL]] == [1, 1, 1]


def test_so_are_korean_ones_and_beads_come_back_in_lines() -> None:
    lines = wrapped(KOREAN, 24)
    unwrapped = unwrap(view_of(lines, ENGLISH))
    assert [segment.text for segment in unwrapped.view.original.segments] == KOREAN
    whole = [Bead((k,), (k,)) for k in range(3)]
    beads = list(unwrapped.in_lines(whole))
    assert [i for bead in beads for i in bead.original] == list(range(len(lines)))
    assert list(unwrapped.in_runs(beads)) == whole


def test_a_few_long_lines_beside_them_do_not_hide_the_width() -> None:
    notes = ["Note: " + "who signs for the harbour is named in the annex to this text. " * 4]
    unwrapped = unwrap(view_of(KOREAN, [*wrapped(ENGLISH, 60), *notes]))
    assert len(unwrapped.view.translation.segments) == 4


@pytest.mark.parametrize("lines", [ITEMS, [*ITEMS, *ITEMS[::-1]], ENGLISH])
def test_lists_and_paragraphs_stay_as_they_are(lines: list[str]) -> None:
    assert not unwrap(view_of(KOREAN, lines)).changed


def test_a_list_between_wrapped_paragraphs_keeps_its_lines() -> None:
    lines = [*wrapped(ENGLISH, 70), *ITEMS, *wrapped(ENGLISH, 70)]
    unwrapped = unwrap(view_of(KOREAN, lines))
    assert [segment.text for segment in unwrapped.view.translation.segments] == [
        *ENGLISH,
        *ITEMS,
        *ENGLISH,
    ]
