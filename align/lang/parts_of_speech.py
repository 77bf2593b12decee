"""What single English words can be."""

from __future__ import annotations

from functools import cache


@cache
def parts_of_speech(word: str) -> frozenset[str]:
    """Return the parts of speech that a word can be, by LemmInflect's list; none if unknown."""
    from lemminflect import getAllLemmas

    return frozenset(getAllLemmas(word.lower())) or frozenset(getAllLemmas(word))
