from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from align.lang.morphology import Morphology, installed
from align.model import Bead, Bitext, Document, Language, Segment, Termbase
from align.terms.discovery import (
    Candidate,
    candidates,
    discover,
    draft,
    most_varied,
    near_forms,
    termbase_of,
)
from align.terms.find.occurrences import form_key
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.consistency import Share, TermConsistency, Verdict
from align.terms.termbase import read_termbase, write_termbase
from tests.benchmarks.terms import truth
from tests.conftest import MOFA

TERMBASE = read_termbase(MOFA / "terms.csv")
NEWS = """
해양부 장관은 원양어업 협정에 서명했다. | The minister signed the deep-sea fishing accord.
원양어업 협정은 대부분의 경우 어민에게 유리하다. | The fishing accord mostly favours fishers.
정부는 원양어업 협정을 지키겠다고 밝혔다. | The government will keep the fishing accord.
많은 어민이 정부에 보상을 요구했다. | Many fishers asked the government for compensation.
정부의 보상이 이번에도 늦다는 것이 어민의 말이다. | Compensation is late, fishers say.
노르웨이 정부도 협정을 환영했다. | The Norwegian government welcomed the accord too.
노르웨이 어민은 가장 많은 것을 얻는다. | Fishers in Norway gain most.
대부분의 어민은 노르웨이에서 조업한다. | Most fishers work in Norway.
라르센 장관은 보상이 없다고 말했다. | Minister Larsen said there was no compensation.
라르센 장관이 어민을 만났다. | Minister Larsen met fishers.
"""  # of a ministry of fisheries that there is not
WAYS = [
    pytest.param(None, id="endings"),
    pytest.param(
        installed(),
        id="kiwi",
        marks=pytest.mark.skipif(installed() is None, reason="kiwipiepy is not installed"),
    ),
]


@pytest.fixture(scope="module")
def sample() -> list[Bitext]:
    return [bitext for _, bitext in truth()]


@pytest.fixture
def news() -> list[Bitext]:
    lines = NEWS.strip().splitlines()
    return [bitext_of([line.split(" | ") for line in lines])]


def bitext_of(pairs: Sequence[Sequence[str]]) -> Bitext:
    korean, english = (
        Document(f"a.{language}", language, tuple(Segment(pair[side]) for pair in pairs))
        for side, language in enumerate((Language.KOREAN, Language.ENGLISH))
    )
    return Bitext(korean, english, tuple(Bead((i,), (i,)) for i in range(len(pairs))))


@pytest.mark.parametrize("morphology", WAYS)
def test_single_nouns_and_runs_of_nouns_are_found_and_function_words_are_not(
    news: list[Bitext], morphology: Morphology | None
) -> None:
    found = {candidate.text for candidate in candidates(news, morphology=morphology)}
    assert {"정부", "어민", "보상", "노르웨이", "원양어업 협정"} <= found
    assert not found & {"것", "것이", "것을", "많은", "가장", "대부분", "이번", "대부분의 경우"}


@pytest.mark.parametrize("morphology", WAYS)
def test_persons_before_titles_are_no_terms_and_places_are(
    news: list[Bitext], morphology: Morphology | None
) -> None:
    found = " ".join(candidate.text for candidate in candidates(news, morphology=morphology))
    assert "라르센" not in found
    assert "노르웨이" in found


@pytest.mark.parametrize("morphology", WAYS)
def test_a_longer_term_does_not_hide_the_shorter_one_that_stands_alone_as_often(
    morphology: Morphology | None,
) -> None:
    pairs = (
        *(("항만 파업이 끝났다.", "The port strike is over."),) * 3,
        *(("파업은 계속된다.", "The walkout goes on."),) * 2,
        *(("파업이 길다.", "Their stoppage lasts."),) * 2,
    )
    found = [c.text for c in candidates([bitext_of(pairs)], morphology=morphology)]
    assert found.index("파업") < found.index("항만 파업")


def test_a_piece_that_stands_in_one_longer_term_only_is_left_out() -> None:
    pairs = (("농어촌 특별세가 오른다.", "The special rural tax rises."),) * 4
    found = {c.text for c in candidates([bitext_of(pairs)])}
    assert "농어촌 특별세" in found
    assert not found & {"농어촌", "특별세"}


@pytest.mark.parametrize("morphology", WAYS)
def test_most_terms_of_the_sample_are_among_the_first_hundred_and_fifty(
    sample: list[Bitext], morphology: Morphology | None
) -> None:
    first = {form_key(c.text) for c in candidates(sample, morphology=morphology)[:150]}
    found = [
        concept.id
        for concept in TERMBASE.concepts
        if first & {form_key(t.text) for t in concept.in_language(Language.KOREAN)}
    ]
    assert len(found) >= 0.8 * len(TERMBASE.concepts)


def test_terms_that_are_known_are_left_out(sample: list[Bitext]) -> None:
    known = {form_key(t.text) for c in TERMBASE.concepts for t in c.terms}
    found = candidates(sample, TERMBASE)
    assert found
    assert not known & {form_key(candidate.text) for candidate in found}


def test_bitexts_are_gone_through_once(news: list[Bitext]) -> None:
    assert candidates(iter(news)) == candidates(news)


def test_fewer_candidates_are_the_first_of_more(sample: list[Bitext]) -> None:
    finder = RenderingFinder(Termbase(()))
    few, more = (discover(sample, finder, most=most) for most in (5, 20))
    assert [c.text for c in few] == [c.text for c in more[:5]]


def test_the_draft_is_a_termbase_with_renderings(sample: list[Bitext]) -> None:
    found = discover(sample, RenderingFinder(Termbase(())), most=20)
    drafted = draft(found)
    assert len(drafted.concepts) == 20
    assert any(concept.in_language(Language.ENGLISH) for concept in drafted.concepts)


@pytest.mark.parametrize("suffix", [".csv", ".tbx", ".tsv", ".xlsx"])
def test_a_draft_can_be_read_whatever_was_found(tmp_path: Path, suffix: str) -> None:
    shares = tuple(Share(text, 2, 0.2, "unlisted") for text in ("—", "quota", "Quota", "' '"))
    found = [replace(varied("할당량", 0.4), consistency=result("할당량", 0.4, shares))]
    path = tmp_path / f"draft{suffix}"
    write_termbase(draft(found), path)
    terms = read_termbase(path).concepts[0].in_language(Language.ENGLISH)
    assert [term.text for term in terms] == ["quota"]


def test_what_varies_most_comes_first_when_asked_for() -> None:
    found = [varied("어장", 1.0), varied("어획량", 0.5)]
    assert [c.text for c in most_varied(found)] == ["어획량", "어장"]


def test_near_forms_are_compared_by_letters(news: list[Bitext]) -> None:
    assert near_forms("노르웨기", news)[0] == "노르웨이"
    assert near_forms("쾌청", news) == []


def test_a_termbase_of_terms_alone_is_searched_for_all_their_places(
    news: list[Bitext],
) -> None:
    finder = RenderingFinder(termbase_of(["보상"]))
    assert len(finder.occurrences(news[0])) == 3


def varied(text: str, score: float) -> Candidate:
    return Candidate(text, 10.0, 5, result(text, score))


def result(text: str, score: float, shares: tuple[Share, ...] = ()) -> TermConsistency:
    return TermConsistency(
        text, text, Verdict.VARIES, shares, places=5, support=5, listed=0, without=(), tiers={},
        score=score, low=0.0, high=1.0, herfindahl=score, entropy=0.0, preferred=0.0,
        years={}, turns=(),
    )  # fmt: skip
