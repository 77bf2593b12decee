"""How the commands that look at damage tell of it."""

from __future__ import annotations

from align.memory.maintenance import Salvage


def saved(found: Salvage) -> str:
    """Say what can be saved, or was."""
    return (
        f"{found.bitexts} bitexts with {found.decided} decided beads, "
        f"and {found.history} replaced ones,"
    )
