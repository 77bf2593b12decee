from __future__ import annotations

import textwrap

from align.readers.formats.text import TextReader


def lines(text: str) -> list[tuple[str, int]]:
    extract = TextReader().extract(text.encode(), None)
    return [(line.text, line.number) for line in extract.lines]


def test_a_line_is_a_block() -> None:
    assert lines("첫째 줄\n\n둘째 줄\n셋째 줄\n") == [
        ("첫째 줄", 1),
        ("둘째 줄", 3),
        ("셋째 줄", 4),
    ]


def test_lines_wrapped_at_a_column_are_joined() -> None:
    sentence = "The two sides agreed to continue their consultations on all pending issues. "
    text = textwrap.fill(sentence * 3, 60) + "\n\n" + textwrap.fill("- " + sentence * 2, 60)
    found = lines(text)
    assert [text for text, _ in found] == [
        (sentence * 3).strip(),
        ("- " + sentence * 2).strip(),
    ]
    assert found[1][1] == 6


def test_one_sentence_a_line_is_not_taken_for_wrapped() -> None:
    text = "\n".join(f"The Minister made point number {n} at the meeting." for n in range(6))
    assert len(lines(text)) == 6


def test_an_indented_line_begins_a_paragraph_in_wrapped_text() -> None:
    long = "The two sides agreed to go on with their talks on trade and on the"
    text = "\n".join([f"  {long}", long, "environment.", f"  {long}", long, "climate."])
    lines = TextReader().extract(text.encode(), None).lines
    assert [line.number for line in lines] == [1, 4]


def test_cells_that_tabs_or_bars_part_are_a_row() -> None:
    lines = (
        TextReader().extract("구분\t2023년\t2024년\n가 | 나\n1. 가 | 나".encode(), None).lines
    )
    assert [line.cells for line in lines] == [("구분", "2023년", "2024년"), ("가", "나"), ()]


def test_wrapped_paragraphs_without_a_blank_line_end_where_a_sentence_and_a_line_do() -> None:
    first = "The ferry to the outer island will leave an hour earlier from the first of May."
    second = "Tickets that were bought before that day stay good for the whole of the season."
    lines = [*textwrap.wrap(first, 40), *textwrap.wrap(second, 40)]
    extract = TextReader().extract("\n".join(lines).encode(), None)
    assert [line.text for line in extract.lines] == [first, second]


def test_a_short_line_at_the_end_of_a_sentence_ends_a_wrapped_paragraph() -> None:
    first = "The ferry to the outer island will leave an hour earlier from May."
    second = "Tickets that were bought before that day stay good. All summer long they do so."
    head = ["The harbour office", "tells the islanders and their guests that", "from now on:"]
    wrapped = [*textwrap.wrap(first, 41), *textwrap.wrap(second, 41)]
    extract = TextReader().extract("\n".join([*head, "", *wrapped]).encode(), None)
    assert [line.text for line in extract.lines][-2:] == [first, second]
