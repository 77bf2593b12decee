"""Documents made of gold ones have the troubles of real pages, and their gold is right."""

from __future__ import annotations

import random
import re
from collections import Counter

import numpy as np
import pytest

from align.aligner.made import TROUBLES, Examples, Recipe, Source, laid_out, made_documents
from align.aligner.page_lines import page_lines
from align.aligner.text_kinds import code, turns
from align.aligner.troubles import (
    Block,
    hard_wrap,
    merge_side,
    phrases,
    sentences_of,
    split_side,
)
from align.model import Bead, Bitext, Side

NOTHING = Recipe(**dict.fromkeys(TROUBLES, 0.0))
WIND = (
    "{n}번 배는 바람이 세게 부는 날에도 먼 바다로 나갔다가 저녁에 돌아왔다.",
    "Boat {n} went out to the far sea even on days of strong wind and was back by evening.",
)
FISH = (
    "어부들은 {n}번 그물을 걷어 올려, 잡은 고기를 마을 사람들과 나누어 먹었다.",
    "The fishers hauled in net {n}, and they shared what they had caught with the village.",
)


def source(number: int, paragraphs: int = 14) -> Source:
    """A document of paragraphs of one to three sentences, each with a number of its own."""
    draw = random.Random(number)
    blocks = [Block((("바다의 하루",), ("A day at sea",)), 1)]
    for mark in range(2, paragraphs + 2):
        numbers = [number * 10000 + mark * 10 + k for k in range(draw.randint(1, 3))]
        texts = [draw.choice((WIND, FISH)) for _ in numbers]
        pairs = zip(texts, numbers, strict=True)
        korean, english = zip(
            *((k.format(n=n), e.format(n=n)) for (k, e), n in pairs), strict=True
        )
        blocks.append(Block(((" ".join(korean),), (" ".join(english),)), mark))
    return Source(f"sea{number}", "sea", laid_out(f"sea{number}", blocks, {}))


SOURCES = [source(number) for number in range(11, 19)]


def numbers_of(bitext: Bitext, bead: Bead, side: Side) -> set[str]:
    return set(re.findall(r"\d{6}", " ".join(s.text for s in bitext.segments(bead, side))))


def test_the_same_seed_makes_the_same_documents() -> None:
    assert made_documents(SOURCES, 20, 5) == made_documents(SOURCES, 20, 5)
    assert made_documents(SOURCES, 20, 5) != made_documents(SOURCES, 20, 6)


def test_what_faces_each_other_in_the_gold_says_the_same() -> None:
    for made in made_documents(SOURCES, 200, 1):
        for bead in (b for b in made.bitext.beads if b.is_pair):
            korean, english = (numbers_of(made.bitext, bead, side) for side in Side)
            assert korean <= english or english <= korean, (made.name, bead)


def test_every_trouble_occurs_and_some_documents_have_none() -> None:
    documents = made_documents(SOURCES, 300, 2)
    had = Counter(trouble for made in documents for trouble in made.troubles)
    assert set(had) == set(TROUBLES)
    assert any(not made.troubles for made in documents)
    assert any(bead.crossing for made in documents for bead in made.bitext.beads)


def test_a_document_names_all_that_it_is_made_of() -> None:
    names = {source.name: source.name.removeprefix("sea") for source in SOURCES}
    for made in made_documents(SOURCES, 100, 3):
        allowed = {names[name] for name in made.sources}
        for bead in made.bitext.beads:
            there = {n[:2] for side in Side for n in numbers_of(made.bitext, bead, side)}
            assert there <= allowed


def test_without_troubles_a_document_is_a_stretch_of_its_source() -> None:
    for made in made_documents(SOURCES, 20, 4, NOTHING):
        assert not made.troubles
        assert {bead.type for bead in made.bitext.beads} == {"1-1"}
        assert len(made.sources) == 1


@pytest.mark.parametrize("trouble", [split_side, merge_side, hard_wrap, phrases])
def test_other_cuts_change_no_word(trouble: object) -> None:
    blocks = [
        Block(((f"{WIND[0]} {FISH[0]}".format(n=n),), (f"{WIND[1]} {FISH[1]}".format(n=n),)), n)
        for n in range(1, 9)
    ]
    for seed in range(30):
        after = trouble(blocks, random.Random(seed))  # type: ignore[operator]
        for side in (0, 1):
            words = " ".join(block.on(side) for block in after).split()
            assert words == " ".join(block.on(side) for block in blocks).split()
        for block in after:
            small, large = sorted(len(lines) for lines in block.sides)
            assert large <= (8 if small == 1 else 3)


def test_lines_of_pages_have_no_gaps_left_and_both_sides_share_their_facts() -> None:
    lines = page_lines(("fact", "file", "foot"), random.Random(1), 99)
    assert len(lines) > 15
    assert not any(re.search(r"[{}]", text) for line in lines for text in line)
    korean, english = next(line for line in lines if line[0].startswith("조회수"))
    assert re.findall(r"\d+", korean) == re.findall(r"\d+", english)


def test_sentences_end_where_they_surely_do() -> None:
    text = "Gov. Lee met Dr. Pyeon. They spoke of 3.5 tons. “Good,” he said."
    assert sentences_of(text) == [
        "Gov. Lee met Dr. Pyeon.",
        "They spoke of 3.5 tons.",
        "“Good,” he said.",
    ]
    assert sentences_of("1. They met. They spoke.") == ["1. They met.", "They spoke."]
    assert sentences_of("3.5톤이다. 김 씨가 말했다.") == ["3.5톤이다.", "김 씨가 말했다."]


class Counting:
    """An embedder that counts what it is asked for."""

    name = "counting"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def pool(self, texts: list[str]) -> np.ndarray:
        self.texts += texts
        return np.ones((len(texts), 2), dtype=np.float32)

    def finish(self, sums: np.ndarray) -> np.ndarray:
        return sums


def test_an_example_has_a_row_for_each_segment_and_no_text_is_embedded_twice() -> None:
    embedder = Counting()
    examples = Examples(embedder)  # type: ignore[arg-type]
    for made in made_documents(SOURCES, 10, 6):
        example = examples.example(made)
        assert example.view.shape == tuple(len(made.bitext.document(s).segments) for s in Side)
        assert example.view.original.pooled is not None
        assert len(example.view.original.pooled) == example.view.shape[0]
    assert len(embedder.texts) == len(set(embedder.texts))


def test_turns_put_names_before_what_is_said_and_change_nothing_else() -> None:
    blocks = [
        Block(((WIND[0].format(n=n), FISH[0].format(n=n)), (WIND[1].format(n=n),)), n)
        for n in range(1, 9)
    ]
    for seed in range(30):
        after = turns(blocks, random.Random(seed))
        for side in (0, 1):
            said = " ".join(block.on(side) for block in after)
            lines = [line for block in blocks for line in block.sides[side]]
            places = [said.index(line) for line in lines]
            assert places == sorted(places)
        assert all(max(map(len, block.sides)) <= 8 for block in after)
        assert {line.split()[0] for b in after for line in b.sides[0]} != {"1번"}


def test_lines_of_code_are_the_same_on_both_sides_or_on_one_alone() -> None:
    blocks = [Block(((WIND[0],), (WIND[1],)), n) for n in range(1, 9)]
    for seed in range(20):
        put = [block for block in code(blocks, random.Random(seed)) if not block.mark]
        assert put
        assert all(block.sides[0] == block.sides[1] or not block.is_pair for block in put)
