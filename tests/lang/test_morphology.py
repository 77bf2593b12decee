from __future__ import annotations

import sys

import pytest

from align.errors import PluginError
from align.lang.morphology import KiwiMorphology, kiwi
from align.model import Concept, Language, Term, Termbase
from align.terms.find.occurrences import OccurrenceFinder


def termbase(*terms: str) -> Termbase:
    return Termbase(tuple(Concept(t, (Term(t, Language.KOREAN),)) for t in terms))


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("여론조사에서는", "조사", True),
        ("폭탄테러가 일어났다", "테러", True),
        ("테러리스트를", "테러", False),
        ("재정부는", "정부", False),
        ("동해안에서", "동해", False),
    ],
)
def test_compounds_are_cut_where_words_begin(text: str, term: str, found: bool) -> None:
    places = list(OccurrenceFinder(termbase(term), KiwiMorphology()).find_in(text))
    assert bool(places) is found


def test_without_the_analyser_the_error_names_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "kiwipiepy", None)
    kiwi.cache_clear()
    with pytest.raises(PluginError, match=r"daeyeok\[sentences\]"):
        kiwi()
    kiwi.cache_clear()


def test_morphemes_have_their_part_of_speech_and_place() -> None:
    first, *_ = KiwiMorphology().morphemes("갯벌에서")
    assert (first.form, first.tag, first.start, first.end) == ("갯벌", "NNG", 0, 2)
    assert first.is_noun
