from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.errors import QueryError
from align.memory import Memory
from align.memory.history import ReviewedMemory
from align.memory.search import (
    Filters,
    concordance,
    fuzzy,
    matching,
    pieces,
    with_context,
)
from align.model import Bead, Bitext, Document, Language, Metadata, Segment, Side, Status

PAIRS = [
    ("일본군위안부 피해자의 명예를 회복한다.", "The honor of the “comfort women” is restored."),
    ("위안부는 역사의 문제이다.", "Comfort women are a matter of history."),
    ("한·일 양국은 합의하였다.", "Korea and Japan agreed."),
    ("북핵 문제를 논의하였다.", "They discussed the North Korean nuclear issue."),
    ("정부는 대북 제재를 이행한다.", "The government implements sanctions."),
]


def made(
    name: str = "k", pairs: list[tuple[str, str]] = PAIRS, day: int = 1, **bead: object
) -> Bitext:
    date = datetime.date(2017, 12, day)
    sides = zip(*pairs, strict=True)
    documents = [
        Document(
            f"{name}.{language.value}",
            language,
            tuple(map(Segment, texts)),
            Metadata(date=date, digest=f"{name}{texts}"),
        )
        for language, texts in zip(Language, sides, strict=True)
    ]
    beads = tuple(Bead((i,), (i,), 0.9, **bead) for i in range(len(pairs)))  # type: ignore[arg-type]
    return Bitext(documents[0], documents[1], beads)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "m.db") as opened:
        opened.put_bitext(made(), "a")
        yield opened


def originals(found: object) -> list[str]:
    return [hit.original for hit in found.hits]  # type: ignore[attr-defined]


def test_a_word_is_found_in_compounds_and_before_particles(memory: Memory) -> None:
    found = concordance(memory, "위안부")
    assert found.total == 2
    marked = {hit.original[slice(*hit.original_spans[0])] for hit in found.hits}
    assert marked == {"위안부"}


def test_both_sides_are_searched_for_latin_words(memory: Memory) -> None:
    assert len(concordance(memory, "comfort women").hits) == 2
    assert not concordance(memory, "comfort women", sides=(Side.ORIGINAL,)).hits


def test_a_unit_that_has_the_word_on_both_sides_is_one_hit(memory: Memory) -> None:
    memory.put_bitext(made("t", [("사드(THAAD)", "THAAD"), ("또 사드", "again")]), "a")
    found = concordance(memory, "thaad")
    assert found.total == 1
    (hit,) = found.hits
    assert (hit.original_spans, hit.translation_spans) == (((3, 8),), ((0, 5),))


def test_the_words_as_asked_for_come_first(memory: Memory) -> None:
    assert originals(concordance(memory, "위안부는"))[0].startswith("위안부는")
    assert concordance(memory, "위안부는").total == 2
    assert concordance(memory, '"위안부는"').total == 1


def test_an_uncertain_particle_goes_only_where_nothing_is_found(memory: Memory) -> None:
    found = concordance(memory, "제재가")
    assert (found.searched, found.total) == ("제재", 1)


def test_what_was_rejected_replaced_or_changed_is_found_as_it_is_now(memory: Memory) -> None:
    changed = replace(made().beads[0], edited=("여섯 글자의 말", "six"), status=Status.EDITED)
    memory.put_bitext(replace(made(), beads=(changed, *made().beads[1:])), "a")
    assert concordance(memory, "위안부").total == 1
    assert originals(concordance(memory, "여섯")) == ["여섯 글자의 말"]
    newer = made(pairs=[("새 글", "new text")])
    memory.put_bitext(newer, "a")  # the decided one steps back as history
    assert concordance(memory, "여섯").total == 0
    assert concordance(memory, "새 글").total == 1


def test_the_index_follows_the_review(tmp_path: Path, memory: Memory) -> None:
    with ReviewedMemory(memory.path) as reviewed:
        before, version = reviewed.reviewed("k.ko", "k.en")
        beads = (Bead((0, 1), (0, 1), 1.0, Status.EDITED), *before.beads[2:])
        reviewed.change(before, replace(before, beads=beads), version, "kim", "link")
    (hit,) = concordance(memory, "위안부").hits
    assert (hit.position, hit.status) == (0, Status.EDITED)
    assert len(hit.original_spans) == 2


def test_filters_leave_only_what_they_name(memory: Memory) -> None:
    memory.put_bitext(made("other", day=20, status=Status.ACCEPTED), "a")

    def found(**filters: object) -> set[str]:
        hits = concordance(memory, "위안부", filters=Filters(**filters)).hits  # type: ignore[arg-type]
        return {hit.document for hit in hits}

    assert found() == {"k.ko", "other.ko"}
    assert found(since=datetime.date(2017, 12, 2)) == {"other.ko"}
    assert found(until=datetime.date(2017, 12, 2)) == {"k.ko"}
    assert found(document="oth*") == {"other.ko"}
    assert found(statuses=(Status.ACCEPTED,)) == {"other.ko"}
    assert found(least=0.95) == set()
    assert found(most=0.5) == set()


def test_decided_beads_come_before_the_aligners(memory: Memory) -> None:
    memory.put_bitext(made("old", status=Status.ACCEPTED), "a")
    memory.put_bitext(made("new", day=30), "a")
    assert concordance(memory, "북핵").hits[0].document == "old.ko"


def test_a_fuzzy_match_says_how_alike_it_is(memory: Memory) -> None:
    text = "정부는 대북 제재를 준수한다."
    (hit,) = fuzzy(memory, text, 70).hits
    assert hit.original == PAIRS[4][0]
    assert hit.percent == 87  # two of sixteen characters differ
    assert not fuzzy(memory, text, 90).hits
    assert fuzzy(memory, PAIRS[4][0], 100).hits[0].percent == 100
    (hit,) = fuzzy(memory, "Korea and China agreed!", 70).hits
    assert hit.translation == "Korea and Japan agreed."


def test_a_text_of_common_words_alone_still_finds_itself(memory: Memory) -> None:
    memory.put_bitext(made("c", [("끝.", "End."), ("이상.", "That is all.")]), "a")
    assert fuzzy(memory, "끝!", 50).hits[0].original == "끝."


def test_an_expression_is_looked_for_in_every_unit(memory: Memory) -> None:
    found = matching(memory, r"(한|중)·일|sanctions?")
    assert originals(found) == [PAIRS[2][0], PAIRS[4][0]]
    assert found.hits[0].original_spans == ((0, 3),)
    assert matching(memory, "제재", sides=(Side.TRANSLATION,)).hits == ()
    assert matching(memory, ".", limit=2).total is None


def test_a_bad_query_is_said_to_be_so(memory: Memory) -> None:
    with pytest.raises(QueryError, match="no word"):
        concordance(memory, "?!")
    with pytest.raises(QueryError, match="no word"):
        fuzzy(memory, "…")
    with pytest.raises(QueryError, match="no regular expression"):
        matching(memory, "(")


def test_an_expression_that_never_ends_is_stopped(memory: Memory) -> None:
    memory.put_bitext(made("long", [("가" * 5000 + "나", "x")]), "a")
    with pytest.raises(QueryError, match="longer than"):
        matching(memory, "(가|가가)+다")


def test_the_context_is_what_stands_around(memory: Memory) -> None:
    (hit,) = concordance(memory, "한일").hits
    around = with_context(memory, hit, 1)
    assert (around.before, around.after) == ((PAIRS[1],), (PAIRS[3],))


def test_the_limit_is_kept_and_the_rest_counted(memory: Memory) -> None:
    memory.put_bitext(made("many", [(f"위안부 {n}", f"number {n}") for n in range(40)]), "a")
    found = concordance(memory, "위안부", limit=5)
    assert (len(found.hits), found.total) == (5, 42)
    assert len(concordance(memory, "위안부", limit=0).hits) == 42


def test_a_new_index_finds_what_the_old_one_found(memory: Memory) -> None:
    before = concordance(memory, "위안부")
    memory.reindex()
    assert concordance(memory, "위안부") == before


def test_pieces_are_the_text() -> None:
    assert list(pieces("가나다", [(1, 2)])) == [("가", False), ("나", True), ("다", False)]
    assert list(pieces("", [])) == []


WORDS = st.lists(st.sampled_from("위안부 합의 한·일 문제 sanctions 북핵".split()), min_size=1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["위안", "합의", "핵", "한일"]))
def test_the_index_finds_what_reading_everything_finds(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], query: str
) -> None:
    lines = [" ".join(words) for words in texts]
    with Memory(tmp_path_factory.mktemp("m") / "m.db") as memory:
        memory.put_bitext(made("h", [(line, "-") for line in lines]), "a")
        found = originals(concordance(memory, query, limit=0))
    bare = [line.replace(" ", "").replace("·", "") for line in lines]
    assert sorted(found) == sorted(
        line for line, text in zip(lines, bare, strict=True) if query in text
    )
