from __future__ import annotations

import numpy as np
import pytest

from align.aligner.embedding import default_embedder
from align.aligner.signals import Signal, all_signals, measure
from align.aligner.signals.embedding import EmbeddingSignal
from align.aligner.signals.figures import FiguresSignal
from align.aligner.signals.held import Held, Parts
from align.aligner.signals.layout import LayoutSignal
from align.aligner.signals.length import LengthSignal
from align.aligner.signals.lines import LinesSignal
from align.aligner.signals.matchers import (
    LatinMatcher,
    LexiconMatcher,
    Matcher,
    MeaningMatcher,
    SoundMatcher,
)
from align.aligner.signals.names import NamesSignal
from align.aligner.signals.recurrence import RecurrenceSignal
from align.aligner.signals.seams import SeamsSignal
from align.aligner.signals.sentences import SentencesSignal
from align.aligner.signals.shape import ShapeSignal
from align.aligner.signals.turns import TurnsSignal
from align.aligner.signals.words import WordsSignal
from align.aligner.views.candidates import Candidates, all_candidates
from align.aligner.views.lexicon import Lexicon
from align.aligner.views.view import View, make_view
from align.errors import PluginError
from align.model import Document, Language
from align.readers.layout.segments import segment_lines
from align.readers.parts.line import Line

KOREAN = [
    "회담 개최",
    "1. 장관은 12.19(화) 도쿄에서 회담하였다.",
    "ㅇ 1억 2천만 달러를 제공한다.",
    "끝.",
]
ENGLISH = [
    "Talks Held",
    "1. The Minister held talks in Tokyo on December 19.",
    "° It gives $120 million.",
]


def view_of(korean: list[str], english: list[str], *, titled: bool = False) -> View:
    sides = [
        Document(code, Language(code), segment_lines([Line(t) for t in texts], titled=titled))
        for code, texts in (("ko", korean), ("en", english))
    ]
    lexicon = Lexicon({"북핵": {"nuclear": 0.8}})
    return make_view(*sides, default_embedder(), lexicon=lexicon)


VIEW = view_of(["가"], ["a"])


@pytest.fixture(scope="module")
def view() -> View:
    return view_of(KOREAN, ENGLISH, titled=True)


def value(signal: Signal, feature: str, view: View, i: slice, j: slice) -> float:
    candidates = all_candidates(view.shape)
    position = candidates.find((i.start, i.stop), (j.start, j.stop))
    assert position is not None
    return float(signal.measure(view, candidates)[position, signal.features.index(feature)])


def test_figures_shared_across_conventions_count(view: View) -> None:
    one = slice(1, 2)
    assert value(FiguresSignal(), "shared", view, one, one) > 0
    assert value(FiguresSignal(), "shared", view, one, slice(2, 3)) == 0
    assert value(FiguresSignal(), "unmatched", view, one, slice(2, 3)) > 0


def test_titles_and_numbers_that_agree_count(view: View) -> None:
    zero, one = slice(0, 1), slice(1, 2)
    assert value(LayoutSignal(), "title", view, zero, zero) == 1
    assert value(LayoutSignal(), "title", view, one, one) == 0
    assert value(LayoutSignal(), "same_number", view, one, one) == 1
    assert value(LayoutSignal(), "kind_conflict", view, zero, one) == 1


def test_what_has_no_counterpart_as_a_rule_is_known(view: View) -> None:
    assert value(LayoutSignal(), "lonely", view, slice(3, 4), slice(0, 0)) == 1
    assert value(LayoutSignal(), "lonely", view, slice(1, 2), slice(0, 0)) == 0


def test_a_length_out_of_proportion_deviates_more(view: View) -> None:
    fitting = value(LengthSignal(), "deviation", view, slice(1, 2), slice(1, 2))
    assert fitting < value(LengthSignal(), "deviation", view, slice(3, 4), slice(1, 2))


@pytest.mark.parametrize("signal", all_signals(), ids=lambda s: s.name)
def test_every_signal_gives_a_finite_number_for_every_candidate(
    signal: Signal, view: View
) -> None:
    candidates = all_candidates(view.shape)
    features = signal.measure(view, candidates)
    assert features.shape == (len(candidates), len(signal.features))
    assert np.isfinite(features).all()


def test_signals_stand_side_by_side_under_their_names(view: View) -> None:
    names, features = measure(
        [LengthSignal(), FiguresSignal()], view, all_candidates(view.shape)
    )
    assert names[0] == "length.deviation"
    assert features.shape[1] == len(names) == 8


def test_words_that_stand_for_one_another_are_found(view: View) -> None:
    one, two = slice(1, 2), slice(2, 3)
    signal = WordsSignal()
    assert value(signal, "share_original", view, one, one) > value(
        signal, "share_original", view, one, two
    )
    assert value(signal, "lost_original", view, one, slice(0, 0)) > 0


@pytest.mark.parametrize(
    ("matcher", "korean", "english", "other"),
    [
        (MeaningMatcher(), "소통", "communication", "missile"),
        (SoundMatcher(), "사르코지", "Sarkozy", "Clinton"),
        (LatinMatcher(), "FTA", "FTA", "ODA"),
        (LexiconMatcher(), "북핵", "Nuclear", "economy"),
    ],
    ids=["meaning", "sound", "letters", "lexicon"],
)
def test_each_matcher_knows_its_words(
    matcher: Matcher, korean: str, english: str, other: str
) -> None:
    likeness = matcher.likeness([korean], [english, other], VIEW)
    assert likeness[0, 0] > 0.5 > likeness[0, 1]


def test_a_name_in_small_letters_is_no_name() -> None:
    assert SoundMatcher().likeness(["부시"], ["bush"], VIEW)[0, 0] == 0


@pytest.mark.parametrize("spelled", ["Kang Kyung-wha", "Kyung-wha Kang", "Gang Gyeonghwa"])
def test_a_person_who_is_named_on_both_sides_counts(spelled: str) -> None:
    named = view_of(
        ["강경화 장관은 서울에 왔다.", "회담이 열렸다."],
        ["Talks were held.", f"Minister {spelled} came to Seoul."],
    )
    first, last = slice(0, 1), slice(1, 2)
    assert value(NamesSignal(), "shared", named, first, last) == 1
    assert value(NamesSignal(), "unmatched", named, first, first) == 1
    assert value(NamesSignal(), "lost", named, first, slice(0, 0)) == 1


def test_what_a_side_repeats_is_lost_only_as_often_as_the_other_has_it() -> None:
    repeated = view_of(
        ["강경화 장관은 서울에 왔다.", "회담이 열렸다."],
        [
            "Kang Kyung-wha in Seoul",
            "Minister Kang Kyung-wha came to Seoul.",
            "They held talks.",
        ],
    )
    title = slice(0, 1)
    once = value(NamesSignal(), "shared", repeated, title, slice(1, 2))
    assert value(NamesSignal(), "lost", repeated, slice(0, 0), title) == once / 2


def test_a_line_that_says_the_same_once_more_adds_no_words() -> None:
    captioned = view_of(
        ["장관은 도쿄에서 어업 협정에 서명하였다."],
        ["The Minister signed the fisheries agreement in Tokyo.", "Minister signs in Tokyo"],
    )
    pair, with_caption = slice(0, 1), slice(0, 2)
    found = [
        value(WordsSignal(), "found_translation", captioned, pair, j)
        for j in (pair, with_caption)
    ]
    assert found[1] < 1.2 * found[0]
    assert value(WordsSignal(), "claimed_translation", captioned, slice(0, 0), pair) > value(
        WordsSignal(), "claimed_translation", captioned, slice(0, 0), slice(1, 2)
    )


def test_a_sentence_finds_its_counterpart_within_a_paragraph() -> None:
    paragraph = view_of(
        ["장관은 어제 도쿄에 도착하였다. 오늘은 총리를 만난다. 내일은 부산의 항구를 둘러본다."],
        ["The Minister arrived in Tokyo yesterday.", "Apples were cheap this year."],
    )
    one, other, nothing = slice(0, 1), slice(1, 2), slice(0, 0)
    signal = SentencesSignal()
    for feature in ("cover_translation", "found_translation"):
        assert value(signal, feature, paragraph, one, one) > 0.5
        assert value(signal, feature, paragraph, one, other) < 0.3
    assert value(signal, "nearer_translation", paragraph, one, one) == 0
    assert value(signal, "lost_translation", paragraph, nothing, one) > 0.5
    assert value(signal, "wanted_translation", paragraph, nothing, one) > 0.2
    end = value(signal, "new_original", paragraph, one, slice(0, 2))
    assert end < 0.5  # the second line adds hardly anything for the paragraph


def test_without_vectors_sentences_tell_nothing() -> None:
    bare = make_view(
        *(
            Document(c, Language(c), segment_lines([Line("a")], titled=False))
            for c in ("ko", "en")
        ),
        None,
    )
    assert not SentencesSignal().measure(bare, all_candidates(bare.shape)).any()


def test_shapes_count_by_what_the_documents_are_like() -> None:
    lines = ["The Minister arrived in the", "city of Tokyo and met the", "Prime Minister."]
    broken = view_of(["장관은 도쿄에 도착하여 총리를 만났다."], lines)
    one, all_lines = slice(0, 1), slice(0, 3)
    signal = ShapeSignal()
    assert value(signal, "split_by_open_translation", broken, one, all_lines) == 2 / 3
    assert value(signal, "split_by_open_original", broken, one, all_lines) == 0
    assert value(signal, "split_by_segments", broken, one, all_lines) < 0
    assert value(signal, "one_one_by_open_translation", broken, one, all_lines) == 0


def test_a_bead_that_ends_inside_a_sentence_on_one_side_is_told_from_one_on_both() -> None:
    seams = view_of(
        ["장관은 도쿄에 도착하여 오후에 총리를", "만났다."],
        ["The Minister arrived in Tokyo and met the", "Prime Minister.", "They talked."],
    )
    signal, first = SeamsSignal(), slice(0, 1)
    assert value(signal, "sure_cut_both", seams, first, first) == 1
    assert value(signal, "sure_cut", seams, first, first) == 0
    assert value(signal, "sure_cut", seams, slice(0, 2), first) == 1
    assert value(signal, "sure_joined", seams, slice(0, 2), slice(0, 2)) == 2
    assert value(signal, "sure_cut_alone", seams, first, slice(0, 0)) == 1


def test_hanja_is_read_before_words_are_compared() -> None:
    read = view_of(["北·美 회담", "문재인(文在寅) 대통령", "文在寅 방문"], ["a"])
    assert read.original.texts[0] == "북한·미국 회담"
    assert read.original.texts[2] == "문재인 방문"


def test_two_segments_that_changed_places_are_known_by_their_swap() -> None:
    swapped = view_of(KOREAN[1:3], ENGLISH[:0:-1])
    both = slice(0, 2)
    assert value(EmbeddingSignal(), "swap", swapped, both, both) > 0


@pytest.mark.parametrize(("columns", "number"), [(2, 0.0), (1, np.nan), (1, np.inf)])
def test_a_signal_that_gives_something_else_is_an_error_with_its_name(
    columns: int, number: float, view: View
) -> None:
    class Broken:
        name = "broken"
        features = ("one",)

        def measure(self, view: View, candidates: Candidates) -> np.ndarray:
            return np.full((len(candidates), columns), number)

    with pytest.raises(PluginError, match="the signal 'broken' does not give finite numbers"):
        measure([Broken()], view, all_candidates(view.shape))


def turns_of(korean: list[str], english: list[str], spans: list[tuple[int, ...]]) -> np.ndarray:
    candidates = Candidates((len(korean), len(english)), *np.array(spans, dtype=np.int64).T)
    return TurnsSignal().measure(view_of(korean, english), candidates)


def test_a_speaker_faces_himself_and_changes_are_counted_on_each_side() -> None:
    korean = ["질문: 왜 늦었나요?", "답변: 눈이 왔습니다.", "길도 막혔습니다.", "질문: 네."]
    english = ["Q: Why so late?", "A: It snowed.", "And the road was closed.", "Q: I see."]
    spans = [(0, 1, 0, 1), (0, 1, 1, 2), (0, 2, 0, 2), (1, 3, 1, 3), (0, 2, 0, 1), (2, 3, 3, 4)]
    assert turns_of(korean, english, spans).tolist() == [
        [1, 0, 0, 0, 0],
        [0, 1, 0, 0, 0],
        [1, 0, 1, 0, 0],
        [1, 0, 0, 0, 0],
        [1, 0, 0, 1, 0],
        [0, 0, 0, 0, 1],
    ]


def test_a_text_without_speakers_has_no_turns() -> None:
    assert not turns_of(["장관이 왔다."], ["The Minister came."], [(0, 1, 0, 1)]).any()


def test_headings_that_recur_as_often_as_each_other_are_told_from_those_that_do_not() -> None:
    korean = ["뜻", "배는 물에 뜬다.", "뜻", "그물은 고기를 잡는다."]
    english = ["Meaning", "Boats float.", "Meaning", "Nets catch fish."]
    spans = [(0, 1, 2, 3), (0, 1, 1, 2), (1, 2, 1, 2), (0, 1, 0, 0), (1, 2, 0, 0), (0, 2, 0, 2)]
    candidates = Candidates((4, 4), *np.array(spans, dtype=np.int64).T)
    found = RecurrenceSignal().measure(view_of(korean, english), candidates)
    np.testing.assert_allclose(
        found, [[1, 0, 0], [0, np.log(2), 0], [0, 0, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0]]
    )


def test_a_short_line_within_a_merge_counts_unless_it_goes_on() -> None:
    column = LinesSignal.features.index("merged_short")
    english = ["The boats went out to the far sea at dawn and came back by evening.", "Nets"]
    whole = ["배들은 새벽에 먼 바다로 나갔다가 저녁에 돌아왔다.", "그물"]
    going_on = ["배들은 새벽에 먼 바다로 나갔다가 저녁에 돌아왔으며,", "쉬었다"]
    for korean, merged in ((whole, True), (going_on, False)):
        candidates = Candidates((2, 2), *np.array([[0], [2], [0], [1]], dtype=np.int64))
        found = LinesSignal().measure(view_of(korean, english), candidates)
        assert bool(found[0, column] > 0.5) is merged


def test_ends_that_go_on_in_their_neighbour_are_not_asked_to_add_anything() -> None:
    values = np.array([[0.8, 0.1], [0.7, 0.2]])
    held = Held(Parts(np.ones(2), np.array([0, 2])), values)
    span = [np.array([k]) for k in (0, 1, 0, 2)]
    alone, bound = (
        held.new(*span, going_on=np.array([flag, 0.0])).tolist() for flag in (0.0, 1.0)
    )
    assert alone == [0.0]
    assert bound == [1.0]


def test_a_segment_that_faces_two_others_shows_no_swap_and_two_that_change_places_do() -> None:
    names = list(EmbeddingSignal.features)
    box = Candidates((2, 2), *np.array([[0], [2], [0], [2]], dtype=np.int64))
    boats, nets = "배는 새벽에 바다로 나갔다.", "어부는 그물을 손질했다."
    english = ["The boat went out to sea at dawn.", "The fisher mended the nets."]
    swapped, plain = (
        EmbeddingSignal().measure(view_of(korean, english), box)[0, names.index("swap")]
        for korean in ([nets, boats], ["회의 결과", f"{boats} {nets}"])
    )
    assert swapped > 0.2
    assert plain == 0.0


def test_what_one_segment_of_two_holds_of_two_others_does_not_cross() -> None:
    values = np.array([[0.0, 0.0], [0.9, 0.1], [0.1, 0.9]])
    parts = Parts(np.ones(3), np.array([0, 1, 3]))
    met = np.array([[0.0, 0.9], [0.0, 0.9]])
    held = Held(parts, values, met, Parts(np.ones(2), np.array([0, 1, 2])))
    span = [np.array([k]) for k in (0, 2, 0, 2)]
    assert held.within(*span).tolist() == pytest.approx([1.8])
    assert held.in_parts(*span).tolist() == pytest.approx([1.8])
