from __future__ import annotations

import math

import pytest

from align.aligner import Aligner, align
from align.aligner.embedding import default_embedder
from align.aligner.signals import all_signals
from align.aligner.signals.registry import BUILT_IN
from align.aligner.views.candidates import BEAD_TYPES, read_types
from align.aligner.views.view import make_view
from align.model import Document, Language
from align.readers.layout.segments import segment_lines
from align.readers.parts.line import Line
from align.scoring.beads import score_beads, total
from align.scoring.examples import read_examples
from tests.conftest import MOFA

PARAGRAPHS = [
    ("양측은 협의를 계속하기로 하였다.", "The two sides agreed to continue consultations."),
    ("장관은 3월 5일 서울에 도착하였다.", "The Minister arrived in Seoul on March 5."),
    ("정부는 1억 2천만 달러를 지원한다.", "The government gives 120 million dollars in aid."),
    ("다음 회의는 도쿄에서 열린다.", "The next meeting will take place in Tokyo."),
]


def documents(korean: list[str], english: list[str]) -> tuple[Document, Document]:
    sides = (("ko", korean), ("en", english))
    made = [
        Document(code, Language(code), segment_lines([Line(t) for t in texts], titled=False))
        for code, texts in sides
    ]
    return made[0], made[1]


def found(
    korean: list[str], english: list[str]
) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(b.original, b.translation) for b in align(*documents(korean, english)).beads}


KO, EN = [list(side) for side in zip(*PARAGRAPHS, strict=True)]


def test_paragraphs_in_order_are_paired() -> None:
    assert found(KO, EN) == {((k,), (k,)) for k in range(4)}


def test_a_merged_paragraph_is_found() -> None:
    assert ((1, 2), (1,)) in found(KO, [EN[0], f"{EN[1]} {EN[2]}", EN[3]])


def test_a_split_paragraph_is_found() -> None:
    assert ((1,), (1, 2)) in found([KO[0], f"{KO[1]} {KO[2]}", KO[3]], EN)


def test_a_dropped_paragraph_has_no_counterpart() -> None:
    assert ((2,), ()) in found(KO, [EN[0], EN[1], EN[3]])


def test_confidence_is_a_probability_and_signals_explain_it() -> None:
    bitext = align(*documents(KO, EN))
    assert all(0 <= bead.confidence <= 1 for bead in bitext.beads)
    assert bitext.beads[1].signals["embedding.cosine"] > 0
    assert bitext.beads[2].signals["figures.shared"] > 0


def test_a_segment_without_counterpart_is_as_sure_as_its_neighbours() -> None:
    bitext = align(*documents([*KO, "끝."], [*EN, "* unofficial translation"]))
    lonely = [bead for bead in bitext.beads if not bead.is_pair]
    assert len(lonely) == 2
    assert all(bead.confidence > 0.8 for bead in lonely)


def test_identical_runs_give_identical_beads() -> None:
    assert align(*documents(KO, EN)) == align(*documents(KO, EN))


@pytest.mark.parametrize(("korean", "english"), [([], EN), (KO, []), ([], [])])
def test_an_empty_side_leaves_the_other_without_counterparts(
    korean: list[str], english: list[str]
) -> None:
    bitext = align(*documents(korean, english))
    assert len(bitext.beads) == len(korean) + len(english)
    assert not any(bead.is_pair for bead in bitext.beads)


@pytest.mark.parametrize("left_out", BUILT_IN)
def test_the_model_aligns_without_any_one_signal(left_out: str) -> None:
    signals = [signal for signal in all_signals() if signal.name != left_out]
    examples = read_examples(MOFA / "truth", default_embedder())
    aligner = Aligner(default_embedder(), signals=signals)
    score = total(score_beads(aligner.beads(e.view), e.gold) for e in examples)
    assert score.strict.f1 > 0.8


def test_the_model_aligns_without_embeddings() -> None:
    examples = read_examples(MOFA / "truth", None)
    score = total(score_beads(Aligner(None).beads(e.view), e.gold) for e in examples)
    assert score.strict.f1 > 0.7


def test_a_moved_paragraph_is_joined_and_marked() -> None:
    examples = {e.name: e for e in read_examples(MOFA / "truth", default_embedder())}
    beads = Aligner(default_embedder()).beads(examples["2017-08-30-washington"].view)
    visas = ((7,), (9,))  # the fourth paragraph of the Korean is the fifth of the English
    assert [(b.original, b.translation) for b in beads if b.crossing] == [visas]


def test_the_best_alignments_come_in_order_with_their_probability() -> None:
    aligner = Aligner(default_embedder())
    view = aligner.view(*documents(KO, EN))
    best = aligner.best(view, 4)
    assert best[0].beads == aligner.beads(view)
    shapes = [tuple((b.original, b.translation) for b in found.beads) for found in best]
    assert len(set(shapes)) == 4
    probabilities = [found.log_probability for found in best]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(math.exp(p) for p in probabilities) <= 1


def test_bead_types_that_are_not_asked_for_do_not_occur() -> None:
    aligner = Aligner(default_embedder(), types=read_types("1-2"))
    korean, english = documents(KO, [EN[0], f"{EN[1]} {EN[2]}", EN[3]])
    assert "2-1" not in {bead.type for bead in aligner.align(korean, english).beads}


@pytest.mark.parametrize("text", ["", "1", "2-0", "0-0", "1-12", "a-b"])
def test_what_is_no_bead_type_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"bead type|possible"):
        read_types(text)


def test_a_merge_out_of_all_proportion_is_no_candidate() -> None:
    view = make_view(*documents(["가" * 400, "나" * 400, "다"], ["a" * 9, "b" * 1600]), None)
    candidates = view.candidates(BEAD_TYPES)
    assert candidates.find((0, 2), (0, 1)) is None
    assert candidates.find((0, 2), (1, 2)) is not None
    assert candidates.find((0, 1), (0, 1)) is not None


def test_the_signature_names_what_decides_the_result() -> None:
    with_model, without = Aligner(default_embedder()), Aligner(None)
    assert with_model.signature != without.signature
    assert "embed:none" in without.signature
