from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.cli.main import status
from align.memory import Memory
from align.model import Bead, Bitext, Document, Language, Segment
from tests.cli.terms.conftest import PLAIN


@pytest.mark.parametrize("term", ["위안부", "comfort women", "comfort-women"])
def test_show_prints_every_occurrence_in_context(
    filled: Path, termbase: Path, term: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["terms", "show", str(filled), term, "-t", str(termbase), *PLAIN]
    assert status([*command, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) > 3
    assert all("위안부" in row["original_text"] for row in rows)


def test_an_english_term_that_the_termbase_lacks_is_sent_to_the_search(
    filled: Path, termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["terms", "show", str(filled), "fishing quota", "-t", str(termbase), *PLAIN]
    assert status(command) == 3
    said = capsys.readouterr().err
    assert "terms.csv" in said
    assert "align search" in said


def test_a_term_is_shown_without_a_termbase(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["terms", "show", str(filled), "위안부", *PLAIN, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) > 3
    assert all("위안부" in row["original_text"] for row in rows)


def test_it_begins_with_how_many_places_are_as_listed_and_how_often_each_rendering_stands(
    filled: Path, termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["terms", "show", str(filled), "위안부", "-t", str(termbase), *PLAIN]
    assert status(command) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert "places of 일본군 위안부; " in first
    assert " as listed" in first
    assert "; comfort women × " in first


def test_what_the_termbase_does_not_list_is_shown_and_said_to_be_unlisted(
    filled: Path, termbase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["terms", "show", str(filled), "장관", "-t", str(termbase), *PLAIN]
    assert status([*command, "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert "terms.csv does not list 장관" in printed.err
    assert json.loads(printed.out)


def test_a_term_that_stands_nowhere_is_answered_with_what_is_near(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["terms", "show", str(filled), "위언부", *PLAIN, "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == []
    assert "stands nowhere" in printed.err
    assert "위안부" in printed.err


def test_english_without_a_termbase_is_sent_to_the_search(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["terms", "show", str(filled), "comfort women", *PLAIN]) == 3
    assert "search" in capsys.readouterr().err


def test_looking_at_one_term_leaves_what_a_check_has_found(
    filled: Path, termbase: Path
) -> None:
    assert status(["terms", "check", str(filled), "-t", str(termbase), *PLAIN]) == 0
    with Memory(filled) as memory:
        before = kept(memory)
    assert status(["terms", "show", str(filled), "장관", *PLAIN]) == 0
    assert status(["terms", "discover", str(filled), "--most", "3", *PLAIN]) == 0
    with Memory(filled) as memory:
        assert before <= kept(memory)


def kept(memory: Memory) -> set[tuple[str, str, str]]:
    query = "SELECT kind, key, maker FROM derived WHERE kind IN ('terms', 'occurrences')"
    found = {(row["kind"], row["key"], row["maker"]) for row in memory._all(query)}
    assert found
    return found


def test_a_word_of_two_concepts_is_shown_in_both_senses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    termbase = tmp_path / "own.csv"
    rows = "ship,ko,배\nship,en,ship\npear,ko,배\npear,en,pear\n"
    termbase.write_text(f"concept,language,term\n{rows}", "utf-8")
    english = ["The ship is in port.", "He ate a pear."]
    bitext = Bitext(
        Document(
            "a.ko", Language.KOREAN, (Segment("배가 항구에 있다."), Segment("배를 먹었다."))
        ),
        Document("a.en", Language.ENGLISH, tuple(map(Segment, english))),
        (Bead((0,), (0,)), Bead((1,), (1,))),
    )
    with Memory(tmp_path / "m.db") as memory:
        memory.put_bitext(bitext, "a")
    command = ["terms", "show", str(tmp_path / "m.db"), "배", "-t", str(termbase), *PLAIN]
    assert status(command) == 0
    printed = capsys.readouterr().out
    assert printed.count("1 place of 배; 1 of 1 as listed") == 2
