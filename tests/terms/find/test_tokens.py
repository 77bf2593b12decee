"""The words of a bead, with their places."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from align.lang.normalise import fold
from align.model import Concept, Language, Occurrence, Segment, Term, Termbase
from align.terms.find.occurrences import OccurrenceFinder
from align.terms.find.tokens import concept_of, concept_word, english_words, korean_words

FINDER = OccurrenceFinder(
    Termbase(
        tuple(
            Concept(f"c{k}", (Term(text, Language.KOREAN),))
            for k, text in enumerate(("위안부", "어장", "어업 협정"))
        )
    )
)


def words(*texts: str) -> tuple[list[str], list[str]]:
    """The words of some segments, and those that the occurrences are."""
    occurrences = list(FINDER.find([Segment(text) for text in texts]))
    found, rows = korean_words(dict(enumerate(texts)), occurrences)
    assert [concept_of(found[row]) for row in rows] == [o.concept for o in occurrences]
    return found, [found[row] for row in rows]


def test_what_stands_before_a_term_within_its_word_is_a_word_beside_it() -> None:
    assert words("일본군위안부 문제") == (
        ["일본군", concept_word("c0"), "문제"],
        [concept_word("c0")],
    )


def test_a_particle_that_is_left_over_is_no_word() -> None:
    for text in ("위안부는", "위안부들의", "위안부에게는", "위안부이다"):
        assert words(text)[0] == [concept_word("c0")], text


def test_a_term_of_two_words_is_one() -> None:
    assert words("새 어업 협정을 맺었다")[0][:2] == ["새", concept_word("c2")]


def test_each_occurrence_has_its_own_row_whatever_the_order() -> None:
    texts = {0: "어장과 위안부", 1: "위안부"}
    occurrences = [
        Occurrence("c0", 1, 0, 3, "위안부"),
        Occurrence("c0", 0, 4, 7, "위안부"),
        Occurrence("c1", 0, 0, 2, "어장"),
    ]
    found, rows = korean_words(texts, occurrences)
    assert found == [concept_word("c1"), concept_word("c0"), concept_word("c0")]
    assert rows == [2, 1, 0]


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["어장", "어장은", "위안부", "일본군위안부의", "협정", "어업 협정", "배", ","]
            ),
            max_size=6,
        ).map(" ".join),
        max_size=3,
    )
)
def test_no_occurrence_is_without_its_word(texts: list[str]) -> None:
    found, mine = words(*texts)
    assert len(mine) == sum(bool(concept_of(word)) for word in found)
    assert all(found)


def test_a_word_of_the_text_stands_for_no_concept() -> None:
    assert concept_of("c0") == ""


def test_english_words_know_what_joins_them() -> None:
    text = "The deep-sea vessel, which “sailed”."
    found = english_words({4: fold(text)})
    assert [w.text for w in found] == ["The", "deep", "sea", "vessel", "which", "sailed"]
    assert [w.text for w in found if not w.joined] == ["The", "which", "sailed"]
    assert [w.text for w in found if w.hyphened] == ["sea"]
    assert [w.text for w in found if w.is_content] == ["deep", "sea", "vessel", "sailed"]
    assert {w.segment for w in found} == {4}


def test_a_possessive_is_counted_as_the_word() -> None:
    (word,) = english_words({0: fold("Norway’s")})
    assert (word.text, word.stem) == ("Norway's", "norway")


def test_segments_are_not_joined() -> None:
    first, second = english_words({0: fold("one"), 1: fold("two")})
    assert (first.segment, second.segment) == (0, 1)
    assert not second.joined


@given(st.text(alphabet=st.sampled_from("aB é's-.,’“12 \u00a0e\u0301"), max_size=40))
def test_english_words_stand_where_they_say(text: str) -> None:
    folded = fold(text)
    found = english_words({0: folded})
    assert [folded.text[w.start : w.end] for w in found] == [w.text for w in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
