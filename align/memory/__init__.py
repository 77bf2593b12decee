"""The memory: one SQLite file that holds everything a run found out and people decided."""

from align.memory.bitexts import Origin, Stored
from align.memory.store import Memory

__all__ = ["Memory", "Origin", "Stored"]
