"""One query for everybody who looks something up: how it is read, and who answers it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from align.errors import QueryError
from align.memory import Memory
from align.memory.search import Filters, Method, Query, concordance, fuzzy, matching, search
from align.memory.search.query import PARAMETERS
from align.model import Side, Status
from tests.memory.test_search import PAIRS, made


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "m.db") as opened:
        opened.put_bitext(made(), "a")
        yield opened


def test_a_query_has_its_defaults_where_plain_values_say_nothing() -> None:
    assert Query.read({"text": "위안부", "token": "passed over"}) == Query("위안부")


def test_every_plain_value_is_read() -> None:
    plain = {
        "text": "a b",
        "way": "fuzzy",
        "least": "80",
        "in": "en",
        "since": "2015-12-28",
        "until": "2017-12-19",
        "document": "ko/*",
        "status": "accepted,edited",
        "confidence": "0.25",
        "below": "0.75",
        "limit": "7",
        "context": "2",
    }
    assert set(plain) == {parameter.name for parameter in PARAMETERS}
    filters = Filters(
        datetime.date(2015, 12, 28),
        datetime.date(2017, 12, 19),
        "ko/*",
        (Status.ACCEPTED, Status.EDITED),
        0.25,
        0.75,
    )
    expected = Query("a b", Method.FUZZY, 80, (Side.TRANSLATION,), filters, 7, 2)
    assert Query.read(plain) == expected


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("text", ""),
        ("way", "dowsing"),
        ("least", "0"),
        ("least", "most"),
        ("in", "ja"),
        ("since", "yesterday"),
        ("status", "accepted,unknown"),
        ("confidence", "nan"),
        ("below", "1.5"),
        ("limit", "0"),
        ("limit", "1001"),
        ("context", "-1"),
    ],
)
def test_what_cannot_be_read_is_said_by_its_name(name: str, given: str) -> None:
    with pytest.raises(QueryError, match=rf"^{name}: "):
        Query.read({"text": "가", name: given})


def test_a_query_without_a_text_is_none() -> None:
    with pytest.raises(QueryError, match="say what to look for"):
        Query.read({})


def test_the_method_says_which_engine_answers(memory: Memory) -> None:
    text = "정부는 대북 제재를 준수한다."
    assert search(memory, Query("위안부")) == concordance(memory, "위안부")
    assert search(memory, Query(text, Method.FUZZY, 80)) == fuzzy(memory, text, 80)
    assert search(memory, Query("제.", Method.REGEX)) == matching(memory, "제.")


def test_sides_filters_and_limit_hold_for_every_method(memory: Memory) -> None:
    korean = (Side.ORIGINAL,)
    assert search(memory, Query("comfort women")).hits
    assert not search(memory, Query("comfort women", sides=korean)).hits
    assert not search(memory, Query("sanctions", Method.REGEX, sides=korean)).hits
    sure = Filters(least=0.95)
    for method in Method:
        assert search(memory, Query(PAIRS[4][0], method)).hits
        assert not search(memory, Query(PAIRS[4][0], method, filters=sure)).hits
    assert len(search(memory, Query(".", Method.REGEX, limit=2)).hits) == 2


def test_each_hit_has_the_context_that_is_asked_for(memory: Memory) -> None:
    (hit,) = search(memory, Query("한일", context=1)).hits
    assert (hit.before, hit.after) == ((PAIRS[1],), (PAIRS[3],))
    (hit,) = search(memory, Query("한일")).hits
    assert hit.before == hit.after == ()


def test_options_ask_for_one_method_and_a_side() -> None:
    assert Query.asked("x").method is Method.WORDS
    like = Query.asked("x", alike=80, side="ko", limit=3)
    assert (like.method, like.least, like.sides, like.limit) == (
        Method.FUZZY,
        80,
        (Side.ORIGINAL,),
        3,
    )
    assert Query.asked("x", regex=True, side="both").method is Method.REGEX
    with pytest.raises(ValueError, match="exclude each other"):
        Query.asked("x", alike=80, regex=True)
    with pytest.raises(ValueError, match="one of ko, en, both"):
        Query.asked("x", side="fr")
