"""What the files are called that a run writes, and those that it reads as bitexts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

MEMORY, EMBEDDINGS = "memory.db", "embeddings.db"
TMX, TERMS, SCORES, REPORT = "memory.tmx", "terms.csv", "scores.json", "report.html"
BITEXTS = (".tmx", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".po")
"""Endings of files that are bitexts in any folder; tables, where they are named themselves."""


def results_in(out: Path) -> list[Path]:
    """Return the files that a run writes into a folder."""
    return [out / name for name in (MEMORY, EMBEDDINGS, TMX, TERMS, SCORES, REPORT)]


def termbase_among(paths: Iterable[Path]) -> Path | None:
    """Return the termbase that a folder of input brings, `terms.csv`; None without one."""
    return next((path / TERMS for path in paths if (path / TERMS).exists()), None)
