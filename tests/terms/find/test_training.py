"""Weights of renderings are learned from gold renderings and read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import AlignError
from align.model import Bead, Bitext, Concept, Document, Language, Segment, Term, Termbase
from align.scoring.gold import read_gold
from align.scoring.renderings import GoldRendering
from align.terms.find.choices import NAMES
from align.terms.find.locate import default_chooser, parse_chooser
from align.terms.find.renderings import RenderingFinder
from align.terms.find.training import RenderingExample, gold_examples, rendering_examples, train
from align.terms.termbase import read_termbase
from tests.conftest import MOFA

TRUTH = MOFA / "truth"


@pytest.fixture(scope="module")
def few() -> list[RenderingExample]:
    finder = RenderingFinder(read_termbase(MOFA / "terms.csv"))
    return gold_examples(TRUTH, finder, left_out=sorted(read_gold(TRUTH).beads)[4:])


def test_a_few_documents_teach_what_speaks_for_a_rendering(few: list[RenderingExample]) -> None:
    chooser = train(few)
    assert set(chooser.weights) == set(NAMES)
    assert chooser.weights["shared"] + chooser.weights["link.sum"] > 0
    assert parse_chooser(chooser.to_json({"command": "align train"})) == chooser


def test_the_same_examples_teach_the_same(few: list[RenderingExample]) -> None:
    assert train(few) == train(list(few))


def test_any_of_several_renderings_that_are_as_good_is_right() -> None:
    net = Concept("net", (Term("어망", Language.KOREAN), Term("net", Language.ENGLISH)))
    bitext = Bitext(
        Document("a", Language.KOREAN, (Segment("새 어망을 샀다."),)),
        Document("b", Language.ENGLISH, (Segment("They bought the new trawls, or seines."),)),
        (Bead((0,), (0,)),),
    )
    finder = RenderingFinder(Termbase((net,)))

    def right(status: str, rendering: str) -> set[str]:
        gold = GoldRendering("a", 0, 2, "net", status, rendering)
        examples = list(rendering_examples(bitext, finder, [gold]))
        return {
            example.choices.text(example.choices.hits[k])
            if k < len(example.choices.hits)
            else ""
            for example in examples
            for k in example.right.nonzero()[0]
        }

    assert right("rendered", "trawl") == {"trawls"}
    assert right("rendered", "new trawls;the seine") == {"new trawls", "seines"}
    assert right("omitted", "") == {""}
    assert right("rendered", "dragnet") == set()


def test_what_is_left_out_teaches_nothing(few: list[RenderingExample]) -> None:
    finder = RenderingFinder(read_termbase(MOFA / "terms.csv"))
    fewer = gold_examples(TRUTH, finder, left_out=sorted(read_gold(TRUTH).beads)[2:])
    assert 0 < len(fewer) < len(few)


def test_a_folder_without_gold_renderings_teaches_nothing(tmp_path: Path) -> None:
    for name in ("a.ko", "a.en"):
        (tmp_path / name).write_text("회의\n", "utf-8")
    (tmp_path / "a.gold").write_text("[0]:[0]\n", "utf-8")
    finder = RenderingFinder(read_termbase(MOFA / "terms.csv"))
    assert gold_examples(tmp_path, finder) == []
    with pytest.raises(AlignError, match="nothing to learn"):
        train([])


def test_the_weights_that_ship_have_every_name() -> None:
    assert set(default_chooser().weights) == set(NAMES)
