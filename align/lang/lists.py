"""The word lists in `align/lang/data/`, each read once, when it is first asked for.

A file holds an entry a line; behind a colon may stand what belongs to it: the groups of
a word, or the spellings of a name.  Lines that begin with `#` say what the list is and
for whom.  A word stands in one place, however many use it: they ask for its groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the entries of a list, in its order, each with what stands behind its colon.

    Args:
        name: of the file, without `.txt`.

    """
    text = files("align.lang").joinpath("data", f"{name}.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    parts = (line.partition(":") for line in lines)
    return MappingProxyType({word: tuple(rest.split()) for word, _, rest in parts})


@cache
def word_list(name: str, *groups: str) -> tuple[str, ...]:
    """Return the words of a list that are in one of some groups, in its order; all without.

    Raises:
        KeyError: a group has no words, so that its name is written wrong.

    """
    entries = table(name)
    for group in groups:
        if not any(group in own for own in entries.values()):
            raise KeyError(f"{name}.txt has no group {group}")
    return tuple(
        word for word, own in entries.items() if not groups or not set(groups).isdisjoint(own)
    )


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches one of some words, the longest that fits."""
    return "|".join(sorted(words, key=len, reverse=True))
