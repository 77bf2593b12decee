from __future__ import annotations

import numpy as np
import pytest

from align.aligner.candidates import all_candidates
from align.aligner.embedding import default_embedder
from align.aligner.signals import SIGNALS, Signal, measure
from align.aligner.signals.embedding import EmbeddingSignal
from align.aligner.signals.figures import FiguresSignal
from align.aligner.signals.layout import LayoutSignal
from align.aligner.signals.length import LengthSignal
from align.aligner.signals.matchers import LatinMatcher, Matcher, MeaningMatcher, SoundMatcher
from align.aligner.signals.words import WordsSignal
from align.aligner.view import View, make_view
from align.model import Document, Language
from align.segment import Line, segment_lines

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


@pytest.fixture(scope="module")
def view() -> View:
    sides = [
        Document(code, Language(code), segment_lines([Line(t) for t in texts], titled=True))
        for code, texts in (("ko", KOREAN), ("en", ENGLISH))
    ]
    return make_view(*sides, default_embedder())


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


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda s: s.name)
def test_every_signal_gives_a_finite_number_for_every_candidate(
    signal: type[Signal], view: View
) -> None:
    candidates = all_candidates(view.shape)
    features = signal().measure(view, candidates)
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
    ],
    ids=["meaning", "sound", "letters"],
)
def test_each_matcher_knows_its_words(
    matcher: Matcher, korean: str, english: str, other: str
) -> None:
    likeness = matcher.likeness([korean], [english, other], default_embedder())
    assert likeness[0, 0] > 0.5 > likeness[0, 1]


def test_a_name_in_small_letters_is_no_name() -> None:
    assert SoundMatcher().likeness(["부시"], ["bush"], None)[0, 0] == 0


def test_two_segments_that_changed_places_are_known_by_their_swap() -> None:
    sides = [
        Document(code, Language(code), segment_lines([Line(t) for t in texts], titled=False))
        for code, texts in (("ko", KOREAN[1:3]), ("en", ENGLISH[:0:-1]))
    ]
    swapped = make_view(*sides, default_embedder())
    both = slice(0, 2)
    assert value(EmbeddingSignal(), "swap", swapped, both, both) > 0
