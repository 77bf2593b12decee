"""What the files are called that a run writes, and those that it reads as bitexts."""

from __future__ import annotations

MEMORY, EMBEDDINGS = "memory.db", "embeddings.db"
TMX, TERMS, SCORES, REPORT = "memory.tmx", "terms.csv", "scores.json", "report.html"
TERMBASE = "terms.csv"
"""A termbase that a folder of input has is called so."""
BITEXTS = (".tmx", ".xlf", ".xliff")
"""Endings of files that are bitexts in any folder; tables, where they are named themselves."""
