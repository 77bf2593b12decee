from __future__ import annotations

from pathlib import Path

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.aligner.second_pass import with_learned_words
from align.aligner.views.lexicon import NO_LEXICON, Lexicon, learn_lexicon, termbase_lexicon
from align.model import Bead, Concept, Language, Term, Termbase
from align.scoring.examples import read_examples

BEADS = [
    ("북핵 협상", "nuclear negotiations"),
    ("북핵 위협", "nuclear threats"),
    ("협상 재개", "negotiations resumed"),
    ("위협 평가", "threats assessed"),
]


def test_words_that_keep_company_are_learned() -> None:
    lexicon = learn_lexicon(BEADS * 2)
    likeness = lexicon.likeness(["북핵", "협상"], ["Nuclear", "negotiation", "threat"])
    assert likeness[0, 0] > 0.5 > likeness[0, 1]
    assert likeness[1, 1] > 0.5


def test_words_that_met_once_are_not_learned() -> None:
    assert learn_lexicon([("북핵 협상", "nuclear negotiations")]).words == {}


def test_nothing_teaches_nothing() -> None:
    assert learn_lexicon([]) == NO_LEXICON
    assert learn_lexicon([("", "")]) == NO_LEXICON


def test_the_order_of_beads_makes_no_difference_to_the_words() -> None:
    assert learn_lexicon(BEADS * 2).signature == learn_lexicon(BEADS[::-1] * 2).signature


def test_a_termbase_gives_the_words_of_its_terms() -> None:
    terms = (Term("위안부", Language.KOREAN), Term("comfort women", Language.ENGLISH))
    lexicon = termbase_lexicon(Termbase((Concept("1", terms),)))
    assert lexicon.likeness(["위안부"], ["comfort", "Women", "men"]).tolist() == [[1, 1, 0]]


def test_joined_lexicons_keep_the_higher_likeness() -> None:
    joined = Lexicon({"가": {"a": 0.2, "b": 0.4}}).joined(Lexicon({"가": {"a": 0.5}}))
    assert joined.words == {"가": {"a": 0.5, "b": 0.4}}


def test_a_second_pass_knows_what_the_first_was_sure_of(mofa: Path) -> None:
    examples = read_examples(mofa / "truth", default_embedder())
    aligner = Aligner(default_embedder())
    learned = with_learned_words(aligner, ((e.view, e.gold) for e in examples))
    assert learned.lexicon.likeness(["일본"], ["Japan"])[0, 0] > 0.5
    assert learned.signature != aligner.signature


def test_beads_that_are_not_sure_teach_nothing(mofa: Path) -> None:
    example = read_examples(mofa / "truth", None)[0]
    doubtful = [Bead(b.original, b.translation, 0.5) for b in example.gold]
    learned = with_learned_words(Aligner(None), [(example.view, doubtful)] * 5)
    assert learned.lexicon == NO_LEXICON
