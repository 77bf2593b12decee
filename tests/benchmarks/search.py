"""How large the memory's index is, how long it takes to make, and how fast it answers.

    python -m tests.benchmarks.search [--units 1000000] [--keep FILE] [FOLDER...]

The units are chains of words that follow each other in the sample and in the folders given
(NAME.ko, NAME.en).  Queries are words of units drawn at random: one to three Korean words
without their last syllable, two English words, and whole units of which one word was
dropped and one replaced, for fuzzy matches; those count as found where the unit that they
were made of is among the first five.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from align.cli.output import print_table
from align.lang.grams import is_wide
from align.memory import Memory
from align.memory.schema import INDEXES
from align.memory.search import SearchResult, concordance, fuzzy, matching
from tests.benchmarks.made import bitexts
from tests.benchmarks.process import peak_mb
from tests.conftest import MOFA

_QUERIES = 200
Query = tuple[str, str]  # what to ask for, and the unit it was made of


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="where the memory is, or goes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "memory.db"
        if not path.exists():
            _build(path, [MOFA / "truth", *given.folders], given.units)
        with Memory(path) as memory:
            _sizes(memory)
            _ask(memory)


def _build(path: Path, folders: Sequence[Path], units: int) -> None:
    made = list(bitexts(folders, units)) if units <= 100_000 else bitexts(folders, units)
    started = time.perf_counter()
    with Memory(path) as memory:
        for bitext in made:
            memory.put_bitext(bitext, "made")
    seconds = time.perf_counter() - started
    print(f"{units} units put into a memory: {seconds:.1f} s, {units / seconds:.0f} a second")
    with Memory(path) as memory:
        started = time.perf_counter()
        memory.reindex()
        print(f"the index alone: {time.perf_counter() - started:.1f} s")
        memory.shrink()


def _sizes(memory: Memory) -> None:
    total = memory.path.stat().st_size
    parts = {"whole file": total}
    for name in (*INDEXES, "unit"):
        query = "SELECT sum(pgsize) AS n FROM dbstat WHERE name GLOB ?"
        parts[name] = next(memory.stream(query, (f"{name}*",)))["n"] or 0
    print_table([{"part": name, "MB": round(size / 2**20, 1)} for name, size in parts.items()])


def _ask(memory: Memory) -> None:
    draw = random.Random(3)
    count = next(memory.stream("SELECT max(bead) AS n FROM unit"))["n"]
    units = []
    while len(units) < _QUERIES:
        query = "SELECT original, translation FROM unit WHERE bead = ?"
        units += [tuple(row) for row in memory.stream(query, (draw.randint(1, count),))]
    kinds: dict[str, tuple[list[Query], Callable[..., SearchResult]]] = {
        "one Korean word": (
            [(_stem(draw.choice(k.split())), k) for k, _ in units],
            concordance,
        ),
        "three Korean words": (
            [(" ".join(map(_stem, draw.sample(k.split(), 3))), k) for k, _ in units],
            concordance,
        ),
        "a Korean phrase": ([(f'"{_phrase(k, draw)}"', k) for k, _ in units], concordance),
        "two English words": (
            [(" ".join(draw.sample(e.split(), 2)), e) for _, e in units],
            concordance,
        ),
        "fuzzy 70, Korean": ([(_disturbed(k, draw), k) for k, _ in units], fuzzy),
        "fuzzy 70, English": ([(_disturbed(e, draw), e) for _, e in units], fuzzy),
        "expression, every unit": ([(r"제\s?\d+차 회의록", "")] * 2, matching),
    }
    print_table([{"query": name, **_measured(memory, *kind)} for name, kind in kinds.items()])
    print(f"peak {peak_mb()} MB")


def _measured(
    memory: Memory, queries: Sequence[Query], look: Callable[..., SearchResult]
) -> dict[str, object]:
    taken, found = [], 0
    for text, source in queries:
        if not any(char.isalnum() for char in text):
            continue
        started = time.perf_counter()
        hits = look(memory, text).hits
        taken.append(1000 * (time.perf_counter() - started))
        found += any(source in (hit.original, hit.translation) for hit in hits[:5])
    taken.sort()
    return {
        "queries": len(taken),
        "median ms": round(taken[len(taken) // 2], 1),
        "p95 ms": round(taken[int(0.95 * len(taken))], 1),
        "longest ms": round(taken[-1], 1),
        "found in first 5": f"{found}" if look is fuzzy else "",
    }


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 2 else word


def _phrase(text: str, draw: random.Random) -> str:
    words = text.replace('"', " ").split()
    start = draw.randrange(len(words) - 2)
    return " ".join(words[start : start + 2])


def _disturbed(text: str, draw: random.Random) -> str:
    words = text.split()
    words.pop(draw.randrange(len(words)))
    words[draw.randrange(len(words))] = "새로운" if is_wide(text) else "another"
    return " ".join(words)


if __name__ == "__main__":
    main()
