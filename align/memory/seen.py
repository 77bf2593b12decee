"""What was said before: in a memory, or earlier in what comes into it."""

from __future__ import annotations

from align.memory.records import text_key
from align.memory.store import Memory


class Seen:
    """Remembers pairs of texts in a table of its own, which SQLite keeps on disk.

    A pair is known by hashes of both texts in the form for matching, 64 bits each; among
    a million pairs two that differ are taken for one with a probability under 1e-25.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        memory.make_scratch("seen", "original INTEGER, translation INTEGER")

    def before(self, original: str, translation: str) -> bool:
        """Whether the memory holds this pair, or it was asked about before."""
        keys = text_key(original), text_key(translation)
        if not self._memory.note_scratch("seen", keys):
            return True
        query = "SELECT translation FROM unit WHERE key = ?"
        held = self._memory.stream(query, keys[:1])
        return any(text_key(row[0]) == keys[1] for row in held)
