"""Every value of the model comes back from plain values as it went."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import (
    Bead,
    Bitext,
    Document,
    Dropped,
    Found,
    Kind,
    Language,
    Metadata,
    Occurrence,
    Rendering,
    Segment,
    Status,
    Term,
    TermStatus,
)
from align.model.codec import codec_of

TEXTS = st.text(max_size=20)
SEGMENTS = st.builds(
    Segment,
    TEXTS,
    st.sampled_from(Kind),
    TEXTS,
    TEXTS,
    st.integers(0, 9),
    st.integers(0, 9),
    st.none() | st.integers(0, 9),
    st.none() | st.sampled_from(Language),
)
BEADS = st.builds(
    Bead,
    st.lists(st.integers(0, 9), max_size=3).map(tuple),
    st.lists(st.integers(0, 9), max_size=3).map(tuple),
    st.floats(0, 1),
    st.sampled_from(Status),
    st.booleans(),
    st.dictionaries(TEXTS, st.floats(-9, 9), max_size=3).map(MappingProxyType),
    TEXTS,
    st.none() | st.tuples(TEXTS, TEXTS),
)


@given(SEGMENTS)
def test_a_segment_comes_back_through_json(segment: Segment) -> None:
    codec = codec_of(Segment)
    assert codec.decode(json.loads(json.dumps(codec.encode(segment)))) == segment
    assert codec.from_row(codec.row(segment)) == segment


@given(BEADS)
def test_a_bead_comes_back_through_json(bead: Bead) -> None:
    codec = codec_of(Bead)
    assert codec.decode(json.loads(json.dumps(codec.encode(bead)))) == bead


def test_what_is_nested_comes_back_whole() -> None:
    metadata = Metadata("제목", datetime.date(2017, 12, 19), unofficial=True)
    korean = Document(
        "ko", Language.KOREAN, (Segment("가"),), metadata, (Dropped("목록", "menu", 3),)
    )
    english = Document("en", Language.ENGLISH, (Segment("a", anchor=0),))
    bitext = Bitext(korean, english, (Bead((0,), (0,), 0.5),))
    codec = codec_of(Bitext)
    assert codec.decode(json.loads(json.dumps(codec.encode(bitext)))) == bitext


def test_a_rendering_comes_back_with_the_term_that_it_is() -> None:
    term = Term("comfort women", Language.ENGLISH, TermStatus.ADMITTED, "note")
    rendering = Rendering(
        Occurrence("c", 1, 2, 5, "위안부"), Found.KNOWN, "women", 1, 2, 3, term
    )
    codec = codec_of(Rendering)
    assert codec.decode(codec.encode(rendering)) == rendering


def test_a_field_that_a_stored_value_lacks_has_its_default() -> None:
    assert codec_of(Segment).decode({"text": "가", "other": 1}) == Segment("가")
    with pytest.raises(KeyError, match="text"):
        codec_of(Segment).decode({})


def test_a_new_field_is_stored_without_another_word() -> None:
    @dataclass(frozen=True)
    class Wider(Segment):
        speaker: str = ""

    codec = codec_of(Wider)
    assert codec.decode(codec.encode(Wider("가", speaker="장관"))).speaker == "장관"
