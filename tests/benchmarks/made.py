"""Made texts for benchmarks of size: chains of words that follow each other in real ones."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from align.model import Bead, Bitext, Document, Language, Metadata, Segment

TOGETHER = 1000
_LEAST, _MOST = 5, 24


class Chain:
    """Makes lines in which each word follows the one before it somewhere in `lines`."""

    def __init__(self, lines: Sequence[str], seed: int) -> None:
        self._random = random.Random(seed)
        self._starts: list[str] = []
        self._next: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            words = line.split()
            self._starts += words[:1]
            for one, two in pairwise(words):
                self._next[one].append(two)

    def line(self) -> str:
        """Return a new line of five to twenty-four words."""
        words = [self._random.choice(self._starts)]
        wanted = self._random.randint(_LEAST, _MOST)
        while len(words) < wanted:
            following = self._next.get(words[-1])
            words.append(self._random.choice(following or self._starts))
        return " ".join(words)


def lines_of(folders: Sequence[Path], side: str) -> list[str]:
    """The lines of all NAME.ko or NAME.en in some folders."""
    return [
        line
        for folder in folders
        for path in sorted(folder.glob(f"*.{side}"))
        for line in path.read_text("utf-8").splitlines()
    ]


def chains(folders: Sequence[Path]) -> tuple[Chain, Chain]:
    """A chain of Korean and one of English, which know nothing of each other."""
    return Chain(lines_of(folders, "ko"), 1), Chain(lines_of(folders, "en"), 2)


def bitexts(folders: Sequence[Path], count: int) -> Iterator[Bitext]:
    """Bitexts of a thousand made units each."""
    korean, english = chains(folders)
    for number in range(0, count, TOGETHER):
        size = min(TOGETHER, count - number)
        documents = [
            Document(
                f"made{number}.{language.value}",
                language,
                tuple(Segment(chain.line()) for _ in range(size)),
                Metadata(digest=f"made{number}"),
            )
            for language, chain in zip(Language, (korean, english), strict=True)
        ]
        yield Bitext(*documents, tuple(Bead((i,), (i,), 0.9) for i in range(size)))
