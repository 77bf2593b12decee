"""How the commands that look at damage tell of it."""

from __future__ import annotations

from align.memory.maintenance import Salvage


def saved(salvage: Salvage) -> str:
    """Say what can be saved, or was."""
    return (
        f"{salvage.bitexts} bitexts with {salvage.decided} decided beads, "
        f"and {salvage.history} replaced ones,"
    )
