"""The whole run: files in; memory, translation memory, term table and scores out."""

from align.pipeline.job import (
    BITEXTS,
    EMBEDDINGS,
    MEMORY,
    TERMS,
    TMX,
    Job,
    Result,
    Reused,
)
from align.pipeline.run import run

__all__ = [
    "BITEXTS",
    "EMBEDDINGS",
    "MEMORY",
    "TERMS",
    "TMX",
    "Job",
    "Result",
    "Reused",
    "run",
]
