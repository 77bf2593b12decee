"""The memory: one SQLite file that holds everything a run found out and people decided."""

from align.memory.store import Memory, Origin, Stored

__all__ = ["Memory", "Origin", "Stored"]
