from __future__ import annotations

import numpy as np
import pytest

from align.aligner.embedding import default_embedder
from align.aligner.signals import Signal, all_signals, measure
from align.aligner.signals.embedding import EmbeddingSignal
from align.aligner.signals.figures import FiguresSignal
from align.aligner.signals.layout import LayoutSignal
from align.aligner.signals.length import LengthSignal
from align.aligner.signals.matchers import (
    LatinMatcher,
    LexiconMatcher,
    Matcher,
    MeaningMatcher,
    SoundMatcher,
)
from align.aligner.signals.names import NamesSignal
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
    assert features.shape[1] == len(names) == 6


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
