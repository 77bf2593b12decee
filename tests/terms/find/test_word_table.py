"""Which words stand for which, learned from a collection of beads."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from align.model.codec import codec_of
from align.terms.find import word_table
from align.terms.find.word_table import UNLEARNED, WordTable, learn

Beads = list[tuple[list[str], list[str]]]
KOREAN, ENGLISH = ("어장", "선박", "항구", "금어기"), ("ground", "vessel", "port", "season")
beads = st.lists(
    st.tuples(
        st.lists(st.sampled_from(KOREAN), max_size=5),
        st.lists(st.sampled_from(ENGLISH), max_size=5),
    ),
    max_size=6,
)
# The vessel goes wherever the boat goes but once; the port stands in every bead.
FLEET: Beads = [
    (["어선", "항구"], ["boat", "port"]),
    (["어선", "항구", "어망"], ["port", "boat", "net"]),
    (["항구", "어망"], ["net", "port"]),
    (["항구"], ["port"]),
]


def alike(korean: Sequence[str], english: Sequence[str]) -> NDArray[np.float32]:
    """A likeness by the place in both lists, the same whatever is asked for beside."""
    return np.array(
        [
            [0.8 if KOREAN.index(k) == ENGLISH.index(e) else 0.1 for e in english]
            for k in korean
        ],
        dtype=np.float32,
    )


def none(korean: Sequence[str], english: Sequence[str]) -> NDArray[np.float32]:
    return np.zeros((len(korean), len(english)), dtype=np.float32)


def both(
    table: WordTable, korean: Sequence[str], english: Sequence[str]
) -> NDArray[np.float64]:
    source, target = table.links(korean, english, none(korean, english))
    return np.sqrt(source * target)


def test_words_that_always_stand_together_are_linked_without_any_likeness() -> None:
    korean, english = ["어선", "항구", "어망"], ["boat", "port", "net"]
    links = both(learn(FLEET * 5, None), korean, english)
    assert links.argmax(axis=1).tolist() == [0, 1, 2]
    assert links.argmax(axis=0).tolist() == [0, 1, 2]
    assert links[1, 1] > 2 * max(links[0, 1], links[2, 1])


def test_what_was_never_counted_goes_by_likeness() -> None:
    korean, english = list(KOREAN[:2]), list(ENGLISH[:2])
    table = learn([(korean, english)], alike)
    links = np.sqrt(np.multiply(*table.links(korean, english, alike(korean, english))))
    assert links[0, 0] > 3 * links[0, 1]
    unlearned = UNLEARNED.links(korean, english, alike(korean, english))[0]
    assert unlearned.argmax(axis=1).tolist() == [0, 1]


@given(beads, st.booleans())
def test_what_a_word_comes_from_is_shared_out_among_the_words_of_a_bead(
    some: Beads, likeness: bool
) -> None:
    table = learn(some, alike if likeness else None)
    for korean, english in [*some, (list(KOREAN), list(ENGLISH))]:
        measure = alike if likeness and korean and english else none
        source, target = table.links(korean, english, measure(korean, english))
        assert source.shape == target.shape == (len(korean), len(english))
        assert (source >= 0).all()
        assert (target >= 0).all()
        assert (source.sum(axis=0) <= 1 + 1e-9).all()
        assert (target.sum(axis=1) <= 1 + 1e-9).all()


@given(beads)
def test_the_same_collection_teaches_the_same_whatever_was_asked_before(some: Beads) -> None:
    first, second = learn(some, alike), learn(iter(some), alike)
    korean, english = list(KOREAN), list(ENGLISH)
    alone = first.links(korean[2:], english[:2], alike(korean[2:], english[:2]))
    for asked in (korean, korean[::-1]):
        second.links(asked, english, alike(asked, english))
    again = second.links(korean[2:], english[:2], alike(korean[2:], english[:2]))
    assert first == second
    assert all((a == b).all() for a, b in zip(alone, again, strict=True))


@given(beads)
def test_no_word_counts_for_more_than_its_places(some: Beads) -> None:
    table = learn(some, alike)
    counted = [bead for bead in some if all(bead)]
    for direction, here, there in ((table.forward, 0, 1), (table.backward, 1, 0)):
        for source, counts in direction.counts.items():
            beside = [word for bead in counted if source in bead[here] for word in bead[there]]
            assert all(value <= beside.count(word) + 1e-3 for word, value in counts.items())
            assert sum(counts.values()) <= direction.totals[source] + 0.01 * len(counts)
        places = sum(len(bead[there]) for bead in counted)
        assert sum(direction.totals.values()) <= places + 0.01


@pytest.mark.parametrize("some", [[], [([], ["port"])], [(["항구"], [])]])
def test_nothing_to_count_leaves_the_prior(some: Beads) -> None:
    table = learn(some, none)
    assert table == UNLEARNED
    assert table.signature == "none"


def test_a_collection_beyond_the_bound_is_counted_up_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word_table, "_MOST", 4)
    assert learn(FLEET, None) == learn(FLEET[:1], None)


def test_another_collection_has_another_signature() -> None:
    assert learn(FLEET, None).signature != learn(FLEET[1:], None).signature


@given(beads)
def test_a_table_survives_as_plain_values(some: Beads) -> None:
    table, codec = learn(some, alike), codec_of(WordTable)
    read = codec.decode(json.loads(json.dumps(codec.encode(table))))
    assert read == table
    assert pickle.loads(pickle.dumps(read)) == table  # as it goes to workers
