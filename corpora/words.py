"""Makes the list of English derivations in `align/lang/data` from WordNet.

    python -m corpora.words dict/

`dict/` is the database of WordNet 3.1.  What stands in the head of the list stays as it is.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from align.lang.english_words import american_word

DATA = Path(__file__).parent.parent / "align" / "lang" / "data"
_PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_RELATED = ("+", "\\", "<")  # derivationally related, pertainym, participle
Word = tuple[str, str]
"""A word and its part of speech."""


def derivations(folder: Path) -> dict[str, list[str]]:
    """Return words with those that WordNet derives from them, or them from."""
    links, parts = _links(folder)
    rows: dict[str, set[str]] = defaultdict(set)
    for word in parts:
        for other in _kin(word, parts[word], links):
            first, second = american_word(word), american_word(other)
            if first != second and first[:2] == second[:2]:
                rows[first].add(second)
    return {word: sorted(others) for word, others in sorted(rows.items())}


def _kin(word: str, parts: set[str], links: Mapping[Word, set[Word]]) -> set[str]:
    """Words derived from one; those of a verb only if the noun of that form is of its sense."""
    used = set(parts)
    if {"n", "v"} <= parts and (word, "v") not in links[word, "n"]:
        used.discard("v")
    near = {link for part in used for link in links[word, part]}
    adjectives = {link for link in near if link[1] == "a"}
    near |= {link for a in adjectives for link in links[a] if link[1] == "r"}
    if "r" in parts:
        near |= {link for a in adjectives for link in links[a] if link[1] == "n"}
    return {other for other, _ in near if _plain(other)} if _plain(word) else set()


def _plain(word: str) -> bool:
    return re.fullmatch("[a-z]{3,}", word) is not None


def _links(folder: Path) -> tuple[Mapping[Word, set[Word]], Mapping[str, set[str]]]:
    """What WordNet links, both ways, and the parts of speech of each word."""
    words: dict[Word, list[str]] = {}
    pointers: list[tuple[Word, Word, str]] = []
    for name, part in _PARTS.items():
        for line in (folder / f"data.{name}").read_text("utf-8").splitlines():
            if not line.startswith("  "):
                cells = line.partition(" | ")[0].split()
                count = int(cells[3], 16)
                synset = (part, cells[0])
                words[synset] = [re.sub(r"\(.*\)", "", w) for w in cells[4 : 4 + 2 * count : 2]]
                pointers += _pointers(synset, cells[4 + 2 * count :])
    links: dict[Word, set[Word]] = defaultdict(set)
    for synset, other, places in pointers:
        first, second = int(places[:2], 16), int(places[2:], 16)
        if first and second:
            one = (words[synset][first - 1], synset[0])
            two = (words[other][second - 1], other[0])
            links[one].add(two)
            links[two].add(one)
    parts: dict[str, set[str]] = defaultdict(set)
    for (part, _), mine in words.items():
        for word in mine:
            parts[word].add(part)
    return links, parts


def _pointers(synset: Word, cells: list[str]) -> Iterator[tuple[Word, Word, str]]:
    for at in range(1, 1 + 4 * int(cells[0]), 4):
        kind, offset, part, places = cells[at : at + 4]
        if kind in _RELATED:
            yield synset, (part.replace("s", "a"), offset), places


def _write(name: str, rows: Iterable[str]) -> None:
    path = DATA / f"{name}.txt"
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    path.write_text("\n".join([*head, *rows, ""]), encoding="utf-8")


def main(wordnet: Path) -> None:
    """Write the list anew."""
    derived = derivations(wordnet).items()
    _write("english_derivations", (f"{word}: {' '.join(kin)}" for word, kin in derived))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
